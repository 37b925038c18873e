"""The only SQL: one SQLite file, and a folder of files beside it."""
