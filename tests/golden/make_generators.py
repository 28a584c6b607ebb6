"""Golden variants: parameters and answers of the first seeds of each family.

`python -m tests.golden.make_generators` renews generators.json and prints how many draws of each
family are accepted and how long a fresh variant takes; `--print` only prints the file's text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import msgspec

from desktop.engine.generators import GENERATORS, generate

FILE = Path(__file__).with_name("generators.json")
SEEDS = 3
TIMED_SEEDS = 200


def golden_variants(name: str) -> list[dict[str, Any]]:
    """Parameters and answers of a family's first seeds, as JSON holds them."""
    variants = [generate(name, seed) for seed in range(SEEDS)]
    found = [
        {
            "parameters": msgspec.to_builtins(variant.parameters),
            "answers": {answer: key.key for answer, key in variant.answers.items()},
        }
        for variant in variants
    ]
    return list(json.loads(json.dumps(found)))


def golden_text() -> str:
    """The file: a line for each variant, so that a change shows in a diff."""
    families = []
    for name in sorted(GENERATORS):
        lines = ",\n".join(f"  {json.dumps(entry)}" for entry in golden_variants(name))
        families.append(f'"{name}": [\n{lines}\n]')
    return "{\n" + ",\n".join(families) + "\n}\n"


def report() -> None:
    """Print each family's accepted share of draws and the time of a fresh variant."""
    print(f"{'family':32} accepted  median ms  mean mistakes")
    for name in sorted(GENERATORS):
        times, tries, mistakes = [], 0, 0
        for seed in range(TIMED_SEEDS):
            start = perf_counter()
            variant = generate(name, seed)
            times.append(perf_counter() - start)
            tries += variant.tries
            mistakes += len(variant.mistakes)
        share = TIMED_SEEDS / tries
        print(f"{name:32} {share:8.0%} {median(times) * 1000:10.2f} {mistakes / TIMED_SEEDS:14.1f}")


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(golden_text())
    else:
        FILE.write_text(golden_text(), encoding="utf-8")
        report()
