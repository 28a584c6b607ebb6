"""What the app says when something can't be opened, and that what it offers works."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.review.records import Event, Kind, Rating, new_uid
from desktop.review.selection import EVERYTHING
from desktop.review.store import Store
from desktop.ui.app import default_profile, parsed
from desktop.ui.controls.words import Words
from desktop.ui.starting import Starter, Wanted
from tests.review.unwritable import unwritable


@pytest.fixture
def starting(styled, exam_bundle_path, folder, clock):
    """Starts the app; `bundle` and `profile` may be others."""
    begun = []

    def start(bundle=exam_bundle_path, profile=folder) -> Starter:
        starter = Starter(Wanted(profile, bundle), clock)
        begun.append(starter)
        starter.start()
        QApplication.processEvents()
        return starter

    yield start
    for starter in begun:
        starter.close()


def said(starter: Starter) -> list[str]:
    assert starter.message is not None
    assert starter.message.isVisible()
    return [words.text() for words in starter.message.findChildren(Words)]


def choices(starter: Starter) -> list[str]:
    return [button.text() for button in starter.message.buttons]


def choose(starter: Starter, words: str) -> None:
    next(button for button in starter.message.buttons if button.text() == words).click()
    QApplication.processEvents()


def reviewed(folder, clock, count=3) -> None:
    """A profile with some reviews and a backup of them."""
    with Store.open(folder, clock) as store:
        for _ in range(count):
            clock.advance(hours=1)
            card = "in2346-2022/1.1"
            store.append(Event(uid=new_uid(), kind=Kind.REVIEW, card_id=card, rating=Rating.GOOD))
        store.safekeeping.back_up()


def test_the_first_start_asks_nothing(starting):
    starter = starting()
    assert starter.message is None
    assert starter.window.shell.isVisible()
    assert starter.window.shell.open_key == "home"


def test_the_command_line():
    wanted = parsed(["--profile", "a", "--bundle", "b"])
    assert (wanted.profile.name, wanted.bundle.name) == ("a", "b")
    usual = parsed([])
    assert usual.profile == default_profile()
    assert usual.bundle.parts[-2:] == ("dist", "endterm.bundle")


def test_a_missing_bundle_says_what_to_run(starting, tmp_path):
    starter = starting(bundle=tmp_path / "none.bundle")
    what, *rest = said(starter)
    assert what.endswith("none.bundle is missing.")
    assert rest == ["Your reviews are untouched.", "Run `make`, or choose another file."]
    assert choices(starter) == ["Choose another file", "Try again", "Quit"]


def test_a_damaged_bundle_and_another_file(starting, tmp_path, exam_bundle_path, monkeypatch):
    damaged = tmp_path / "damaged.bundle"
    damaged.write_bytes(exam_bundle_path.read_bytes()[:40_000])
    starter = starting(bundle=damaged)
    assert "damaged" in said(starter)[0]
    picked = (str(exam_bundle_path), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: picked)
    choose(starter, "Choose another file")
    assert starter.message is None
    assert starter.window.shell.isVisible()


def test_a_second_window_is_told_of_the_first(starting, folder, clock):
    reviewed(folder, clock)
    with Store.open(folder, clock):
        starter = starting()
        assert said(starter)[0] == "Endterm is open in another window."
        assert said(starter)[-1] == "Switch to it, or open this one to read only."
        assert choices(starter) == ["Open to read only", "Try again", "Quit"]
        choose(starter, "Open to read only")
        assert starter.window is not None
        assert starter.window.shell.isVisible()
        QApplication.processEvents()
        assert starter.window.shell.strip.text.startswith("This profile is open to read only")
        assert starter.window.workspace.store.state("in2346-2022/1.1").reps == 3


def test_once_the_first_window_is_gone_trying_again_works(starting, folder, clock):
    with Store.open(folder, clock):
        starter = starting()
    choose(starter, "Try again")
    assert starter.window.shell.isVisible()


def test_a_newer_profile_is_refused_and_untouched(starting, folder, clock):
    reviewed(folder, clock)
    path = folder / "reviews.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    starter = starting()
    assert "newer version" in said(starter)[0]
    assert path.read_bytes() == before


def test_a_damaged_profile_is_restored_from_its_backup(starting, folder, clock):
    reviewed(folder, clock)
    path = folder / "reviews.db"
    path.write_bytes(b"no database at all" * 500)
    starter = starting()
    assert "damaged" in said(starter)[0] or "not" in said(starter)[0]
    [restore] = [words for words in choices(starter) if words.startswith("Restore")]
    assert restore == "Restore 3 reviews"
    choose(starter, restore)
    assert starter.message is None
    assert starter.window.workspace.store.state("in2346-2022/1.1").reps == 3
    assert list((folder / "quarantine").rglob("reviews.db")), "the damaged file is kept"


def test_a_folder_that_cannot_be_written(starting, folder, exam_bundle_path):
    bundle = folder / "exam.bundle"
    shutil.copy(exam_bundle_path, bundle)
    with unwritable(folder):
        starter = starting(bundle=bundle, profile=folder / "below")
        assert starter.window is None
        assert choices(starter)[-1] == "Quit"


def test_a_profile_that_cannot_be_written_is_looked_at(starting, folder, clock, exam_bundle_path):
    bundle = folder / "exam.bundle"
    shutil.copy(exam_bundle_path, bundle)
    profile = folder / "profile"
    reviewed(profile, clock)
    (profile / "reviews.db").chmod(0o444)
    with unwritable(profile):
        starter = starting(bundle=bundle, profile=profile)
        QApplication.processEvents()
        assert starter.window.workspace.store.profile.read_only
        assert starter.window.shell.strip.text.startswith("This profile is open to read only")
        starter.window.start_review(EVERYTHING)
        page = starter.window.shell.page("review")
        page.unknown_chosen.emit()
        page.rating_chosen.emit(Rating.GOOD)
        assert "look" in starter.window.shell.strip.text
        starter.close()


def test_closing_keeps_size_and_makes_a_backup(starting, folder, clock):
    reviewed(folder, clock)
    starter = starting()
    starter.window.shell.resize(760, 600)
    QApplication.processEvents()
    store = starter.window.workspace.store
    store.append(
        Event(uid=new_uid(), kind=Kind.REVIEW, card_id="in2346-2022/1.2", rating=Rating.HARD)
    )
    starter.close()
    again = starting()
    assert again.window.shell.size().toTuple() == (760, 600)
    made = again.window.workspace.store.safekeeping.backups()
    assert len(made) == 2
    assert made[0].seq > made[1].seq
