"""Batch normalization: one batch, running statistics and their noise, and what is counted."""

from __future__ import annotations

from decimal import Decimal

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.batch_norm.numbers import (
    TRUE_STD,
    Counts,
    Numbers,
    OneBatch,
    Running,
    computed,
)
from desktop.ui.explore.scenes.batch_norm.picture import BatchNormPicture
from desktop.ui.explore.scenes.batch_norm.tables import tabled
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import number_of, text_of

TWO_PLACES = Tolerance("absolute", "0.005")
TITLES = {
    "batch": "A batch is normalized",
    "running": "Running mean and variance",
    "counts": "What batch normalization stores",
}


class BatchNorm(Scene[Numbers]):
    """Values to drag, statistics that run, or channels to count."""

    name = "batch_norm"
    stories = (
        Story("One batch", {"gamma": 2, "beta": 1}),
        Story("Large weights", {"gamma": 2, "beta": 1, "scale": 5}),
        Story(
            "Evaluation",
            {"mode": "eval", "values": (1, 3), "running_mean": 2, "running_var": 9},
        ),
        Story("Small batches", {"shown": "running", "batch_size": 4}),
        Story("Counts", {"shown": "counts", "batch_size": 8}),
    )

    def compute(self, values: Values) -> Numbers:
        """What is shown of the three."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        match text_of(values, "shown"):
            case "running" if text_of(values, "source") == "drawn":
                return ("shown", "source", "batch_size", "momentum", "seed")
            case "running":
                return ("shown", "source", "batches", "momentum")
            case "counts":
                return ("shown", "batch_size", "channels", "height", "width")
        used = ("running_mean", "running_var") if text_of(values, "mode") == "eval" else ()
        return ("shown", "mode", "values", "scale", "gamma", "beta", "eps", *used, "sample")

    def title(self, values: Values) -> str:
        """What is shown."""
        return TITLES[text_of(values, "shown")]

    def caption(self, values: Values, numbers: Numbers) -> str:
        """Where to look."""
        match numbers:
            case OneBatch() if numbers.evaluates:
                return "Drag a value: in evaluation, do the others’ outputs move?"
            case OneBatch():
                return "Drag a value: watch the mean, the spread, and all the other outputs."
            case Running() if numbers.drawn:
                return "Dots are single batches, the line runs: see what batch size does to each."
            case Running():
                return "Each batch pulls the running value towards its own, by the momentum."
            case Counts():
                return "Point at a channel: one mean is taken over all that is shaded."

    def table(self, values: Values, numbers: Numbers) -> DataTable:
        """The numbers of the picture."""
        return tabled(numbers)

    def prediction(self, values: Values, numbers: Numbers) -> Prediction:
        """An output, a running variance, a scatter, or a count."""
        match numbers:
            case OneBatch():
                y = float(numbers.y[numbers.sample - 1])
                x = plain(float(numbers.x[numbers.sample - 1]))
                return Prediction(
                    f"What does the layer put out for sample {numbers.sample}, x = {x}? "
                    "Give two places.",
                    Key("number", _digits(y), TWO_PLACES),
                    f"y of sample {numbers.sample}",
                )
            case Running() if numbers.drawn:
                return Prediction(
                    f"The feature has standard deviation {plain(TRUE_STD)}. What is that of the "
                    f"mean of a batch of {numbers.count}? Give two places.",
                    Key("number", _digits(numbers.scatter), TWO_PLACES),
                    "Scatter of the mean",
                )
            case Running():
                count = len(numbers.means)
                many = "the batch" if count == 1 else f"all {count} batches"
                return Prediction(
                    f"What is the running variance after {many}? Give three places.",
                    Key(
                        "number", _digits(numbers.running_var[-1]), Tolerance("absolute", "0.0005")
                    ),
                    "Running variance",
                )
            case Counts():
                shape = " × ".join(
                    map(str, numbers.shape[:2] if numbers.is_dense else numbers.shape)
                )
                asked, label = "entries have running mean and running variance", "Entries"
                count = numbers.running
                if numbers.is_dense:
                    asked, label = "learnable parameters have γ and β", "Learnable parameters"
                    count = numbers.gamma + numbers.beta
                return Prediction(
                    f"For inputs of shape {shape}, how many {asked} together?",
                    Key("integer", str(count), Tolerance("absolute", "0")),
                    label,
                )

    def verdict(self, values: Values, numbers: Numbers) -> str:
        """The last step of the computation."""
        match numbers:
            case OneBatch():
                return _verdict_of_batch(values, numbers)
            case Running():
                return _verdict_of_running(numbers)
            case Counts(is_dense=True):
                channels = numbers.shape[1]
                return (
                    f"One γ and one β for each of {channels} features: 2 · {channels} = "
                    f"{numbers.running}, and as many running entries, which gradients leave alone. "
                    "The batch is averaged away."
                )
            case Counts():
                _, channels, _, _ = numbers.shape
                return (
                    f"One mean and one variance for each of {channels} channels: 2 · {channels} = "
                    f"{numbers.running}. Batch, height and width are averaged away. γ and β have "
                    f"{channels} each too, but gradients change them."
                )

    def sentence(self, values: Values, numbers: Numbers) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> BatchNormPicture:
        """One of three."""
        return BatchNormPicture(appearance)


def _verdict_of_batch(values: Values, numbers: OneBatch) -> str:
    if numbers.flat:
        return (
            "All values are equal and ε is 0: the layer would divide 0 by 0. "
            "That is what ε is for; here 0 is shown."
        )
    gamma, beta = (plain(number_of(values, name)) for name in ("gamma", "beta"))
    normalized = fixed(float(numbers.normalized[numbers.sample - 1]), 3)
    y = fixed(float(numbers.y[numbers.sample - 1]), 2)
    mean, std = plain(numbers.mean), fixed(numbers.std, 3)
    whose = "The running" if numbers.evaluates else "The batch’s"
    said = (
        f"{whose} mean is {mean}, standard deviation {std}: normalized {normalized}, "
        f"times {gamma}, plus {beta}: {y}."
    )
    if numbers.evaluates:
        return f"{said} The other samples play no part."
    scale = number_of(values, "scale")
    if scale == 1:
        return f"{said} All outputs have mean {beta}, spread {gamma.lstrip('−')}."
    return f"{said} {plain(scale)} times the weights change no output, so gradients shrink as much."


def _verdict_of_running(numbers: Running) -> str:
    momentum, keep = plain(numbers.momentum), plain(1 - numbers.momentum)
    if numbers.drawn:
        return (
            f"In training each batch’s mean scatters by {plain(TRUE_STD)} / √{numbers.count} = "
            f"{fixed(numbers.scatter, 2)}. The running mean averages over many batches: with "
            f"momentum {momentum} by {fixed(numbers.running_scatter, 2)} in the long run."
        )
    before, after = (fixed(float(numbers.running_var[place]), 3) for place in (-2, -1))
    return (
        f"{keep} · {before} + {momentum} · {fixed(float(numbers.variances[-1]), 3)} = {after}, "
        f"with the variance over n − 1. The running mean is "
        f"{fixed(float(numbers.running_mean[-1]), 3)}."
    )


def _digits(value: float) -> str:
    """A number as a key has it, without an exponent."""
    return format(Decimal(f"{value:.6f}"), "f")


SCENE = BatchNorm
