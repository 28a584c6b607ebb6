"""Clones of the builder, which a test may change."""

from __future__ import annotations

import pytest

from tests.clone import Clone


@pytest.fixture
def clone(tmp_path) -> Clone:
    return Clone(tmp_path / "clone")


@pytest.fixture
def released(clone) -> Clone:
    clone.build()
    return clone
