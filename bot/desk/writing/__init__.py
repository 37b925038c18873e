"""Writing and mending an article in chat: its words, Word files, photos, small edits."""
