"""The only SQL: one SQLite file, and a folder of files beside it. A module a noun; values leave it, not rows.

`store` opens it, and runs an intent in a transaction (`Tx`); `schema` and `migrations/` are its shape; `office` is the
office as of now; `inbox` and `outbox` are what came and what is to be said (`outbox_bodies`: as what).
"""
