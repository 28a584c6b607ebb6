"""Sits a mock exam until it is killed: python -m tests.ui.dying_sitting BUNDLE FOLDER

After each answer that was left behind it prints the question's number and the time that is left.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(bundle: str, folder: str) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.questions.bundle import Bundle
    from desktop.typeset.fonts import register_fonts
    from desktop.ui.app import application
    from tests.review.clocks import SettableClock
    from tests.ui.driver import Driver
    from tests.ui.test_mock_exam import answer_rightly, begin, number

    application()
    with Bundle(Path(bundle)) as opened:
        register_fonts(opened)
    app = Driver(Path(bundle), Path(folder), SettableClock())
    page = begin(app)
    while True:
        app.clock.advance(ms=20_000)
        answer_rightly(page)
        at = number(page)
        app.press("PgDn")
        print(at, app.clock.time, flush=True)
        if number(page) == at:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
