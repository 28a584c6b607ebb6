"""Anki's own reviewer page in a real Chromium: its scripts, its styles, its MathJax.

Nothing is listened on: every request of the page is answered here, from Anki's wheel and the
student's media folder.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import _aqt
from playwright.sync_api import Browser, Page, Route

from tests.anki_client import Student

ORIGIN = "http://anki.test"
WEB = Path(_aqt.__path__[0]) / "data" / "web"

PAGE = """<!doctype html>
<html class="{night}" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<base href="{origin}/">
<link rel="stylesheet" href="/_anki/css/webview.css"><link rel="stylesheet" href="/_anki/css/reviewer.css">
</head>
<body class="{body}">
<script>{bridge}</script>
<script src="/_anki/js/webview.js"></script><script src="/_anki/js/reviewer.js"></script>
<div id="_mark" hidden></div><div id="_flag" hidden></div><script>qFade = 0;</script>
<div id="qa" dir="auto"></div>
</body></html>"""

# On a computer Anki gives its pages this function; what a card asks of Anki is kept to be read.
BRIDGE = (
    "window.asked = [];"
    "window.pycmd = window.bridgeCommand = (command) => { window.asked.push(command); };"
)
ANKIS_OWN_WARNING = "No version information available for component"


class AnkiPage:
    """One card after another on one page, as a student sees them."""

    def __init__(self, page: Page, student: Student, *, night: bool) -> None:
        self.page = page
        self._student = student
        self._night = night
        self._card = None

    def front(self, query: str) -> None:
        """Show the front of the one card that the query finds."""
        [card_id] = self._student.collection.find_cards(query)
        self._card = self._student.collection.get_card(card_id)
        question, answer = (self._html(self._card.question()), self._html(self._card.answer()))
        self._show(f"_showQuestion({json.dumps(question)}, {json.dumps(answer)}, '{self._body}')")

    def back(self) -> None:
        """Show the back of the card."""
        self._show(f"_showAnswer({json.dumps(self._html(self._card.answer()))})")

    def reload(self) -> None:
        """Load the page anew, as AnkiDroid does between the sides."""
        self.page.reload()

    def asked(self) -> list[str]:
        """What the card asked of Anki, such as to show the answer."""
        return self.page.evaluate("window.asked")

    @property
    def _body(self) -> str:
        return "card card1" + (" nightMode night_mode" if self._night else "")

    def _html(self, text: str) -> str:
        return self._student.collection.media.escape_media_filenames(text)

    def _show(self, call: str) -> None:
        self.page.evaluate(call)
        # Anki queues what it shows; the queue is empty when fonts are there and formulas are set
        self.page.wait_for_function(
            "document.getElementById('et') && document.fonts.status === 'loaded'"
        )
        if self.page.evaluate(
            "!!window.MathJax || document.getElementById('qa').innerText.includes('\\\\(')"
        ):
            self.page.wait_for_function(
                "!document.getElementById('qa').innerText.match(/\\\\\\\\[(\\\\[]/)", timeout=20000
            )


@contextmanager
def anki_page(
    browser: Browser, student: Student, *, width: int = 900, night: bool = False, **options
) -> Iterator[AnkiPage]:
    """An empty reviewer page; an error or a warning on it fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, device_scale_factor=2, **options
    )
    problems: list[str] = []
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: _note(message, problems))
        context.route("**/*", lambda route: _answer(route, student, night))
        page.goto(f"{ORIGIN}/reviewer")
        yield AnkiPage(page, student, night=night)
    finally:
        context.close()
    assert not problems, problems


def _note(message, problems: list[str]) -> None:
    if message.type in ("error", "warning") and ANKIS_OWN_WARNING not in message.text:
        problems.append(message.text)


def _answer(route: Route, student: Student, night: bool) -> None:
    path = route.request.url.removeprefix(ORIGIN).split("?")[0]
    if path == "/reviewer":
        body = "nightMode night_mode" if night else ""
        html = PAGE.format(
            origin=ORIGIN, night="night-mode" if night else "", body=body, bridge=BRIDGE
        )
        route.fulfill(body=html, content_type="text/html")
        return
    if path.startswith("/_anki/"):
        file = WEB / path.removeprefix("/_anki/")
    else:
        file = Path(student.collection.media.dir()) / path.removeprefix("/")
    if not file.is_file():
        route.fulfill(status=404, body=path)
        return
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    route.fulfill(body=file.read_bytes(), content_type=kind)
