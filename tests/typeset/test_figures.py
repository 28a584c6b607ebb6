"""Every figure of the exam as Qt draws it, against Chromium's drawing of the same SVG."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QPoint
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QWidget

from desktop.typeset.figures import WIDEST, FigureView, colored
from tests.browser import page_of
from tests.typeset.pictures import DARK, LIGHT, array_of

PIXELS = 2  # device pixels to a px, as page_of has it
BLOCK = 8  # device pixels
TOLERANCE = 26  # of 255, in the mean over a block


def figure_ids(bundle):
    return sorted({name for card in bundle.cards() for name in card.figures})


def shown_by_qt(view, look):
    view.resize(WIDEST, view.heightForWidth(WIDEST))
    image = QImage(view.size() * PIXELS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PIXELS)
    image.fill(look.page)
    view.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return array_of(image)


def shown_by_chromium(page, svg, look):
    tokens = dataclasses.asdict(look)
    variables = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in tokens.items())
    page.set_content(
        f'<body style="margin:0;background:{look.page};color:{look.ink};{variables}">'
        f'<div id="figure" style="width:{WIDEST}px;display:flow-root">{svg}</div>'
    )
    return array_of(QImage.fromData(QByteArray(page.locator("#figure").screenshot())))


def blocks(picture):
    """Means over blocks: what is drawn stays, how an edge is smoothed goes."""
    high, wide = (length // BLOCK for length in picture.shape[:2])
    cut = picture[: high * BLOCK, : wide * BLOCK].astype(float)
    return cut.reshape(high, BLOCK, wide, BLOCK, 3).mean(axis=(1, 3))


def difference(ours, theirs):
    assert abs(len(ours) - len(theirs)) <= PIXELS
    high = min(len(ours), len(theirs))
    return np.abs(blocks(ours[:high]) - blocks(theirs[:high])).max()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_figure_looks_as_in_a_browser(qtbot, bundle, browser, look):
    different = {}
    with page_of(browser, "", width=WIDEST) as page:
        for name in figure_ids(bundle):
            view = FigureView(bundle, name, look)
            qtbot.addWidget(view)
            theirs = shown_by_chromium(page, bundle.figure(name), look)
            different[name] = difference(shown_by_qt(view, look), theirs)
    assert len(different) >= 11
    assert {name: by for name, by in different.items() if by > TOLERANCE} == {}


def test_a_missing_label_would_be_seen(qtbot, bundle, browser):
    name = "in2346-2022/1.1"
    svg = bundle.figure(name)
    start = svg.rindex("<path data-label")
    without = svg[:start] + svg[svg.index("/>", start) + 2 :]
    view = FigureView(bundle, name, LIGHT)
    qtbot.addWidget(view)
    with page_of(browser, "", width=WIDEST) as page:
        theirs = shown_by_chromium(page, without, LIGHT)
    assert difference(shown_by_qt(view, LIGHT), theirs) > 1.5 * TOLERANCE


def test_another_look_is_drawn_anew_and_larger(qtbot, bundle):
    view = FigureView(bundle, "in2346-2022/1.1", LIGHT)
    qtbot.addWidget(view)
    light = shown_by_qt(view, LIGHT)
    view.set_look(DARK)
    assert shown_by_qt(view, DARK).mean() < 128 < light.mean()
    view.set_look(dataclasses.replace(LIGHT, scale=1.3))
    assert view.sizeHint().width() == round(1.3 * WIDEST)
    assert view.heightForWidth(100) * 4 == pytest.approx(view.heightForWidth(400), abs=4)


def test_its_words_are_read_aloud(qtbot, bundle):
    view = FigureView(bundle, "in2346-2022/9.2", LIGHT)
    qtbot.addWidget(view)
    assert view.accessibleName() == "The encoder-decoder transformer"
    assert "self-attention" in view.accessibleDescription()


def test_an_unknown_variable_is_an_error():
    with pytest.raises(AttributeError, match="sky_blue"):
        colored('<path fill="var(--sky-blue)"/>', LIGHT)
