"""What a person sees of reasons for being late, and of the recap."""
