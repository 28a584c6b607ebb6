"""What a reader sees on a card and does with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.anki_web import CardPage

FAULTS = (Path(__file__).parent / "card_faults.js").read_text(encoding="utf-8")

# What a text looks like once MathJax has set it, so that fields and cards can be compared.
SET = """async (texts) => {
  const place = document.body.appendChild(document.createElement("div"));
  const set = [];
  for (const text of texts) {
    place.innerHTML = text;
    await MathJax.typesetPromise([place]);
    set.push(place.textContent);
  }
  place.remove();
  return set;
}"""

# A client's own shortcuts, as far as a page can have them.
SHORTCUTS = """if (!window.pressed) {
  document.addEventListener("keydown", (event) => window.pressed.push(event.key));
}
window.pressed = [];"""


@dataclass(frozen=True)
class Row:
    """A statement to tick, or an item of a rubric."""

    text: str
    ticked: bool
    verdict: str
    why: str
    off: bool


class ShownCard:
    """The card that a page shows."""

    def __init__(self, shown: CardPage) -> None:
        self.shown = shown
        self.page: Page = shown.page

    # ---- Seeing ----

    def faults(self) -> list[str]:
        return self.page.evaluate(FAULTS)["faults"]

    def scrolls(self) -> list[str]:
        """The boxes that scroll, being wider than the column."""
        return self.page.evaluate(FAULTS)["scrolls"]

    def set_texts(self, texts: list[str]) -> list[str]:
        """Fields' texts as the page would show them."""
        return self.page.evaluate(SET, texts)

    def rows(self) -> list[Row]:
        found = self.page.locator(".et-row").evaluate_all(
            """(rows) => rows.map((row) => {
              const words = (name) => row.querySelector(name)?.textContent.trim() ?? "";
              return {
                text: row.querySelector(".et-text").textContent,
                ticked: row.classList.contains("ticked"),
                verdict: words(".et-verdict"),
                why: row.querySelector(".et-why")?.textContent ?? "",
                off: row.classList.contains("off"),
              };
            })"""
        )
        return [Row(**row) for row in found]

    @property
    def order(self) -> list[str]:
        return [row.text for row in self.rows()]

    @property
    def ticks(self) -> list[bool]:
        return [row.ticked for row in self.rows()]

    @property
    def outcome(self) -> str:
        """The line that says how many credits it is."""
        lines = self.page.locator(".et-sum")
        return lines.inner_text().strip() if lines.count() else ""

    @property
    def notes(self) -> list[str]:
        return self.page.locator(".et-note").all_inner_texts()

    @property
    def marks(self) -> list[str]:
        """Each field's mark: right, wrong, partly, none, or nothing yet."""
        names = self.page.locator(".et-field").evaluate_all("(all) => all.map((f) => f.className)")
        return [name.removeprefix("et-field").strip() for name in names]

    @property
    def inputs(self) -> Locator:
        return self.page.locator(".et-field input")

    @property
    def typed(self) -> list[str]:
        return [self.inputs.nth(place).input_value() for place in range(self.inputs.count())]

    @property
    def button(self) -> Locator:
        return self.page.locator("button.et-action")

    # ---- Doing ----

    def tick(self, *texts: str) -> None:
        for text in texts:
            self.page.locator("button.et-row").nth(self.order.index(text)).click()

    def type(self, *texts: str) -> None:
        for place, text in enumerate(texts):
            self.inputs.nth(place).fill(text)

    def check(self) -> None:
        self.button.click()
        self.shown.settle()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.shown.settle()

    def watch_keys(self) -> None:
        """From now on, keep the keys that reach the client's own shortcuts."""
        self.page.evaluate(SHORTCUTS)

    def leaked_keys(self) -> list[str]:
        return self.page.evaluate("window.pressed")
