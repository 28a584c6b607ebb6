"""What each family may draw: bounds.yaml, read and compared with what was drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("bounds.yaml")

Leaf = tuple[str, Any]
Range = tuple[Any, ...]


def declared(family: str) -> dict[str, Range]:
    """The bounds of a family's parameters, by name."""
    bounds = yaml.safe_load(FILE.read_text(encoding="utf-8"))[family]
    return {name: tuple(values) for name, values in bounds.items()}


def drawn(parameters: Iterable[Any], names: Iterable[str]) -> dict[str, Range]:
    """The ends of what was drawn under each name, or of words and switches every one.

    The length of a list is left out where `names` does not ask for it and it is always the same.
    """
    seen: dict[str, set[Any]] = {}
    for name, value in (leaf for one in parameters for leaf in leaves(one)):
        seen.setdefault(name, set()).add(value)
    return {
        name: _ends(values)
        for name, values in seen.items()
        if name in names or not (name.endswith("#") and len(values) == 1)
    }


def leaves(value: Any, name: str = "", depth: int = 1) -> Iterator[Leaf]:
    """Every number, word and switch of the parameters, and how long each list is.

    The length stands under name#, that of a list in a list under name##.
    """
    if is_dataclass(value):
        for field in fields(value):
            inner = f"{name}.{field.name}" if name else field.name
            yield from leaves(getattr(value, field.name), inner)
    elif isinstance(value, tuple):
        yield name + "#" * depth, len(value)
        for entry in value:
            yield from leaves(entry, name, depth + 1)
    else:
        yield name, value


def _ends(values: set[Any]) -> Range:
    if any(isinstance(value, str | bool) for value in values):
        return tuple(sorted(values))
    return tuple(float(end) for end in (min(values), max(values)))
