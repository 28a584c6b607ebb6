"""Write torch_families.json: what PyTorch answers to the first seeds of every family.

Run it with a Python that has torch and numpy (requirements-torch.lock), from the project's folder:

    python -m tests.golden.make_torch_families        (--print only prints)

Nothing of the engine is used but the parameters that it draws.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import torch

from desktop.engine.generators import GENERATORS, generate
from tests.golden import torch_shapes, torch_training, torch_values

SEEDS = 20
MODULES = (torch_shapes, torch_training, torch_values)


def solver(name: str) -> Callable[[Any], dict[str, Any]]:
    """The function of a family, which has its name."""
    (module,) = (module for module in MODULES if _has(module, name))
    found: Callable[[Any], dict[str, Any]] = getattr(module, name)
    return found


def _has(module: ModuleType, name: str) -> bool:
    return getattr(getattr(module, name, None), "__module__", None) == module.__name__


def rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.9g}") + 0  # no negative zero
    return [rounded(entry) for entry in value] if isinstance(value, list) else value


def answers(name: str) -> dict[str, dict[str, Any]]:
    """Seed or preset -> answer -> value."""
    parameters = {str(seed): generate(name, seed).parameters for seed in range(SEEDS)}
    parameters |= GENERATORS[name].presets
    return {
        key: {answer: rounded(value) for answer, value in solver(name)(p).items()}
        for key, p in parameters.items()
    }


def text() -> str:
    """The file: a line for each variant, so that a change shows in a diff."""
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    families = [f'"torch": "{torch.__version__.split("+")[0]}"']
    for name in sorted(GENERATORS):
        lines = ",\n".join(f'  "{k}": {json.dumps(v)}' for k, v in answers(name).items())
        families.append(f'"{name}": {{\n{lines}\n}}')
    return "{\n" + ",\n".join(families) + "\n}\n"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(text())
    else:
        Path(__file__).with_name("torch_families.json").write_text(text(), encoding="utf-8")
