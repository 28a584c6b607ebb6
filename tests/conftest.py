"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from builder.commands import Progress
from desktop.formulas import Typesetter
from tests.browser import chromium, chromium_path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any test imports Qt

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "build" / "mathjax.js"

settings.register_profile("endterm", deadline=None)  # a busy machine is no bug
settings.load_profile("endterm")


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    """MathJax, loaded once for all tests."""
    return Typesetter(SCRIPT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; only where Debian's packages are not at hand may it be missing."""
    if chromium_path() is None and not sys.platform.startswith("linux"):
        pytest.skip("no Chromium on this system")
    with chromium() as running:
        yield running


@pytest.fixture
def quiet() -> Progress:
    """The builder's progress, which says nothing in a pipe."""
    return Progress()
