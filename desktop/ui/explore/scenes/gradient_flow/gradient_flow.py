"""Gradient flow: what depth, initialization, activation and blocks do to signals and gradients."""

from __future__ import annotations

from decimal import Decimal

from desktop.questions.rows import Key, Tolerance
from desktop.questions.views.backpropagation import FUNCTIONS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.gradient_flow.numbers import Chain, Layer, Network, computed
from desktop.ui.explore.scenes.gradient_flow.picture import GradientFlowPicture
from desktop.ui.explore.scenes.gradient_flow.tables import table_of
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import is_on, text_of, whole_of

Shown = Network | Chain | Layer
BANDS = {
    "more": "Over 10 times as large",
    "kept": "A tenth to 10 times",
    "less": "0.001 to 0.1 times",
    "gone": "Below 0.001 times",
}
CAPTIONS = {
    "network": "Before training: compare the first and the last column of each row.",
    "chain": "Each layer multiplies by weight and slope: watch how far apart the lines get.",
    "layer": "Watch which variance of the weights brings the input’s back.",
}
CONTROLS = {
    "network": ("initialization", "depth", "width", "residual", "batch_norm", "seed"),
    "chain": ("positive", "negative", "size", "weight"),
    "layer": ("fan_in", "fan_out", "input_variance"),
}


class GradientFlow(Scene[Shown]):
    """A random network, a chain of units, or one layer."""

    name = "gradient_flow"
    stories = (
        Story("Tanh, Xavier", {"depth": 10}),
        Story("Too small", {"depth": 10, "initialization": "small"}),
        Story("With blocks", {"depth": 10, "initialization": "small", "residual": True}),
        Story("A chain", {"shown": "chain", "activation": "sigmoid"}),
        Story("One layer", {"shown": "layer"}),
    )

    def compute(self, values: Values) -> Shown:
        """What is shown of the three."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        shown = text_of(values, "shown")
        if shown == "layer":
            return ("shown", *CONTROLS[shown])
        leaky = shown == "chain" or text_of(values, "activation") == "leaky_relu"
        slope = ("negative_slope",) if leaky else ()
        return ("shown", "activation", *slope, *CONTROLS[shown])

    def title(self, values: Values) -> str:
        """What is shown."""
        match text_of(values, "shown"):
            case "chain":
                return "A gradient through a chain of units"
            case "layer":
                return "The variance behind one layer"
            case _:
                depth = whole_of(values, "depth")
                many = "1 layer" if depth == 1 else f"{depth} layers"
                return f"Signals and gradients in {many}"

    def caption(self, values: Values, numbers: Shown) -> str:
        """Where to look."""
        return CAPTIONS[text_of(values, "shown")]

    def table(self, values: Values, numbers: Shown) -> DataTable:
        """The numbers of the picture."""
        return table_of(numbers)

    def prediction(self, values: Values, numbers: Shown) -> Prediction:
        """How much reaches the input, the chain's factor, or the variance behind the layer."""
        match numbers:
            case Network():
                return Prediction(
                    "How large is the gradient that reaches the input, compared with the one at "
                    "the output?",
                    Key("choice", _band(numbers), Tolerance("absolute", "0"), tuple(BANDS)),
                    options=BANDS,
                )
            case Chain():
                key = format(Decimal(f"{numbers.factor:.6g}"), "f")
                name = _name(numbers.activation)
                return Prediction(
                    f"By what factor does the whole chain multiply a gradient, with {name}? "
                    "Give two significant digits.",
                    Key("number", key, Tolerance("significant", "2")),
                    "Factor",
                )
            case Layer():
                key = f"{numbers.outputs['xavier']:.6f}"
                return Prediction(
                    "What variance has an output after Xavier initialization, 2 / (inputs + "
                    "outputs)? Give two places.",
                    Key("number", key, Tolerance("absolute", "0.005")),
                    "Variance of an output",
                )

    def verdict(self, values: Values, numbers: Shown) -> str:
        """Why, with these numbers."""
        match numbers:
            case Network():
                return _verdict_of_network(values, numbers)
            case Chain():
                each = ", ".join(
                    f"{_name(word)} {plain(float(factors[-1]), 3)}"
                    for word, factors in numbers.factors.items()
                )
                layers = len(numbers.factors[numbers.activation]) - 1
                many = "1 layer" if layers == 1 else f"{layers} layers"
                return (
                    f"Each layer multiplies by {plain(numbers.weight)} times the slope at its z. "
                    f"After {many}: {each}."
                )
            case Layer():
                kept = fixed(numbers.outputs["xavier"], 2)
                given = plain(numbers.input_variance)
                total = numbers.fan_in + numbers.fan_out
                return (
                    f"An output sums {numbers.fan_in} products: {numbers.fan_in} · 2 / {total} · "
                    f"{given} = {kept}. Only 1 / inputs keeps {given} exactly; Xavier does where "
                    "both widths agree."
                )

    def sentence(self, values: Values, numbers: Shown) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> GradientFlowPicture:
        """Distributions, lines or bars."""
        return GradientFlowPicture(appearance)


def _name(word: str) -> str:
    names = {"sigmoid": "sigmoid", "tanh": "tanh", "linear": "no activation"}
    return names.get(word, FUNCTIONS[word])


def _band(numbers: Network) -> str:
    share = float(numbers.shares[0])
    if share > 10:
        return "more"
    if share >= 0.1:
        return "kept"
    return "less" if share >= 0.001 else "gone"


def _verdict_of_network(values: Values, numbers: Network) -> str:
    share = float(numbers.shares[0])
    each = share ** (1 / numbers.depth) if share > 0 else 0.0
    said = (
        f"{plain(share, 2)} times the norm reaches the input: {fixed(each, 2)} a layer on average."
    )
    if is_on(values, "residual"):
        return f"{said} Each block adds the gradient it is given to what its branch passes on."
    if is_on(values, "batch_norm"):
        return f"{said} Normalization undoes the scale of the weights, not the slope of the bend."
    return f"{said} Weights and slopes decide it, and {numbers.depth} such factors are multiplied."


SCENE = GradientFlow
