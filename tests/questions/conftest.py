"""The marking script, loaded once."""

from __future__ import annotations

import pytest

from desktop.questions.marking import Marker


@pytest.fixture(scope="session")
def marker() -> Marker:
    return Marker()
