"""What a person sees of an article, and of what is being written."""
