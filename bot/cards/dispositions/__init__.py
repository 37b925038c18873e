"""What a person sees of a disposition, and of those that come round."""
