"""The colours against the contrast they promise, the type against its sizes."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QGuiApplication

from desktop.typeset.look import Role
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.theme import DARK, LIGHT, TEXT_SCALES, Theme, Tokens

TEXT, EDGE = 4.5, 3.0
# What stands on what: (ink, ground, light, dark), the ratios as promised to one decimal.
CONTRASTS = (
    ("ink", "page", 16.9, 14.2),
    ("ink", "sunk", 15.6, 13.1),
    ("ink", "hover", 14.9, 11.5),
    ("ink", "select", 12.6, 7.7),
    ("ink", "accent_wash", 14.9, 11.6),
    ("ink", "right_wash", 15.0, 11.3),
    ("ink", "wrong_wash", 14.8, 11.8),
    ("ink", "partly_wash", 15.2, 11.3),
    ("soft", "page", 8.0, 9.1),
    ("soft", "sunk", 7.4, 8.4),
    ("soft", "right_wash", 7.1, 7.2),
    ("soft", "wrong_wash", 7.0, 7.5),
    ("soft", "partly_wash", 7.2, 7.2),
    ("faint", "page", 5.2, 6.4),
    ("faint", "sunk", 4.8, 5.9),
    ("faint", "hover", 4.6, 5.2),
    ("new", "page", 5.2, 6.4),
    ("accent", "page", 6.9, 8.6),
    ("accent", "sunk", 6.4, 7.9),
    ("accent", "accent_wash", 6.1, 7.0),
    ("due", "page", 6.9, 8.6),
    ("accent_ink", "accent", 6.9, 7.9),
    ("accent_ink", "accent_hover", 9.0, 9.5),
    ("right", "page", 5.7, 11.5),
    ("right", "right_wash", 5.1, 9.1),
    ("wrong", "page", 5.6, 6.7),
    ("wrong", "wrong_wash", 4.9, 5.5),
    ("partly", "page", 9.9, 9.4),
    ("partly", "partly_wash", 8.9, 7.5),
    ("learning", "page", 9.9, 9.4),
    ("s1", "page", 6.9, 8.6),
    ("s2", "page", 4.6, 8.3),
    ("s3", "page", 12.0, 14.2),
    ("s4", "page", 7.8, 4.9),
    ("s5", "page", 8.6, 13.0),
)
EDGES = (("edge", "page", 3.3, 4.2), ("edge", "sunk", 3.0, 3.9))


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground", "light", "dark"), [*CONTRASTS, *EDGES])
def test_contrast(ink, ground, light, dark):
    least = EDGE if ink == "edge" else TEXT
    for tokens, promised in ((LIGHT, light), (DARK, dark)):
        ratio = contrast(getattr(tokens, ink), getattr(tokens, ground))
        assert ratio >= least
        assert ratio == pytest.approx(promised, abs=0.06)


def test_every_token_is_a_colour_and_differs_between_the_two():
    for field in fields(Tokens):
        for tokens in (LIGHT, DARK):
            assert len(getattr(tokens, field.name)) == 7
            assert luminance(getattr(tokens, field.name)) >= 0
        assert getattr(LIGHT, field.name) != getattr(DARK, field.name)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_type_is_set_in_our_fonts_at_every_size(styled, scale):
    theme = Theme(LIGHT, scale)
    for role in Role:
        font = theme.font(role)
        assert font.families()[0] == role.value.families[0]
        found = QFontInfo(font)
        assert (found.family(), found.weight()) == (role.value.families[0], role.value.weight)
        assert font.pixelSize() == round(role.value.px * scale)
        assert theme.line(role) > theme.font(role).pixelSize()


def test_the_scale_takes_steps_and_stops_at_the_ends(appearance):
    appearance.step_scale(9)
    assert appearance.scale == TEXT_SCALES[-1]
    appearance.step_scale(-1)
    assert appearance.scale == TEXT_SCALES[-2]
    appearance.set_scale(0.2)
    assert appearance.scale == TEXT_SCALES[0]


def test_the_systems_change_is_followed_while_running(qtbot, styled):
    system = QGuiApplication.styleHints().colorSchemeChanged
    look = Appearance(Scheme.SYSTEM)
    assert not look.theme.is_dark
    with qtbot.waitSignal(look.changed):
        system.emit(Qt.ColorScheme.Dark)  # what the platform sends
    assert look.theme.is_dark
    look.set_scheme(Scheme.LIGHT)
    system.emit(Qt.ColorScheme.Dark)
    assert not look.theme.is_dark
    look.deleteLater()


def test_the_typeset_text_has_the_same_colours():
    for tokens in (LIGHT, DARK):
        look = Theme(tokens, 1.15).text_look()
        assert (look.ink, look.page, look.accent) == (tokens.ink, tokens.page, tokens.accent)
        assert look.scale == 1.15
        assert look.dark == (tokens is DARK)
