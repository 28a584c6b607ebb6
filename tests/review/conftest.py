"""Fixtures of the tests of reviewing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.questions.bundle import Bundle
from tests.review.sittings import Desk


@pytest.fixture(scope="session")
def bundle(exam_bundle) -> Bundle:
    """The bundle of the real content."""
    return exam_bundle


@pytest.fixture
def desk(folder, bundle, clock) -> Iterator[Desk]:
    desk = Desk(folder, bundle, clock)
    yield desk
    desk.store.close()
