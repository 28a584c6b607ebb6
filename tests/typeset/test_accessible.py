"""What a screen reader gets."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.typeset.accessible import announce_texts
from desktop.typeset.documents import Passage
from desktop.typeset.text_view import TextView
from tests.typeset.pictures import LIGHT
from tests.typeset.test_documents import EVERYTHING

Part = QAccessible.Text


@pytest.fixture(scope="module", autouse=True)
def announced(qapp):
    announce_texts()


@pytest.fixture
def view(qtbot, source):
    view = TextView(source, LIGHT)
    qtbot.addWidget(view)
    view.show_passages(Passage(EVERYTHING, {"count": "7"}))
    return view


def test_a_text_says_its_words_and_tex(view):
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard.role() == QAccessible.Role.StaticText
    assert heard.text(Part.Name) == view.text()
    assert heard.text(Part.Name).startswith("Of some and all x = 1\nfor (n)th 7\n\\frac{7}{2}")
    assert heard.text(Part.Description) == ""
    assert heard.state().focusable


def test_a_named_text_says_its_name_first(view):
    view.setAccessibleName("Question")
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard.text(Part.Name) == "Question"
    assert heard.text(Part.Description) == view.text()


def test_a_subclass_says_the_same_and_others_are_qts(qtbot, source):
    class Stem(TextView):
        pass

    stem, button = Stem(source, LIGHT), QPushButton("Check")
    qtbot.addWidget(stem)
    qtbot.addWidget(button)
    stem.show_passages(Passage(EVERYTHING, {"count": "7"}))
    assert QAccessible.queryAccessibleInterface(stem).text(Part.Name) == stem.text()
    assert QAccessible.queryAccessibleInterface(button).text(Part.Name) == "Check"


@pytest.fixture
def quick_collections():
    """The garbage collector looks at what a test makes, not at all that others have left."""
    gc.freeze()
    yield
    gc.unfreeze()


def test_interfaces_come_and_go_with_their_views(source, quick_collections):
    for number in range(50):
        view = TextView(source, LIGHT)
        view.show_passages(Passage(EVERYTHING, {"count": str(number)}))
        assert f"th {number}\n" in QAccessible.queryAccessibleInterface(view).text(Part.Name)
        gc.collect()
        assert f"th {number}\n" in QAccessible.queryAccessibleInterface(view).text(Part.Name)
        view.deleteLater()
        del view
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
