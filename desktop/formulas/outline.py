"""Outlines of glyphs: SVG path data as points and curves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from desktop.formulas.formula import Point

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

# One step of an absolute path: M or L with one point, Q with a control point and an end, Z none.
Step: TypeAlias = tuple[str, tuple[Point, ...]]

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "T": 2, "C": 6, "Z": 0}


def steps(path: str) -> Iterator[Step]:
    """The path in absolute M, L, Q, C and Z, with the short forms H, V and T written out.

    Raises: ValueError for a command that no glyph uses.
    """
    here = start = control = (0.0, 0.0)
    previous = ""
    for command, numbers in _commands(path):
        name = command.upper()
        base = here if command.islower() else (0.0, 0.0)
        points = [
            (base[0] + x, base[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)
        ]
        match name:
            case "M":
                start = points[0]
            case "H":
                points = [(base[0] + numbers[0], here[1])]
            case "V":
                points = [(here[0], base[1] + numbers[0])]
            case "T":
                smooth = previous in ("Q", "T")
                mirror = (2 * here[0] - control[0], 2 * here[1] - control[1])
                points.insert(0, mirror if smooth else here)
            case "Z":
                points = []
        yield {"H": "L", "V": "L", "T": "Q"}.get(name, name), tuple(points)
        control = points[0] if points else here
        here = points[-1] if points else start
        previous = name


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with as many numbers as it takes; a repeated one is named again."""
    tokens = _TOKEN.findall(path)
    position, command = 0, ""
    while position < len(tokens):
        if tokens[position].isalpha():
            command = tokens[position]
            position += 1
        count = _ARGUMENTS.get(command.upper())
        if count is None:
            raise ValueError(f"unknown path command {command!r}")
        yield command, [float(token) for token in tokens[position : position + count]]
        position += count
        command = {"M": "L", "m": "l"}.get(command, command)


def corners(path: str) -> list[list[Point]]:
    """The points where the steps of each closed part of a path end."""
    parts: list[list[Point]] = []
    for name, points in steps(path):
        if name == "M":
            parts.append([])
        if points:
            parts[-1].append(points[-1])
    return parts


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
