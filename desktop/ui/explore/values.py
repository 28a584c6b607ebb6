"""Parameters read as what they are; content, links and controls have checked them before."""

from __future__ import annotations

from desktop.questions.views.parameters import Number
from desktop.ui.explore.scene import Values


def whole_of(values: Values, name: str) -> int:
    """A whole number."""
    return int(number_of(values, name))


def number_of(values: Values, name: str) -> float:
    """A number.

    Raises: TypeError if the parameter holds something else.
    """
    value = values[name]
    if not isinstance(value, int | float):
        raise TypeError(f"{name} is {value!r}, not a number")
    return float(value)


def numbers_of(values: Values, name: str) -> tuple[Number, ...]:
    """A list of numbers.

    Raises: TypeError if the parameter holds something else.
    """
    value = values[name]
    entries = value if isinstance(value, tuple) else ()
    numbers = tuple(entry for entry in entries if not isinstance(entry, tuple))
    if not isinstance(value, tuple) or len(numbers) != len(value):
        raise TypeError(f"{name} is {value!r}, not a list of numbers")
    return numbers


def table_of(values: Values, name: str) -> tuple[tuple[Number, ...], ...]:
    """A table of numbers.

    Raises: TypeError if the parameter holds something else.
    """
    value = values[name]
    entries = value if isinstance(value, tuple) else ()
    rows = tuple(entry for entry in entries if isinstance(entry, tuple))
    if not isinstance(value, tuple) or len(rows) != len(value):
        raise TypeError(f"{name} is {value!r}, not a table of numbers")
    return rows


def text_of(values: Values, name: str) -> str:
    """A word.

    Raises: TypeError if the parameter holds something else.
    """
    value = values[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}, not a word")
    return value


def is_on(values: Values, name: str) -> bool:
    """Whether a switch is on."""
    return bool(values[name])
