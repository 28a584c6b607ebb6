"""TextView: its height, what is copied and read aloud, and which keys it leaves to the page."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.typeset.documents import Passage
from desktop.typeset.text_view import TextView
from tests.typeset.pictures import LIGHT
from tests.typeset.test_documents import EVERYTHING, MARKDOWN


@pytest.fixture
def view(qtbot, source):
    view = TextView(source, LIGHT)
    qtbot.addWidget(view)
    view.show_passages(Passage(EVERYTHING, {"count": "7"}))
    return view


def test_copied_is_markdown_with_tex(view):
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == MARKDOWN
    assert view.markdown() == MARKDOWN
