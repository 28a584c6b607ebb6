"""The table's model, under Qt's own tester; sorted right and quick to sort with 10,000 rows."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.ui.controls.rows_model import RowsModel, texts
from desktop.ui.pages.browse.card_table import WIDTHS, columns_that_fit
from desktop.ui.pages.browse.table_model import COLUMNS, CardTableModel
from tests.ui.pages.cards import many, reviewed

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def model(qapp):
    model = CardTableModel()
    tester = QAbstractItemModelTester(model, FATAL)
    yield model
    del tester


def ids(model):
    return [model.entry(row).card_id for row in range(model.rowCount())]


def test_it_stands_qt_s_tester(model):
    cards = many(60)
    model.set_entries(cards)
    for column, order in itertools.product(range(len(COLUMNS)), (ASCENDING, DESCENDING)):
        model.sort(column, order)
    model.set_entries(cards[10:30])
    model.set_entries([])


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=[column.head for column in COLUMNS])
def test_rows_are_sorted_by_what_they_mean(model, column):
    cards = many(200)
    model.set_entries(cards)
    model.sort(column, ASCENDING)
    keys = [COLUMNS[column].key(model.entry(row)) for row in range(model.rowCount())]
    assert keys == sorted(keys)
    assert sorted(ids(model)) == sorted(card.card_id for card in cards)
    model.sort(column, DESCENDING)
    keys = [COLUMNS[column].key(model.entry(row)) for row in range(model.rowCount())]
    assert keys == sorted(keys, reverse=True)


def test_numbers_are_not_sorted_as_words(model):
    stabilities = [9.0, 100.0, 20.0]
    model.set_entries([reviewed(n, stability=value) for n, value in enumerate(stabilities)])
    model.sort([column.head for column in COLUMNS].index("Stability"))
    assert [model.entry(row).state.stability for row in range(3)] == [9.0, 20.0, 100.0]


def test_what_is_held_moves_with_its_row(model):
    model.set_entries(many(50))
    held = [QPersistentModelIndex(model.index(row, 2)) for row in (3, 20)]
    before = [model.entry(index.row()).card_id for index in held]
    model.sort(1, DESCENDING)
    assert [model.entry(index.row()).card_id for index in held] == before
    assert [index.column() for index in held] == [2, 2]
    assert [model.row_of(card_id) for card_id in before] == [index.row() for index in held]


def test_new_rows_come_in_the_chosen_order(model):
    cards = many(30)
    model.sort(1, DESCENDING)
    model.set_entries(cards)
    assert ids(model) == [
        card.card_id for card in sorted(cards, key=lambda card: card.card.title, reverse=True)
    ]
    model.sort(-1)
    model.set_entries(cards)
    assert ids(model) == [card.card_id for card in cards]


def test_the_same_cards_are_renewed_where_they_stand(model, qtbot):
    lapses = [column.head for column in COLUMNS].index("Lapses")
    model.set_entries([reviewed(n, lapses=n, reps=9) for n in range(4)])
    model.sort(lapses, DESCENDING)
    before = ids(model)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        moved = model.set_entries([reviewed(n, lapses=9 - n, reps=9) for n in range(4)])
    assert not moved
    assert ids(model) == before
    assert [model.entry(row).state.lapses for row in range(4)] == [6, 7, 8, 9]


def test_every_cell_says_its_head(model):
    model.set_entries(many(4))
    for row, column in itertools.product(range(4), range(len(COLUMNS))):
        index = model.index(row, column)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert said == f"{COLUMNS[column].head}: {index.data()}"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.index(9, 0).data() is None


def test_columns_are_left_out_in_a_narrow_table():
    assert columns_that_fit(2000) == list(WIDTHS)
    assert columns_that_fit(650) == [head for head in WIDTHS if head != "Topics"]
    assert columns_that_fit(10) == ["Id", "Title", "Due"]


def test_rows_of_words_stand_the_tester(qapp):
    model = RowsModel(texts(("Day", "Reviews"), [("1 May", "3"), ("2 May", "4")], 1))
    tester = QAbstractItemModelTester(model, FATAL)
    assert model.index(1, 1).data() == "4"
    assert model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Reviews"
    model.show_texts(texts(("Day",), []))
    assert model.columnCount() == 1
    del tester
