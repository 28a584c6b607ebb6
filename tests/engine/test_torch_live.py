"""The golden files of PyTorch, made once more by the Python that ENDTERM_TORCH_PYTHON names."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest

from tests.conftest import ROOT

PYTHON = os.environ.get("ENDTERM_TORCH_PYTHON")


@pytest.mark.long
@pytest.mark.skipif(not PYTHON, reason="left out: ENDTERM_TORCH_PYTHON names no Python with torch")
@pytest.mark.parametrize("name", ["torch", "torch_families"])
def test_pytorch_still_says_what_the_file_says(name: str) -> None:
    made = subprocess.run(
        [str(PYTHON), "-m", f"tests.golden.make_{name}", "--print"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    golden, now = (
        json.loads((ROOT / f"tests/golden/{name}.json").read_text()),
        json.loads(made.stdout),
    )
    del golden["torch"], now["torch"]
    assert alike(now, golden)


def alike(one: Any, other: Any) -> bool:
    """Equal, numbers to seven digits."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, str):
        return bool(one == other)
    return bool(one == pytest.approx(other, rel=1e-7, abs=1e-9))
