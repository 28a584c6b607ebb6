"""A formula as SVG."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.formulas.formula import Formula, Glyph, Item, Point, Polygon, Rule, Stroke

_DASHES = {"dashed": "0.14", "dotted": "0 0.14"}  # em; dots are round caps


def to_svg(
    formula: Formula, glyphs: Mapping[str, str], *, em: float = 16.0, attributes: str = ""
) -> str:
    """The formula as an <svg> element for a line of text, in the color of that text.

    `em` is the size in px. The element's depth below the baseline is given as vertical-align; a
    document of its own needs SVG's namespace in `attributes`.

    Raises: KeyError if `glyphs` lacks an outline.
    """
    width, height = formula.width * em, (formula.height + formula.depth) * em
    box = (0.0, -formula.height, formula.width, formula.height + formula.depth)
    view = " ".join(map(number, box))
    head = [
        "<svg",
        attributes,
        f'width="{number(width)}"',
        f'height="{number(height)}"',
        f'viewBox="{view}"',
        f'style="vertical-align:{number(-formula.depth * em)}px;overflow:visible"',
        'fill="currentColor">',
    ]
    drawn = "".join(_item(item, glyphs) for item in formula.items)
    return f"{' '.join(filter(None, head))}{drawn}</svg>"


def number(value: float) -> str:
    """A number with at most four decimals, without trailing zeros."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _item(item: Item, glyphs: Mapping[str, str]) -> str:
    fill = f' fill="{item.color}"' if item.color else ""
    match item:
        case Glyph():
            scale = f"{number(item.scale_x / 1000)} 0 0 {number(-item.scale_y / 1000)}"
            place = f"matrix({scale} {number(item.x)} {number(item.y)})"
            return f'<path transform="{place}" d="{glyphs[item.id]}"{fill}/>'
        case Rule():
            place = f'x="{number(item.x)}" y="{number(item.y)}"'
            size = f'width="{number(item.width)}" height="{number(item.height)}"'
            return f"<rect {place} {size}{fill}/>"
        case Polygon():
            return f'<path d="{_line(item.points)}Z"{fill}/>'
        case Stroke():
            dash = f' stroke-dasharray="{_DASHES[item.dash]}"' if item.dash else ""
            cap = ' stroke-linecap="round"' if item.dash == "dotted" else ""
            color = item.color or "currentColor"
            look = f'stroke="{color}" stroke-width="{number(item.width)}"'
            end = "Z" if item.closed else ""
            return f'<path d="{_line(item.points)}{end}" fill="none" {look}{dash}{cap}/>'


def _line(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
