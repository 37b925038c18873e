"""Who is reminded of what and when: the tick, snoozes, calls of those on duty, the digests."""
