"""How findings are collected, sorted, counted and printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.problems import (
    MAX_FINDINGS_PER_FILE,
    Finding,
    Findings,
    did_you_mean,
    nearest,
    quoted,
    shown,
)


def collected(*found: Finding) -> Findings:
    findings = Findings()
    for finding in found:
        findings.add(finding)
    return findings


LATER = Finding("content/b.yaml", 3, "unknown key", "remove it", "exam/1.2")
FIRST = Finding("content/a.yaml", 20, "empty", "fill it in")
SECOND = Finding("content/b.yaml", 2, "empty", "fill it in", "exam/1.1")


def test_lines_are_sorted_and_counted() -> None:
    assert list(collected(LATER, FIRST, SECOND).lines(annotate=False)) == [
        "content/a.yaml:20: empty: fill it in",
        "content/b.yaml:2: empty: fill it in",
        "content/b.yaml:3: unknown key: remove it",
        "3 problems in 2 files",
    ]


def test_lines_are_sorted_by_number() -> None:
    lines = list(collected(*(Finding("a", n, "m", "r") for n in (10, 9, 2))).lines(annotate=False))
    assert [line.split(":")[1] for line in lines[:-1]] == ["2", "9", "10"]


def test_one_problem_is_counted_as_one() -> None:
    assert list(collected(FIRST, FIRST).lines(annotate=False))[-1] == "1 problem in 1 file"


def test_nothing_found_prints_nothing() -> None:
    assert list(Findings().lines(annotate=True)) == []
    assert not Findings()


def test_questions_are_those_with_findings() -> None:
    assert collected(LATER, FIRST, SECOND).questions == {"exam/1.1", "exam/1.2"}


def test_annotations_follow_the_lines() -> None:
    assert list(collected(FIRST, SECOND).lines(annotate=True)) == [
        "content/a.yaml:20: empty: fill it in",
        "content/b.yaml:2: empty: fill it in",
        "::error file=content/a.yaml,line=20::empty: fill it in",
        "::error file=content/b.yaml,line=2::empty: fill it in",
        "2 problems in 2 files",
    ]


def test_annotation_escapes_what_the_ci_reads() -> None:
    finding = Finding("a,b:c.yaml", 1, "100 %\nwrong", "mend it")
    assert finding.annotation() == "::error file=a%2Cb%3Ac.yaml,line=1::100 %25%0Awrong: mend it"


@pytest.mark.parametrize(("value", "annotated"), [("true", True), ("", False), (None, False)])
def test_environment_decides_about_annotations(
    monkeypatch: pytest.MonkeyPatch, value: str | None, annotated: bool
) -> None:
    if value is None:
        monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    else:
        monkeypatch.setenv("GITHUB_ACTIONS", value)
    assert any(line.startswith("::error") for line in collected(FIRST).lines()) is annotated


def test_findings_of_a_file_are_limited() -> None:
    many = [Finding("a.yaml", line, "wrong", "mend it") for line in range(1, 500)]
    findings = collected(*many, FIRST)
    assert len(findings) == MAX_FINDINGS_PER_FILE + 2
    lines = list(findings.lines(annotate=False))
    assert "a.yaml:100: there are 100 problems in this file, or more: mend these first" in lines
    assert lines[-1] == "102 problems in 2 files"


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("tolerence", "tolerance"),
        ("TOLERANCE", "tolerance"),
        ("titel", "title"),
        ("zebra", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_nearest_name(word: str, match: str | None) -> None:
    assert nearest(word, ["title", "tolerance", "topics"]) == match


def test_remedy_names_the_nearest_name_or_another_way() -> None:
    assert did_you_mean("titel", ["title"], "remove it") == "did you mean `title`?"
    assert did_you_mean("zebra", ["title"], "remove it") == "remove it"


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("plain", "`plain`"),
        ("two\nlines\x1b[31m", "`two\\u000alines\\u001b[31m`"),
        ("\u202eabc", "`\\u202eabc`"),
        ("x" * 100, f"`{'x' * 59}…`"),
    ],
)
def test_quoted_text_is_short_and_harmless(text: str, shown_as: str) -> None:
    assert quoted(text) == shown_as


def test_paths_are_shown_from_where_we_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "content" / "a.yaml") == "content/a.yaml"
    assert shown(Path("content/../content/a.yaml")) == "content/a.yaml"
    assert shown(tmp_path.parent / "a.yaml") == (tmp_path.parent / "a.yaml").as_posix()


def test_path_can_not_forge_a_line_or_break_the_terminal() -> None:
    assert shown(Path("a\n::error\udce9.yaml")) == "a\\u000a::error\\udce9.yaml"
