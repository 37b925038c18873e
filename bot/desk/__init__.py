"""What people can do: one plain function per intent, run inside one transaction."""

from bot.desk import consequences
from bot.desk.workflow import engine

engine.set_consequences(consequences.TABLE)  # importing any room of the desk joins the whole: no order matters
