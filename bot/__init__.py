"""Tayang: a Telegram bot that runs a local government's website-update SOP."""
