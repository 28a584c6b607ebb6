"""Changes of images that augmentation may use: some keep a digit's class, some don't.

Each takes images (count, height, width) with ink 1 on ground 0 to as many of the same size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from desktop.engine.data.affine import affine_maps, transformed
from desktop.engine.ops.operation import Array

Augmentation: TypeAlias = Callable[[Array, np.random.Generator], Array]
"""Takes images and a generator to images changed at random."""


def flipped(images: Array) -> Array:
    """Left and right exchanged."""
    return images[..., ::-1]


def upside_down(images: Array) -> Array:
    """Top and bottom exchanged."""
    return images[..., ::-1, :]


def rotated(images: Array, degrees: Array | float) -> Array:
    """Turned anticlockwise about the centre; one angle, or one for each image."""
    return transformed(images, affine_maps(rotation=degrees))


def shifted(images: Array, down: Array | float, right: Array | float) -> Array:
    """Moved by pixels; what leaves the frame is lost."""
    return transformed(images, affine_maps(shift=(down, right)))


def cropped(images: Array, share: Array | float) -> Array:
    """The middle part of the given share (over 0 to 1) of height and width, enlarged to fill."""
    return transformed(images, affine_maps(scale=1 / np.asarray(share)))


def blurred(images: Array, deviation: float) -> Array:
    """Convolved with a Gaussian of the given standard deviation in pixels; 0 changes nothing."""
    if deviation == 0:
        return images
    *_, height, width = images.shape
    result: Array = _gaussian(height, deviation) @ images @ _gaussian(width, deviation)
    return result


def noisy(images: Array, deviation: float, rng: np.random.Generator) -> Array:
    """With normal noise of the given standard deviation in each pixel, clipped to [0, 1]."""
    noise = rng.normal(0, deviation, images.shape).astype(images.dtype)
    result: Array = (images + noise).clip(0, 1)
    return result


def _gaussian(size: int, deviation: float) -> Array:
    """Symmetric matrix (size, size) that blurs along an axis; beyond the border there is ground."""
    distance = np.arange(size) - np.arange(size)[:, None]
    weights = np.exp(-((distance / deviation) ** 2) / 2)
    total = np.exp(-((np.arange(-2 * size, 2 * size + 1) / deviation) ** 2) / 2).sum()
    shares: Array = (weights / total).astype(np.float32)
    return shares
