"""Gradients of a dense layer: follow one entry of dX, dW or db; or the shapes of two layers."""

from __future__ import annotations

from typing import TypeAlias

from desktop.engine.generators.shown import written
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.dense_backprop.gradients import (
    ASKED,
    Layer,
    Shapes,
    layer_of,
    shapes_of,
    written_shape,
)
from desktop.ui.explore.scenes.dense_backprop.picture import DensePicture
from desktop.ui.explore.shown_numbers import number
from desktop.ui.explore.values import text_of

Numbers: TypeAlias = Layer | Shapes

EXACT = Tolerance("absolute", "0")
THREE_PLACES = Tolerance("absolute", "0.0005")
SQUARE: Values = {
    "x": ((1, -2), (3, 1)),
    "weight": ((2, -1), (1, 3)),
    "bias": (0, 1),
    "dout": ((1, 3), (-2, 1)),
    "row": 1,
    "column": 2,
}
WAYS = {
    "dX": "An input takes part in all outputs of its sample, in each with its weight",
    "dW": "A weight takes part in its output for every sample, in each with the input",
    "db": "A bias is added to its output for every sample, with the factor 1",
}


class DenseBackprop(Scene[Numbers]):
    """The three products of the backward pass."""

    name = "dense_backprop"
    stories = (
        Story("dX", {"followed": "dX"}),
        Story("dW", {"followed": "dW", "row": 3, "column": 1}),
        Story("db", {"followed": "db", "column": 1}),
        Story("All square", SQUARE),
        Story("Shapes", {"shown": "shapes"}),
    )

    def compute(self, values: Values) -> Numbers:
        """Entries or shapes."""
        return shapes_of(values) if text_of(values, "shown") == "shapes" else layer_of(values)

    def title(self, values: Values) -> str:
        """What is followed."""
        if text_of(values, "shown") == "shapes":
            return "Shapes in two dense layers"
        return f"One entry of {text_of(values, 'followed')}"

    def caption(self, values: Values, numbers: Numbers) -> str:
        """Where to look."""
        if isinstance(numbers, Shapes):
            return "Compare each gradient with what stands above it; samples are rows."
        return (
            numbers.problem
            or {
                "dX": "Which outputs does this input reach? Follow them back through its weights.",
                "dW": "Which samples use this weight? All of them bring something back to it.",
                "db": "Which samples use this bias, and what is it multiplied by there?",
            }[numbers.followed]
        )

    def controls(self, values: Values) -> tuple[str, ...]:
        """Row and column are chosen in the picture."""
        if text_of(values, "shown") == "shapes":
            return ("shown", "asked", "batch", "in_features", "hidden", "out_features")
        return ("shown", "followed", "x", "weight", "bias", "dout")

    def table(self, values: Values, numbers: Numbers) -> DataTable:
        """Every entry with its sum, or every array with its shape."""
        if isinstance(numbers, Shapes):
            rows = tuple(
                (name, written_shape(shape), written_shape(shape))
                for name, shape in numbers.arrays.items()
            )
            hidden = {(row, 2) for row, _ in enumerate(rows)}
            if numbers.asked == "bias":
                hidden.add((list(numbers.arrays).index(ASKED["bias"]), 1))
            heads = (Column("Array"), Column("shape"), Column("shape of its gradient"))
            return DataTable(heads, rows, frozenset(hidden))
        rows_, columns = numbers.result.shape
        entries = [numbers.entry((i, j)) for i in range(rows_) for j in range(columns)]
        rows = tuple((entry.name, entry.numbers, number(entry.value)) for entry in entries)
        hidden = {(row, column) for row, _ in enumerate(rows) for column in (1, 2)}
        heads = (Column("Entry"), Column("sum"), Column("value"))
        return DataTable(heads, rows, frozenset(hidden))

    def prediction(self, values: Values, numbers: Numbers) -> Prediction:
        """The value of the entry, or the shape."""
        if isinstance(numbers, Shapes):
            name = self.view.parameters["asked"].options[numbers.asked]  # type: ignore[union-attr]
            sizes = tuple(map(str, numbers.shape))
            also = (("1", *sizes),) if len(sizes) == 1 else ()
            key = Key("shape", sizes, EXACT, also=also)
            return Prediction(f"Which shape does {name} have?", key, f"Shape of {name}")
        entry = numbers.entry(numbers.place)
        where = f"column {numbers.place[1] + 1}"
        if numbers.followed != "db":
            where = f"row {numbers.place[0] + 1}, {where}"
        whole = entry.value == round(entry.value)
        value = written(round(entry.value) if whole else entry.value)
        key = Key("integer", value, EXACT) if whole else Key("number", value, THREE_PLACES)
        question = f"What is the entry of {numbers.followed} in {where}?"
        return Prediction(question, key, entry.name)

    def verdict(self, values: Values, numbers: Numbers) -> str:
        """The sum of products, and what a lost transpose would give."""
        if isinstance(numbers, Shapes):
            asked = ASKED[numbers.asked]
            shape = written_shape(numbers.shape)
            if numbers.asked == "bias":
                return f"b₁ has one number for each hidden unit, the same for all samples: {shape}."
            return (
                f"The loss is one number, so its gradient has one derivative for each entry of "
                f"{asked}: it is {shape}, like {asked} itself.{_check(numbers)}"
            )
        entry = numbers.entry(numbers.place)
        said = f"{WAYS[numbers.followed]}: {entry.written}."
        if numbers.slip is not None:
            name, wrong = numbers.slip
            said += f" Without the transpose, {name} would give {number(wrong)} here."
        return said

    def sentence(self, values: Values, numbers: Numbers) -> str:
        """The entry, or all shapes."""
        if isinstance(numbers, Shapes):
            return "; ".join(
                f"{name} and its gradient are {written_shape(shape)}"
                for name, shape in numbers.arrays.items()
            )
        entry = numbers.entry(numbers.place)
        (left, _), (right, _) = numbers.factors
        return f"{numbers.followed} is {left} times {right}. {entry.name} = {entry.written}."

    def picture(self, appearance: Appearance) -> DensePicture:
        """Matrices or shapes."""
        return DensePicture(appearance)


def _check(shapes: Shapes) -> str:
    """The product that makes the asked gradient, by its shapes."""
    if shapes.asked == "output_gradient":
        return ""
    (n, m), (_, k) = shapes.arrays["H"], shapes.arrays["Y"]
    if shapes.asked == "weight_gradient":
        return f" Check: Hᵀ · dY is ({m} × {n}) · ({n} × {k})."
    return f" Check: dY · W₂ᵀ is ({n} × {k}) · ({k} × {m})."


SCENE = DenseBackprop
