"""Who belongs to the office, who is away, who is on duty, who can be reached."""
