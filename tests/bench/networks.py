"""Speed of the trained networks: what a window waits for after a stroke, and a second of training.

    python -m tests.bench.networks

In a process of its own with one thread; a figure is the median of its calls.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator

from tests.bench.engine import ONE_THREAD, ROOT, seconds

FRAME = 16.0  # ms: a drawing is read anew after each move of the mouse


def measure() -> dict[str, float]:
    """Milliseconds by what is done; for trainings steps a second, by the network's name."""
    import numpy as np

    from desktop.engine.data.digits import load_digits
    from desktop.engine.data.hands import drawings
    from desktop.engine.networks import NETWORKS
    from desktop.engine.networks.evaluation import layer_outputs
    from desktop.engine.recognition import prepared

    digits = load_digits()
    images, _ = drawings(1, np.random.default_rng(0))
    drawn = prepared(images[8])
    single, pair = drawn[None, None], np.stack([drawn, drawn])[None]
    classifier, total = NETWORKS["digit_classifier"].load(), NETWORKS["sum_network"].load()
    segmentation, autoencoder = NETWORKS["segmentation"].load(), NETWORKS["autoencoder_8"].load()
    calls: dict[str, Callable[[], object]] = {
        "digits loaded": load_digits,
        "sum network loaded": NETWORKS["sum_network"].load,
        "drawing prepared": lambda: prepared(images[8]),
        "classifier, layer by layer": lambda: layer_outputs(classifier, single),
        "sum network, layer by layer": lambda: layer_outputs(total, pair),
        "drawing to classifier and sum": lambda: (
            prepared(images[8]),
            layer_outputs(classifier, single),
            layer_outputs(total, pair),
        ),
        "scene segmented": lambda: segmentation(_tensor(single)),
        "code decoded": lambda: autoencoder.decode(np.zeros((1, 8))),
    }
    figures = {name: 1e3 * seconds(call, 30) for name, call in calls.items()}
    for name, entry in NETWORKS.items():
        rng = np.random.default_rng(0)
        training = entry.training(entry.make(rng), digits.train, rng, entry.num_steps)
        figures[name] = 1 / seconds(_step(training), 90)
    return figures


def _step(training: Iterator[object]) -> Callable[[], object]:
    return lambda: next(training)


def _tensor(images):
    from desktop.engine.tensor import Tensor

    return Tensor(images)


def report() -> list[str]:
    """Lines of the table."""
    command = [sys.executable, "-m", "tests.bench.networks", "--measure"]
    environment = os.environ | ONE_THREAD
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    lines = []
    for name, figure in figures.items():
        if name in _trained():
            lines.append(f"training {name}: {figure:,.0f} steps a second")
        else:
            lines.append(f"{name}: {figure:.2f} ms")
    waited = figures["drawing to classifier and sum"]
    verdict = "" if waited <= FRAME else ": MISSED"
    return [*lines, f"a stroke is read in {waited:.1f} ms (budget {FRAME:.0f} ms{verdict})"]


def _trained() -> set[str]:
    from desktop.engine.networks import NETWORKS

    return set(NETWORKS)


def main() -> None:
    """Print the table, or in a process of its own the figures."""
    if "--measure" in sys.argv:
        print(json.dumps(measure()))
    else:
        print("\n".join(report()))


if __name__ == "__main__":
    main()
