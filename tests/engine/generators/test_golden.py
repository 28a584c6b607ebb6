"""The first seeds of every family give what they gave before, in any process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from desktop.engine.generators import GENERATORS
from tests.conftest import ROOT
from tests.golden.make_generators import FILE, golden_text, golden_variants

MAKE = "python -m tests.golden.make_generators"
GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GENERATORS)
def test_the_first_seeds_are_as_before(name: str) -> None:
    assert name in GOLDEN, f"a new family: {MAKE}"
    assert golden_variants(name) == GOLDEN[name], (
        f"learners would meet other numbers; if that is meant: {MAKE}"
    )


def test_no_family_is_gone() -> None:
    assert set(GOLDEN) == set(GENERATORS), MAKE


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_finds_the_same(hash_seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.golden.make_generators", "--print"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == golden_text()
