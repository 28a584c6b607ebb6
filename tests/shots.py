"""Pictures of every card, front and back, through Chromium: python -m tests.shots

They go to dist/shots, in light and night, 360 and 900 px wide, with a sheet for each problem.
`--readme` draws the README's picture instead. A missing deck is built first.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser

import build
from tests import app_shots
from tests.anki_client import Student
from tests.anki_page import AnkiPage, anki_page
from tests.browser import chromium
from tests.exam_deck import DeckNote, ExamDeck
from tests.project import ROOT
from tests.shown_card import ShownCard

DECK = ROOT / "dist" / "endterm.apkg"
SHOTS = ROOT / "dist" / "shots"
README_PICTURE = ROOT / "tests" / "golden" / "cards.png"
README_WIDTH = 420  # px
README_DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)  # the order of the statements depends on the day
WIDTHS = (360, 900)
LOWEST = 200  # px: a page is at least as high as its window
SHEET = """<body style="margin:0;padding:16px;background:#dfe3e8;display:inline-flex;gap:16px;
align-items:flex-start">{images}</body>"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.shots", description=__doc__)
    parser.add_argument("--readme", action="store_true", help="draw the README's picture instead")
    parser.add_argument("--only", metavar="NUMBERS", help="some cards, such as 1.8,6.1")
    given = parser.parse_args(arguments)
    if not DECK.is_file() and build.main([]) != 0:
        return 1
    if not given.readme and not given.only:
        app_shots.main([])
    with chromium() as browser, exam_deck() as exam:
        if given.readme:
            draw_readme_picture(browser, exam)
        else:
            wanted = given.only.split(",") if given.only else None
            draw_all(browser, exam, [n for n in exam.notes if not wanted or n.number in wanted])
    return 0


@contextmanager
def exam_deck() -> Iterator[ExamDeck]:
    """The deck, imported into an Anki that goes again."""
    with tempfile.TemporaryDirectory() as folder:
        student = Student(Path(folder) / "anki")
        try:
            student.take(DECK)
            yield ExamDeck(student)
        finally:
            student.close()


def draw_all(browser: Browser, exam: ExamDeck, notes: list[DeckNote]) -> None:
    """Every card in every mode, then the sheets."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    for night, width in itertools.product((False, True), WIDTHS):
        mode = f"{'night' if night else 'light'}-{width}"
        with anki_page(browser, exam.student, width=width, night=night) as shown:
            shown.page.set_viewport_size({"width": width, "height": LOWEST})
            pictures = {}
            for count, note in enumerate(notes, start=1):
                pictures[note.number] = draw_card(shown, note, mode)
                say(f"{mode}: {count} of {len(notes)}")
        for problem, numbers in itertools.groupby(pictures, lambda number: number.split(".")[0]):
            images = [path for number in numbers for path in pictures[number]]
            draw_sheet(browser, images, SHOTS / f"sheet-{mode}-problem-{problem}.png")
    say(f"The pictures are in {SHOTS}.\n")


def draw_card(shown: AnkiPage, note: DeckNote, mode: str) -> list[Path]:
    """The front as it comes, and the back after a wrong answer."""
    paths = [SHOTS / f"{note.number}-{side}-{mode}.png" for side in ("front", "back")]
    shown.front(note.query)
    shown.page.screenshot(path=paths[0], full_page=True, scale="css")
    answer_wrongly(shown, note)
    shown.back()
    shown.page.screenshot(path=paths[1], full_page=True, scale="css")
    return paths


def answer_wrongly(shown: AnkiPage, note: DeckNote) -> None:
    """One right and one false tick, or what the first named mistake leads to."""
    card = ShownCard(shown)
    if note.kind == "choice":
        texts = card.set_texts(note.statements)
        first_of_each = [note.right.index(right) for right in (True, False) if right in note.right]
        card.tick(*[texts[place] for place in first_of_each])
        card.check()
    if note.kind == "numeric":
        values = note.mistake_values[0]
        card.type(*[values.get(name, "") for name in note.answer_names])
        card.check()
    shown.page.mouse.move(0, 0)


def draw_sheet(browser: Browser, images: list[Path], target: Path, pixels: int = 1) -> None:
    """Pictures side by side, set by Chromium itself; `pixels` of theirs make one px."""
    context = browser.new_context(
        viewport={"width": 600, "height": 200}, device_scale_factor=pixels
    )
    try:
        page = context.new_page()
        page.goto(SHOTS.as_uri())  # so that a page may load the pictures beside it
        tags = "".join(f'<img src="{path.as_uri()}" style="zoom:{1 / pixels}">' for path in images)
        page.set_content(SHEET.format(images=tags))
        page.wait_for_function("[...document.images].every((image) => image.complete)")
        page.locator("body").screenshot(path=target)
    finally:
        context.close()


def draw_readme_picture(browser: Browser, exam: ExamDeck) -> None:
    """A choice and a number, both answered wrongly, side by side."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, end in (("1.3", ".et-rows"), ("7.3", "#et-answer")):
        with anki_page(browser, exam.student, width=README_WIDTH) as shown:
            note = exam[number]
            shown.set_time(README_DAY)
            shown.front(note.query)
            answer_wrongly(shown, note)
            shown.back()
            paths.append(SHOTS / f"readme-{number}.png")
            bottom = shown.page.locator(end).evaluate(
                "(element) => element.getBoundingClientRect().bottom + window.scrollY"
            )
            clip = {"x": 0, "y": 0, "width": README_WIDTH, "height": bottom + 24}
            shown.page.screenshot(path=paths[-1], full_page=True, clip=clip)
    draw_sheet(browser, paths, README_PICTURE, pixels=2)
    say(f"{README_PICTURE}\n")


def say(text: str) -> None:
    sys.stderr.write(f"\r\x1b[K{text}" if sys.stderr.isatty() else f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
