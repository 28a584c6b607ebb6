"""The exam's real bundle, its fonts in a real application, and both looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.questions.bundle import Bundle
from desktop.typeset.fonts import register_fonts
from desktop.typeset.formula_source import FormulaSource
from desktop.typeset.look import TextLook
from tests.project import CONTENT, Project
from tests.typeset.pictures import LIGHT


@pytest.fixture(scope="session")
def bundle(tmp_path_factory, qapp: QApplication) -> Iterator[Bundle]:
    """The compiled exam, its fonts known to Qt."""
    project = Project(tmp_path_factory.mktemp("typeset"), CONTENT)
    project.build()
    with Bundle(project.bundle) as bundle:
        register_fonts(bundle)
        yield bundle


@pytest.fixture(scope="session")
def source(bundle) -> FormulaSource:
    """Formulas of the bundle; the script is loaded by the first test that needs it."""
    return FormulaSource(bundle)


@pytest.fixture
def look() -> TextLook:
    return LIGHT
