"""Every figure in a real browser, in a phone's column and in a wide one, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from builder.figures import FIGURES, draw_figures
from desktop.formulas import Typesetter
from tests.browser import page_of
from tests.conftest import ROOT

STYLE = ROOT / "builder" / "anki" / "template" / "card.css"

PAGE = """<!doctype html><html><head><meta charset="utf-8"><style>{style}</style></head>
<body class="card {mode}"><main class="et" style="width:{column}px;padding:0;max-width:none">
{figures}</main></body></html>"""

# Sizes in px of the page: the figure, its labels, and all that is drawn with its lines.
MEASURE = """() => [...document.querySelectorAll('svg')].map((svg) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const box = (element) => {
    const {left, top, right, bottom} = element.getBoundingClientRect();
    const half = (parseFloat(element.getAttribute('stroke-width')) || 0) * scale / 2;
    return [left - half, top - half, right + half, bottom + half];
  };
  const labels = [...svg.querySelectorAll('[data-label]')];
  return {
    frame: box(svg),
    labels: labels.map((label) => [label.dataset.label, ...box(label)]),
    drawn: [...svg.querySelectorAll('path, rect, circle')].map(box),
    colors: [...new Set(labels.map((label) => getComputedStyle(label).fill))],
  };
})"""

# Draws a figure without its labels and looks at the ground below each: a line that crosses a label
# is seen as a second color.
GROUNDS = """async (index) => {
  const svg = document.querySelectorAll('svg')[index], style = getComputedStyle(document.body);
  const copy = svg.cloneNode(true), scale = 4;
  const {width, height} = svg.viewBox.baseVal;
  const places = [...svg.querySelectorAll('[data-label]')].map((label) => {
    const inner = label.getBBox(), matrix = label.transform.baseVal.consolidate().matrix;
    return [label.dataset.label, matrix.e + matrix.a * inner.x, matrix.f + matrix.d * inner.y,
      matrix.a * inner.width, matrix.d * inner.height];
  });
  copy.querySelectorAll('[data-label]').forEach((label) => label.remove());
  copy.setAttribute('width', width * scale);
  copy.setAttribute('height', height * scale);
  copy.setAttribute('color', style.color);
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy)
    .replace(/var\\((--[a-z-]+)\\)/g, (_, name) => style.getPropertyValue(name).trim());
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
  await image.decode();
  const canvas = new OffscreenCanvas(width * scale, height * scale).getContext('2d');
  canvas.fillStyle = style.getPropertyValue('--page');
  canvas.fillRect(0, 0, width * scale, height * scale);
  canvas.drawImage(image, 0, 0);
  return places.filter(([, ...box]) => {
    const {data} = canvas.getImageData(...box.map((value) => Math.round(value * scale)));
    const pixels = new Uint32Array(data.buffer);
    return pixels.some((pixel) => pixel !== pixels[0]);
  }).map(([name]) => name);
}"""


@pytest.fixture(
    scope="module", params=[("", 320), ("", 640), ("nightMode", 320), ("nightMode", 640)]
)
def shown(
    request: pytest.FixtureRequest, browser: Browser, typesetter: Typesetter
) -> Iterator[tuple[Page, str, int]]:
    mode, column = request.param
    figures = "".join(draw_figures(typesetter).values())
    html = PAGE.format(style=STYLE.read_text(), mode=mode, column=column, figures=figures)
    with page_of(browser, html, width=column) as page:
        yield page, mode, column


def test_labels_keep_apart_and_all_is_within_the_frame(shown: tuple[Page, str, int]):
    page, _, _ = shown
    for name, figure in zip(FIGURES, page.evaluate(MEASURE), strict=True):
        left, top, right, bottom = figure["frame"]
        for box in figure["drawn"]:
            inside = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
            assert inside, f"{name}: {box} leaves {figure['frame']}"
        labels = figure["labels"]
        for place, (one, *a) in enumerate(labels):
            for other, *b in labels[place + 1 :]:
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, f"{name}: {one!r} overlaps {other!r}"


def test_no_line_crosses_a_label(shown: tuple[Page, str, int]):
    page, _, _ = shown
    crossed = {name: page.evaluate(GROUNDS, place) for place, name in enumerate(FIGURES)}
    assert crossed == {name: [] for name in FIGURES}


def test_width_and_colors_follow_the_page(shown: tuple[Page, str, int]):
    page, mode, column = shown
    light = {"rgb(26, 29, 33)", "rgb(74, 81, 91)", "rgb(31, 87, 176)"}  # ink, soft, accent
    dark = {"rgb(228, 230, 234)", "rgb(179, 186, 196)", "rgb(141, 182, 245)"}
    for figure in page.evaluate(MEASURE):
        left, _, right, _ = figure["frame"]
        assert right - left == min(column, 448)
        assert set(figure["colors"]) <= (dark if mode else light)
