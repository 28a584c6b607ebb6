"""A typeset formula as data: glyph references, rules, polygons and strokes.

Lengths are in em, x to the right, y down, (0, 0) at the left end of the baseline. A glyph's outline
is SVG path data in 1/1000 em with y up, so a renderer maps an outline's point (u, v) to
(x + scale_x * u / 1000, y - scale_y * v / 1000).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
Dash: TypeAlias = Literal["", "dashed", "dotted"]

LONGEST_QUOTE = 200  # characters of TeX that a message repeats


class FormulaError(ValueError):
    """TeX that is refused or can't be typeset; the message names the reason, then the TeX."""

    def __init__(self, reason: str, tex: str) -> None:
        quoted = tex if len(tex) <= LONGEST_QUOTE else tex[: LONGEST_QUOTE - 1] + "…"
        super().__init__(f"{reason}: {quoted}")
        self.reason = reason
        self.tex = tex


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph's outline, scaled and set with its origin at (x, y); no color: the text's."""

    id: str
    x: float
    y: float
    scale_x: float = 1.0
    scale_y: float = 1.0
    color: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle, (x, y) its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    color: str = ""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled polygon."""

    points: tuple[Point, ...]
    color: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with mitred corners; closed joins the last to the first."""

    points: tuple[Point, ...]
    width: float
    closed: bool = False
    dash: Dash = ""
    color: str = ""


Item: TypeAlias = Glyph | Rule | Polygon | Stroke


@dataclass(frozen=True, slots=True)
class Formula:
    """A typeset formula; height above and depth below the baseline, in em."""

    tex: str
    display: bool
    width: float
    height: float
    depth: float
    items: tuple[Item, ...]

    @property
    def key(self) -> str:
        """The hash under which bundle and cache store the formula."""
        return formula_key(self.tex, self.display)

    @property
    def glyph_ids(self) -> frozenset[str]:
        """The glyphs it needs."""
        return frozenset(item.id for item in self.items if isinstance(item, Glyph))

    def items_json(self) -> str:
        """The items as compact JSON, the same text for the same formula."""
        return json.dumps([_encode(item) for item in self.items], separators=(",", ":"))

    def to_json(self) -> str:
        """The whole formula as compact JSON."""
        head = json.dumps(
            [self.tex, self.display, *map(_compact, (self.width, self.height, self.depth))],
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return f"{head[:-1]},{self.items_json()}]"

    @classmethod
    def from_json(cls, text: str) -> Formula:
        """The formula that to_json wrote.

        Raises: ValueError if it is no such text.
        """
        try:
            tex, display, width, height, depth, items = json.loads(text)
            return cls(tex, display, width, height, depth, tuple(map(_decode, items)))
        except (TypeError, ValueError, LookupError) as error:
            raise ValueError(f"not a stored formula: {error}") from error


def formula_key(tex: str, display: bool) -> str:
    """Hash of a formula's source: 24 hexadecimal digits of SHA-256 over style and TeX."""
    return hashlib.sha256(f"{'display' if display else 'inline'}:{tex}".encode()).hexdigest()[:24]


def items_from_json(text: str) -> tuple[Item, ...]:
    """The items that items_json wrote."""
    return tuple(map(_decode, json.loads(text)))


def _compact(number: float) -> float:
    """A number as JSON should show it: 1, not 1.0."""
    return int(number) if number == int(number) else number


def _points(points: tuple[Point, ...]) -> list[list[float]]:
    return [[_compact(x), _compact(y)] for x, y in points]


def _trim(values: list[Any], defaults: list[Any]) -> list[Any]:
    """`values` without the tail that equals the defaults of its last fields."""
    keep = len(values)
    while (
        keep > len(values) - len(defaults) and values[keep - 1] == defaults[keep - 1 - len(values)]
    ):
        keep -= 1
    return values[:keep]


def _encode(item: Item) -> list[Any]:
    match item:
        case Glyph():
            numbers = map(_compact, (item.x, item.y, item.scale_x, item.scale_y))
            return _trim(["g", item.id, *numbers, item.color], [1, 1, ""])
        case Rule():
            numbers = map(_compact, (item.x, item.y, item.width, item.height))
            return _trim(["r", *numbers, item.color], [""])
        case Polygon():
            return _trim(["p", _points(item.points), item.color], [""])
        case Stroke():
            line = ["s", _points(item.points), _compact(item.width)]
            return _trim([*line, item.closed, item.dash, item.color], [False, "", ""])


def _decode(values: list[Any]) -> Item:
    kind, *rest = values
    match kind:
        case "g":
            return Glyph(*rest)
        case "r":
            return Rule(*rest)
        case "p":
            return Polygon(_tuples(rest[0]), *rest[1:])
        case "s":
            return Stroke(_tuples(rest[0]), *rest[1:])
    raise KeyError(kind)


def _tuples(points: list[list[float]]) -> tuple[Point, ...]:
    return tuple((x, y) for x, y in points)
