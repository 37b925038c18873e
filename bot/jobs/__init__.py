"""What the clock sets going: the tick, the digests of the day, overviews. Every thing in a transaction of its own."""
