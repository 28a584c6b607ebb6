"""How a card looks: tokens in light and night, measures, targets, nothing of Anki's buttons."""

from __future__ import annotations

import pytest

from builder.anki.notetype import note_type_parts
from tests.anki_page import SYSTEM_STYLES, anki_page
from tests.ankidroid_page import ankidroid_page
from tests.browser import page_of
from tests.shown_card import ShownCard

# The look's tokens: name, light, night.
TABLE = """
page         #ffffff #16181c
sunk         #f5f6f8 #1d2025
hover        #eef1f5 #262a31
ink          #1a1d21 #e4e6ea
soft         #4a515b #b3bac4
faint        #656d78 #939ca8
rule         #dfe3e8 #2d323a
edge         #868f9b #727c89
accent       #1f57b0 #8db6f5
accent-hover #184790 #a9c8f8
accent-ink   #ffffff #10203a
accent-wash  #eaf1fb #1c2a40
right        #1d7457 #8fe0bf
right-wash   #e8f4ef #16302a
wrong        #c2321a #ee7f70
wrong-wash   #fbedea #3a2220
partly       #5c3d00 #e0b840
partly-wash  #faf2e0 #332a18
s1           #1f57b0 #8db6f5
s2           #b06210 #f0a04c
s3           #0b3f29 #b0f4da
s4           #8a2f6b #b56fa0
s5           #4e4f0b #ece04a
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
NAMES = [name for name, _, _ in ROWS]
TOKENS = {
    False: {name: light for name, light, _ in ROWS},
    True: {name: night for name, _, night in ROWS},
}
KINDS = {"choice": "1.8", "open": "3.1", "numeric": "6.3"}
TARGET = 44  # px
MEASURE = 640  # px
LINE = 27  # px
SANS = ("Inter", "-apple-system")


def rgb(name, night):
    digits = TOKENS[night][name].removeprefix("#")
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return f"rgb({red}, {green}, {blue})"


def style(shown, selector, *names):
    """Computed properties of the first element."""
    return shown.page.locator(selector).first.evaluate(
        """(element, names) => {
          const style = getComputedStyle(element);
          return Object.fromEntries(names.map((name) => [name, style[name]]));
        }""",
        names,
    )


def shown_sides(shown, note):
    """The front, the front after a wrong answer, and the back."""
    card = ShownCard(shown)
    shown.front(note.query)
    yield card
    if note.kind == "choice":
        card.tick(card.order[0])
    if note.kind == "numeric":
        card.type("3", "7")
    if note.kind != "open":
        card.check()
        yield card
    shown.back()
    yield card


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
def test_the_matrix(browser, exam, night, width):
    ground = {
        "backgroundColor": rgb("page", night),
        "color": rgb("ink", night),
        "textAlign": "left",
        "fontSize": "18px",
    }
    wrong = []
    with anki_page(browser, exam.student, width=width, night=night) as shown:
        for number in KINDS.values():
            for card in shown_sides(shown, exam[number]):
                if style(shown, "body", *ground) != ground:
                    wrong.append((number, style(shown, "body", *ground)))
                wrong += [(number, fault) for fault in card.faults()]
                wrong += [(number, fault) for fault in misplaced(shown, width)]
    assert not wrong


def misplaced(shown, width):
    """What is not where or as large as it has to be."""
    column = shown.page.locator(".et-stem").bounding_box()
    left = 20 if width < 600 else (width - MEASURE) / 2
    if (column["x"], column["width"]) != (left, min(MEASURE, width - 2 * left)):
        yield f"the column is {column}"
    for target in shown.page.locator("#et button:visible, .et-typed input").all():
        box = target.bounding_box()
        if min(box["width"], box["height"]) < TARGET:
            yield f"a target is {box}"
    for element in ("h1", ".et-stem p", ".et-meta"):
        if style(shown, element, "textAlign")["textAlign"] not in ("left", "start"):
            yield f"{element} is not at the left"


@pytest.mark.parametrize("night", [False, True], ids=["light", "night"])
@pytest.mark.parametrize("client", [anki_page, ankidroid_page])
def test_the_tokens(browser, exam, night, client):
    with client(browser, exam.student, night=night) as shown:
        shown.front(exam["1.8"].query)
        found = shown.page.evaluate(
            """(names) => {
              const style = getComputedStyle(document.getElementById("et"));
              return names.map((name) => style.getPropertyValue("--" + name).trim());
            }""",
            NAMES,
        )
        assert dict(zip(NAMES, found, strict=True)) == TOKENS[night]
        ground = style(shown, "body", "backgroundColor")["backgroundColor"]
        assert ground == rgb("page", night)


@pytest.mark.parametrize(
    "body",
    [
        '<body class="card card1 nightMode">',
        '<body class="card card1 night_mode">',
        '<body class="nightMode"><div class="card">',
        '<body class="night_mode"><div class="card">',
    ],
)
def test_each_clients_word_for_night(browser, body):
    # clients disagree on its name and on where it stands
    with page_of(browser, f"<style>{note_type_parts()['css']}</style>{body}x", width=360) as page:
        found = page.locator(".card").evaluate(
            "(card) => [getComputedStyle(card).backgroundColor, getComputedStyle(card).color]"
        )
    assert found == [rgb("page", True), rgb("ink", True)]


@pytest.mark.parametrize("system", SYSTEM_STYLES)
def test_nothing_of_ankis_buttons_is_left(browser, exam, system):
    plain = {"boxShadow": "none", "borderTopWidth": "0px"}
    with anki_page(browser, exam.student, system=system) as shown:
        shown.front(exam["1.8"].query)
        for state in ("at rest", "under the pointer"):
            action = style(
                shown, ".et-action", *plain, "borderRadius", "fontSize", "fontFamily", "marginLeft"
            )
            assert action.pop("fontFamily").startswith(SANS), state
            assert action == plain | {
                "borderRadius": "5px",
                "fontSize": "15px",
                "marginLeft": "0px",
            }, state
            row = style(shown, "button.et-row", *plain, "borderRadius", "fontSize", "marginLeft")
            assert row == plain | {
                "borderRadius": "0px",
                "fontSize": "18px",
                "marginLeft": "0px",
            }, state
            shown.page.locator(".et-action").hover()
        hovered = style(shown, ".et-action", "backgroundColor", "backgroundImage")
        assert hovered == {"backgroundColor": rgb("accent-hover", False), "backgroundImage": "none"}
        shown.page.locator("button.et-row").first.hover()
        row = style(shown, "button.et-row", "backgroundColor", "boxShadow", "borderTopWidth")
        assert row == plain | {"backgroundColor": rgb("hover", False)}


@pytest.mark.parametrize("system", SYSTEM_STYLES)
def test_the_focus_is_ours_and_visible(browser, exam, system):
    outline = ("outlineStyle", "outlineColor")
    with anki_page(browser, exam.student, system=system) as shown:
        shown.front(exam["6.3"].query)
        field = style(shown, ".et-typed input:focus", *outline, "borderTopColor")
        assert field == {
            "outlineStyle": "solid",
            "outlineColor": rgb("accent", False),
            "borderTopColor": rgb("accent", False),
        }
        shown.page.locator(".et-action").focus()
        button = style(shown, ".et-action:focus", *outline, "outlineWidth")
        assert button == {
            "outlineStyle": "solid",
            "outlineColor": rgb("accent", False),
            "outlineWidth": "2px",
        }


def test_verdicts_have_glyph_word_and_colour(exam, shown, card):
    shown.front(exam["1.8"].query)
    card.tick(*card.order)
    card.check()
    assert any(row.off for row in card.rows())
    for place, row in enumerate(card.rows()):
        selector = f".et-row:nth-child({place + 1})"
        colour = rgb("wrong" if row.off else "right", False)
        assert style(shown, f"{selector} .et-verdict", "color")["color"] == colour
        mark = style(shown, f"{selector} .et-verdict svg", "stroke", "width")
        assert mark == {"stroke": colour, "width": "13px"}
        wash = rgb("wrong-wash", False) if row.off else "rgba(0, 0, 0, 0)"
        assert style(shown, selector, "backgroundColor")["backgroundColor"] == wash


def test_verdicts_stand_beside_the_statement_or_under_it(exam, shown, card):
    shown.front(exam["1.8"].query)
    card.check()
    text, verdict = (shown.page.locator(name).first for name in (".et-text", ".et-verdict"))
    left, right = text.bounding_box(), verdict.bounding_box()
    assert right["x"] >= left["x"] + left["width"]
    size = shown.page.viewport_size
    try:
        shown.page.set_viewport_size({"width": 360, "height": 800})
        above, below = text.bounding_box(), verdict.bounding_box()
    finally:
        shown.page.set_viewport_size(size)
    assert below["y"] >= above["y"] + above["height"]
    assert below["x"] == above["x"]


def test_the_box_stands_on_the_first_line_of_its_statement(exam, shown):
    for number, side in (("1.2", shown.front), ("3.1", shown.back)):
        shown.front(exam[number].query)
        if side == shown.back:
            shown.back()
        rows = shown.page.locator("button.et-row").all()
        assert rows
        for row in rows:
            box = row.locator(".et-box").bounding_box()
            middle_of_line = row.locator(".et-text").bounding_box()["y"] + LINE / 2
            assert abs(box["y"] + box["height"] / 2 - middle_of_line) <= 1.5
