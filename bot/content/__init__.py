"""From what people send to what a website shows: text, photos, files."""
