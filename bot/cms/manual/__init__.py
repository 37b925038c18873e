"""The manual kind: a website without an interface, published by a person from a ready package.

Nothing is imported here: the bot needs ``base`` whatever its kind of website is.
"""
