"""Backpropagation in the network of problem 6: forward, back and one step, node by node."""

from __future__ import annotations

from desktop.engine.generators.shown import written
from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.backprop_graph.formulas import symbol
from desktop.ui.explore.scenes.backprop_graph.network import (
    FORWARD,
    LEARNED,
    STEP,
    Pass,
    gradient_step,
    one_step,
    steps_shown,
    value_step,
)
from desktop.ui.explore.scenes.backprop_graph.picture import GraphPicture
from desktop.ui.explore.shown_numbers import number, sum_of
from desktop.ui.explore.values import text_of

HALF_A_CENT = Tolerance("absolute", "0.005")  # two places are asked, as in the exam
DECIMALS = 3
ROWS = (*FORWARD[:6], "y1", "y2", "loss", *LEARNED)
LOWER, HIGHER = "lower", "higher"


class BackpropGraph(Scene[Pass]):
    """The graph, its numbers and their gradients."""

    name = "backprop_graph"
    played = "step"
    speed = "read"
    stories = (
        Story("The exam’s", {"asked": "gradient"}),
        Story("One step", {"asked": "loss_after"}),
        Story("h₁ below 0", {"asked": "gradient", "hidden_bias": (-2.5, 0, -1)}),
        Story("Forward", {"asked": "output", "step": 8}),
    )

    def compute(self, values: Values) -> Pass:
        """One pass and one step."""
        return one_step(values)

    def title(self, values: Values) -> str:
        """What is shown."""
        return "Backpropagation, node by node"

    def caption(self, values: Values, numbers: Pass) -> str:
        """Where to look."""
        return {
            "output": "Follow the arrows into each unit: they are what it adds up.",
            "loss": "Compare each output with its target, then look at what the loss makes of it.",
            "gradient": "Follow all ways from the loss back to w₁₁: each brings a product.",
            "new_weight": "Look at the sign of the gradient at w₁₁ before you look at the step.",
            "loss_after": "All weights and biases move at once: watch what this does to the loss.",
        }[text_of(values, "asked")]

    def controls(self, values: Values) -> tuple[str, ...]:
        """What has no place in the picture."""
        return ("asked", "step", "learning_rate", "negative_slope")

    def controlled(self, values: Values, revealed: bool) -> Values:
        """No more steps than are shown."""
        return {**values, "step": steps_shown(values, revealed)}

    def table(self, values: Values, numbers: Pass) -> DataTable:
        """Every quantity with its gradient, and what is learned after the step."""
        heads = ("Quantity", "value", "gradient of L", "after the step")
        columns = (Column(heads[0]), *(Column(head, DECIMALS) for head in heads[1:]))
        known, shown = steps_shown(values, False), steps_shown(values, True)
        rows: list[tuple[float | int | str, ...]] = []
        hidden = set()
        for row, key in enumerate(ROWS):
            cells: list[float | int | str] = [symbol(key)]
            for column, (step, value) in enumerate(_stages(numbers, key), 1):
                cells.append("" if value is None or step > shown else value)
                if value is not None and step > known:
                    hidden.add((row, column))
            rows.append(tuple(cells))
        return DataTable(columns, tuple(rows), frozenset(hidden))

    def prediction(self, values: Values, numbers: Pass) -> Prediction:
        """The quantity that is asked."""
        asked = text_of(values, "asked")
        if asked == "loss_after":
            return Prediction(
                "One step of SGD moves all weights and biases. What does the loss do?",
                Key("choice", _direction(numbers), Tolerance("absolute", "0"), (LOWER, HIGHER)),
                options={LOWER: "It gets lower", HIGHER: "It gets higher, or stays"},
            )
        question, label, value = {
            "output": ("Which value does the first output get?", "ŷ₁", numbers.values["y1"]),
            "loss": (
                "Which mean squared error do the two outputs have?",
                "Loss L",
                numbers.values["loss"],
            ),
            "gradient": (
                "What is the gradient of the loss with respect to w₁₁?",
                "∂L/∂w₁₁",
                numbers.gradients["w11"],
            ),
            "new_weight": (
                "What is w₁₁ after one step of SGD?",
                "New w₁₁",
                numbers.updated["w11"],
            ),
        }[asked]
        return Prediction(question, Key("number", written(value), HALF_A_CENT), label)

    def verdict(self, values: Values, numbers: Pass) -> str:
        """The computation in words."""
        at, back = numbers.values, numbers.gradients
        match text_of(values, "asked"):
            case "output":
                hidden = ", ".join(number(at[f"h{unit}"]) for unit in (4, 5, 6))
                return (
                    f"After leaky ReLU the hidden units are {hidden}. Weighted with v₁₁, v₂₁, v₃₁ "
                    f"and with the bias {number(at['b4'])} they give ŷ₁ = {number(at['y1'])}."
                )
            case "loss":
                errors = [number(at[f"y{k}"] - at[f"t{k}"]) for k in (1, 2)]
                return (
                    f"The errors are {errors[0]} and {errors[1]}. Their squares, averaged over the "
                    f"two outputs, make {number(at['loss'])}."
                )
            case "gradient":
                return _reason(numbers)
            case "new_weight":
                numbers_of_step = sum_of([(at["w11"],), (-numbers.learning_rate, back["w11"])])
                return (
                    f"Against the gradient {number(back['w11'])}, by the learning rate: "
                    f"{numbers_of_step} = {number(numbers.updated['w11'])}."
                )
            case _:
                return _after(numbers)

    def sentence(self, values: Values, numbers: Pass) -> str:
        """The main numbers of the pass."""
        at = numbers.values
        return (
            f"A network of 2 inputs, 3 hidden units and 2 outputs. Outputs {number(at['y1'])} and "
            f"{number(at['y2'])}, loss {number(at['loss'])}, gradient of w₁₁ "
            f"{number(numbers.gradients['w11'])}, w₁₁ after the step "
            f"{number(numbers.updated['w11'])}."
        )

    def picture(self, appearance: Appearance) -> GraphPicture:
        """The graph."""
        return GraphPicture(appearance)


def _stages(found: Pass, key: str) -> tuple[tuple[int, float | None], ...]:
    """A quantity's value, gradient and new value, each with the step that shows it."""
    has_gradient = key in found.gradients
    return (
        (value_step(key), found.values[key]),
        (gradient_step(key) if has_gradient else 0, found.gradients.get(key)),
        (STEP, found.loss_after if key == "loss" else found.updated.get(key)),
    )


def _direction(found: Pass) -> str:
    return LOWER if found.loss_after < found.values["loss"] else HIGHER


def _reason(found: Pass) -> str:
    back, at = found.gradients, found.values
    paths = [number(back[f"y{k}"] * at[f"v1{k}"]) for k in (1, 2)]
    return (
        f"Two ways lead back to h₄; they bring {paths[0]} and {paths[1]}, together "
        f"{number(back['h4'])}. Times the slope {number(found.slope(1))} at h₁ = "
        f"{number(at['h1'])} and x₁ = {number(at['x1'])} this is {number(back['w11'])}."
    )


def _after(found: Pass) -> str:
    before, after = number(found.values["loss"]), number(found.loss_after)
    way = f"The loss goes from {before} to {after}. "
    if _direction(found) == LOWER:
        return way + "The step was short enough for the slope that the gradient measured to hold."
    if found.learning_rate == 0 or found.values["loss"] == 0:
        return way + "There was no step: rate or gradient is 0."
    return way + (
        "Downhill holds only for a short way; all weights together went too far. Try half the rate."
    )


SCENE = BackpropGraph
