"""The Telegram channel: moves messages, decides nothing. What is said comes from the line in `bot.service`."""

import os

# The library's coming way to give times; without it each RetryAfter that it makes warns of the change.
os.environ.setdefault("PTB_TIMEDELTA", "1")
