"""All timings against the budgets: python -m tests.bench [--torch PYTHON].

They are printed and judge nothing by themselves: the exit code is 0, since other work on the
machine can make any of them miss.
"""

from __future__ import annotations

import argparse
import os

from tests.bench import (
    app,
    build,
    engine,
    explore,
    networks,
    pages,
    queue,
    readiness,
    review,
    typeset,
    variants,
)


def main() -> None:
    """Run one bench after the other; a new one is a file and a line here."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--torch", default=os.environ.get("ENDTERM_TORCH_PYTHON"))
    torch = parser.parse_args().torch
    benches = [
        build.report,
        typeset.report,
        variants.report,
        app.report,
        lambda: engine.report(torch, rounds=5),
        networks.report,
        review.report,
        queue.report,
        pages.report,
        explore.report,
        readiness.report,
    ]
    for report in benches:
        print("\n".join(report()), flush=True)


if __name__ == "__main__":
    main()
