"""Reading content/: its folders, missing and strange files, and what is left of the rest."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from builder.knowledge import Knowledge
from builder.load import load
from builder.problems import Findings
from desktop.questions import model
from tests.builder.small_content import EXAM, PLACES, SMALL, small_content


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small knowledge base, from whose folder the paths in messages count."""
    folder = small_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    return folder


def loaded(content: Path) -> tuple[Knowledge, list[str]]:
    findings = Findings()
    return load(content, findings), [str(finding) for finding in findings]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_small_content_is_loaded(content: Path) -> None:
    knowledge, found = loaded(content)
    assert found == []
    assert knowledge.complete
    exam = knowledge.exams[EXAM]
    assert exam.exam.title == "A small exam"
    assert [problem.problem.title for problem in exam.problems] == ["Sums"]
    (question,) = knowledge.questions
    assert isinstance(question.question, model.OpenQuestion)
    assert question.key == "small-2026/1.1"
    assert question.question.rubric[0].credits == 0.5
    assert question.question.scan == model.Scan(state="intact")
    assert knowledge.topics[0].topics[1].title == "Products"
    assert knowledge.sources["euler1748"].year == 1900


def test_problems_follow_the_list_of_the_exam(content: Path) -> None:
    folder = content / "exams" / EXAM
    text = (folder / "problem-1.yaml").read_text(encoding="utf-8")
    for number in ("2", "10"):
        of_number = text.replace('id: "1', f'id: "{number}')
        (folder / f"problem-{number}.yaml").write_text(of_number, encoding="utf-8")
    entries = "".join(f'- {{id: "{number}", deck: {number} Sums}}\n' for number in (2, 10))
    with (folder / "exam.yaml").open("a", encoding="utf-8") as file:
        file.write(entries)
    knowledge, found = loaded(content)
    assert found == []
    assert [question.key for question in knowledge.questions] == [
        f"{EXAM}/1.1",
        f"{EXAM}/2.1",
        f"{EXAM}/10.1",
    ]


def test_finding_names_the_line_of_a_value_and_of_a_text(content: Path) -> None:
    (question,) = loaded(content)[0].questions
    lines = (SMALL / PLACES["problem"]).read_text(encoding="utf-8").splitlines()
    finding = question.finding(("rubric", 1, "item"), "wrong", "mend it")
    assert "a reason" in lines[finding.line - 1]
    assert finding.question == "small-2026/1.1"
    in_text = question.finding(("explanation",), "wrong", "mend it", text_line=2)
    assert "count them both" in lines[in_text.line - 1]
    assert str(in_text).startswith(f"content/{PLACES['problem']}:{in_text.line}: wrong: mend it")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("topic.yaml", "`topic.yaml` does not belong here: did you mean `topics.yaml`?"),
        ("Topics.yaml", "`Topics.yaml` does not belong here: did you mean `topics.yaml`?"),
        ("notes.txt", "`notes.txt` does not belong here: remove it"),
        ("exams/notes.txt", "`notes.txt` is no folder of an exam: remove it, or name it in small "
         "letters, digits and hyphens"),
        (f"exams/{EXAM}/problem-0.yaml", "`problem-0.yaml` does not belong here: did you mean "
         "`problem-1.yaml`?"),
        (f"exams/{EXAM}/problem_2.yml", "`problem_2.yml` does not belong here: did you mean "
         "`problem-1.yaml`?"),
        (f"exams/{EXAM}/figure.png", "`figure.png` does not belong here: remove it"),
    ],
)  # fmt: skip
def test_unknown_file(content: Path, name: str, message: str) -> None:
    (content / name).write_text("x: 1\n", encoding="utf-8")
    assert loaded(content)[1] == [f"content/{name}:1: {message}"]


def test_folder_of_an_exam_with_a_bad_name(content: Path) -> None:
    (content / "exams" / EXAM).rename(content / "exams" / "Small 2026")
    assert loaded(content)[1] == [
        "content/exams/Small 2026:1: `Small 2026` is no folder of an exam: remove it, or name it "
        "in small letters, digits and hyphens"
    ]


@pytest.mark.parametrize("name", [".problem-1.yaml.swp", ".DS_Store", "problem-1.yaml~"])
def test_files_of_editors_and_systems_are_passed_over(content: Path, name: str) -> None:
    (content / "exams" / EXAM / name).write_bytes(b"\0")
    assert loaded(content)[1] == []


def test_ledger_and_schema_belong_to_content(content: Path) -> None:
    (content / "releases.json").write_text("{}", encoding="utf-8")
    (content / "schema.json").write_text("{}", encoding="utf-8")
    assert loaded(content)[1] == []


@pytest.mark.parametrize("kind", PLACES)
def test_missing_file(content: Path, kind: str) -> None:
    (content / PLACES[kind]).unlink()
    found = loaded(content)[1]
    if kind == "problem":
        assert found == [
            f"content/{PLACES['exam']}:8: problem 1 has no file: write problem-1.yaml, or remove "
            "the entry"
        ]
    else:
        assert found == [f"content/{PLACES[kind]}:1: the file is missing: create it"]


def test_file_of_a_problem_that_the_exam_does_not_list(content: Path) -> None:
    folder = content / "exams" / EXAM
    text = (folder / "problem-1.yaml").read_text(encoding="utf-8")
    (folder / "problem-2.yaml").write_text(text.replace('id: "1', 'id: "2'), encoding="utf-8")
    assert loaded(content)[1] == [
        f"content/exams/{EXAM}/problem-2.yaml:1: exam.yaml does not list problem 2: add it to "
        "`problems` of exam.yaml"
    ]


def test_missing_content(content: Path) -> None:
    knowledge, found = loaded(content / "nowhere")
    assert found == ["content/nowhere:1: the folder is missing: create it"]
    assert not knowledge.exams


def test_missing_folder_of_exams(content: Path) -> None:
    (content / "exams").rename(content.parent / "elsewhere")
    assert loaded(content)[1] == ["content/exams:1: the folder is missing: create it"]


def test_content_that_is_a_file(content: Path) -> None:
    wanted = ["content/topics.yaml:1: this is no folder: put a folder here"]
    assert loaded(content / "topics.yaml")[1] == wanted


def test_content_without_an_exam(content: Path) -> None:
    for path in (content / "exams" / EXAM).iterdir():
        path.unlink()
    (content / "exams" / EXAM).rmdir()
    assert loaded(content)[1] == [
        "content/exams:1: there is no exam in this folder: add a folder with an exam.yaml"
    ]


@pytest.mark.parametrize("kind", PLACES)
def test_folder_with_the_name_of_a_file(content: Path, kind: str) -> None:
    path = content / PLACES[kind]
    path.unlink()
    path.mkdir()
    assert loaded(content)[1] == [
        f"content/{PLACES[kind]}:1: a folder, where a file is expected: remove it, or give it "
        "another name"
    ]


@pytest.mark.linux
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that Windows withholds")
@pytest.mark.parametrize("target", ["/etc/passwd", "nowhere", "problem-1.yaml"])
def test_symbolic_link(content: Path, target: str) -> None:
    path = content / PLACES["problem"]
    path.unlink()
    path.symlink_to(target)
    assert loaded(content)[1] == [
        f"content/{PLACES['problem']}:1: a symbolic link: put the file itself here"
    ]


@pytest.mark.linux
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that Windows withholds")
def test_symbolic_link_to_an_exam(content: Path) -> None:
    (content / "exams" / "linked-2026").symlink_to(content / "exams" / EXAM)
    assert loaded(content)[1] == [
        "content/exams/linked-2026:1: `linked-2026` is no folder of an exam: remove it, or name it "
        "in small letters, digits and hyphens"
    ]


@pytest.mark.linux
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_pipe_does_not_hang(content: Path) -> None:
    path = content / PLACES["sources"]
    path.unlink()
    os.mkfifo(path)

    def give_up(*_: object) -> None:
        raise TimeoutError("waited for somebody to write")

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(10)
    assert loaded(content)[1] == [
        "content/sources.yaml:1: this is no ordinary file: put the file itself here"
    ]
    signal.alarm(0)


def test_unreadable_file(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not chmod: root reads everything.
    def refuse(self: Path, mode: str = "r", **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert loaded(content)[1][0] == (
        f"content/{PLACES['exam']}:1: the file can't be read (Permission denied): check its "
        "permissions"
    )


def test_unreadable_folder(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert loaded(content)[1] == [
        "content:1: the folder can't be read (Permission denied): check its permissions"
    ]


SECOND = """\
- id: "1.2"
  title: Another sum
  kind: open
  credits: 1
  topics: [numbers/sums]
  stem: What is $2 + 2$?
  answer: It is $4$.
  rubric: [{credits: 1, item: the number}]
  explanation: Count on.
  scan: {state: intact}
  sources: [euler1748]
  explore: {view: newton}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A sum of two", "title: [A sum of two]"),
        ("title: A sum of two", "titel: A sum of two"),
        ("title: A sum of two", 'title: "A $\\\\sum$ of two"'),
        ("title: A sum of two", "title: A sum of two\n  title: A sum of three"),
        ("title: A sum of two", "title: A sum\xa0of two"),
        ("title: A sum of two", "title: !sum A sum of two"),
    ],
)
def test_broken_question_is_left_out_and_the_others_stay(content: Path, old: str, new: str) -> None:
    path = content / PLACES["problem"]
    edit(path, old, new)
    with path.open("a", encoding="utf-8") as file:
        file.write(SECOND)
    findings = Findings()
    knowledge = load(content, findings)
    assert len(findings) == 1
    assert findings.questions == {f"{EXAM}/1.1"}
    left = knowledge.without(findings.questions)
    assert [question.key for question in left.questions] == [f"{EXAM}/1.2"]
    (problem,) = left.problems
    assert [question.id for question in problem.problem.questions] == ["1.2"]
    assert not problem.complete
    (question,) = left.questions
    finding = question.finding(("answer",), "wrong", "mend it")
    assert "It is $4$" in path.read_text(encoding="utf-8").splitlines()[finding.line - 1]


def test_nothing_is_left_of_a_problem_whose_only_question_is_broken(content: Path) -> None:
    edit(content / PLACES["problem"], "kind: open", "kind: closed")
    findings = Findings()
    knowledge = load(content, findings)
    assert list(knowledge.without(findings.questions).questions) == []


def test_broken_problem_is_left_out(content: Path) -> None:
    edit(content / PLACES["problem"], "title: Sums", "titel: Sums")
    findings = Findings()
    knowledge = load(content, findings)
    assert len(findings) == 1
    assert findings.questions == {f"{EXAM}/1"}
    assert list(knowledge.questions) == []
    assert not knowledge.complete


@pytest.mark.parametrize(
    ("old", "new"), [("title: Sums", 'title: "\\Sum"'), ("title: Sums", "title: [Sums"), (EXAM, "")]
)
def test_problem_with_a_broken_head_is_left_out(content: Path, old: str, new: str) -> None:
    path = content / PLACES["problem"]
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    findings = Findings()
    knowledge = load(content, findings)
    assert findings.questions == {f"{EXAM}/1"}
    assert not knowledge.without(findings.questions).exams


def test_questions_go_with_a_source_that_can_not_be_read(content: Path) -> None:
    edit(content / PLACES["sources"], "year: 1900", "year: MCM")
    with (content / PLACES["sources"]).open("a", encoding="utf-8") as file:
        file.write(
            "gauss1801: {authors: C. F. Gauss, title: D, year: 1966, identifier: 'ISBN 0'}\n"
        )
    findings = Findings()
    knowledge = load(content, findings)
    assert len(findings) == 1
    assert set(knowledge.sources) == {"gauss1801"}
    assert set(knowledge.source_keys) == {"euler1748", "gauss1801"}
    assert not findings.questions
    assert not knowledge.without(findings.questions).exams


def test_without_drops_a_whole_problem_by_its_key(content: Path) -> None:
    knowledge = loaded(content)[0]
    assert dict(knowledge.without({f"{EXAM}/1"}).exams) == {}
    assert knowledge.without({f"{EXAM}/2", f"{EXAM}/1.2"}).exams == knowledge.exams


def test_findings_in_a_file_are_limited(content: Path) -> None:
    with (content / PLACES["problem"]).open("a", encoding="utf-8") as file:
        file.write("".join(f"key{number}: 1\n" for number in range(1000)))
    found = loaded(content)[1]
    assert len(found) == 101
    message = "there are 100 problems in this file, or more: mend these first"
    assert f"content/{PLACES['problem']}:128: {message}" in found
