"""The autoencoder: a code to change, a plane to walk, random codes, sizes, PCA, few labels."""

from __future__ import annotations

from desktop.questions.rows import Key, Tolerance
from desktop.ui.appearance import Appearance
from desktop.ui.explore.scene import DataTable, Prediction, Scene, Story, Values
from desktop.ui.explore.scenes.autoencoder.models import PLAIN, VARIATIONAL
from desktop.ui.explore.scenes.autoencoder.numbers import (
    STEPS_A_TURN,
    Labels,
    Linear,
    Numbers,
    Plane,
    Reconstructed,
    Sampled,
    Sizes,
    computed,
    followed,
)
from desktop.ui.explore.scenes.autoencoder.picture import AutoencoderPicture
from desktop.ui.explore.scenes.autoencoder.tables import table_of
from desktop.ui.explore.shown_numbers import fixed
from desktop.ui.explore.values import text_of

EXACT = Tolerance("absolute", "0")
DIGIT = ("digit", "sample")
CONTROLS = {
    "reconstruction": ("shown", "asked", "model", "latent_size", *DIGIT, "shifts"),
    "plane": ("shown", "model", "digit", "z1", "z2"),
    "samples": ("shown", "seed"),
    "sizes": ("shown", "latent_size", *DIGIT),
    "linear": ("shown", "latent_size", *DIGIT),
    "labels": ("shown", "labels_per_class"),
}
TITLES = {
    "reconstruction": "A digit through a narrow code",
    "plane": "A plane of codes",
    "samples": "Random codes, decoded",
    "sizes": "How wide a code should be",
    "linear": "An autoencoder without activation functions",
    "labels": "Many images, few labels",
}
CAPTIONS = {
    "reconstruction": "Drag a number of the code: what of the digit does it change?",
    "plane": "Drag the ring through the codes, and then out of them.",
    "samples": "Both decoders get the same random numbers; change the seed and compare.",
    "sizes": "Compare the digits: what is lost first, and what does the widest code keep?",
    "linear": "Play, and watch how far the error falls, and which picture comes out.",
    "labels": "Drag along the axis: which head needs fewer labels?",
}
NEARER = {PLAIN: "The plain one", VARIATIONAL: "The variational one"}
ERRORS = {
    "lower": "Lower than PCA’s",
    "same": "The same as PCA’s",
    "higher": "Higher than PCA’s",
}


class AutoencoderScene(Scene[Numbers]):
    """The network of problem 5 with its shipped weights, from six sides."""

    name = "autoencoder"
    speed = "fast"
    stories = (
        Story("A code", {"latent_size": "8"}),
        Story("The plane", {"shown": "plane", "model": "variational", "z1": 0, "z2": -2.4}),
        Story("Random codes", {"shown": "samples"}),
        Story("Sizes", {"shown": "sizes", "digit": 8, "latent_size": "2"}),
        Story("Linear", {"shown": "linear"}),
    )

    def compute(self, values: Values) -> Numbers:
        """What is shown of the six."""
        return computed(values)

    def controls(self, values: Values) -> tuple[str, ...]:
        """Those of what is shown; the code is changed in the picture."""
        return tuple(name for name in CONTROLS[text_of(values, "shown")] if name != "shifts")

    def advances(self, values: Values) -> bool:
        """The linear one trains."""
        return text_of(values, "shown") == "linear"

    def advance(self, values: Values, numbers: Numbers) -> Numbers | None:
        """Some steps of the linear autoencoder."""
        return followed(numbers) if isinstance(numbers, Linear) and not numbers.ended else None

    def title(self, values: Values) -> str:
        """What is shown."""
        return TITLES[text_of(values, "shown")]

    def caption(self, values: Values, numbers: Numbers) -> str:
        """Where to look."""
        return CAPTIONS[text_of(values, "shown")]

    def table(self, values: Values, numbers: Numbers) -> DataTable:
        """The numbers of the picture."""
        return table_of(numbers)

    def prediction(self, values: Values, numbers: Numbers) -> Prediction:
        """A size, labels, a reading, a comparison, or parameters."""
        match numbers:
            case Reconstructed() if text_of(values, "asked") == "labels":
                return _whole("How many labels did the training of this network use?", 0, "Labels")
            case Reconstructed():
                return Prediction(
                    "How many times as many pixels has the image as the code has numbers?",
                    Key("number", f"{784 / numbers.latent_size:g}", EXACT),
                    "Pixels for each number",
                )
            case Plane():
                return _whole(
                    "Which digit does the classifier read in what is decoded at the ring?",
                    numbers.read,
                    "Digit",
                )
            case Sampled():
                question = "Whose images from random codes are nearer to real digits?"
                key = Key("choice", numbers.nearest, EXACT, options=tuple(NEARER))
                return Prediction(question, key, options=NEARER)
            case Sizes():
                sizes = {str(size): f"{size} numbers" for size in numbers.errors}
                key = Key("choice", str(numbers.best), EXACT, options=tuple(sizes))
                question = "Which latent size has the smallest error on held-out digits?"
                return Prediction(question, key, options=sizes)
            case Linear():
                key = Key("choice", "same", EXACT, options=tuple(ERRORS))
                return Prediction(
                    "Trained to the end, which error has the linear autoencoder of "
                    f"{numbers.latent_size} numbers on its training digits?",
                    key,
                    options=ERRORS,
                )
            case Labels():
                return _whole(
                    "The encoder is frozen, and a linear head makes 10 classes of its 32 features. "
                    "How many parameters do the labels have to determine?",
                    numbers.head,
                    "Parameters of the head",
                )

    def verdict(self, values: Values, numbers: Numbers) -> str:
        """Why, with these numbers."""
        match numbers:
            case Reconstructed() if text_of(values, "asked") == "labels":
                return (
                    "None: the loss compares the output with the input, each pixel its own target."
                )
            case Reconstructed():
                mean_error = float(numbers.figures["mean_image_error"])
                return (
                    f"784 / {numbers.latent_size} = {784 / numbers.latent_size:g}: the code is all "
                    f"that the decoder knows. The mean squared error is {fixed(numbers.error, 4)} "
                    f"here; with the average digit for every image it is {fixed(mean_error, 4)}."
                )
            case Plane():
                return (
                    f"It reads {numbers.read}, {fixed(100 * numbers.certainty, 0)} percent sure. "
                    "Where no code lies, nothing in training said what to decode."
                )
            case Sampled():
                return _verdict_of_samples(numbers)
            case Sizes():
                return (
                    f"{numbers.best}: {fixed(numbers.errors[numbers.best], 4)}, against "
                    f"{fixed(numbers.errors[2], 4)} with 2. The error alone would always vote for "
                    "the widest; it says nothing about how useful the code is."
                )
            case Linear():
                return _verdict_of_linear(numbers)
            case Labels():
                return _verdict_of_labels(numbers)

    def sentence(self, values: Values, numbers: Numbers) -> str:
        """The result."""
        return f"{self.title(values)}. {self.verdict(values, numbers)}"

    def picture(self, appearance: Appearance) -> AutoencoderPicture:
        """Digits, codes, a plane or curves."""
        return AutoencoderPicture(appearance)


def _whole(question: str, answer: int, label: str) -> Prediction:
    return Prediction(question, Key("integer", str(answer), EXACT), label)


def _verdict_of_samples(numbers: Sampled) -> str:
    plain, variational, real = (
        fixed(float(value), 2)
        for value in (
            numbers.figures[PLAIN]["sample_distance"],
            numbers.figures[VARIATIONAL]["sample_distance"],
            numbers.figures[PLAIN]["real_distance"],
        )
    )
    return (
        f"The variational one’s: {variational} from the nearest real digit, the plain one’s "
        f"{plain}, real ones {real}. Its loss pulls the codes to where the random ones are drawn."
    )


def _verdict_of_linear(numbers: Linear) -> str:
    standing = "Press Play and watch."
    if numbers.turns:
        standing = (
            f"After {numbers.turns * STEPS_A_TURN} steps {fixed(numbers.errors[-1], 5)} against "
            f"{fixed(numbers.principal_error, 5)}; the subspaces are "
            f"{fixed(numbers.angle, 1)}° apart."
        )
    return f"The same: its best linear map is the projection onto PCA’s subspace. {standing}"


def _verdict_of_labels(numbers: Labels) -> str:
    features, pixels = numbers.features[numbers.at], numbers.pixels[numbers.at]
    return (
        f"32 · 10 + 10 = {numbers.head}; the encoder’s {numbers.encoder:,} came without labels. "
        f"With {numbers.labels[numbers.at]} a digit it is right in {fixed(100 * features, 1)} "
        f"percent, a head on all pixels (7,850 parameters) in {fixed(100 * pixels, 1)}."
    )


SCENE = AutoencoderScene
