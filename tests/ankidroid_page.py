"""A page as AnkiDroid makes it: loaded anew for every side, MathJax in its head, fingers only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from tests.anki_client import Student
from tests.anki_web import ORIGIN, CardPage, served_page

PAGE = """<!doctype html>
<html class="mobile android linux js">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<script>window.asked = []; function showAnswer() {{ window.asked.push("ans"); }}</script>
<script src="/_anki/js/mathjax.js"></script>
<script>MathJax.startup.typeset = true;</script>
<script src="/_anki/js/vendor/mathjax/tex-chtml-full.js"></script>
</head>
<body class="card card1 {night}"><div id="content">{content}</div></body></html>"""


class AnkiDroidPage(CardPage):
    """One card after another, each side on a page of its own."""

    def __init__(self, page, student: Student, pages: dict[str, str], *, night: bool) -> None:
        super().__init__(page, student, night=night)
        self._pages = pages

    def front(self, query: str) -> None:
        """Show the front of the one card that the query finds."""
        self._find(query)
        self._load("front")

    def back(self) -> None:
        """Show the back of the card."""
        self._load("back")

    def _load(self, side: str) -> None:
        night = "night_mode nightMode" if self._night else ""
        self._pages["/card"] = PAGE.format(night=night, content=self._side(side))
        self.page.goto(f"{ORIGIN}/card")
        self.settle()


@contextmanager
def ankidroid_page(
    browser: Browser, student: Student, *, width: int = 360, night: bool = False, **options
) -> Iterator[AnkiDroidPage]:
    """A phone with AnkiDroid."""
    pages: dict[str, str] = {}
    options |= {"viewport": {"width": width, "height": 800}, "has_touch": True, "is_mobile": True}
    with served_page(browser, student, pages, **options) as page:
        yield AnkiDroidPage(page, student, pages, night=night)
