"""Anki's own reviewer page in a real Chromium: its scripts, its styles, its MathJax."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from tests.anki_client import Student
from tests.anki_web import ORIGIN, CardPage, served_page

PAGE = """<!doctype html>
<html class="{night}" dir="ltr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<base href="{origin}/">
<link rel="stylesheet" href="/_anki/css/webview.css"><style>{style}</style>
<link rel="stylesheet" href="/_anki/css/reviewer.css"></head>
<body class="{body}">
<script>{bridge}</script>
<script src="/_anki/js/webview.js"></script><script src="/_anki/js/reviewer.js"></script>
<div id="_mark" hidden></div><div id="_flag" hidden></div><script>qFade = 0;</script>
<div id="qa" dir="auto"></div>
</body></html>"""

# What a card asks of Anki is kept to be read; only on a computer is there a pycmd.
BRIDGE = "window.asked = []; window.bridgeCommand = (command) => { window.asked.push(command); };"
PYCMD = "window.pycmd = window.bridgeCommand;"

# What Anki's Python adds to its style sheets, by system.
SYSTEM_STYLES = {
    "isLin": """button { font-family: "DejaVu Sans", sans-serif; }
textarea:focus, input:focus, input[type]:focus { outline: 0 none; border-color: #3b82f6; }""",
    "isMac": """button { --canvas: #fff; -webkit-appearance: none; background: var(--canvas);
border-radius: var(--border-radius); padding: 3px 12px; border: 1px solid var(--border);
box-shadow: 0px 1px 3px var(--border-subtle); font-family: Helvetica }""",
    "isWin": 'button { font-family: "Segoe UI"; }',
}


class AnkiPage(CardPage):
    """One card after another on one page that lives on, as on a computer and on an iPhone."""

    def __init__(self, page, student: Student, *, night: bool, system: str) -> None:
        super().__init__(page, student, night=night)
        self._body = f"card card1 {_body_classes(night, system)}"

    def front(self, query: str) -> None:
        """Show the front of the one card that the query finds."""
        self._find(query)
        question, answer = json.dumps(self._side("front")), json.dumps(self._side("back"))
        self._show(f"_showQuestion({question}, {answer}, '{self._body}')")

    def back(self) -> None:
        """Show the back of the card."""
        self._show(f"_showAnswer({json.dumps(self._side('back'))})")

    def reload(self) -> None:
        """Load the page anew: what scripts kept in it is gone."""
        self.page.reload()

    def _show(self, call: str) -> None:
        # Anki shows one thing after another: what is queued behind the card runs when it stands
        self.page.evaluate(f"{call}; new Promise((done) => _queueAction(done))")
        self.settle()


@contextmanager
def anki_page(
    browser: Browser,
    student: Student,
    *,
    width: int = 900,
    night: bool = False,
    system: str = "isLin",
    touch: bool = False,
    **options,
) -> Iterator[AnkiPage]:
    """An empty reviewer page, on a computer or (`touch`) on an iPhone."""
    html = PAGE.format(
        origin=ORIGIN,
        night="night-mode" if night else "",
        body=_body_classes(night, system),
        style=SYSTEM_STYLES[system],
        bridge=BRIDGE if touch else BRIDGE + PYCMD,
    )
    options |= {"viewport": {"width": width, "height": 900}}
    options |= {"has_touch": True, "is_mobile": True} if touch else {}
    with served_page(browser, student, {"/reviewer": html}, **options) as page:
        page.goto(f"{ORIGIN}/reviewer")
        yield AnkiPage(page, student, night=night, system=system)


def _body_classes(night: bool, system: str) -> str:
    # "fancy" is Anki's default look, with rounded buttons and shadows
    return f"{system} nightMode night_mode fancy" if night else f"{system} fancy"
