"""Watching the public website: proof that a page is live, and stays so."""
