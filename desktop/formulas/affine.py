"""Affine maps of the plane, as SVG's transform attribute writes them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_STEP = re.compile(r"(\w+)\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Affine:
    """(x, y) -> (a x + c y + e, b x + d y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, inner: Affine) -> Affine:
        """The map that applies `inner` first."""
        return Affine(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """The image of a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def upright(self) -> bool:
        """Whether it only scales and moves."""
        return self.b == 0 and self.c == 0

    @property
    def scale(self) -> float:
        """Factor by which a length grows, as the geometric mean over directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def from_svg(text: str) -> Affine:
    """The map of a transform attribute.

    Raises: ValueError for a step other than translate, scale, rotate and matrix.
    """
    result = Affine()
    for name, arguments in _STEP.findall(text):
        numbers = [float(number) for number in re.split(r"[\s,]+", arguments.strip())]
        result = result @ _step(name, numbers)
    return result


def _step(name: str, numbers: list[float]) -> Affine:
    match name, numbers:
        case "translate", [x, *y]:
            return Affine(e=x, f=y[0] if y else 0.0)
        case "scale", [x, *y]:
            return Affine(a=x, d=y[0] if y else x)
        case "rotate", [degrees, *center]:
            sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
            turn = Affine(cosine, sine, -sine, cosine)
            if not center:
                return turn
            x, y0 = center
            return Affine(e=x, f=y0) @ turn @ Affine(e=-x, f=-y0)
        case "matrix", [a, b, c, d, e, f]:
            return Affine(a, b, c, d, e, f)
    raise ValueError(f"unknown transform {name}{tuple(numbers)}")
