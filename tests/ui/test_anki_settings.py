"""Settings: the app's reviews to Anki and back, through the window."""

from __future__ import annotations

from desktop.review.records import Kind
from desktop.review.store.backups import Reason


def test_an_export_comes_back_into_another_profile_and_a_second_time_adds_nothing(
    opened, styled, exam_bundle_path, clock, tmp_path
):
    from tests.ui.driver import Driver

    app = opened()
    app.start("1.1")
    app.press("Enter", "3")
    path = tmp_path / "mine.apkg"
    app.shell.page("settings").anki.export_asked.emit(str(path))
    assert path.stat().st_size > 100_000
    clock.advance(days=1)
    other = Driver(exam_bundle_path, tmp_path / "other", clock)
    try:
        page = other.shell.page("settings")
        page.anki.import_asked.emit(str(path))
        assert page.anki.told.text() == "1\u00a0review of 1\u00a0card came in."
        [row] = [row for row in other.store.rows() if row.kind is Kind.IMPORT]
        assert row.card_id == "in2346-2022/1.1"
        assert Reason.IMPORT in [made.reason for made in other.store.safekeeping.backups()]
        page.anki.import_asked.emit(str(path))
        assert "1 were here already" in page.anki.told.text()
    finally:
        other.close()


def test_a_file_that_is_none_changes_nothing(app, tmp_path):
    path = tmp_path / "no.apkg"
    path.write_bytes(b"nothing")
    app.shell.page("settings").anki.import_asked.emit(str(path))
    assert "Nothing was changed" in app.shell.page("settings").anki.told.text()
    assert [row for row in app.store.rows() if row.kind is Kind.IMPORT] == []
