"""Dates as people type them and as buttons carry them: text to value and back, with no desk and no record."""
