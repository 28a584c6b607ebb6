"""The report of the last training, which ships beside the weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

from desktop.engine.networks.trained import Figures
from desktop.engine.networks.weights import FOLDER

Report: TypeAlias = dict[str, Figures]
FILE = "report.json"
DIGITS = 5  # significant ones


def read_report(folder: Path = FOLDER) -> Report:
    """Name of a network -> what was measured of it, as TrainedNetwork.measure returns it.

    Beside that: steps, curve (lists step, loss and score; score_name tells what the score is) and
    where there are several seeds, seeds: the figures for each, the shipped network's first.
    A folder without a report gives an empty one.
    """
    if not (folder / FILE).exists():
        return {}
    found: Report = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return found


def write_report(report: Report, folder: Path = FOLDER) -> None:
    """Write it, a line for each figure."""
    networks = [
        f' "{name}": {{\n'
        + ",\n".join(f'  "{key}": {json.dumps(_short(value))}' for key, value in figures.items())
        + "\n }"
        for name, figures in report.items()
    ]
    (folder / FILE).write_text("{\n" + ",\n".join(networks) + "\n}\n", encoding="utf-8")


def _short(value: Any) -> Any:
    """Numbers to five significant digits, which is more than the measurement gives."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    return [_short(item) for item in value] if isinstance(value, list | tuple) else value
