"""Adam's first steps: how long they are with bias correction and without it."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import Column, DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.bias_correction.numbers import FirstSteps, first_steps
from desktop.ui.explore.scenes.bias_correction.picture import FirstStepsPicture
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, text_of

ROWS = 10


class BiasCorrection(Scene[FirstSteps]):
    """Adam run twice on the same gradients."""

    name = "bias_correction"
    stories = (
        Story("Usual betas", {}),
        Story("Equal betas", {"beta1": 0.9, "beta2": 0.9}),
        Story("m slower", {"beta1": 0.95, "beta2": 0.9}),
        Story("Large first one", {"gradients": (10, 1)}),
    )

    def compute(self, values: Values) -> FirstSteps:
        """Both runs."""
        return first_steps(values)

    def title(self, values: Values) -> str:
        """What is drawn."""
        if text_of(values, "shown") == "averages":
            return "What Adam’s averages have at first"
        return "The length of Adam’s first steps"

    def caption(self, values: Values, numbers: FirstSteps) -> str:
        """Where to look."""
        if text_of(values, "shown") == "averages":
            return "m and v start at 0: watch which of the two reaches its size later."
        return "m and v start at 0, and m / √v sets the length: what does that do at first?"

    def table(self, values: Values, numbers: FirstSteps) -> DataTable:
        """The averages as they are and corrected, and the lengths in units of the rate."""
        averages = map(Column, ("Step", "gradient", "m", "v", "m̂", "v̂"))
        columns = (*averages, *(Column(head, 4) for head in ("with", "without", "ratio")))
        rows = tuple(_row(numbers, step) for step in range(ROWS))
        hidden = {(row, column) for row in range(ROWS) for column in range(2, len(columns))}
        title = "Lengths of the steps with the correction and without it, by the learning rate"
        return DataTable(columns, rows, frozenset(hidden), title)

    def prediction(self, values: Values, numbers: FirstSteps) -> Prediction:
        """The ratio of both lengths."""
        ratio = float(numbers.ratios[numbers.place])
        key = Key("number", f"{ratio:.4g}", Tolerance("relative", "0.02"))
        return Prediction(
            f"Step {numbers.asked}: how long is it without the correction, divided by with it?",
            key,
            "Length without, divided by length with",
        )

    def verdict(self, values: Values, numbers: FirstSteps) -> str:
        """Both shares, and their quotient."""
        t, place = numbers.asked, numbers.place
        m_share, v_share = float(numbers.m_shares[place]), float(numbers.v_shares[place])
        ratio = float(numbers.ratios[place])
        power = "" if t == 1 else str(t).translate(RAISED)
        beta1, beta2 = (plain(number_of(values, name)) for name in ("beta1", "beta2"))
        effect = "too long" if ratio > 1.0005 else "too short" if ratio < 0.9995 else "right"
        return (
            f"m has 1 − {beta1}{power} = {plain(m_share)} of its size, √v the root of 1 − "
            f"{beta2}{power}, {plain(v_share**0.5)}. Their quotient is {plain(ratio)}: without the "
            f"correction the step is {effect}."
        )

    def sentence(self, values: Values, numbers: FirstSteps) -> str:
        """The asked step in words."""
        place = numbers.place
        return (
            f"Step {numbers.asked} has the length {fixed(float(numbers.corrected[place]), 3)} with "
            f"the correction and {fixed(float(numbers.uncorrected[place]), 3)} without it, in "
            "units of the learning rate."
        )

    def picture(self, appearance: Appearance) -> FirstStepsPicture:
        """Lengths, or shares, over the steps."""
        return FirstStepsPicture(appearance)


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _row(numbers: FirstSteps, step: int) -> tuple[float | int, ...]:
    m, v = float(numbers.m[step]), float(numbers.v[step])
    hats = (m / float(numbers.m_shares[step]), v / float(numbers.v_shares[step]))
    lengths = (float(numbers.corrected[step]), float(numbers.uncorrected[step]))
    start = (step + 1, float(numbers.gradients[step]))
    return (*start, m, v, *hats, *lengths, float(numbers.ratios[step]))


SCENE = BiasCorrection
