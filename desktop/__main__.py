"""python -m desktop starts the app."""

import sys

from desktop.ui.app import main

if __name__ == "__main__":
    sys.exit(main())
