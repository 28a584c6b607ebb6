"""Fixtures of the tests of reviewing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.questions.bundle import Bundle
from tests.review.clocks import SettableClock
from tests.review.sittings import Desk

MEMORY = Path("/dev/shm")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of flushes to disk prove nothing here."""
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="endterm-test-", dir=place) as made:
        yield Path(made)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture(scope="session")
def bundle(exam_bundle) -> Bundle:
    """The bundle of the real content."""
    return exam_bundle


@pytest.fixture
def desk(folder, bundle, clock) -> Iterator[Desk]:
    desk = Desk(folder, bundle, clock)
    yield desk
    desk.store.close()
