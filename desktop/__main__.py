"""python -m desktop starts the app."""

import os
import sys

from desktop.ui.app import main

# Read by NumPy's BLAS when it is imported, which is after this. On small matrices its threads wait
# for each other: beside two busy programs a slider's move took up to ten times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if __name__ == "__main__":
    sys.exit(main())
