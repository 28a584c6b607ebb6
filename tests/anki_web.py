"""What every Anki page of the tests shares: files from Anki's wheel, and no error unseen.

Nothing is listened on: every request of a page is answered here, from Anki's wheel and the
student's media folder.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import _aqt
from playwright.sync_api import Browser, Page, Route

from tests.anki_client import Student

ORIGIN = "http://anki.test"
WEB = Path(_aqt.__path__[0]) / "data" / "web"
ANKIS_OWN_WARNING = "No version information available for component"
ANKIS_OWN_WORDS = {"updateToolbar", "repaintNeeded"}

# Some clients forbid storage; then touching it throws.
NO_STORAGE = """const deny = () => { throw new DOMException("denied", "SecurityError"); };
Object.defineProperty(window, "sessionStorage", { get: deny });
Object.defineProperty(window, "localStorage", { get: deny });
"""


@contextmanager
def served_page(
    browser: Browser, student: Student, pages: dict[str, str], *, storage: bool = True, **options
) -> Iterator[Page]:
    """A page of Anki's; `pages` maps a path to HTML. An error or warning on it fails the test.

    The page's `problems` tell what has been seen so far.
    """
    context = browser.new_context(device_scale_factor=2, **options)
    problems: list[str] = []
    try:
        if not storage:
            context.add_init_script(NO_STORAGE)
        context.route("**/*", lambda route: _answer(route, student, pages))
        page = context.new_page()
        page.problems = problems
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: _note(message, problems))
        yield page
    finally:
        context.close()
    assert not problems, problems


def _note(message, problems: list[str]) -> None:
    if message.type in ("error", "warning") and ANKIS_OWN_WARNING not in message.text:
        problems.append(f"{message.text} ({message.location['url']})")


def _answer(route: Route, student: Student, pages: dict[str, str]) -> None:
    path = route.request.url.removeprefix(ORIGIN).split("?")[0]
    if path in pages:
        route.fulfill(body=pages[path], content_type="text/html")
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


class CardPage:
    """One card after another in some client of Anki."""

    def __init__(self, page: Page, student: Student, *, night: bool) -> None:
        self.page = page
        self._student = student
        self._night = night
        self._card = None
        self.problems: list[str] = page.problems

    def _find(self, query: str) -> None:
        [card_id] = self._student.collection.find_cards(query)
        self._card = self._student.collection.get_card(card_id)

    def _side(self, side: str) -> str:
        html = self._card.question() if side == "front" else self._card.answer()
        return self._student.collection.media.escape_media_filenames(html)

    def settle(self) -> None:
        """Wait until every formula asked for so far is set and every font is there."""
        self.page.evaluate(
            """async () => {
              if (window.MathJax && MathJax.startup.promise) await MathJax.startup.promise;
              document.body.getBoundingClientRect();
              await document.fonts.ready;
            }"""
        )

    def forget(self) -> None:
        """As on another device: nothing of earlier cards is left."""
        self.page.evaluate("sessionStorage.clear(); delete window.endtermCards; window.asked = []")

    def set_time(self, time: datetime) -> None:
        """Stop the page's clock at this time."""
        self.page.clock.set_fixed_time(time)

    def asked(self) -> list[str]:
        """What the card asked of Anki, such as to show the answer."""
        return [word for word in self.page.evaluate("window.asked") if word not in ANKIS_OWN_WORDS]
