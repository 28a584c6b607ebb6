"""Kill -9 at random moments; see tests/review/killing.py for what is judged after each."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.project import ROOT

pytestmark = pytest.mark.linux


def killed(folder, count, seed):
    command = [sys.executable, "-m", "tests.review.killing", str(folder / "profile")]
    done = subprocess.run(
        [*command, str(count), str(seed)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_nothing_is_lost_or_doubled(folder):
    found = killed(folder, 25, 1)
    assert found["rows"] > 100
    assert found["row"] > 200


@pytest.mark.long
def test_nothing_is_lost_or_doubled_in_a_thousand_kills(folder, tmp_path):
    total = Counter()
    for seed in itertools.count(2):
        # on a disk most kills fall into a commit, in memory many reviews fall between two kills
        place = tmp_path if seed % 2 else folder
        total.update(killed(place / str(seed), 100, seed))
        if total["kills"] >= 1000 and total["row"] > 20_000:
            break
    assert total["unacknowledged"] > 50
    assert total["backup"] > 200
    assert total["restored"] > 30
