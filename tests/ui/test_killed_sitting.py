"""A mock exam in a process that is killed: every answer that was left behind is still there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.ui.pages.exam.question_sheet import task_of
from desktop.ui.pages.exam.sitting_page import SittingPage
from desktop.ui.registry import EXAM, SITTING
from tests.project import ROOT
from tests.review.clocks import SettableClock
from tests.ui.driver import Driver, right_reply

pytestmark = pytest.mark.linux
EACH_MS = 20_000


def killed_after(answers, bundle_path, folder):
    """Lines of a sitting that is killed while the question after so many is answered."""
    command = [sys.executable, "-m", "tests.ui.dying_sitting", str(bundle_path), str(folder)]
    lines = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            lines.append(line.split())
            if len(lines) == answers:
                child.kill()
                break
        child.stdout.read()
    assert child.returncode == -9
    return lines


@pytest.mark.parametrize("answers", [1, 17, 40])
def test_answers_and_time_outlive_a_killed_process(answers, folder, styled, exam_bundle_path):
    lines = killed_after(answers, exam_bundle_path, folder)
    assert len(lines) == answers
    clock = SettableClock(int(lines[-1][1]) + 3_600_000)  # an hour later
    app = Driver(exam_bundle_path, folder, clock)
    try:
        app.shell.open_page(EXAM)
        app.settle()
        assert any("You left a paper" in text for text in app.texts())
        app.press("Enter")
        page = app.shell.page(SITTING)
        assert isinstance(page, SittingPage)
        sitting = app.window.pages.exam_desk().sitting
        items = {item.number: item for item in sitting.paper.items}
        for number, _ in lines:
            reply = right_reply(task_of(items[number]))
            assert sitting.sheet.answer(number).reply == reply, number
        # the process may have gone on by some questions before the signal reached it
        answered = sum(sitting.sheet.answer(number).is_given for number in items)
        assert answered <= answers + 3
        spent = 90 * 60_000 - sitting.remaining_ms
        assert answers * EACH_MS <= spent <= (answers + 3) * EACH_MS
    finally:
        app.close()
