"""Presets of views: slots become values, and values outside a parameter's range are named."""

from __future__ import annotations

import pytest

from desktop.engine.generators import GENERATORS
from desktop.questions.presets import PresetError, resolved
from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import Grid, Numbers, Quantity, Switch

EXAM = GENERATORS["mlp_forward"].preset("exam").values
FIELD = GENERATORS["receptive_field"].preset("exam").values


def test_a_slot_becomes_the_variants_value():
    preset = {"kernel_sizes": "[[kernel_sizes]]", "count": "[[count]]", "word": "plain"}
    assert resolved(preset, FIELD) == {"kernel_sizes": (5, 2), "count": 2, "word": "plain"}


def test_slots_within_lists():
    preset = {"x": ["[[x1]]", "[[x2]]"], "rows": [["[[w11]]", 0], [1, "[[w12]]"]]}
    assert resolved(preset, EXAM) == {"x": (1, -2), "rows": ((-0.5, 0), (1, 1))}


def test_the_opposite_of_a_slot():
    preset = {"slope": "-[[w11]]", "x": ["-[[x1]]", "-[[x2]]"]}
    assert resolved(preset, EXAM) == {"slope": 0.5, "x": (-1, 2)}


def test_the_first_number_of_a_list():
    preset = {"first": "[[kernel_sizes.first]]", "opposite": "-[[kernel_sizes.first]]"}
    assert resolved(preset, FIELD) == {"first": 5, "opposite": -5}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("-[[kernel_sizes]]", "(5, 2) stands in a list of numbers"),
        ("[[nothing]]", "[[nothing]] is no value of the variant"),
        ("[[nothing.first]]", "[[nothing.first]] is no value of the variant"),
        ("[[count.first]]", "[[count.first]] is no value of the variant"),
        ("[[layers]]", "[[layers]] is a list of records"),
        ("[[count:sign]]", "has a written form, and a preset takes the value [[count]]"),
        ([1, "two"], "'two' stands in a list of numbers"),
    ],
)
def test_what_a_preset_cannot_name(value, message):
    with pytest.raises(PresetError) as error:
        resolved({"a": value}, FIELD)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("parameter", "value", "fault"),
    [
        (Quantity("a", 1, 5, 2), 3, None),
        (Quantity("a", 1, 5, 2), 6, "it lies between 1 and 5"),
        (Quantity("a", 1, 5, 2), 2.5, "it is a whole number"),
        (Quantity("a", 1, 5, 2), True, "it is a number"),
        (Quantity("a", 1, 5, 2, 0.5, False), 2.5, None),
        (Switch("a", True), 1, "it is true or false"),
        (Numbers("a", 0, 9, (1, 2), 2, 3), (1, 2, 3, 4), "it has 2 to 3 numbers"),
        (Numbers("a", 0, 9, (1, 2), 2, 3), (1, 10), "it lies between 0 and 9"),
        (Numbers("a", 0, 9, (1, 2), 2, 2), "12", "it is a list of numbers"),
        (
            Grid("a", 0, 9, ((1,),), (1, 2), (1, 2)),
            ((1, 2), (3,)),
            "its rows have different lengths",
        ),
        (Grid("a", 0, 9, ((1,),), (1, 2), (1, 2)), ((1, 2), (3, 4)), None),
    ],
)
def test_values_of_a_parameter(parameter, value, fault):
    assert parameter.fault(value) == fault


def test_a_near_name_is_suggested():
    assert VIEWS["optimizers"].faults({"step": 1, "surface": "valleys"}) == {
        "step": "did you mean `steps`?",
        "surface": "did you mean `valley`?",
    }


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_starts_within_its_own_ranges(name):
    view = VIEWS[name]
    assert view.faults(view.defaults) == {}
    assert all(parameter.label for parameter in view.parameters.values())
