"""A view's state as a line of text that opens it again.

endterm:explore/newton?start=3&steps=2&function=cubic

A list is written 1,2,3 and a table 1,2;3,4; only what differs from the view's start is written.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl, quote

from desktop.questions.views import VIEWS
from desktop.questions.views.parameters import (
    Choice,
    Entry,
    Grid,
    Number,
    Numbers,
    Parameter,
    Switch,
    Value,
)

PREFIX = "endterm:explore/"
LONGEST_LINK = 4000


class LinkError(ValueError):
    """A text that is no link, or names what no view has; the message says what to do."""


def link_of(name: str, values: Mapping[str, Value]) -> str:
    """The link to a view in a state."""
    defaults = VIEWS[name].defaults
    changed = [
        f"{parameter}={quote(_written(value), safe=',;.-+')}"
        for parameter, value in values.items()
        if value != defaults[parameter]
    ]
    return f"{PREFIX}{name}" + (f"?{'&'.join(changed)}" if changed else "")


def read_link(text: str) -> tuple[str, dict[str, Value]]:
    """The view's name and all its parameters.

    Raises: LinkError naming everything that is wrong with the link.
    """
    text = text.strip()
    if not text.startswith(PREFIX) or len(text) > LONGEST_LINK:
        raise LinkError(f"That is no link to a view: it begins with {PREFIX}")
    name, _, query = text.removeprefix(PREFIX).partition("?")
    view = VIEWS.get(name)
    if view is None:
        near = difflib.get_close_matches(name, VIEWS, n=1)
        raise LinkError(
            f"There is no view “{name}”." + (f" Did you mean {near[0]}?" if near else "")
        )
    given: dict[str, object] = {}
    for parameter, written in parse_qsl(query, keep_blank_values=True):
        known = view.parameters.get(parameter)
        given[parameter] = _read(written, known) if known else written
    faults = view.faults(given)
    if faults:
        said = "; ".join(f"{parameter}: {fault}" for parameter, fault in faults.items())
        raise LinkError(f"The link can't be opened: {said}.")
    return name, view.defaults | cast("dict[str, Value]", given)  # without faults they are values


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        rows = any(isinstance(entry, tuple) for entry in value)
        return (";" if rows else ",").join(map(_entry, value))
    return value if isinstance(value, str) else _number(value)


def _entry(entry: Entry) -> str:
    return ",".join(map(_number, entry)) if isinstance(entry, tuple) else _number(entry)


def _number(number: Number) -> str:
    return f"{number:.10g}"


def _read(written: str, parameter: Parameter) -> object:
    """The value that a text means to a parameter; a text where it means none, which is a fault."""
    try:
        match parameter:
            case Choice():
                return written
            case Switch():
                return {"on": True, "off": False}.get(written, written)
            case Numbers():
                return tuple(map(_number_of, written.split(",")))
            case Grid():
                return tuple(tuple(map(_number_of, row.split(","))) for row in written.split(";"))
            case _:
                return _number_of(written)
    except ValueError:
        return written


def _number_of(text: str) -> Number:
    number = float(text)
    return int(number) if number.is_integer() else number
