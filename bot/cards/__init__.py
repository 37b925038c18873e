"""What a person sees of a thing: text and buttons, from the SOP's table and the viewer. It draws; it never writes.

`render` finds the card of a thing for a chat; `lists` what waits, and where things are; `history` what happened and
whose turn it is; `asking` reasons and "sure?"; `freshness` the board. By subject: `articles`, `dispositions`,
`publishing`, `people`, `deadlines`, `reminders`, `reporting`.
"""
