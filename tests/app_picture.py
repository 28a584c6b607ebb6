"""The README's picture of the app: python -m tests.app_picture

A drill answered wrongly beside the digit sum's network, as a user sees them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.project import ROOT

PICTURE = ROOT / "tests" / "golden" / "app.png"
BUNDLE = ROOT / "dist" / "endterm.bundle"
SIZE = (1080, 760)
GAP = 16
GROUND = "#dfe3e8"


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage, QPainter

    from desktop.questions.bundle import Bundle
    from desktop.typeset.fonts import register_fonts
    from desktop.ui.app import application

    application()
    with Bundle(BUNDLE) as bundle, tempfile.TemporaryDirectory() as made:
        register_fonts(bundle)
        grabbed = [grab(Path(made) / scene.__name__, scene) for scene in (drill, digit_sum)]
        width, height = SIZE
        sheet = QImage(2 * width + 3 * GAP, height + 2 * GAP, QImage.Format.Format_RGB32)
        sheet.fill(GROUND)
        painter = QPainter(sheet)
        for place, picture in enumerate(grabbed):
            painter.drawImage(GAP + place * (width + GAP), GAP, picture)
        painter.end()
        sheet.save(str(PICTURE))
    sys.stderr.write(f"{PICTURE}\n")
    return 0


def grab(folder: Path, scene):
    """The window after what the scene does."""
    from tests.review.clocks import SettableClock
    from tests.ui.driver import Driver

    app = Driver(BUNDLE, folder, SettableClock())
    try:
        app.shell.resize(*SIZE)
        app.settle()
        scene(app)
        app.settle()
        return app.shell.grab().toImage()
    finally:
        app.close()


def drill(app) -> None:
    from tests.app_shots import back

    back(app, "4.7/receptive-field-of-a-stack")


def digit_sum(app) -> None:
    app.window.open_view("digit_sum", None)
    app.settle()
    page = app.shell.page("view")
    page.prediction.type("11")
    page.prediction.commit()


if __name__ == "__main__":
    sys.exit(main())
