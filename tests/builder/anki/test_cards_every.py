"""Every card of the exam, on both sides, on the narrowest screen: what a reader must never see."""

from __future__ import annotations

from tests.anki_page import anki_page
from tests.shown_card import ShownCard

NARROW = 360


def answer(note, card):
    """Do something on the front, so that the marking shows as well."""
    if note.kind == "numeric":
        card.type(*["3.75"] * card.inputs.count())
    if note.kind != "open":
        card.check()


def test_every_card_is_whole_at_360_px(browser, exam):
    found = []
    with anki_page(browser, exam.student, width=NARROW) as shown:
        card = ShownCard(shown)
        for note in exam.notes:
            shown.front(note.query)
            seen = {"front": card.faults()}
            answer(note, card)
            seen["front, checked"] = card.faults()
            shown.back()
            seen["back"] = card.faults()
            found += [f"{note.number} {side}: {fault}" for side in seen for fault in seen[side]]
    assert not found, "\n".join(["", *found])


def test_figures_show_in_the_colour_of_the_text(browser, exam):
    with_figure = [note for note in exam.notes if "<svg" in note.fields["Context"]]
    assert len(with_figure) >= 11
    found = []
    with anki_page(browser, exam.student, width=NARROW, night=True) as shown:
        for note in with_figure:
            shown.front(note.query)
            colour = shown.page.locator(".et-context svg").first.evaluate(
                "(svg) => getComputedStyle(svg).color"
            )
            if colour != "rgb(228, 230, 234)":
                found.append(f"{note.number}: {colour}")
    assert not found, found


def test_mistakes_of_every_numeric_card_are_whole_too(browser, exam):
    found = []
    with anki_page(browser, exam.student, width=NARROW) as shown:
        card = ShownCard(shown)
        for note in exam.of_kind("numeric"):
            shown.front(note.query)
            for values in note.mistake_values:
                card.type(*[values.get(name, "") for name in note.answer_names])
                card.check()
                found += [f"{note.number} {values}: {fault}" for fault in card.faults()]
    assert not found, "\n".join(["", *found])
