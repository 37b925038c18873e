"""How updates come and calls go: polling, webhook, HTTP, and the durable inbox."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # or python-telegram-bot warns at every "retry after"
