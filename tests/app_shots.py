"""Pictures of the app: python -m tests.app_shots [--only WORDS] [--out DIR]

Every page and every kind of card, light and dark, in two text sizes, as a user sees them. With an
X server at hand (Xvfb) the same once more through it, since Qt draws text there in another way.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.project import ROOT

SHOTS = ROOT / "dist" / "shots" / "app"
BUNDLE = ROOT / "dist" / "endterm.bundle"
SIZES = {"wide": (1180, 780), "narrow": (720, 560), "tall": (1180, 1560)}
SCALES = (1.0, 1.3)
STUDIED_DAYS = 60


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.app_shots", description=__doc__)
    parser.add_argument("--only", default="", help="only pictures whose name has these letters")
    parser.add_argument("--out", type=Path, default=SHOTS)
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw_all(given.out, given.only)
    if shutil.which("xvfb-run") and os.environ["QT_QPA_PLATFORM"] == "offscreen":
        draw_through_x(given.out / "x11", given.only)
    return 0


def draw_through_x(out: Path, only: str) -> None:
    """The same pictures by a process that talks to an X server."""
    command = [sys.executable, "-m", "tests.app_shots", "--out", str(out), "--only", only]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1700x24"]
    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    subprocess.run([*screen, *command], cwd=ROOT, env=environment, check=True)


def draw_all(out: Path, only: str) -> None:
    """Every scene in every look."""
    from PySide6.QtWidgets import QApplication

    from desktop.questions.bundle import Bundle
    from desktop.review.store import Store
    from desktop.typeset.fonts import register_fonts
    from desktop.ui.app import application
    from desktop.ui.appearance import Scheme
    from tests.review.mock_exams import sit
    from tests.ui.student import studied_profile

    running: QApplication = application()
    out.mkdir(parents=True, exist_ok=True)
    with Bundle(BUNDLE) as bundle, tempfile.TemporaryDirectory() as made:
        register_fonts(bundle)
        studied = Path(made) / "studied"
        clock = studied_profile(studied, bundle, STUDIED_DAYS)
        with Store.open(studied, clock) as store:
            sit(store, bundle, answered=44)
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            for scale in SCALES:
                shots = Shots(out, only, made, studied, clock.time, scheme, scale)
                shots.draw()
                running.processEvents()
    sys.stderr.write(f"The pictures are in {out}.\n")


class Shots:
    """The scenes in one look."""

    def __init__(self, out, only, made, studied, studied_ms, scheme, scale) -> None:
        self.out, self.only, self.made = out, only, Path(made)
        self.studied, self.studied_ms = studied, studied_ms
        self.scheme, self.scale = scheme, scale
        self.count = 0

    def draw(self) -> None:
        for name, scene in scenes():
            if self.only in name:
                self.draw_scene(name, scene)

    def draw_scene(self, name: str, scene: Callable) -> None:
        from tests.review.clocks import SettableClock
        from tests.ui.driver import Driver

        is_studied = name.split("-")[0] in STUDIED
        self.count += 1
        folder = self.made / f"{self.scheme.value}-{self.scale}-{self.count}"
        if is_studied:
            shutil.copytree(self.studied, folder)
        clock = SettableClock(self.studied_ms + 86_400_000) if is_studied else SettableClock()
        app = Driver(BUNDLE, folder, clock, scheme=self.scheme, scale=self.scale)
        try:
            size = next((size for word, size in SIZES.items() if word in name), SIZES["wide"])
            app.shell.resize(*size)
            app.settle()
            window = scene(app) or app.shell
            if name.startswith("home"):
                app.window.idle.finish()  # what its margin says is worked out in idle time
            app.settle()
            app.settle()  # heights that follow from heights
            percent = round(self.scale * 100)
            path = self.out / f"{name}-{self.scheme.value}-{percent}.png"
            app.shell.ring.raise_()
            window.grab().save(str(path))
            if window is not app.shell:
                window.close()
                window.deleteLater()
        finally:
            app.close()


STUDIED = {"home", "exam", "browse", "statistics", "settings"}


def scenes() -> Iterator[tuple[str, Callable]]:
    """Names and what is done for them; a name says the window's size if it is not the usual."""
    from desktop.ui.registry import HOME, REVIEW
    from tests.ui.exam_scenes import exam_scenes
    from tests.ui.page_scenes import page_scenes
    from tests.ui.view_scenes import view_scenes

    yield "start", nothing
    yield "start-narrow", nothing
    yield "home", nothing
    yield "home-topics", partial(press, keys=["T"])
    for name, card in CARDS.items():
        yield f"review-{name}-front", partial(front, card=card)
        yield f"review-{name}-back", partial(back, card=card)
        yield f"review-{name}-tall", partial(back, card=card)
        yield f"review-{name}-narrow", partial(back, card=card)
        yield f"review-{name}-unknown-tall", partial(unknown, card=card)
    yield "review-invalid", invalid
    yield "review-message", message
    yield "review-practice", practice
    yield "review-done", done
    yield "keys", keys_window
    yield "error", error_window
    yield "message", message_window
    yield from page_scenes()
    yield from exam_scenes()
    yield from view_scenes()
    for key in other_pages((HOME, REVIEW)):
        yield key, partial(opened_page, key=key)
        yield f"{key}-narrow", partial(opened_page, key=key)


CARDS = {
    "choice": "1.8",
    "open": "2.9",
    "context": "4.7",
    "numeric": "6.1",
    "drill": "4.7/receptive-field-of-a-stack",
    "chain": "6.3/backpropagation-by-hand",
}


def other_pages(known: tuple[str, ...]) -> list[str]:
    """The pages of the registry beside those."""
    from desktop.ui.registry import Pages

    pages = Pages(None, None)  # type: ignore[arg-type]  # only their names are asked for
    return [entry.key for entry in pages.entries() if entry.key not in known]


def nothing(app) -> None:
    return None


def press(app, keys: list[str]) -> None:
    app.press(*keys)


def opened_page(app, key: str) -> None:
    app.shell.open_page(key)


def front(app, card: str) -> None:
    app.start(card)
    if app.input.rows():
        app.press("A", "Tab", "Tab")


def back(app, card: str) -> None:
    """Answered wrongly, in a way that has a name where there is one."""
    app.start(card)
    answer_wrongly(app)
    app.review.proceed()
    wait(app)
    if app.task.card.kind == "open":
        app.press("A", "C")


def answer_wrongly(app) -> None:
    if app.task.card.kind == "choice":
        app.press("A", "B")
    elif app.task.card.kind == "open":
        app.input.area.set_text(
            "Neurons can die: when the input is always negative the gradient is 0, so the weights "
            "never change again. Also it is not centred at zero."
        )
    else:
        values = app.task.row.mistakes[0].values
        for quantity in app.input.quantities:
            value = values.get(quantity.name, "1")
            quantity.set_text(value if isinstance(value, str) else ", ".join(map(str, value)))


def unknown(app, card: str) -> None:
    app.start(card)
    app.click(app.review.foot.unknown)
    wait(app)


def invalid(app) -> None:
    app.start("6.1")
    app.input.quantities[0].set_text("1.5")
    app.input.quantities[1].set_text("two and a half")
    app.review.proceed()
    wait(app)


def message(app) -> None:
    app.press("Enter", "-")


def practice(app) -> None:
    back(app, CARDS["drill"])
    app.press("N")
    answer_wrongly(app)
    app.review.proceed()
    wait(app)


def done(app) -> None:
    app.start("1.1")
    app.press("Enter", "4")


def keys_window(app):
    from desktop.ui.keys_window import KeysWindow

    app.press("?")
    return app.shell.findChild(KeysWindow)


def error_window(app):
    from desktop.ui.errors import ErrorWindow, report_of

    try:
        app.workspace.deck.card_of["in2346-2022/99.9"]
    except KeyError as error:
        report = report_of(error, error.__traceback__)
    app.extra = ErrorWindow(app.appearance, report)
    app.extra.show()
    return app.extra


def message_window(app):
    from desktop.ui.message_window import Choice, MessageWindow

    app.extra = MessageWindow(
        app.appearance,
        "Endterm is open in another window.",
        ["Nothing was written.", "Switch to it, or open this one to read only."],
        [Choice("Open to read only", print), Choice("Try again", print), Choice("Quit", print)],
    )
    app.extra.show()
    return app.extra


def wait(app) -> None:
    """Until the page has scrolled."""
    from PySide6.QtTest import QTest

    app.settle()
    QTest.qWait(200)


if __name__ == "__main__":
    sys.exit(main())
