"""Gradients through time: how they vanish and explode, and what clipping and an LSTM do."""

from __future__ import annotations

from decimal import Decimal

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.rnn_gradients.numbers import (
    Clipped,
    LstmStep,
    ThroughTime,
    computed,
)
from desktop.ui.explore.scenes.rnn_gradients.picture import RnnGradientsPicture
from desktop.ui.explore.scenes.rnn_gradients.tables import table_of
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, text_of

Shown = ThroughTime | Clipped | LstmStep
TITLES = {
    "time": "A gradient on its way back through time",
    "clipping": "A gradient clipped by its norm",
    "lstm": "One step of an LSTM unit",
}
WAYS = {
    "linear": "through the linear unit",
    "tanh": "through the tanh unit",
    "shear": "through the shear, at most",
    "lstm": "along the LSTM’s cell state",
}
CAPTIONS = {
    "time": "The axis counts powers of ten: see which lines fall, and which rise.",
    "clipping": "Hollow before, filled after clipping: watch what all bars lose alike.",
    "lstm": "Read from left to right: what is kept, what is added, and what is let out.",
}
CONTROLS = {
    "clipping": ("shown", "gradient", "max_norm"),
    "lstm": (
        "shown",
        "cell_before",
        "candidate_sum",
        "input_gate",
        "forget_gate",
        "output_gate",
    ),
    "time": ("shown", "cell", "weight", "hidden", "forget_gate", "steps"),
}


class RnnGradients(Scene[Shown]):
    """Powers of one step, clipping, or the step of an LSTM."""

    name = "rnn_gradients"
    stories = (
        Story("Vanishing", {"weight": 0.9, "steps": 50}),
        Story("Exploding", {"weight": 1.1, "steps": 50}),
        Story("A shear", {"cell": "shear", "weight": 1, "steps": 100}),
        Story("LSTM", {"cell": "lstm", "forget_gate": 0.95, "steps": 50}),
        Story("Clipping", {"shown": "clipping"}),
    )

    def compute(self, values: Values) -> Shown:
        """What is shown of the three."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        return CONTROLS[text_of(values, "shown")]

    def title(self, values: Values) -> str:
        """What is shown."""
        return TITLES[text_of(values, "shown")]

    def caption(self, values: Values, numbers: Shown) -> str:
        """Where to look."""
        return CAPTIONS[text_of(values, "shown")]

    def table(self, values: Values, numbers: Shown) -> DataTable:
        """The numbers of the picture."""
        return table_of(values, numbers)

    def prediction(self, values: Values, numbers: Shown) -> Prediction:
        """What the drills ask: the factor, the clipped entry, the new cell state."""
        match numbers:
            case ThroughTime():
                many = "1 step" if numbers.steps == 1 else f"{numbers.steps} steps"
                key = format(Decimal(f"{numbers.factor:.6g}"), "f")
                return Prediction(
                    f"By what factor is the gradient multiplied on {many} back "
                    f"{WAYS[numbers.cell]}? Give three significant digits.",
                    Key("number", key, Tolerance("significant", "3")),
                    "Factor",
                )
            case Clipped():
                return Prediction(
                    "What is the first entry of the gradient after clipping? Give two places.",
                    Key("number", f"{numbers.clipped[0]:.6f}", Tolerance("absolute", "0.005")),
                    "First entry, clipped",
                )
            case LstmStep():
                return Prediction(
                    "What is the new cell state? Give three places.",
                    Key("number", f"{numbers.cell:.6f}", Tolerance("absolute", "0.0005")),
                    "New cell state",
                )

    def verdict(self, values: Values, numbers: Shown) -> str:
        """The last step of the computation."""
        match numbers:
            case ThroughTime():
                return _verdict_of_time(values, numbers)
            case Clipped():
                norm, bound = fixed(numbers.norm, 2), plain(numbers.max_norm)
                if numbers.factor == 1:
                    return f"The norm is {norm}, not above {bound}: the gradient stays as it is."
                first = f"{plain(float(numbers.gradient[0]))} to {fixed(numbers.clipped[0], 2)}"
                return (
                    f"The norm is {norm}, so every entry is multiplied by {bound} / {norm} = "
                    f"{fixed(numbers.factor, 3)}: the first goes from {first}. "
                    "The direction stays."
                )
            case LstmStep():
                return (
                    f"Kept {fixed(numbers.old_part, 3)}, added {fixed(numbers.new_part, 3)}: the "
                    f"cell state is {fixed(numbers.cell, 3)}. Back along it a gradient is "
                    f"multiplied by the forget gate, {plain(number_of(values, 'forget_gate'))}."
                )

    def sentence(self, values: Values, numbers: Shown) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> RnnGradientsPicture:
        """Lines over the steps, or bars."""
        return RnnGradientsPicture(appearance)


def _verdict_of_time(values: Values, numbers: ThroughTime) -> str:
    weight, steps, factor = number_of(values, "weight"), numbers.steps, plain(numbers.factor)
    written = f"({plain(weight)})" if weight < 0 else plain(weight)
    match numbers.cell:
        case "shear":
            return (
                f"Both eigenvalues are {plain(weight)}, yet {steps} steps stretch some gradient "
                f"{factor} times. What a matrix stretches is told by its singular values."
            )
        case "lstm":
            gate = plain(number_of(values, "forget_gate"))
            return (
                f"Each step multiplies by the forget gate alone: {gate} to the power {steps} is "
                f"{factor}. No weight and no slope of tanh lies on this way."
            )
        case "tanh":
            each = f"{written} · {plain(numbers.slope)}"
            return (
                f"Each step multiplies by weight and slope, {each}; to the power {steps} this is "
                f"{factor}. {_fate(numbers)}"
            )
        case _:
            return f"{written} to the power {steps} is {factor}. {_fate(numbers)}"


def _fate(numbers: ThroughTime) -> str:
    size = numbers.step_factor
    if abs(size - 1) < 1e-9:
        return "A factor of size 1 keeps the gradient."
    if size > 1:
        return "A factor above 1 in size explodes."
    return "A factor below 1 in size vanishes."


SCENE = RnnGradients
