"""Links, fields for numbers, and the scales of sliders."""

from __future__ import annotations

import pytest

from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Grid, Numbers, Quantity
from desktop.ui.appearance import Appearance, Scheme
from desktop.ui.explore.link import LinkError, link_of, read_link
from desktop.ui.explore.number_fields import NumbersField, read, written
from desktop.ui.explore.parameter_controls import ParameterControls, QuantityScale
from desktop.ui.explore.shown_numbers import fixed, plain


def test_a_link_names_only_what_differs():
    values = VIEWS["optimizers"].defaults | {"steps": 2, "surface": "saddle", "start": (-1.5, 2)}
    link = link_of("optimizers", values)
    assert link == "endterm:explore/optimizers?surface=saddle&start=-1.5,2&steps=2"
    assert read_link(f"  {link} ") == ("optimizers", values)


def test_tables_and_switches_in_a_link():
    values = VIEWS["attention"].defaults | {"scores": ((1, 2.5), (3, -4)), "masked": False}
    link = link_of("attention", values)
    assert "scores=1,2.5;3,-4" in link
    assert read_link(link) == ("attention", values)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("newton", "it begins with endterm:explore/"),
        ("endterm:explore/newtn", "Did you mean newton?"),
        (
            "endterm:explore/newton?steps=99&strat=1",
            "steps: it lies between 0 and 10; strat: did you",
        ),
        ("endterm:explore/newton?steps=two", "steps: it is a number"),
        ("endterm:explore/newton?steps=nan", "steps: it is"),
        ("endterm:explore/newton?start=1,2,3", "start: it has one entry"),
        ("endterm:explore/newton?" + "a" * 5000, "it begins with"),
    ],
)
def test_what_is_no_link(text, message):
    with pytest.raises(LinkError) as error:
        read_link(text)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity("a", 1, 30, 12),
        Quantity("a", 0, 0.99, 0.8, step=0.01, whole=False),
        Quantity("a", 0.001, 2, 0.14, 1.1, False, "log"),
        Quantity("a", 2, 256, 32, 2, True, "log"),
        Quantity("a", 20, 500, 200, step=10),
        Quantity("a", -180, 180, 0, step=5),
    ],
)
def test_a_slider_reaches_both_ends_and_stays_in_range(quantity):
    scale = QuantityScale(quantity)
    assert scale.value(0) == quantity.low
    assert scale.value(scale.positions) == quantity.high
    for position in range(scale.positions + 1):
        value = scale.value(position)
        assert quantity.fault(value) is None
        if quantity.scale == "linear":
            assert scale.position(value) == position


def test_reading_and_writing_lists_and_tables():
    assert read("1, 2.5, −3", table=False) == (1, 2.5, -3)
    assert read("1, 2; 3, 4", table=True) == ((1, 2), (3, 4))
    assert written(((1, 2.5), (3, -4))) == "1, 2.5; 3, −4"
    assert read("1, x", table=False) is None
    assert read("1; 2", table=False) is None
    assert read("1e400", table=False) is None


def test_a_field_tells_values_in_range_and_says_what_it_does_not_take(qtbot):
    field = NumbersField(Appearance(Scheme.LIGHT), Numbers("Sizes", 1, 9, (5, 2), 1, 3))
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    for text in ("5, 3", "5, 33", "5, 3, ", "7"):
        field.field.setText(text)
        field.field.textEdited.emit(text)
    assert told == [(5, 3), (7,)]
    field.field.setText("99")
    field.field.textEdited.emit("99")
    assert not field._fault.isHidden()
    field.field.editingFinished.emit()
    assert field.field.text() == "7"


def test_a_grid_keeps_its_rows_of_one_length(qtbot):
    grid = Grid("X", -9, 9, ((1, 2), (3, 4)), (1, 3), (1, 3))
    field = NumbersField(Appearance(Scheme.LIGHT), grid)
    qtbot.addWidget(field)
    told = []
    field.changed.connect(told.append)
    for text in ("1, 2; 3", "1, 2; 3, 5"):
        field.field.textEdited.emit(text)
    assert told == [((1, 2), (3, 5))]


@pytest.mark.parametrize("name", VIEWS)
def test_every_parameter_has_a_control_that_tells(name, qtbot):
    controls = ParameterControls(Appearance(Scheme.LIGHT), VIEWS[name])
    qtbot.addWidget(controls)
    assert set(controls.controls) == set(VIEWS[name].parameters)
    controls.show_values(VIEWS[name].defaults, tuple(VIEWS[name].parameters))
    assert not any(control.isHidden() for control in controls.controls.values())


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "−0.13"),
        (-0.001, 2, "0.00"),
        (1234567.0, 1, "1234567.0"),
        (2.5e9, 1, "2.5e9"),
        (float("inf"), 2, "∞"),
        (float("-inf"), 2, "−∞"),
        (float("nan"), 2, "–"),
    ],
)
def test_numbers_as_tables_write_them(value, decimals, text):
    assert fixed(value, decimals).replace("e+0", "e") == text
    assert plain(-0.0) == "0"


def test_a_slider_keeps_a_value_between_its_positions():
    scale = QuantityScale(Quantity("a", 1, 4096, 64, 2, True, "log"))
    position = scale.put(1024)
    assert (scale.value(position), scale.written(position)) == (1024, "1,024")
    assert scale.value(position + 1) > 1024
    scale.put(12)
    assert scale.value(position) == 1000
