"""The sum of two digits: a network to look into, and what its data and its output make of it."""

from __future__ import annotations

from decimal import Decimal

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.digit_sum.numbers import (
    FEATURES,
    Classes,
    Leak,
    Numbers,
    Regression,
    Through,
    computed,
)
from desktop.ui.explore.scenes.digit_sum.picture import DigitSumPicture
from desktop.ui.explore.scenes.digit_sum.tables import table_of
from desktop.ui.explore.shown_numbers import fixed, plain
from desktop.ui.explore.values import text_of

EXACT = Tolerance("absolute", "0")
PAIR = ("left", "left_sample", "right", "right_sample")
CONTROLS = {
    "network": ("shown", "asked", "trained", *PAIR),
    "classes": ("shown", "target", "lowest", "highest"),
    "leak": ("shown", "images", "pairs"),
    "regression": ("shown", *PAIR),
}
TITLES = {
    "network": "Two digits on their way to their sum",
    "classes": "Sums that are rare",
    "leak": "Test images that training has seen",
    "regression": "The sum as a class, and as a number",
}
CAPTIONS = {
    "network": "Point at a unit to see what it sees of the images; or draw digits of your own.",
    "classes": "Click a sum: compare how often it comes with how often it is read rightly.",
    "leak": "Drag the number of pairs: how soon has nearly every image been trained on?",
    "regression": "Nineteen outputs can say what they doubt between; see what one can say.",
}


class DigitSum(Scene[Numbers]):
    """The network of problem 4 with its shipped weights, from four sides."""

    name = "digit_sum"
    stories = (
        Story("A pair", {"left": 3, "right": 8}),
        Story("Its loss", {"asked": "loss", "left": 4, "left_sample": 7, "right": 9}),
        Story("Rare sums", {"shown": "classes", "target": 18}),
        Story("Seen before", {"shown": "leak"}),
        Story("A number", {"shown": "regression", "left": 5, "right": 6}),
    )

    def compute(self, values: Values) -> Numbers:
        """What is shown of the four."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown."""
        return CONTROLS[text_of(values, "shown")]

    def title(self, values: Values) -> str:
        """What is shown."""
        return TITLES[text_of(values, "shown")]

    def caption(self, values: Values, numbers: Numbers) -> str:
        """Where to look."""
        return CAPTIONS[text_of(values, "shown")]

    def table(self, values: Values, numbers: Numbers) -> DataTable:
        """The numbers of the picture."""
        return table_of(numbers, text_of(values, "asked"))

    def prediction(self, values: Values, numbers: Numbers) -> Prediction:
        """A sum, a size, a loss, a count, a chance, or the number of outputs."""
        match numbers:
            case Through():
                return _asked_of_pair(text_of(values, "asked"), numbers)
            case Classes():
                return Prediction(
                    f"Of the {numbers.total} ordered pairs of digits from {numbers.lowest} to "
                    f"{numbers.highest}, how many add up to {numbers.target}?",
                    Key("integer", str(numbers.count), EXACT),
                    "Ordered pairs",
                )
            case Leak():
                return Prediction(
                    f"{numbers.pairs:,} pairs are drawn from {numbers.images:,} images. With which "
                    "probability was a given image drawn at least once? Two places.",
                    Key("number", _digits(numbers.seen(numbers.pairs)), _places(2)),
                    "Probability",
                )
            case Regression():
                return Prediction(
                    "The sum is to be predicted as a number. How many outputs has the last layer?",
                    Key("integer", "1", EXACT),
                    "Outputs",
                )

    def verdict(self, values: Values, numbers: Numbers) -> str:
        """Why, with these numbers."""
        match numbers:
            case Through():
                return _verdict_of_pair(text_of(values, "asked"), numbers)
            case Classes():
                return _verdict_of_classes(numbers)
            case Leak():
                leak = numbers.figures["unlimited"]
                seen = fixed(numbers.seen(numbers.pairs), 3)
                return (
                    f"1 − (1 − 1/{numbers.images:,})^{2 * numbers.pairs:,} = {seen}. Measured "
                    f"here: {_percent(leak['accuracy_on_trained_images'])} of new pairs of trained "
                    f"images right, {_percent(leak['accuracy'])} of pairs of held-out ones."
                )
            case Regression():
                truth = numbers.through.total
                said = plain(round(numbers.predicted, 2))
                wanted = "" if truth is None else f" for {truth}"
                return (
                    "One, without a softmax, and a squared error for the loss, which charges by "
                    f"distance. It says {said}{wanted}; the classes say {numbers.through.read}."
                )

    def sentence(self, values: Values, numbers: Numbers) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> DigitSumPicture:
        """Maps, bars, a curve or a line."""
        return DigitSumPicture(appearance)


def _asked_of_pair(asked: str, numbers: Through) -> Prediction:
    share = float(numbers.shares[numbers.supposed])
    match asked:
        case "classes":
            return Prediction(
                "How many outputs does the network need, so that each sum of two digits has one?",
                Key("integer", str(len(numbers.shares)), EXACT),
                "Outputs",
            )
        case "features":
            return Prediction(
                "How many numbers of a sample does Flatten hand to the linear layer?",
                Key("integer", str(FEATURES), EXACT),
                "Input features",
            )
        case "loss":
            whose = "the true sum" if numbers.total is not None else f"the sum {numbers.supposed}"
            return Prediction(
                f"The network gives {whose} the probability {plain(share)}. What is the "
                "cross-entropy loss of this pair? Give two places.",
                Key("number", _digits(numbers.loss), _places(2)),
                "Loss",
            )
        case _:
            return Prediction(
                "Which sum does the network read?",
                Key("integer", str(numbers.read), EXACT),
                "Sum",
            )


def _verdict_of_pair(asked: str, numbers: Through) -> str:
    share = float(numbers.shares[numbers.read])
    read = f"{numbers.read}, with {_percent(share)}"
    match asked:
        case "classes":
            return "Sums go from 0 + 0 to 9 + 9: 18 − 0 + 1 = 19 classes, one output for each."
        case "features":
            return (
                f"16 maps of 7 × 7: 16 · 7 · 7 = {FEATURES}. The convolutions keep the size, each "
                "pooling halves it, 28 to 14 to 7."
            )
        case "loss":
            supposed = plain(float(numbers.shares[numbers.supposed]))
            return (
                f"−ln {supposed} = {fixed(numbers.loss, 2)}. Only the true sum’s probability "
                f"counts; the network reads {read}."
            )
        case _ if numbers.total is None:
            first, second = numbers.sides
            return (
                f"It reads {read}. Alone, the digits are read as {first.read} and {second.read}. "
                "Drawn pairs are harder for it than real ones: it learned from other hands."
            )
        case _:
            right = "which is right" if numbers.read == numbers.total else f"not {numbers.total}"
            return f"It reads {read}, {right}."


def _verdict_of_classes(numbers: Classes) -> str:
    if not numbers.count:
        return f"None: the sums go from {2 * numbers.lowest} to {2 * numbers.highest}."
    first = max(numbers.lowest, numbers.target - numbers.highest)
    last = numbers.target - first
    count = f"{numbers.count} of {numbers.total}, from {first} + {last} to {last} + {first}"
    if numbers.count == 1:
        count = f"1 of {numbers.total}, {first} + {last}"
    if not numbers.accuracies:
        return f"{count}."
    fresh, few = (float(shares[numbers.target]) for shares in numbers.accuracies.values())
    other = 2 * numbers.highest - numbers.target
    said = (
        f"{count}. Trained on fresh pairs the network reads {_percent(fresh)} of them rightly, on "
        f"500 fixed pairs {_percent(few)}."
    )
    if other == numbers.target:
        return said
    alike = float(numbers.accuracies["fixed"][other])
    return (
        f"{said} Rarity is not all: sum {other} comes as often, and there it is {_percent(alike)}."
    )


def _percent(share: float) -> str:
    return f"{fixed(100 * share, 1)} percent"


def _digits(value: float) -> str:
    """A number as a key has it, without an exponent."""
    return format(Decimal(f"{value:.8f}"), "f")


def _places(count: int) -> Tolerance:
    return Tolerance("absolute", f"0.{'0' * count}5")


SCENE = DigitSum
