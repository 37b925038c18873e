"""What people can do: one plain function per intent, run inside one transaction. Each room imports only those above it:

- `authority`: in which capacity somebody stands towards a thing, and who is waited for
- `articles`: an article as it reads: what it lacks, what changed, the page it makes
- `notify`: who is told what
- `deadlines`: when a step is due, how long steps took, the days that count
- `workflow`: a move of the SOP, what it sets, what a tap brings
- `people`: members, absences, the duty roster, who can be reached
- `writing`: an article is written and mended
- `publishing`: from the Staf's tap to the proven page, and what happens to a page after
- `dispositions`: the Kabag's form, the material under it, those that come round
- `freshness`: how old each section is, and the disposisi that would mend it
- `reporting`: the completion report, the recap, why steps were late
- `reminders`: who is reminded of what, when; snoozes, digests
- `dialogs`: what people have open on a card, a row each
- `consequences`: what a move sets going besides, a row each
"""

from bot.desk import consequences
from bot.desk.workflow import engine

engine.set_consequences(consequences.TABLE)  # importing any room of the desk joins the whole: no order matters
