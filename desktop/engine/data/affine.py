"""Affine maps of images: turned, scaled, sheared, shifted, sampled bilinearly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from desktop.engine.ops.operation import Array


@dataclass(frozen=True)
class AffineRange:
    """How far random maps go: each quantity is uniform between plus and minus its bound.

    rotation in degrees; scale as a share (0.1: from 0.9 to 1.1); shift in pixels along each axis;
    shear as columns moved per row.
    """

    rotation: float = 0.0
    scale: float = 0.0
    shift: float = 0.0
    shear: float = 0.0

    def sample(self, count: int, rng: np.random.Generator) -> Array:
        """Maps (count, 2, 3) for transformed()."""
        turn, grow, shear, down, right = rng.uniform(-1, 1, (5, count))
        return affine_maps(
            turn * self.rotation,
            1 + grow * self.scale,
            shear * self.shear,
            (down * self.shift, right * self.shift),
        )


def affine_maps(
    rotation: Array | float = 0.0,
    scale: Array | float = 1.0,
    shear: Array | float = 0.0,
    shift: tuple[Array | float, Array | float] = (0.0, 0.0),
) -> Array:
    """Maps (..., 2, 3) from places of the result to places of the image, about its centre.

    What is drawn leans to the right by `shear` columns per row, then turns anticlockwise by
    `rotation` degrees and grows by `scale`, then moves down and right by `shift` pixels.
    """
    angle, scale, shear, down, right = np.broadcast_arrays(
        np.radians(rotation), scale, shear, *shift
    )
    cosine, sine = np.cos(angle) / scale, np.sin(angle) / scale
    maps = np.empty((*angle.shape, 2, 3))
    maps[..., 0, 0], maps[..., 0, 1] = cosine, sine
    maps[..., 1, 0], maps[..., 1, 1] = shear * cosine - sine, shear * sine + cosine
    maps[..., 2] = -(maps[..., 0] * down[..., None] + maps[..., 1] * right[..., None])
    return maps


def transformed(images: Array, maps: Array) -> Array:
    """Images (count, height, width) seen through maps (count, 2, 3) or (2, 3), 0 beyond the border.

    Each pixel of the result is interpolated between four of the image.
    """
    count, height, width = images.shape
    padded = np.zeros((count, height + 3, width + 3), images.dtype)
    padded[:, 1:-2, 1:-2] = images
    row, area = width + 3, (height + 3) * (width + 3)
    centre = np.array([[(height - 1) / 2], [(width - 1) / 2]])
    places = np.mgrid[:height, :width].reshape(2, -1) - centre
    found = (maps[..., :2] @ places + maps[..., 2:] + centre + 1).astype(images.dtype)
    rows = found[..., 0, :].clip(0, height + 1)
    columns = found[..., 1, :].clip(0, width + 1)
    top, left = rows.astype(np.int32), columns.astype(np.int32)
    down, right = rows - top.astype(rows.dtype), columns - left.astype(rows.dtype)
    corner = top * row + left + np.arange(0, count * area, area)[:, None]
    pixels = padded.ravel()
    upper = pixels[corner] * (1 - right) + pixels[corner + 1] * right
    lower = pixels[corner + row] * (1 - right) + pixels[corner + row + 1] * right
    result: Array = (upper * (1 - down) + lower * down).reshape(images.shape)
    return result
