"""What a person sees of reminders: the line on top of a card, the digests."""
