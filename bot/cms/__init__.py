"""Websites behind one interface: each kind publishes exactly once by our key."""
