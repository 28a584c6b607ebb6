"""A dense layer and the convolution that does the same: one set of weights, laid out twice."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.fc_as_conv.numbers import Twins, twins
from desktop.ui.explore.scenes.fc_as_conv.picture import TwinsPicture
from desktop.ui.explore.shown_numbers import plain
from desktop.ui.explore.values import text_of

EXACT = Tolerance("absolute", "0")


class DenseAsConvolution(Scene[Twins]):
    """Kernels as large as the map, so that each has one place to stand."""

    name = "fc_as_conv"
    stories = (
        Story("The exam’s layer", {
            "in_channels": 2, "height": 28, "width": 28, "out_features": 100,
        }),
        Story("Small enough to see", {}),
        Story("One pixel", {"in_channels": 6, "height": 1, "width": 1, "out_features": 4}),
    )  # fmt: skip

    def compute(self, values: Values) -> Twins:
        """Counts, and both layers run on small maps."""
        return twins(values)

    def title(self, values: Values) -> str:
        """The same for all parameters."""
        return "A dense layer as a convolution"

    def caption(self, values: Values, numbers: Twins) -> str:
        """Where to look."""
        if numbers.entries is None:
            return "A neuron weighs every value of the map: what must one filter look like?"
        return "Point at a weight of the dense layer and find it again in the kernel."

    def controls(self, values: Values) -> tuple[str, ...]:
        """The sizes; the inputs stand in the picture."""
        return ("asked", "in_channels", "height", "width", "out_features", "bias")

    def table(self, values: Values, numbers: Twins) -> DataTable:
        """Both layers side by side."""
        sizes = numbers.sizes
        kernel = f"{sizes.height} × {sizes.width}"
        one = " + 1" if sizes.bias else ""
        worked = f"{sizes.neurons}·({sizes.channels}·{sizes.height}·{sizes.width}{one})"
        rows = (
            ("Weight", f"{sizes.neurons} × {sizes.inputs:,}", _shape(numbers.weight)),
            ("Kernel, padding, stride", "none", f"{kernel}, 0, any"),
            ("Output", f"N × {sizes.neurons}", f"N × {sizes.neurons} × 1 × 1"),
            ("Parameters", f"{numbers.dense_parameters:,}",
             f"{worked} = {numbers.conv_parameters:,}"),
            ("A map larger by 1", "does not take it", f"N × {sizes.neurons} × 2 × 2"),
        )  # fmt: skip
        columns = (Column("What"), Column("Dense layer"), Column("Convolution"))
        return DataTable(columns, rows, frozenset({(0, 2), (1, 2), (2, 2), (3, 1), (3, 2), (4, 2)}))

    def prediction(self, values: Values, numbers: Twins) -> Prediction:
        """The shape of the weight, or how many parameters there are."""
        sizes = numbers.sizes
        if text_of(values, "asked") == "parameters":
            bias = "biases counted" if sizes.bias else "without biases"
            return Prediction(
                f"How many parameters has the convolution that does the same, {bias}?",
                Key("integer", str(numbers.conv_parameters), EXACT),
                "Parameters of the convolution",
            )
        return Prediction(
            "Which shape has the weight of the convolution that does the same?",
            Key("shape", tuple(map(str, numbers.weight)), EXACT),
            "(out_channels, in_channels, height, width)",
        )

    def verdict(self, values: Values, numbers: Twins) -> str:
        """Why they are the same."""
        sizes = numbers.sizes
        return (
            f"One filter for each of the {sizes.neurons} neurons. It covers the whole "
            f"{_shape(sizes.map)} map, so it stands at one place and adds up the same "
            f"{sizes.inputs:,} products. Both layers have {numbers.dense_parameters:,} parameters."
        )

    def sentence(self, values: Values, numbers: Twins) -> str:
        """The outputs, or the counts."""
        if numbers.entries is None:
            return self.verdict(values, numbers)
        return f"Both layers give {', '.join(plain(float(y)) for y in numbers.entries.dense)}."

    def picture(self, appearance: Appearance) -> TwinsPicture:
        """Weights twice, or blocks."""
        return TwinsPicture(appearance)


def _shape(sizes: tuple[int, ...]) -> str:
    return " × ".join(map(str, sizes))


SCENE = DenseAsConvolution
