"""Tayang: a Telegram bot that runs a local government's website-update SOP.

From the bottom: `sop` the domain; `dates`, `holidays`, `config` the office's policy; `content`, `cms`, `sitewatch` what
is published and looked at; `texts`, `card` words, and a card's text and buttons; `desk` what people can do; `papers`,
`cards` what they file and see; `transport`, `outbox`, `jobs` what moves; `app`, `cli` what joins all of it. `rehearsal`
stands apart. Beside `bot`: `storage`, the only SQL, and `handlers`, what people ask for.
"""
