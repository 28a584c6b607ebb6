"""Activation functions: value and slope, a unit that dies, and steps that zigzag."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.questions.views.backpropagation import FUNCTIONS
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.activations.numbers import (
    INPUTS,
    Curve,
    Unit,
    Zigzag,
    computed,
)
from desktop.ui.explore.scenes.activations.picture import ActivationsPicture
from desktop.ui.explore.scenes.activations.tables import table_of
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import text_of, whole_of

Shown = Curve | Unit | Zigzag
CAPTIONS = {
    "function": "Drag the point outward: watch what becomes of the slope.",
    "dying": "Nine samples train one unit: watch on which side of the bend they end up.",
    "zigzag": "Each step follows one sample: watch in which directions a step can go.",
}
CONTROLS = {
    "function": ("z",),
    "dying": ("learning_rate", "steps"),
    "zigzag": ("learning_rate", "steps", "start"),
}


def name_of(values: Values) -> str:
    """The function's name within a sentence."""
    word = text_of(values, "function")
    return {"linear": "no activation", "sigmoid": "sigmoid", "tanh": "tanh"}.get(
        word, FUNCTIONS[word]
    )


class Activations(Scene[Shown]):
    """A function and what it does to the training of a unit."""

    name = "activations"
    played = "steps"
    stories = (
        Story("Sigmoid", {"function": "sigmoid", "z": 2}),
        Story("Saturated", {"function": "tanh", "z": 4}),
        Story(
            "A dying ReLU",
            {"shown": "dying", "function": "relu", "learning_rate": 0.5, "steps": 10},
        ),
        Story("Leaky", {"shown": "dying", "function": "leaky_relu", "learning_rate": 0.5}),
        Story("Zig-zag", {"shown": "zigzag", "function": "sigmoid", "learning_rate": 0.3}),
    )

    def compute(self, values: Values) -> Shown:
        """What is shown of the three."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        leaky = ("negative_slope",) if text_of(values, "function") == "leaky_relu" else ()
        return ("shown", "function", *leaky, *CONTROLS[text_of(values, "shown")])

    def advances(self, values: Values) -> bool:
        """A curve alone does not move."""
        return text_of(values, "shown") != "function"

    def title(self, values: Values) -> str:
        """Which function, and what of it."""
        name = name_of(values)
        match text_of(values, "shown"):
            case "dying":
                return f"One unit with {name}, trained too fast or not"
            case "zigzag":
                return f"Two weights behind units with {name}"
            case _:
                capital = name[0].upper() + name[1:]
                return f"{capital}: value and slope"

    def caption(self, values: Values, numbers: Shown) -> str:
        """Where to look."""
        return CAPTIONS[text_of(values, "shown")]

    def table(self, values: Values, numbers: Shown) -> DataTable:
        """The numbers of the picture."""
        return table_of(numbers)

    def prediction(self, values: Values, numbers: Shown) -> Prediction:
        """The slope, the samples that still teach, or the steps in opposite directions."""
        match numbers:
            case Curve():
                return Prediction(
                    f"What is the slope at z = {plain(numbers.z)}? Give three places.",
                    Key("number", f"{numbers.slope:.6f}", Tolerance("absolute", "0.0005")),
                    "Slope",
                )
            case Unit():
                alive = str(int(numbers.alive[-1]))
                return Prediction(
                    f"After {_many(values)}, for how many of the {len(INPUTS)} samples does the "
                    "unit still pass on a gradient (a slope above 0.001)?",
                    Key("integer", alive, Tolerance("absolute", "0")),
                    "Samples with a gradient",
                )
            case Zigzag():
                return Prediction(
                    f"In how many of {_many(values)} do the two weights move in opposite "
                    "directions?",
                    Key("integer", str(numbers.opposite), Tolerance("absolute", "0")),
                    "Steps in opposite directions",
                )

    def verdict(self, values: Values, numbers: Shown) -> str:
        """Why, with these numbers."""
        match numbers:
            case Curve():
                return _verdict_of_curve(values, numbers)
            case Unit():
                alive, first = int(numbers.alive[-1]), int(numbers.alive[0])
                after = f"After {_many(values)} {alive} of {len(INPUTS)} samples pass a gradient"
                loss = fixed(float(numbers.losses[-1]), 3)
                if alive:
                    return f"{after}, at the start {first}; the mean squared error is {loss}."
                return (
                    f"{after}: every z lies where the slope is 0. Nothing can move weight and bias "
                    f"any more, and the mean squared error stays at {loss}."
                )
            case Zigzag():
                lowest = float(numbers.inputs.min())
                other = f"With tanh it is {numbers.tanh_opposite}."
                if lowest >= 0:
                    return (
                        "No output is negative, so one sample gives both weights gradients of one "
                        f"sign: they part in {numbers.opposite} of {_many(values)}. {other}"
                    )
                return (
                    "Outputs of both signs allow any direction: the weights part in "
                    f"{numbers.opposite} of {_many(values)}. {other}"
                )

    def sentence(self, values: Values, numbers: Shown) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> ActivationsPicture:
        """Curves, samples or paths."""
        return ActivationsPicture(appearance)


def _verdict_of_curve(values: Values, numbers: Curve) -> str:
    value, slope = fixed(numbers.value, 3), fixed(numbers.slope, 3)
    match text_of(values, "function"):
        case "sigmoid":
            return (
                f"The value s is {value}, and the slope is s (1 − s) = {slope}. It is 0.25 at "
                "most, at 0, and all values lie between 0 and 1."
            )
        case "tanh":
            return (
                f"The value t is {value}, and the slope is 1 − t² = {slope}. It is 1 at most, at "
                "0, and values of both signs occur."
            )
        case "gelu":
            return f"The value is {value} and the slope {slope}; a little below 0 it is negative."
        case _:
            return f"The value is {value}. On this side of 0 the slope is {slope} everywhere."


def _many(values: Values) -> str:
    steps = whole_of(values, "steps")
    return "1 step" if steps == 1 else f"{steps} steps"


SCENE = Activations
