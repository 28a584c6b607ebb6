"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser

from builder.commands import Progress
from desktop.formulas import Typesetter
from desktop.questions.bundle import Bundle
from tests.browser import chromium, chromium_path
from tests.project import CONTENT, Project
from tests.review.clocks import SettableClock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any test imports Qt

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "build" / "mathjax.js"
MEMORY = Path("/dev/shm")

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


@pytest.fixture(scope="session")
def exam_bundle_path(tmp_path_factory, worker_id) -> Path:
    """The bundle of the real content, built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "exam-bundle"
    with FileLock(shared / "exam-bundle.lock"):
        if not folder.exists():
            project = Project(folder.with_name("exam-bundle-begun"), CONTENT)
            project.build()
            folder.with_name("exam-bundle-begun").rename(folder)
    return folder / "dist" / "endterm.bundle"


@pytest.fixture(scope="session")
def exam_bundle(exam_bundle_path) -> Iterator[Bundle]:
    """The real content, open."""
    with Bundle(exam_bundle_path) as bundle:
        yield bundle


@pytest.fixture
def quiet() -> Progress:
    """The builder's progress, which says nothing in a pipe."""
    return Progress()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of flushes to disk prove nothing here."""
    place = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="endterm-test-", dir=place) as made:
        yield Path(made)


@pytest.fixture
def clock() -> SettableClock:
    """A clock that stands until it is set."""
    return SettableClock()
