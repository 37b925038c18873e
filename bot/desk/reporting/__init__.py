"""What is said afterwards: the completion report, the recap, what went off the usual way, and why late."""
