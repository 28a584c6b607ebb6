"""Receptive field: which inputs a unit sees through a stack of layers, and how far fields shift."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.receptive_field.picture import ReceptiveFieldPicture
from desktop.ui.explore.scenes.receptive_field.stack import (
    Layer,
    Stack,
    length,
    recursion,
    stack_of,
)
from desktop.ui.explore.values import numbers_of, text_of

EXACT = Tolerance("absolute", "0")
MOST_LINES = 3  # of the recursion in a verdict


class ReceptiveField(Scene[Stack]):
    """A stack that the learner builds, and the cone of one of its units."""

    name = "receptive_field"
    stories = (
        Story("Conv and pool", {"kernel_sizes": (5, 2), "strides": (1, 2), "paddings": (2, 0)}),
        Story("Twice as deep", {
            "kernel_sizes": (5, 2, 5, 2), "strides": (1, 2, 1, 2), "paddings": (2, 0, 2, 0),
        }),
        Story("Dense on top", {
            "unit": "dense", "kernel_sizes": (5, 2, 5, 2), "strides": (1, 2, 1, 2),
            "paddings": (2, 0, 2, 0),
        }),
        Story("Only threes", {
            "kernel_sizes": (3, 3, 3), "strides": (1, 1, 1), "paddings": (1, 1, 1),
        }),
    )  # fmt: skip

    def compute(self, values: Values) -> Stack:
        """Layer by layer."""
        return stack_of(values)

    def title(self, values: Values) -> str:
        """What is built."""
        count = len(numbers_of(values, "kernel_sizes"))
        many = f"{count} layer{'s' if count > 1 else ''}"
        if text_of(values, "unit") == "dense":
            return f"What a dense neuron sees through {many}"
        return f"The receptive field of {many}"

    def caption(self, values: Values, numbers: Stack) -> str:
        """Where to look."""
        if numbers.problem:
            return numbers.problem
        if numbers.dense:
            return "The neuron reads the whole last map: follow its outermost units down."
        return "Point at a unit and follow its outer lines down: what do strides above do?"

    def controls(self, values: Values) -> tuple[str, ...]:
        """What is asked; kernels, strides and paddings stand in the picture too."""
        return ("unit", "input_size", "kernel_sizes", "strides", "paddings")

    def table(self, values: Values, numbers: Stack) -> DataTable:
        """The recursion, a line a layer."""
        before = ("Layer", "kernel", "stride", "pad", "old field", "old jump")
        heads = (*before, "field", "jump", "size")
        rows = tuple(map(_row, numbers.layers))
        hidden = {(i, j) for i, _ in enumerate(rows) for j in (6, 7)}
        hidden |= {(i, j) for i, _ in enumerate(rows) if i for j in (4, 5)}
        return DataTable(tuple(map(Column, heads)), rows, frozenset(hidden))

    def prediction(self, values: Values, numbers: Stack) -> Prediction:
        """The side of the field of one unit, or of all together inside the image."""
        if numbers.dense:
            seen = length(numbers.whole_visible)
            return Prediction(
                "How many pixels of a row of the image can change a dense neuron on top?",
                Key("integer", str(seen), EXACT),
                "Its field, cut to the image",
            )
        return Prediction(
            "How many input pixels along one side can change one value after the last layer?",
            Key("integer", str(numbers.last.field), EXACT),
            "Receptive field, in pixels",
        )

    def verdict(self, values: Values, numbers: Stack) -> str:
        """The last lines of the recursion, or all units put together."""
        last = numbers.last
        if not numbers.dense:
            said = "; ".join(map(recursion, numbers.layers[-MOST_LINES:]))
            return f"Layer by layer: {said}. Neighbours lie {last.jump} px apart."
        whole, image = numbers.whole, numbers.whole_visible
        worked = f"{last.field} + {last.jump} · ({last.output_size} − 1) = {length(whole)}"
        return (
            f"The {last.output_size} units of the last map see {worked} columns together, "
            f"{_columns(whole)}. The image has columns 0 to {numbers.input_size - 1}: "
            f"{length(image)} are left."
        )

    def sentence(self, values: Values, numbers: Stack) -> str:
        """What is seen."""
        last = numbers.last
        return (
            f"{len(numbers.layers)} layers on {numbers.input_size} pixels: a unit of the last one "
            f"sees {last.field} pixels, the next one the same shifted by {last.jump}. All of them "
            f"together see {length(numbers.whole_visible)} pixels of the image."
        )

    def picture(self, appearance: Appearance) -> ReceptiveFieldPicture:
        """Units in rows, the input below."""
        return ReceptiveFieldPicture(appearance)


def _row(layer: Layer) -> tuple[int, ...]:
    own = (layer.index, layer.kernel_size, layer.stride, layer.padding)
    return (*own, layer.field_before, layer.jump_before, layer.field, layer.jump, layer.output_size)


def _columns(span: tuple[int, int]) -> str:
    return f"{span[0]} to {span[1]}".replace("-", "−")


SCENE = ReceptiveField
