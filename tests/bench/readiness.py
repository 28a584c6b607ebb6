"""Predicted against true score of simulated students."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from desktop.questions.bundle import Bundle
from desktop.review.readiness.prediction import asked_of
from tests.project import CONTENT, Project
from tests.review.readiness.test_prediction import coverage_and_bias, simulate

STUDENTS = 1000


def report() -> list[str]:
    """How often the interval held the score, how far off predictions were on average."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), CONTENT)
        project.build()
        with Bundle(project.bundle) as bundle:
            asked = asked_of(bundle.cards())
    pairs = simulate(asked, STUDENTS)
    inside, bias = coverage_and_bias(pairs)
    errors = np.array([made.score - score for made, score in pairs])
    width = np.mean([made.high - made.low for made, _ in pairs])
    return [
        f"predicted score, {STUDENTS:,} simulated students of 10 to 34 days",
        f"  interval of 90 % holds the score  {inside:6.1%}   wanted 85 to 95 %",
        f"  bias, credits                     {bias:+6.2f}   wanted under 2",
        f"  root mean square error, credits   {np.sqrt((errors**2).mean()):6.2f}",
        f"  mean width of the interval        {width:6.2f}",
        "",
    ]
