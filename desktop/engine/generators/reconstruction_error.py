"""Reconstruction error of an autoencoder: of each image of a batch of two, and of the batch.

error = (1 / pixels) sum of (reconstruction_i - image_i)^2
loss = (error1 + error2) / 2   the mean over pixels and batch
Every image is its own target; labels play no part. A mean over the pixels of images of one size.
Source: Goodfellow et al. 2016 (content key: goodfellow2016), section 14.1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5  # tenths squared, divided by at most 8: exact
PLACES_ASKED = 4
LARGEST_ERROR = Decimal("0.4")
FEWEST_SIZES = 3  # different sizes of the errors, so that root and absolute value show
MOST_PERFECT = 2  # pixels without an error

Image = tuple[Decimal, ...]
Loss = Callable[[list[Decimal]], Decimal]


@dataclass(frozen=True)
class Parameters:
    """Two images with their labels, and what the autoencoder made of them."""

    images: tuple[Image, Image]
    reconstructions: tuple[Image, Image]
    labels: tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """An image, its reconstruction, and the steps to its error."""

    index: Shown
    errors: Listed
    squares: Listed
    total: Shown
    error: Shown


def sample(draw: Draw) -> Parameters:
    """Two images of four or five pixels in tenths from 0 to 1, and outputs not far from them."""
    pixels = draw.choice((4, 5))
    images = (_image(draw, pixels), _image(draw, pixels))
    first, second = draw.sample(range(10), 2)
    return Parameters(
        images=images,
        reconstructions=(_output(draw, images[0]), _output(draw, images[1])),
        labels=(first, second),
    )


def _image(draw: Draw, pixels: int) -> Image:
    return tuple(draw.tidy(0, 1, "0.1") for _ in range(pixels))


def _output(draw: Draw, image: Image) -> Image:
    return tuple(
        draw.tidy(max(Decimal(0), x - LARGEST_ERROR), min(Decimal(1), x + LARGEST_ERROR), "0.1")
        for x in image
    )


def _errors(p: Parameters) -> list[list[Decimal]]:
    return [
        [output - x for output, x in zip(outputs, image, strict=True)]
        for outputs, image in zip(p.reconstructions, p.images, strict=True)
    ]


def rejects(p: Parameters, solution: Solution) -> bool:
    """Errors of too few sizes, many perfect pixels, or two images with the same error."""
    sizes = [abs(error) for errors in _errors(p) for error in errors]
    same = solution.number("error1") == solution.number("error2")
    return len(set(sizes) - {0}) < FEWEST_SIZES or sizes.count(Decimal(0)) > MOST_PERFECT or same


def solve(p: Parameters) -> Solution:
    """Errors, squares and their mean for each image, then the mean over the batch."""
    pairs = tuple(_pair(index, errors) for index, errors in enumerate(_errors(p), 1))
    summed = Shown(sum((pair.error.number for pair in pairs), Decimal(0)), DECIMALS)
    loss = Shown(summed.number / len(pairs), DECIMALS)
    error1, error2 = (pair.error for pair in pairs)
    values: Values = {
        "image1": _listed(p.images[0]),
        "image2": _listed(p.images[1]),
        "reconstruction1": _listed(p.reconstructions[0]),
        "reconstruction2": _listed(p.reconstructions[1]),
        "label1": Shown(p.labels[0]),
        "label2": Shown(p.labels[1]),
        "pixels": Shown(len(p.images[0])),
        "pairs": pairs,
        "error1": error1,
        "error2": error2,
        "summed": summed,
        "loss": loss,
    }
    answers = {
        "error1": to_places(error1, PLACES_ASKED),
        "error2": to_places(error2, PLACES_ASKED),
        "loss": to_places(loss, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _listed(numbers: Image | list[Decimal]) -> Listed:
    return Listed(shown_all(numbers, DECIMALS))


def _pair(index: int, errors: list[Decimal]) -> Pair:
    squares = [error**2 for error in errors]
    total = Shown(_sum(squares), DECIMALS)
    error = Shown(total.number / len(errors), DECIMALS)
    return Pair(Shown(index), _listed(errors), _listed(squares), total, error)


def _sum(numbers: list[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))


def _mean_square(errors: list[Decimal]) -> Decimal:
    return _sum([error**2 for error in errors]) / len(errors)


def _mistakes(p: Parameters) -> Mistakes:
    of_an_image: dict[str, Loss] = {
        "pixels_summed": lambda errors: _sum([error**2 for error in errors]),
        "absolute_errors": lambda errors: _sum([abs(error) for error in errors]) / len(errors),
        "root_taken": lambda errors: _mean_square(errors).sqrt(),
        "halved": lambda errors: _mean_square(errors) / 2,
        "not_squared": lambda errors: _sum(errors) / len(errors),
    }
    images = _errors(p)
    mistakes = {}
    for name, loss in of_an_image.items():
        first, second = (loss(errors) for errors in images)
        mistakes[name] = {"error1": first, "error2": second, "loss": (first + second) / 2}
    right = [_mean_square(errors) for errors in images]
    return mistakes | {"batch_summed": {"loss": _sum(right)}}


GENERATOR = Generator("reconstruction_error", sample, solve, presets={}, rejects=rejects)
