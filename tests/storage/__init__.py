"""Tests of the database: one door, one transaction, a shape that refuses what must not be."""
