"""What a person sees of the office's days."""
