"""A training run as the playground shows it: all epochs so far, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from desktop.engine.early_stopping import EarlyStop, early_stop
from desktop.engine.planar_training import Epoch, PlanarTraining, Settings
from desktop.ui.explore.scene import Values
from desktop.ui.explore.values import is_on, number_of, numbers_of, text_of, whole_of

LAST_EPOCH = 300


@dataclass(frozen=True)
class Run:
    """The history's first entry is the network before any update, entry n that after epoch n.

    Where the losses grew beyond all numbers the run has diverged, and the history ends before.
    `patience` is None where training does not stop early.
    """

    training: PlanarTraining
    history: tuple[Epoch, ...]
    patience: int | None
    diverged: bool = False

    @property
    def epochs(self) -> int:
        """How many epochs are done."""
        return len(self.history) - 1

    @cached_property
    def stop(self) -> EarlyStop:
        """Which epoch is the best one, and whether patience is at its end."""
        errors = [epoch.validation_loss for epoch in self.history[1:]]
        return early_stop(errors, self.patience or LAST_EPOCH + 1)

    @property
    def ended(self) -> bool:
        """Whether there is no further epoch."""
        return self.diverged or self.stop.stops or self.epochs >= LAST_EPOCH

    @property
    def kept(self) -> int:
        """The epoch whose weights one has: the best one after an early stop, else the last."""
        return self.stop.best_epoch if self.stop.stops else self.epochs

    def followed(self) -> Run:
        """The run after one more epoch."""
        try:
            history = (*self.history, self.training.epoch())
        except FloatingPointError:
            return Run(self.training, self.history, self.patience, diverged=True)
        return Run(self.training, history, self.patience)


def started(values: Values) -> Run:
    """A run before its first update."""
    training = PlanarTraining(
        Settings(
            data=text_of(values, "data"),
            samples=whole_of(values, "samples"),
            noise=number_of(values, "noise"),
            validation_share=number_of(values, "validation_share"),
            hidden_layers=tuple(map(int, numbers_of(values, "hidden_layers"))),
            activation=text_of(values, "activation"),
            drop_probability=number_of(values, "drop_probability"),
            optimizer=text_of(values, "optimizer"),
            learning_rate=number_of(values, "learning_rate"),
            weight_decay=number_of(values, "weight_decay"),
            batch_size=whole_of(values, "batch_size"),
            seed=whole_of(values, "seed"),
        )
    )
    patience = whole_of(values, "patience") if is_on(values, "early_stopping") else None
    return Run(training, (training.start(),), patience)
