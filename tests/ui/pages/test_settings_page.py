"""Settings in their window: every change counts at once and can be taken back."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.review.fitting import fit
from desktop.review.settings import read_settings
from desktop.review.store import Store
from desktop.ui.appearance import Scheme
from desktop.ui.idle import Idle
from desktop.ui.pages.settings.memory_presenter import MemoryPresenter
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.pages.settings.presenter import SettingsPresenter
from desktop.ui.pages.settings.profile_presenter import ProfilePresenter
from desktop.ui.workspace import Workspace
from tests.review.students import FORGETFUL, Student, study
from tests.ui.pages.listener import Listener

KEY = Qt.Key


@pytest.fixture
def settings(bundle, store, window):
    """Makes the page, connected to its presenters, in a window."""
    kept = []

    def opened(appearance, size=(1180, 780), over=None):
        workspace = Workspace(bundle, over or store, appearance)
        page = SettingsPage(appearance)
        page.speaker, page.idle = Listener(), Idle(page)
        page.changes, page.restored = [], []
        kept.append(
            SettingsPresenter(workspace, page, page.speaker, lambda: page.changes.append(1))
        )
        kept.append(
            MemoryPresenter(
                workspace, page, page.speaker, page.idle, lambda: page.changes.append(1)
            )
        )
        kept.append(ProfilePresenter(workspace, page, page.idle, page.restored.append))
        page.workspace = workspace
        window(page, appearance, size)
        return page

    return opened


def retype(page, qtbot, key, text):
    field = page.rows[key].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, KEY.Key_Return)


def press(page, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    page.setFocus()
    qtbot.keyClick(page, key, modifier)


@pytest.mark.parametrize("size", [(1180, 780), (760, 600)])
def test_it_opens_without_a_warning(settings, appearance, size):
    page = settings(appearance, size)
    assert not page.grab().isNull()
    assert page.rows["desired_retention"].field.text() == "90"
    assert page.rows["learning_steps"].field.text().replace("\u00a0", " ") == "1 min, 10 min"
    assert page.minimumSizeHint().width() <= size[0]


def test_a_typed_change_counts_at_once_and_survives(settings, light, store, clock, qtbot):
    page = settings(light)
    retype(page, qtbot, "desired_retention", "92,5")
    retype(page, qtbot, "new_per_day", "4")
    assert store.scheduler.settings.desired_retention == 0.925
    assert page.workspace.settings.new_per_day == 4
    assert page.rows["desired_retention"].field.text() == "92.5"
    assert "forgotten about 7.5" in page.rows["desired_retention"].sentence.text()
    assert len(page.changes) == 2
    folder = store.profile.folder
    store.close()
    with Store.open(folder, clock) as again:
        assert again.scheduler.settings.desired_retention == 0.925
        assert read_settings(again).new_per_day == 4


def test_what_is_no_value_stays_and_changes_nothing(settings, light, store, qtbot):
    page = settings(light)
    rows = len(store.rows())
    retype(page, qtbot, "new_per_day", "twelve")
    row = page.rows["new_per_day"]
    assert row.field.text() == "twelve"
    assert row.problem.text() == "That is not a whole number. Take 0 to 9,999."
    assert row.problem.isVisible()
    assert row.field.accessibleDescription() == row.problem.text()
    assert page.workspace.settings.new_per_day == 10
    retype(page, qtbot, "learning_steps", "soon")
    assert len(store.rows()) == rows
    retype(page, qtbot, "new_per_day", "10")  # what is in force
    assert not row.problem.isVisible()
    assert row.sentence.isVisible()
    retype(page, qtbot, "new_per_day", "12")
    assert page.workspace.settings.new_per_day == 12


def test_leaving_a_field_takes_what_is_typed(settings, light, qtbot):
    page = settings(light)
    field = page.rows["leech_lapses"].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "5")
    qtbot.keyClick(field, KEY.Key_Tab)
    assert page.workspace.settings.leech_lapses == 5


def test_each_change_can_be_taken_back(settings, light, store, qtbot):
    page = settings(light)
    retype(page, qtbot, "maximum_interval", "365")
    retype(page, qtbot, "maximum_interval", "90")
    page.rows["drills"].choose(False)
    assert page.rows["drills"].back.text() == "Back to Yes"
    assert page.rows["maximum_interval"].back.text() == "Back to 365\u00a0days"
    qtbot.mouseClick(page.rows["maximum_interval"].back, Qt.MouseButton.LeftButton)
    assert store.scheduler.settings.maximum_interval == 365
    press(page, qtbot, KEY.Key_U)
    assert page.workspace.settings.drills
    assert page.rows["drills"].choice.value == "0"
    press(page, qtbot, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert store.scheduler.settings.maximum_interval == 36_500
    assert not page.rows["maximum_interval"].back.isVisible()
    press(page, qtbot, KEY.Key_U)
    press(page, qtbot, KEY.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert store.scheduler.settings.maximum_interval == 365


def test_colours_and_size_change_the_window(settings, light, qtbot):
    page = settings(light)
    page.rows["appearance"].choose("dark")
    assert light.scheme is Scheme.DARK
    assert page.workspace.settings.appearance == "dark"
    page.rows["text_size"].choose(130)
    assert light.scale == 1.3
    qtbot.keyClick(page, KEY.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert light.scale == 1.0
    assert page.rows["text_size"].choice.value == "1"
    press(page, qtbot, KEY.Key_U)
    press(page, qtbot, KEY.Key_U)
    assert light.scheme is not Scheme.DARK


def test_a_profile_to_look_at_keeps_the_look_only(settings, light, store, clock, qtbot):
    folder = store.profile.folder
    store.close()
    with Store.open(folder, clock, read_only=True) as looked:
        page = settings(light, over=looked)
        retype(page, qtbot, "desired_retention", "80")
        assert "can only be looked at" in page.speaker.said
        assert page.rows["desired_retention"].field.text() == "90"
        page.rows["appearance"].choose("dark")
        assert light.theme.is_dark


def test_the_profile_is_checked_by_a_full_replay(settings, light, store, qtbot):
    page = settings(light)
    page.profile.check.click()
    assert page.profile.checked.text().startswith("Checking")
    page.idle.finish()
    entries = len(store.rows())
    said = page.profile.checked.text().replace("\u00a0", " ")
    assert said == f"Sound: {entries:,} entries, and every card’s state follows from them."
    assert page.profile.place.text() == str(store.profile.folder)


def test_backups_are_listed_verified_and_restored_with_both_counts(settings, light, store, qtbot):
    page = settings(light)
    page.profile.back_up.click()
    assert page.profile.checked.text() == "The backup is made and proven."
    page.profile.back_up.click()
    assert page.profile.checked.text() == "The last backup holds all of it."
    [backup] = store.safekeeping.backups()
    assert page.profile.model.texts.rows[0][1:] == ("as you studied", f"{backup.seq:,}")
    page.profile.verify.click()
    assert page.profile.of_backup.told.text().startswith("This backup is sound. It holds ")
    store.undo()
    page.profile.restore.click()
    reviews = len(store.counted_rows())
    said = page.profile.of_backup.told.text().replace("\u00a0", " ")
    held = sum(row.rating is not None for row in store.rows())
    assert said.startswith(f"This backup holds {held:,} reviews to ")
    assert f"you now have {sum(bool(r.rating) for r in store.counted_rows()):,} reviews." in said
    assert reviews
    page.profile.of_backup.decline.click()
    assert not page.profile.of_backup.isVisible()
    assert page.restored == []
    page.profile.restore.click()
    page.profile.of_backup.confirm.click()
    assert page.restored == [backup.path]
    assert store.safekeeping.backups()[0].reason == "restore"


def test_a_damaged_backup_is_said_to_be(settings, light, store, qtbot):
    page = settings(light)
    page.profile.back_up.click()
    [backup] = store.safekeeping.backups()
    damaged = bytearray(backup.path.read_bytes())
    damaged[len(damaged) // 2] ^= 0x40
    backup.path.write_bytes(damaged)
    page.profile.verify.click()
    assert "sound" not in page.profile.of_backup.told.text()
    page.profile.restore.click()
    assert not page.profile.of_backup.confirm.isVisible()


def test_export_and_import_as_text(settings, light, store, tmp_path, qtbot):
    page = settings(light)
    path = tmp_path / "mine.jsonl"
    page.profile.export.click()
    dialog = page.profile.findChild(QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    qtbot.waitUntil(path.exists)
    kinds = {next(iter(json.loads(line))) for line in path.read_text().splitlines()}
    assert kinds
    assert page.profile.of_text.told.text().endswith("are in mine.jsonl.")
    page.profile.import_asked.emit(str(path))
    assert page.profile.of_text.told.text().startswith("mine.jsonl holds ")
    page.profile.of_text.confirm.click()
    assert page.restored == [path]
    (tmp_path / "other.jsonl").write_text("{}\n")
    page.profile.import_asked.emit(str(tmp_path / "other.jsonl"))
    assert not page.profile.of_text.confirm.isVisible()
    assert page.profile.of_text.told.text()


@pytest.fixture
def forgetful(new_store, clock, bundle) -> Store:
    """The profile of a student who forgets far more than the usual parameters say."""
    study(new_store, clock, Student(1, FORGETFUL), bundle.card_ids(), 1200, new_per_day=8)
    return new_store


def test_parameters_are_fitted_adopted_and_taken_back(settings, light, forgetful):
    store = forgetful
    page = settings(light, over=store)
    usual = store.scheduler.settings.parameters
    before = store.states()
    page.memory.fit.click()
    assert not page.memory.fit.isEnabled()
    page.idle.finish()
    result = fit(store.counted_rows(), store.scheduler.settings)
    said = page.memory.result.text().replace("\u00a0", " ")
    assert f"On {result.held_out} reviews that they have not seen" in said
    assert f"{result.before:.4f} with the present" in said
    assert f"{result.after:.4f} with those" in said
    assert page.memory.adopt.isVisible()
    assert result.better
    page.memory.adopt.click()
    assert store.scheduler.settings.parameters == result.parameters
    after = store.states()
    assert {key: state.due_day for key, state in after.items()} == {
        key: state.due_day for key, state in before.items()
    }
    assert any(after[key].stability != state.stability for key, state in before.items())
    page.memory.back.click()
    assert store.scheduler.settings.parameters == usual
    assert store.states() == before
    assert len(page.changes) == 2


def test_fitted_parameters_need_not_be_adopted(settings, light, forgetful):
    store = forgetful
    page = settings(light, over=store)
    page.memory.fit.click()
    page.idle.finish()
    assert page.memory.keep.isVisible()
    page.memory.keep.click()
    assert page.memory.fit.isVisible()
    assert len([row for row in store.rows() if row.kind == "scheduler"]) == 1


def test_parameters_that_fit_already_stay(settings, light, store):
    page = settings(light)
    page.memory.fit.click()
    page.idle.finish()
    assert not fit(store.counted_rows(), store.scheduler.settings).better
    assert "The present ones stay." in page.memory.result.text().replace("\u00a0", " ")
    assert not page.memory.adopt.isVisible()


def test_too_few_reviews_are_counted(settings, light, new_store):
    page = settings(light, over=new_store)
    page.memory.fit.click()
    page.idle.finish()
    assert "0 of the 100 that it takes" in page.memory.result.text()


def test_everything_that_takes_focus_has_a_name(settings, light):
    page = settings(light)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []
