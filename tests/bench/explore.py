"""Speed of the visualizations: a repaint by control, and the opening of each view; medians.

    python -m tests.bench.explore [NAME ...]

A repaint counts from a parameter's new value until the picture, 800 wide and 500 high, is painted
with it. The first view's opening includes the import of pyqtgraph.
"""

from __future__ import annotations

import os
import sys
import time
from statistics import median

FRAME = 16.0  # ms
FIRST, LATER = 500.0, 150.0  # ms, for a view to open
MOVES = 12  # of a slider, from one end to the other
EPOCHS = 30  # of a training


def report(names: tuple[str, ...] = ()) -> list[str]:
    """Lines of the table; NumPy is not imported before."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app
    from desktop.ui.app import application
    from desktop.ui.explore.registry import SCENES

    running = application()
    lines = []
    for number, name in enumerate(names or SCENES):
        lines.append(_opening(name, FIRST if number == 0 else LATER, running))
        lines += _repaints(name)
        if name == "training_playground":
            lines += _trainings()
    return lines


def _opening(name, budget, running) -> str:
    from desktop.questions.marking import Marker
    from desktop.ui.appearance import Appearance
    from desktop.ui.explore.explore_page import ExplorePage

    page = ExplorePage(Appearance(), Marker())
    page.resize(1180, 800)
    start = time.perf_counter()
    page.open(name)
    page.show()
    page.grab()
    spent = 1000 * (time.perf_counter() - start)
    page.hide()
    page.deleteLater()
    running.processEvents()
    return f"explore {name}: opens in {spent:.0f} ms (budget {budget:.0f})"


def _repaints(name) -> list[str]:
    """Every control's repaint in the story in which it is slowest, and what is over budget."""
    from desktop.questions.views.parameters import Quantity
    from desktop.ui.explore.exploration import Exploration
    from desktop.ui.explore.registry import scene_of

    slowest: dict[str, tuple[float, str]] = {}
    for story in scene_of(name).stories:
        exploration = Exploration(scene_of(name), story.values)
        for control in exploration.scene.controls(exploration.values):
            parameter = exploration.scene.view.parameters[control]
            if isinstance(parameter, Quantity):
                spent = _moves(exploration, control, parameter)
                slowest[control] = max(slowest.get(control, (0.0, "")), (spent, story.name))
    if not slowest:
        return [f"explore {name}: no sliders"]
    middle = median(spent for spent, _ in slowest.values())
    lines = [f"explore {name}: repaint {middle:.1f} ms, median of {len(slowest)} controls"]
    for control, (spent, story_name) in sorted(slowest.items()):
        verdict = f", OVER the budget of {FRAME:.0f}" if spent > FRAME else ""
        lines.append(f"explore {name}: {control} {spent:.1f} ms in “{story_name}”{verdict}")
    return lines


def _trainings() -> list[str]:
    """The playground's training in each story, alone and with its picture after each epoch."""
    from PySide6.QtWidgets import QApplication

    from desktop.ui.appearance import Appearance
    from desktop.ui.explore.exploration import Exploration
    from desktop.ui.explore.registry import scene_of
    from desktop.ui.explore.values import whole_of

    lines = []
    for story in scene_of("training_playground").stories:
        exploration = Exploration(scene_of("training_playground"), story.values)
        picture = exploration.scene.picture(Appearance())
        picture.resize(800, 500)
        picture.show()
        QApplication.processEvents()
        alone, shown = [], []
        points = len(exploration.numbers.training.split.points)
        updates = -(-points // whole_of(exploration.values, "batch_size"))
        for _ in range(EPOCHS):
            start = time.perf_counter()
            if not exploration.step():
                break
            alone.append(time.perf_counter() - start)
            picture.show_numbers(exploration.values, exploration.numbers, True)
            picture.grab()
            shown.append(time.perf_counter() - start)
        picture.hide()
        picture.deleteLater()
        epoch, frame = median(alone), median(shown)
        lines.append(
            f"explore training_playground: “{story.name}” {updates / epoch:,.0f} steps and "
            f"{points / epoch:,.0f} examples a second; an epoch with its map and curves takes "
            f"{1000 * frame:.1f} ms (budget {FRAME:.0f})"
        )
    return lines


def _moves(exploration, control, parameter) -> float:
    """Median of a slider's moves in ms."""
    from PySide6.QtWidgets import QApplication

    from desktop.ui.appearance import Appearance
    from desktop.ui.explore.parameter_controls import QuantityScale

    picture = exploration.scene.picture(Appearance())
    picture.resize(800, 500)
    picture.show_numbers(exploration.values, exploration.numbers, True)
    picture.show()
    QApplication.processEvents()
    scale, times = QuantityScale(parameter), []
    before = exploration.values[control]
    for move in range(MOVES + 1):
        value = scale.value(round(scale.positions * move / MOVES))
        start = time.perf_counter()
        exploration.set(control, value)
        picture.show_numbers(exploration.values, exploration.numbers, True)
        picture.grab()
        times.append(1000 * (time.perf_counter() - start))
    exploration.set(control, before)
    picture.hide()
    picture.deleteLater()
    return median(times[1:])  # the first one makes the picture's items


if __name__ == "__main__":
    print("\n".join(report(tuple(sys.argv[1:]))))
