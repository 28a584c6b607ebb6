"""The exam's real bundle, its fonts in a real application, and both looks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.questions.bundle import Bundle
from desktop.typeset.fonts import register_fonts
from desktop.typeset.formula_source import FormulaSource
from desktop.typeset.look import TextLook
from tests.typeset.pictures import LIGHT


@pytest.fixture(scope="session")
def bundle(exam_bundle, qapp: QApplication) -> Bundle:
    """The compiled exam, its fonts known to Qt."""
    register_fonts(exam_bundle)
    return exam_bundle


@pytest.fixture(scope="session")
def source(bundle) -> FormulaSource:
    """Formulas of the bundle; the script is loaded by the first test that needs it."""
    return FormulaSource(bundle)


@pytest.fixture
def look() -> TextLook:
    return LIGHT
