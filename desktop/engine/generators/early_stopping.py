"""Early stopping with patience: the epoch of the stop, and the one whose weights are kept.

Every strictly lower validation error is a new best one. Training stops after the first epoch that
is the patience-th in a row without a new best one; the weights of the best epoch so far are kept.
Convention: epochs are counted from 1.
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), algorithm 7.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, NoAnswerError, Shown, Word, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

WIDTH = 8  # how far, in percent, an error may lie above its curve
CURVES = (  # of validation errors in percent: down over bumps, up again, some with a later dip
    (58, 44, 46, 36, 38, 30, 36, 40, 44, 48),
    (64, 50, 38, 42, 30, 34, 40, 44, 38, 30),
    (52, 40, 44, 32, 38, 42, 46, 36, 28, 24),
    (70, 56, 48, 50, 40, 44, 32, 36, 40, 44),
    (48, 36, 30, 38, 26, 34, 36, 40, 33, 22),
)


@dataclass(frozen=True)
class Parameters:
    """The validation error after each epoch, in percent."""

    errors: tuple[int, ...]
    patience: int


@dataclass(frozen=True)
class Epoch:
    """An epoch until the stop; `count` tells for how many epochs there has been no new best one."""

    index: Shown
    error: Shown
    verdict: Word
    count: Shown


def sample(draw: Draw) -> Parameters:
    """A noisy curve of validation errors."""
    curve = draw.choice(CURVES)
    return Parameters(
        errors=tuple(low + draw.integer(0, WIDTH) for low in curve),
        patience=draw.integer(2, 4),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """An error equal to the best or the last one before it, or no rise that patience sits out."""
    errors = p.errors
    ties = any(errors[i] in (errors[i - 1], min(errors[:i])) for i in range(1, len(errors)))
    return ties or solution.number("best_epoch") in (1, _before_first_rise(errors))


def solve(p: Parameters) -> Solution:
    """The epochs until the stop.

    Raises: NoAnswerError if training does not stop within the epochs.
    """
    stop = _stop(p.errors, p.patience)
    if stop is None:
        raise NoAnswerError("the error improves too often to stop within these epochs")
    epochs = _epochs(p, stop)
    best = _best(p.errors[:stop])
    values: Values = {
        "errors": Listed(shown_all(p.errors)),
        "total": Shown(len(p.errors)),
        "patience": Shown(p.patience),
        "epochs": epochs,
        "stop_epoch": Shown(stop),
        "best_epoch": Shown(best),
        "best_error": Shown(p.errors[best - 1]),
    }
    answers = {"stop_epoch": whole_number(Shown(stop)), "best_epoch": whole_number(Shown(best))}
    return Solution(values, answers, _mistakes(p, stop))


def _stop(errors: tuple[int, ...], patience: int) -> int | None:
    """The epoch after which training stops, or None if it goes on."""
    best = 1
    for epoch in range(2, len(errors) + 1):
        if errors[epoch - 1] < errors[best - 1]:
            best = epoch
        elif epoch - best == patience:
            return epoch
    return None


def _best(errors: tuple[int, ...]) -> int:
    return errors.index(min(errors)) + 1


def _before_first_rise(errors: tuple[int, ...]) -> int:
    rises = [i for i in range(1, len(errors)) if errors[i] > errors[i - 1]]
    return rises[0] if rises else len(errors)


def _epochs(p: Parameters, stop: int) -> tuple[Epoch, ...]:
    rows: list[Epoch] = []
    count = 0
    for index, error in enumerate(p.errors[:stop], 1):
        new = index == _best(p.errors[:index])
        count = 0 if new else count + 1
        verdict = Word("new best" if new else "no new best")
        rows.append(Epoch(Shown(index), Shown(error), verdict, Shown(count)))
    return tuple(rows)


def _mistakes(p: Parameters, stop: int) -> Mistakes:
    """The epochs that slips lead to; training that does not stop runs to the last epoch."""
    errors, end = p.errors, len(p.errors)
    stops = {
        "first_rise": _before_first_rise(errors) + 1,
        "one_too_patient": _stop(errors, p.patience + 1) or end,
        "one_too_impatient": _stop(errors, p.patience - 1) or end,
        "compared_with_previous": _rises_in_a_row(errors, p.patience) or end,
        "count_not_reset": _rises_in_all(errors, p.patience) or end,
    }
    mistakes = {
        name: {"stop_epoch": epoch, "best_epoch": _best(errors[:epoch])}
        for name, epoch in stops.items()
    }
    return mistakes | {
        "last_kept": {"best_epoch": stop},
        "later_minimum": {"best_epoch": _best(errors)},
        "one_before_stop": {"best_epoch": stop - 1},
        "best_for_stop": {"stop_epoch": _best(errors[:stop])},
        "trained_to_the_end": {"stop_epoch": end},
    }


def _rises_in_a_row(errors: tuple[int, ...], patience: int) -> int | None:
    """The epoch of a stop by comparison with the epoch before."""
    count = 0
    for i in range(1, len(errors)):
        count = count + 1 if errors[i] > errors[i - 1] else 0
        if count == patience:
            return i + 1
    return None


def _rises_in_all(errors: tuple[int, ...], patience: int) -> int | None:
    """The epoch of a stop by a count that a new best error does not reset."""
    worse = [i for i in range(1, len(errors)) if errors[i] > min(errors[:i])]
    return worse[patience - 1] + 1 if len(worse) >= patience else None


GENERATOR = Generator("early_stopping", sample, solve, presets={}, rejects=rejects)
