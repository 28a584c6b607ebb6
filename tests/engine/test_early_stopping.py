"""Early stopping against the drill's generator, and by hand."""

from __future__ import annotations

import pytest

from desktop.engine.early_stopping import EarlyStop, early_stop
from desktop.engine.generators import generate


@pytest.mark.parametrize("seed", range(40))
def test_stop_and_best_epoch_are_the_drills(seed):
    variant = generate("early_stopping", seed)
    errors, patience = variant.parameters.errors, variant.parameters.patience
    epochs = next(n for n in range(1, 99) if early_stop(errors[:n], patience).stops)
    found = early_stop(errors[:epochs], patience)
    assert epochs == variant.answers["stop_epoch"].value
    assert found.best_epoch == variant.answers["best_epoch"].value
    assert early_stop(errors, patience) == found  # what comes after the stop does not count


def test_an_equal_error_is_no_new_best_one():
    assert early_stop((3.0, 3.0, 3.0), 3) == EarlyStop(1, 2, False)
    assert early_stop((3.0, 3.0, 3.0), 2) == EarlyStop(1, 2, True)


def test_before_the_first_epoch():
    assert early_stop((), 1) == EarlyStop(0, 0, False)
