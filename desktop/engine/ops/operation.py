"""What an operation hands back: its value and, for each input, the way its gradient flows back.

An operation works on plain arrays. It returns `value, pullbacks`, where `pullbacks[i]` takes the
gradient of the loss with respect to `value` (of its shape) to the gradient with respect to input
i (of that input's shape). A pullback runs only if its input needs a gradient.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
"""float32 or float64; an operation keeps the type of its inputs."""

Integers: TypeAlias = NDArray[np.integer[Any]]
Booleans: TypeAlias = NDArray[np.bool_]
Pullback: TypeAlias = Callable[[Array], Array]
Result: TypeAlias = tuple[Array, tuple[Pullback, ...]]
