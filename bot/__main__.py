"""`python -m bot`, the same as `hoi`."""

import sys

from bot.cli import main

sys.exit(main())
