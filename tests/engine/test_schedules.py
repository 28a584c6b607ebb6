from __future__ import annotations

import pytest

from desktop.engine import schedules


@pytest.mark.parametrize(
    ("schedule", "values"),
    [
        (schedules.constant(0.1), {0: 0.1, 99: 0.1}),
        (schedules.step_decay(1.0, 10, 0.5), {0: 1, 9: 1, 10: 0.5, 25: 0.25}),
        (schedules.exponential_decay(1.0, 0.5), {0: 1, 3: 0.125}),
        (schedules.inverse_decay(1.0, 0.5), {0: 1, 2: 0.5}),
        (schedules.cosine(1.0, 10, 0.2), {0: 1, 5: 0.6, 10: 0.2, 15: 0.2}),
        (schedules.warm_up(schedules.step_decay(1.0, 2), 3), {0: 0.25, 2: 0.75, 3: 1, 5: 0.1}),
        (schedules.one_cycle(1.0, 11, rise=0.5), {0: 1 / 25, 10: 1 / 25e4}),
        (schedules.one_cycle(1.0, 12, rise=0.5), {5: 1.0, 11: 1 / 25e4}),
    ],
)
def test_values(schedule: schedules.Schedule, values: dict[int, float]) -> None:
    assert [schedule(step) for step in values] == pytest.approx(list(values.values()))


def test_one_cycle_needs_room() -> None:
    with pytest.raises(ValueError, match=r"one_cycle: 3 steps are too few, or rise 0.3 is not"):
        schedules.one_cycle(0.1, 3)
