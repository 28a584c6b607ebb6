"""Attention: scores, mask, softmax and weighted sum; and what of a layer grows with the length."""

from __future__ import annotations

import math

from desktop.questions.rows import Key, Tolerance
from desktop.questions.variants import MINUS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.attention.numbers import Attended, Growth, attended, growth
from desktop.ui.explore.scenes.attention.picture import AttentionPicture
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import text_of

HALF_OF_LAST_PLACE = "0.005"  # two decimal places are asked
WEIGHTS = ("shown", "masked", "query", "head_dim", "scores", "values")
GROWTH = ("shown", "length", "embed_dim", "num_heads", "dim_feedforward")


class Attention(Scene[Attended | Growth]):
    """One head's matrices, or a whole layer's sizes."""

    name = "attention"
    stories = (
        Story("Masked", {}),
        Story("No mask", {"masked": False, "query": 1}),
        Story(
            "Wider heads",
            {"scores": ((8, 4, 0), (0, 8, 4), (4, 0, 8)), "head_dim": 16, "query": 3},
        ),
        Story("Longer", {"shown": "growth", "length": 1024}),
    )

    def compute(self, values: Values) -> Attended | Growth:
        """What is shown of the two."""
        return growth(values) if text_of(values, "shown") == "growth" else attended(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        return GROWTH if text_of(values, "shown") == "growth" else WEIGHTS

    def title(self, values: Values) -> str:
        """What is shown."""
        if text_of(values, "shown") == "growth":
            return "What a longer sentence costs"
        return "Attention, row by row"

    def caption(self, values: Values, numbers: Attended | Growth) -> str:
        """Where to look."""
        if isinstance(numbers, Growth):
            if numbers.embed_dim % numbers.num_heads:
                return (
                    f"PyTorch refuses this layer: {numbers.num_heads} heads do not divide "
                    f"{numbers.embed_dim} features. Its sizes would be these."
                )
            return "Drag the length: one line stays level, the others climb, and not equally fast."
        if numbers.masked:
            return "Rows are queries, columns keys: see where a row has to put all its weight."
        return "Without the mask: see what a row takes from the positions behind its own."

    def table(self, values: Values, numbers: Attended | Growth) -> DataTable:
        """The followed row as one computes it by hand, or the layer's sizes."""
        if isinstance(numbers, Growth):
            return _sizes(numbers)
        return _row(numbers)

    def prediction(self, values: Values, numbers: Attended | Growth) -> Prediction:
        """The output behind the mask, the leak without it, or the count of scores."""
        if isinstance(numbers, Growth):
            return Prediction(
                f"How many attention scores does the layer compute for {numbers.length:,} words, "
                "in all heads?",
                Key("integer", str(numbers.scores(numbers.length)), Tolerance("absolute", "0")),
                "Attention scores",
            )
        position = numbers.query + 1
        tolerance = Tolerance("absolute", HALF_OF_LAST_PLACE)
        if numbers.masked:
            output = float(numbers.outputs[numbers.query, 0])
            return Prediction(
                f"What is the first number of the output at position {position}? Give two places.",
                Key("number", f"{output:.6f}", tolerance),
                "Output, first number",
            )
        return Prediction(
            f"How much of its weight does position {position} put on later positions? "
            "Give two places.",
            Key("number", f"{numbers.leak:.6f}", tolerance),
            "Weight on later positions",
        )

    def verdict(self, values: Values, numbers: Attended | Growth) -> str:
        """The sum of the row, or the sizes."""
        if isinstance(numbers, Growth):
            return (
                f"{numbers.num_heads} heads · {numbers.length:,}² = "
                f"{numbers.scores(numbers.length):,} scores; twice the length makes four times as "
                f"many. The {numbers.parameters:,} parameters stay: no weight knows the length."
            )
        query = numbers.query
        first = fixed(float(numbers.outputs[query, 0]), 2)
        if numbers.masked:
            seen = int(numbers.visible[query].sum())
            sight = "1 position" if seen == 1 else f"{seen} positions"
            return (
                f"Position {query + 1} sees {sight}; the softmax runs over these alone, and "
                f"their weights add up to 1. Weighted with them, the values give {first}."
            )
        return (
            f"Position {query + 1} puts {fixed(numbers.leak, 2)} of its weight on positions behind "
            "it. In training one of them holds the word to predict, and copying it would do."
        )

    def sentence(self, values: Values, numbers: Attended | Growth) -> str:
        """The followed row, or the sizes."""
        if isinstance(numbers, Growth):
            return self.verdict(values, numbers)
        weights = ", ".join(fixed(float(w), 2) for w in numbers.weights[numbers.query])
        outputs = ", ".join(fixed(float(y), 2) for y in numbers.outputs[numbers.query])
        return f"Query {numbers.query + 1} has the weights {weights} and the output {outputs}."

    def picture(self, appearance: Appearance) -> AttentionPicture:
        """Matrices or lines."""
        return AttentionPicture(appearance)


def _row(numbers: Attended) -> DataTable:
    query = numbers.query
    columns = (
        Column("Key"),
        Column("q·k"),
        Column("score", 3),
        Column("exp", 5),
        Column("weight", 5),
        Column("value"),
        Column("share", 5),
    )
    rows: list[tuple[float | int | str, ...]] = []
    for key, score in enumerate(numbers.scores[query]):
        weight, value = float(numbers.weights[query, key]), float(numbers.values[key, 0])
        written = float(score) if math.isfinite(score) else f"{MINUS}∞"
        product = float(numbers.products[query, key])
        exponential = math.exp(score)
        rows.append((key + 1, product, written, exponential, weight, value, weight * value))
    total = float(numbers.outputs[query, 0])
    rows.append(("Sum", "", "", sum(float(row[3]) for row in rows), 1.0, "", total))
    hidden = {(i, j) for i, _ in enumerate(rows) for j in (3, 4, 6)}
    return DataTable(columns, tuple(rows), frozenset(hidden), f"The row of query {query + 1}")


def _sizes(numbers: Growth) -> DataTable:
    d, wide, length = numbers.embed_dim, numbers.dim_feedforward, numbers.length
    rows = (
        ("Four projections", f"4 · ({d}² + {d})", f"{numbers.attention:,}", "no"),
        (
            "Feed-forward network",
            f"2 · {d} · {wide} + {wide + d}",
            f"{numbers.feed_forward:,}",
            "no",
        ),
        ("Two layer norms", f"2 · 2 · {d}", f"{numbers.norms:,}", "no"),
        ("All parameters", "", f"{numbers.parameters:,}", "no"),
        ("Q, K and V", f"3 · {length} · {d}", f"{numbers.activations(length):,}", "with length"),
        (
            "Attention scores",
            f"{numbers.num_heads} · {length}²",
            f"{numbers.scores(length):,}",
            "with its square",
        ),
    )
    hidden = frozenset((i, j) for i, _ in enumerate(rows) for j in (1, 2, 3))
    return DataTable(
        (Column("Part"), Column("Count"), Column("Numbers"), Column("Grows")), rows, hidden
    )


SCENE = Attention
