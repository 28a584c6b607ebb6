"""Browse in its window, by keyboard and mouse, over the real bundle and a studied profile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.review.records import Kind
from desktop.review.selection import Selection
from desktop.ui.pages.browse.filters import Facet
from desktop.ui.pages.browse.page import BrowsePage
from desktop.ui.pages.browse.presenter import BrowsePresenter, filter_words
from desktop.ui.workspace import Workspace
from tests.ui.pages.listener import Listener

KEY = Qt.Key
NARROW = (800, 700)


@pytest.fixture
def browse(bundle, store, window):
    """Makes the page, connected to its presenter, in a window."""
    kept = []

    def opened(appearance, size=(1180, 780), over=None):
        workspace = Workspace(bundle, over or store, appearance)
        page = BrowsePage(workspace.texts, filter_words(workspace.deck))
        page.changes, page.started = [], []
        page.speaker = Listener()
        changed, start = lambda: page.changes.append(1), page.started.append
        kept.append(BrowsePresenter(workspace, page, page.speaker, changed, start))
        window(page, appearance, size)
        return page

    return opened


def type_query(page, qtbot, text):
    page.take_focus()
    page.search.clear()
    qtbot.keyClicks(page.search, text)
    qtbot.keyClick(page.search, KEY.Key_Return)


def shown_ids(page):
    return [page.model.entry(row).card_id for row in range(page.model.rowCount())]


def press(page, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    focus = page.window().focusWidget()
    qtbot.keyClick(focus or page, key, modifier)


def test_every_card_is_there_without_a_warning(browse, appearance, deck):
    page = browse(appearance)
    assert shown_ids(page) == [card.id for card in deck.studied]
    assert page.action_bar.count.text() == f"{len(deck.studied)} cards"
    assert not page.grab().isNull()


def test_a_search_finds_whole_texts_and_begun_words(browse, light, bundle, qtbot):
    page = browse(light)
    type_query(page, qtbot, "batch normal")
    assert shown_ids(page) == bundle.search("batch normal", begun=True) != []
    assert page.window().focusWidget() is page.table
    press(page, qtbot, KEY.Key_Slash)
    assert page.window().focusWidget() is page.search
    qtbot.keyClick(page.search, KEY.Key_Escape)
    assert page.search.text() == ""
    assert page.model.rowCount() == 109


def test_typing_searches_by_itself(browse, light, qtbot):
    page = browse(light)
    page.take_focus()
    qtbot.keyClicks(page.search, "dropout")
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 60)


def test_a_near_word_is_suggested_and_taken(browse, light, qtbot):
    page = browse(light)
    type_query(page, qtbot, "dropuot")
    assert page.nothing.text() == "No card says “dropuot”. Did you mean dropout?"
    assert not page.table.isVisible()
    qtbot.mouseClick(page.suggestion, Qt.MouseButton.LeftButton)
    assert page.search.text() == "dropout"
    assert page.model.rowCount() == 3
    assert not page.nothing.isVisible()


def test_filters_are_words_with_counts(browse, light, deck, qtbot):
    page = browse(light)
    page.filters.open_facet(Facet.KIND)
    word = page.filters.word(Facet.KIND, "drill")
    assert word.accessibleName() == "drill, 44"
    qtbot.mouseClick(word, Qt.MouseButton.LeftButton)
    assert shown_ids(page) == [card.id for card in deck.studied if card.is_drill]
    page.filters.open_facet(Facet.PROBLEM)
    qtbot.mouseClick(page.filters.word(Facet.PROBLEM, "in2346-2022/4"), Qt.MouseButton.LeftButton)
    assert all("/4." in card_id for card_id in shown_ids(page))
    type_query(page, qtbot, "zebra")
    assert "No card says" in page.nothing.text()
    type_query(page, qtbot, "dropout")
    assert page.nothing.text().startswith("No card fits.")
    page.filters.cleared.emit()
    assert page.model.rowCount() > 0


def test_chosen_cards_are_suspended_and_taken_back_together(browse, light, store, qtbot):
    page = browse(light)
    page.table.setFocus()
    page.table.selectRow(2)
    press(page, qtbot, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, qtbot, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [entry.card_id for entry in page.table.chosen()]
    assert len(chosen) == 3
    press(page, qtbot, KEY.Key_Exclam)
    assert all(store.state(card_id).suspended for card_id in chosen)
    assert page.action_bar.count.text() == "3\u00a0cards are suspended."
    assert [entry.card_id for entry in page.table.chosen()] == chosen
    assert page.action_bar.suspend.text() == "Unsuspend"
    assert page.action_bar.undo.toolTip() == "Undo suspend of 3\u00a0cards"
    press(page, qtbot, KEY.Key_U)
    assert not any(store.state(card_id).suspended for card_id in chosen)
    press(page, qtbot, KEY.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert all(store.state(card_id).suspended for card_id in chosen)
    press(page, qtbot, KEY.Key_Exclam)
    assert not any(store.state(card_id).suspended for card_id in chosen)
    assert len(page.changes) == 4


@pytest.mark.parametrize(
    ("button", "kind"), [("flag", Kind.FLAG), ("bury", Kind.BURY), ("forget", Kind.FORGET)]
)
def test_other_marks_by_mouse(browse, light, store, qtbot, button, kind):
    page = browse(light)
    begun = next(
        row for row in range(page.model.rowCount()) if page.model.entry(row).due_in is not None
    )
    page.table.selectRow(begun)
    before = store.state(page.table.current.card_id)
    qtbot.mouseClick(getattr(page.action_bar, button), Qt.MouseButton.LeftButton)
    assert store.rows(before.card_id)[-1].kind is kind
    assert store.state(before.card_id) != before
    qtbot.mouseClick(page.action_bar.undo, Qt.MouseButton.LeftButton)
    assert store.state(before.card_id) == before


def test_a_row_says_what_became_of_it(browse, light, qtbot):
    page = browse(light)
    page.table.setFocus()
    page.table.selectRow(0)
    press(page, qtbot, KEY.Key_Asterisk)
    press(page, qtbot, KEY.Key_Exclam)
    cells = [page.model.index(0, column).data() for column in (1, 4)]
    assert cells[0].startswith("flagged · ")
    assert cells[1] == "suspended"


def test_a_failed_write_changes_nothing(browse, light, store, qtbot):
    page = browse(light)
    page.table.setFocus()
    page.table.selectRow(0)
    (store.profile.folder / "gone").touch()
    moved = store.profile.folder.with_name("moved")
    store.profile.folder.rename(moved)
    try:
        press(page, qtbot, KEY.Key_Exclam)
        assert "no longer" in page.speaker.said
        assert not page.table.chosen()[0].state.suspended
    finally:
        moved.rename(store.profile.folder)


def test_the_preview_follows_the_row(browse, light, bundle, qtbot):
    page = browse(light)
    page.table.setFocus()
    page.table.selectRow(0)
    press(page, qtbot, KEY.Key_Down)
    card = bundle.card(page.table.current.card_id)
    assert page.preview.title.text() == card.title
    assert page.preview.isVisible()
    assert page.preview.width() == 420
    page.preview.sides.segment("back").click()
    headings = [word.text() for word in page.preview.findChildren(QWidget) if _is_heading(word)]
    assert "Answer" in headings


def _is_heading(widget):
    return type(widget).__name__ == "Words" and widget.text() in ("Answer", "Explanation")


def test_a_variant_is_opened_from_the_history(browse, light, store, qtbot):
    page = browse(light)
    answered = next(row for row in store.rows() if row.kind is Kind.REVIEW and row.variant)
    page.table.choose([answered.card_id])
    page.table.setFocus()
    press(page, qtbot, KEY.Key_H)
    history = page.preview.history
    assert page.preview.sides.value == "history"
    lines = history.model.texts.rows
    place = next(n for n, line in enumerate(lines) if line[1] in ("Again", "Hard", "Good", "Easy"))
    history.table.setFocus()
    history.table.selectRow(place)
    qtbot.keyClick(history.table, KEY.Key_Return)
    assert page.preview.is_past
    assert page.preview.past.text().endswith(".") or "text has changed" in page.preview.past.text()
    press(page, qtbot, KEY.Key_Escape)
    assert not page.preview.is_past
    assert page.preview.sides.value == "history"


def test_in_a_small_window_enter_opens_the_card(browse, light, qtbot):
    page = browse(light, NARROW)
    page.table.setFocus()
    page.table.selectRow(1)
    assert not page.preview.isVisible()
    qtbot.keyClick(page.table, KEY.Key_Return)
    assert page.preview.isVisible()
    assert not page.table.isVisible()
    press(page, qtbot, KEY.Key_Escape)
    assert page.table.isVisible()
    assert page.window().focusWidget() is page.table


def test_a_small_window_and_large_text_need_no_sideways_scrolling(browse, appearance, qtbot):
    page = browse(appearance, NARROW)
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() <= NARROW[0]


def test_a_head_sorts_and_the_third_click_does_not(browse, light, qtbot):
    page = browse(light)
    head = page.table.horizontalHeader()
    usual = shown_ids(page)
    place = QPoint(head.sectionViewportPosition(7) + 10, head.height() // 2)
    lapses = []
    for _ in range(3):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        lapses.append([page.model.entry(row).state.lapses for row in range(page.model.rowCount())])
    assert lapses[0] == sorted(lapses[0])
    assert lapses[1] == sorted(lapses[0], reverse=True)
    assert shown_ids(page) == usual


def test_the_focus_ring_goes_with_the_row(browse, light, qtbot):
    page = browse(light)
    page.table.setFocus()
    page.table.selectRow(3)
    press(page, qtbot, KEY.Key_Down)
    row = page.table.visualRect(page.model.index(4, 0)).center()
    middle = page.table.viewport().mapTo(page.window(), row).y()
    qtbot.waitUntil(lambda: abs(page.window().ring.geometry().center().y() - middle) <= 3)


def test_everything_that_takes_focus_has_a_name(browse, light):
    page = browse(light)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []
    assert all(
        button.accessibleName() for button in page.findChildren(QAbstractButton) if button.text()
    )


def test_a_new_profile(browse, light, new_store):
    page = browse(light, over=new_store)
    assert page.model.rowCount() == 109
    assert not page.action_bar.undo.isVisible()
    page.table.selectRow(0)
    page.preview.show_history()
    assert page.preview.history.nothing.text() == "Nothing has happened to this card yet."


def test_what_a_search_left_is_reviewed_or_practiced(browse, light, qtbot):
    page = browse(light)
    type_query(page, qtbot, "receptive field")
    found = shown_ids(page)
    assert page.action_bar.review.text() == f"Review {len(found)}"
    press(page, qtbot, KEY.Key_R)
    qtbot.mouseClick(page.action_bar.practice, Qt.MouseButton.LeftButton)
    assert page.started == [
        Selection(ids=frozenset(found)),
        Selection(ids=frozenset(found), cram=True),
    ]


def test_of_several_chosen_cards_only_these_are_practiced(browse, light, qtbot):
    page = browse(light)
    page.table.choose(shown_ids(page)[3:6])
    assert page.action_bar.practice.text() == "Practice 3"
    page.table.setFocus()
    press(page, qtbot, KEY.Key_P)
    assert page.started == [Selection(ids=frozenset(shown_ids(page)[3:6]), cram=True)]


def test_nothing_found_is_nothing_to_practice(browse, light, qtbot):
    page = browse(light)
    type_query(page, qtbot, "zzzz")
    assert not page.action_bar.practice.isEnabled()
    press(page, qtbot, KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    assert page.started == []
