"""Formulas against MathJax's own drawing, in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Page

from desktop.formulas import Formula, Glyph, Rule, Stroke, Typesetter, to_svg
from tests.browser import page_of
from tests.conftest import ROOT, SCRIPT
from tests.formulas.examples import EXAMPLES

EM = 40

# MathJax leaves the width of a table's lines to its style sheet.
STYLE = "[data-line],[data-frame]{stroke-width:70px;fill:none}.mjx-dashed{stroke-dasharray:140}"

# Draws two SVG elements on one ground and compares: the share of the ink that differs.
COMPARE = """async ([ours, theirs, style, em]) => {
  const pixels = async (markup, scale) => {
    const host = document.createElement('div');
    host.innerHTML = markup;
    const svg = host.firstElementChild;
    const [x, y, w, h] = svg.getAttribute('viewBox').split(' ').map(Number);
    const margin = 0.5 * em, sheet = document.createElementNS(svg.namespaceURI, 'style');
    const width = Math.round(w * scale + 2 * margin), height = Math.round(h * scale + 2 * margin);
    sheet.textContent = style;
    svg.append(sheet);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    svg.setAttribute('viewBox', [x - margin / scale, y - margin / scale, width / scale,
      height / scale].join(' '));
    const image = new Image();
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(
      new XMLSerializer().serializeToString(svg));
    await image.decode();
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0);
    return {width, height, data: context.getImageData(0, 0, width, height).data};
  };
  const a = await pixels(ours, em), b = await pixels(theirs, em / 1000);
  const size = [a.width - b.width, a.height - b.height];
  let ink = 0, different = 0;
  for (let i = 0; i < b.data.length; i += 4) {
    const at = i + 3, change = [0, 1, 2].map(c =>
      Math.abs(a.data[i + c] * a.data[at] - b.data[i + c] * b.data[at]) / 255);
    ink += b.data[at] / 255;
    different += Math.max(...change, Math.abs(a.data[at] - b.data[at])) > 128 ? 1 : 0;
  }
  return {size, ink, different};
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser):
    with page_of(browser, "<!doctype html><meta charset=utf-8>", width=640) as page:
        yield page


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_formula_looks_as_mathjax_draws_it(name: str, blank: Page, typesetter: Typesetter):
    formula = typesetter.formula(EXAMPLES[name], display=True)
    ours = to_svg(formula, typesetter.glyphs, em=EM)
    theirs = typesetter.svg(EXAMPLES[name], display=True)

    drawn = blank.evaluate(COMPARE, [ours, theirs, STYLE, EM])

    assert drawn["size"] == [0, 0]
    assert drawn["ink"] > 50
    assert drawn["different"] <= 0.001 * drawn["ink"]


def test_display_style_is_larger(typesetter: Typesetter):
    inline, display = (typesetter.formula(r"\frac{1}{2}", display=style) for style in (False, True))
    assert display.height > inline.height
    assert display.depth > inline.depth


def test_the_box_holds_the_base_line(typesetter: Typesetter):
    formula = typesetter.formula("xg", display=False)
    (x, g) = formula.items
    assert isinstance(x, Glyph)
    assert isinstance(g, Glyph)
    assert (x.id, x.x, x.y) == ("I-1D465", 0, 0)
    assert (g.x, g.y) == (0.572, 0)
    assert formula.width == pytest.approx(0.572 + 0.477)
    assert formula.height == pytest.approx(0.442)
    assert formula.depth == pytest.approx(0.205)


def test_a_script_is_smaller_and_raised(typesetter: Typesetter):
    base, power, index = typesetter.formula("x^2_1", display=False).items
    assert isinstance(power, Glyph)
    assert isinstance(index, Glyph)
    assert isinstance(base, Glyph)
    assert power.scale_x == power.scale_y == 0.707
    assert power.y < base.y < index.y


def test_a_bar_is_a_rule_and_a_box_a_stroke(typesetter: Typesetter):
    fraction = typesetter.formula(r"\frac{1}{2}", display=True)
    (bar,) = (item for item in fraction.items if isinstance(item, Rule))
    assert bar.y + bar.height / 2 == pytest.approx(-0.25)
    boxed = typesetter.formula(r"\boxed{x}", display=True)
    (frame,) = (item for item in boxed.items if isinstance(item, Stroke))
    assert frame.closed
    assert frame.width == pytest.approx(0.067)


def test_a_stretched_bracket_is_cut_where_its_box_ends(typesetter: Typesetter):
    formula = typesetter.formula(EXAMPLES["large brackets"], display=True)
    middles = [item for item in formula.items if isinstance(item, Rule)]
    assert len(middles) == 4
    for middle in middles:
        assert -formula.height <= middle.y
        assert middle.y + middle.height <= formula.depth


def test_the_color_of_the_text_is_left_to_the_page(typesetter: Typesetter):
    svg = to_svg(typesetter.formula("x", display=False), typesetter.glyphs)
    assert 'fill="currentColor"' in svg
    assert "http" not in svg
    red = typesetter.formula(r"x \color{red}{y}", display=False)
    assert [item.color for item in red.items] == ["", "red"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_json_gives_the_formula_back(name: str, typesetter: Typesetter):
    formula = typesetter.formula(EXAMPLES[name], display=True)
    assert Formula.from_json(formula.to_json()) == formula
    assert len(formula.to_json()) < 4500


@pytest.mark.parametrize("text", ["", "[]", "{}", "[1,2,3,4,5,6]", '["x",true,1,1,1,[["z"]]]', "7"])
def test_other_json_is_no_formula(text: str):
    with pytest.raises(ValueError, match="not a stored formula"):
        Formula.from_json(text)


def test_the_same_formula_gives_the_same_text_in_another_process(typesetter: Typesetter):
    program = (
        "import json, pathlib, sys; from desktop.formulas import Typesetter\n"
        "typesetter = Typesetter(pathlib.Path(sys.argv[1]))\n"
        "texts = [typesetter.formula(tex, True).to_json() for tex in json.load(sys.stdin)]\n"
        "print(json.dumps([texts, typesetter.glyphs]))"
    )
    backwards = list(reversed(EXAMPLES.values()))
    answer = subprocess.run(
        [sys.executable, "-c", program, str(SCRIPT)],
        input=json.dumps(backwards),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    texts, glyphs = json.loads(answer.stdout)
    assert texts == [typesetter.formula(tex, display=True).to_json() for tex in backwards]
    assert glyphs.items() <= typesetter.glyphs.items()
