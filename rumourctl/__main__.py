"""``python -m rumourctl``."""

import sys

from rumourctl.app import main

sys.exit(main())
