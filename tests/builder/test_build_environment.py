"""build.py where the machine fails it: what is missing, full, damaged, interrupted, or shared."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from builder.assets import FONTS
from tests.builder.anki.test_import import SENTENCE
from tests.clone import OUTPUTS, Clone, environment, snapshot

NEWER = "The gap between outputs and targets."
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture
def edited(released) -> Clone:
    """There is work to do: a question has changed since the release."""
    released.edit("problem-2.yaml", SENTENCE, NEWER)
    return released


def test_without_the_script_it_says_what_to_run(edited):
    before = snapshot(edited.content, edited.dist)
    (edited.root / "build" / "mathjax.js").unlink()
    done = edited.run()
    assert done == (3, "", "build/mathjax.js is missing. Run `make`, which builds it.\n")
    assert snapshot(edited.content, edited.dist) == before


def test_without_a_font_it_says_what_to_run_and_stamps_nothing(edited):
    before = snapshot(edited.content, edited.dist)
    name = FONTS["_endterm-1-serif-600.woff2"]
    next(edited.root.glob(f"node_modules/**/{name.rpartition('/')[2]}")).unlink()
    done = edited.run()
    assert (done.code, done.out) == (3, "")
    assert done.err == f"The font files ['{name}'] are missing. Run `make`.\n"
    assert snapshot(edited.content, edited.dist) == before


def test_without_its_packages_it_says_what_to_run(edited):
    before = snapshot(edited.content, edited.dist)
    command = [sys.executable, "-S", *edited.command()[1:]]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.fullmatch(
        r"Python's package \w+ is missing\. Run `make`, which installs it\.\n", done.stderr
    )
    assert snapshot(edited.content, edited.dist) == before


UNCHANGED = "What was in place is unchanged. Free space or mend the permissions, then run the build"


@pytest.mark.parametrize("place", ["dist", "dist/deeper"])
def test_a_file_in_the_place_of_the_folder(clone, place):
    clone.dist.write_text("in the way")
    before = snapshot(clone.content)
    done = clone.run("--out", place)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"{place}: ")
    assert UNCHANGED in done.err
    assert "Traceback" not in done.err
    assert snapshot(clone.content) == before
    assert clone.dist.read_text() == "in the way"


@pytest.mark.parametrize("name", [*OUTPUTS, "releases.json"])
def test_a_folder_in_the_place_of_a_file(clone, name):
    folder = (clone.content if name == "releases.json" else clone.dist) / name
    folder.mkdir(parents=True)
    done = clone.run()
    if name == "releases.json":
        assert (done.code, done.err) == (2, "")
        assert "the ledger cannot be used" in done.out
    else:
        assert (done.code, done.out) == (3, "")
        assert f"{name}: is a directory. {UNCHANGED}" in done.err
    files = [path for path in clone.dist.rglob("*") if path.is_file()]
    assert {path.name for path in files} <= {".build.lock"}
    assert not clone.ledger.is_file()


@pytest.mark.parametrize("value", ["yesterday", "-1", "1.5"])
def test_a_clock_that_is_no_number_is_named(clone, value):
    done = clone.run(SOURCE_DATE_EPOCH=value)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        f"SOURCE_DATE_EPOCH is '{value}'. Give it the seconds since 1970, or unset it.\n"
    )
    assert not clone.ledger.exists()


# A limit on the size of files stops a write in the middle, as a full disk does.
LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="limits are Linux's")
@pytest.mark.parametrize("limit", [0, 300, 800, 50_000, 500_000, 2_200_000])
def test_where_nothing_more_can_be_written_all_stays_as_it_was(edited, limit):
    before = snapshot(edited.content, edited.dist)
    command = [sys.executable, "-c", LIMITED, str(limit), *edited.command()[1:]]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert UNCHANGED in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(edited.content, edited.dist) == before
    assert edited.run().code == 0


# On a disk of its own, which is gone with the process.
ALONE = ("unshare", "--mount", "--map-root-user")
SMALL_DISK = """
mount -t tmpfs -o size=%dk tmpfs dist && cp -r kept/. dist && "$@"; code=$?
cp -r dist after && exit $code
"""


def may_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    mount = [*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(mount, capture_output=True).returncode == 0


@pytest.mark.linux
@pytest.mark.skipif(not may_mount(), reason="needs a kernel that lets users mount")
@pytest.mark.parametrize("room", [4, 100, 1000, 2250])
def test_on_a_full_disk_all_stays_as_it_was(edited, room):
    kept = edited.root / "kept"
    edited.dist.rename(kept)
    edited.dist.mkdir()
    ledger = edited.ledger.read_bytes()
    size = sum(-(-path.stat().st_size // 4096) * 4 for path in kept.iterdir()) + room
    done = subprocess.run(
        [*ALONE, "sh", "-c", SMALL_DISK % size, "sh", *edited.command()],
        cwd=edited.root,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (3, ""), done
    assert f"no space left on device. {UNCHANGED}" in done.stderr
    after = edited.root / "after"
    assert contents(after) == contents(kept)
    assert edited.ledger.read_bytes() == ledger


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def interrupted(clone, *arguments, when, group=False):
    """A build that gets Ctrl-C as soon as `when` holds."""
    process = subprocess.Popen(
        clone.command(*arguments),
        cwd=clone.root,
        env=environment(**EPOCH),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and not when():
        time.sleep(0.001)
    if process.poll() is None:
        (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate()
    return process.returncode, out, err


STOPPED = (130, "", "Interrupted. Nothing was written in part.\n")


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="signals are Linux's")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_while_formulas_are_typeset(tmp_path, jobs):
    clone = Clone(tmp_path / "clone", warm=False)
    done = interrupted(clone, "--jobs", str(jobs), when=clone.cache.exists, group=True)
    assert done == STOPPED
    assert not clone.dist.exists()
    assert not clone.ledger.exists()
    clone.build()


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="signals are Linux's")
def test_ctrl_c_while_files_are_written(edited):
    old, stamp = edited.outputs(), edited.ledger.read_bytes()
    new = Clone(edited.root.parent / "new")
    new.ledger.write_bytes(stamp)
    new.edit("problem-2.yaml", SENTENCE, NEWER)
    expected = new.build(**EPOCH)
    for _ in range(5):
        code, out, err = interrupted(edited, when=lambda: any(edited.dist.glob(".*.part")))
        assert (code, out, err) == STOPPED or (code, err) == (0, "")
        assert not list(edited.dist.glob(".*.part"))
        found = edited.outputs()
        assert all(found[name] in (old[name], expected[name]) for name in found)
        edited.ledger.write_bytes(stamp)
    assert edited.build(**EPOCH) == expected


@pytest.mark.linux
@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
def test_progress_shows_on_a_terminal_and_clears_itself(tmp_path):
    clone = Clone(tmp_path / "clone", warm=False)
    terminal, end = os.openpty()
    process = subprocess.Popen(
        clone.command(), cwd=clone.root, env=environment(), stdout=subprocess.PIPE, stderr=end
    )
    os.close(end)
    out, _ = process.communicate()
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert process.returncode == 0
    assert b"everything is in dist" in out
    assert b"\r" not in out
    steps = re.findall(r"\r\x1b\[K(\w[\w ]*) \.\.\.", shown)
    assert list(dict.fromkeys(steps)) == [
        "Reading and checking",
        "Compiling",
        "Drawing figures",
        "Rendering notes",
        "Packing",
        "Writing",
    ]
    assert re.search(r"Reading and checking \.\.\. (\d+) of \1", shown)
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown


DAMAGES = {
    "empty": lambda data: b"",
    "text": lambda data: b"no database " * 1000,
    "half": lambda data: data[: len(data) // 2],
    "zeros": lambda data: data[:4096] + bytes(len(data) - 4096),
    "bits": lambda data: bytes(byte ^ (i % 997 == 5) for i, byte in enumerate(data)),
}


def test_a_damaged_cache_of_formulas_changes_nothing(clone):
    expected = clone.build(**EPOCH)
    for path in clone.cache.glob("formulas-*"):
        whole = path.read_bytes()
        for damage in DAMAGES.values():
            path.write_bytes(damage(whole))
            clone.forget()
            assert clone.build() == expected


def test_a_cache_that_cannot_be_written_changes_nothing(clone):
    expected = clone.build(**EPOCH)
    for path in clone.cache.iterdir():
        path.unlink()
    clone.cache.rmdir()
    clone.cache.write_text("in the way")
    clone.forget()
    assert clone.build() == expected


def test_builds_at_once_take_turns(edited):
    processes = [
        subprocess.Popen(
            edited.command(),
            cwd=edited.root,
            env=environment(**EPOCH),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    ends = [(*process.communicate(), process.returncode) for process in processes]
    assert [(err, code) for _, err, code in ends] == [(b"", 0)] * 4
    together = edited.outputs()
    assert not list(edited.dist.glob(".*.part"))
    edited.forget()
    assert edited.build() == together
