"""What a learner types for an answer of each kind."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from desktop.questions.card import Card
from desktop.questions.rows import Row
from desktop.questions.variants import Key
from desktop.review.grading import Reply

# nothing of this is an answer of any kind
MALFORMED = (
    "NaN",
    "Infinity",
    "1/0",
    "2^9999",
    "two",
    "(((",
    "1)",
    "[1, 2",
    "Nx",
    "1;;2",
    "1,,2",
    "<b>1</b>",
    "=1",
    "9" * 10_000,
    "-" * 10_000,
    "[" * 5_000 + "1" + "]" * 5_000,
)


def typed(kind: str, value: Any) -> str:
    """A value as the kind's input wants it."""
    if kind == "vector":
        return f"({', '.join(value)},)" if len(value) == 1 else f"({', '.join(value)})"
    if kind == "matrix":
        return "; ".join(f"[{', '.join(row)}]" for row in value)
    return "x".join(value) if kind == "shape" else str(value)


def right_reply(card: Card, row: Row | None, *, rubric: bool = False) -> Reply:
    """A reply that earns all credits; an open one is text alone, with `rubric` ticked as well."""
    if card.kind == "choice":
        return Reply(ticked=tuple(at for at, option in enumerate(card.options) if option.right))
    if card.kind == "open":
        ticked = tuple(range(len(card.rubric))) if rubric else ()
        return Reply(ticked=ticked, text="as in the lecture")
    assert row is not None
    return Reply(typed={name: typed(key.kind, key.key) for name, key in row.answers.items()})


def rounded(key: Key, value: Any) -> str:
    """A value as the input wants it, each number rounded as the key's tolerance asks."""
    return typed(key.kind, _rounded(key, value))


def _rounded(key: Key, value: Any) -> Any:
    if not isinstance(value, str):
        return tuple(_rounded(key, entry) for entry in value)
    if key.kind not in ("number", "vector", "matrix"):
        return value
    number, amount = Decimal(value), Decimal(key.tolerance.value)
    if key.tolerance.type == "significant":
        unit = Decimal(1).scaleb(number.adjusted() - int(amount) + 1)
    elif key.tolerance.type == "absolute" and amount.as_tuple().digits == (5,):
        unit = 2 * amount
    else:
        return value
    return f"{number.quantize(unit.normalize(), rounding=ROUND_HALF_UP):f}"
