"""The Telegram channel: moves messages, decides nothing. What is said comes from the line in `bot.service`."""

import importlib.util
import os
import sys

# The library's coming way to give times; without it each RetryAfter that it makes warns of the change.
os.environ.setdefault("PTB_TIMEDELTA", "1")
# The HTTP client looks for this module, which it can do without, a dozen times a call, and a search that finds nothing
# is never remembered: together half of what a call costs.
if importlib.util.find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # the documented mark of a module that is not there
