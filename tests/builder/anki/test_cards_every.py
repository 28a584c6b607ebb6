"""Every card of the exam, on both sides, on the narrowest screen: what a reader must never see."""

from __future__ import annotations

from tests.anki_page import anki_page
from tests.shown_card import ShownCard

NARROW = 360


def answer(note, card):
    """Do something on the front, so that the marking shows as well."""
    if note.kind in ("numeric", "drill"):
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


LONG = "+".join(["x_{12}"] * 30)
WIDE = rf"\({LONG}\)"
PLACES = {
    "display": rf'<div class="et-display">\[{LONG}\]</div>',
    "step": f'<div class="et-step">{WIDE}</div>',
    "table": '<div class="et-table"><table><tr><td>' + "unbroken" * 9 + "</td></tr></table></div>",
    "code": "<pre><code>" + "unbroken " * 9 + "</code></pre>",
}


def put(shown, html):
    """Put something into the explanation, as if an author had written it."""
    shown.page.evaluate(
        """(html) => {
          const place = document.getElementById("et-explanation");
          place.innerHTML = html;
          return MathJax.typesetPromise([place]);
        }""",
        html,
    )


def test_what_is_wide_scrolls_in_its_own_box(browser, exam):
    with anki_page(browser, exam.student, width=NARROW) as shown:
        card = ShownCard(shown)
        shown.front(exam.notes[0].query)
        shown.back()
        for name, html in PLACES.items():
            put(shown, html + "<p>After it.</p>")
            assert card.faults() == [], name
            assert len(card.scrolls()) == 1, name


def test_the_faults_are_found(browser, exam):
    bad = {
        "sticks out": f"<p>{WIDE}</p>",
        "the page is": f"<p>{WIDE}</p>",
        "is left in": r"<p>[[x1]]</p>",
        "MathJax rejects": r"<p>\(\frac{1}\)</p>",
        "MathJax does not know": r"<p>\(\nosuchmacro\)</p>",
        "cut off": '<div class="et-step" style="height: 30px"><p>a<br>b<br>c</p></div>',
        "nothing stands under": "<section><h2>Why</h2></section>",
        "a figure of": '<svg role="img" viewBox="0 0 10 10" width="10"></svg>',
    }
    with anki_page(browser, exam.student, width=NARROW) as shown:
        card = ShownCard(shown)
        shown.front(exam.notes[0].query)
        shown.back()
        for fault, html in bad.items():
            put(shown, html)
            assert fault in " ".join(card.faults())
