"""What a person sees of a page once it is public, or is put up by hand."""
