"""Weights in a file: float16, since more digits change no answer, read back as float32."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np

from desktop.engine.layers import Module

FOLDER = Path(__file__).parents[1] / "data" / "weights"
M = TypeVar("M", bound=Module)


def save_weights(network: Module, name: str, folder: Path = FOLDER) -> None:
    """Write all parameters and buffers to folder/name.npz, the same bytes for the same numbers."""
    state = {path: array.astype(np.float16) for path, array in network.state().items()}
    np.savez_compressed(folder / f"{name}.npz", allow_pickle=False, **state)


def load_weights(network: M, name: str, folder: Path = FOLDER) -> M:
    """Take over folder/name.npz; returns the network as float32, switched to evaluation.

    Raises: ShapeError if the file holds another network's weights.
    """
    with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
        network.astype(np.float32).load_state(dict(file))
    return network.eval()
