"""content/schema.json tells an editor what the checks will tell the author."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from builder import schema
from builder.problems import Findings
from builder.strict_yaml import parse
from tests.builder.mutations import damaged_data
from tests.builder.test_mutations import sources
from tests.builder.test_shape import FILES, misfits

SCHEMA = json.loads(schema.text())
TYPES: dict[str, Any] = {"string": str, "boolean": bool, "array": list, "object": dict}


def valid(data: Any, rule: dict[str, Any]) -> bool:
    """Whether data keeps a JSON schema, as far as ours has words."""
    if "$ref" in rule:
        return valid(data, SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")])
    if "if" in rule:
        rest = rule["then" if valid(data, rule["if"]) else "else"]
        return valid(data, rest)
    checks = (
        "enum" not in rule or data in rule["enum"],
        "type" not in rule or of_type(data, rule["type"]),
        "anyOf" not in rule or any(valid(data, option) for option in rule["anyOf"]),
    )
    if not all(checks):
        return False
    match data:
        case str():
            return valid_text(data, rule)
        case list():
            return in_range(len(data), rule, "Items") and all(
                valid(item, rule.get("items", {})) for item in data
            )
        case dict():
            return valid_object(data, rule)
        case int() | float():
            return valid_number(data, rule)
    return True


def of_type(data: Any, name: str) -> bool:
    if name in ("number", "integer"):
        kinds = int if name == "integer" else int | float
        return isinstance(data, kinds) and not isinstance(data, bool)
    return isinstance(data, TYPES[name])


def in_range(size: int, rule: dict[str, Any], what: str) -> bool:
    return rule.get(f"min{what}", 0) <= size <= rule.get(f"max{what}", 10**9)


def valid_text(data: str, rule: dict[str, Any]) -> bool:
    # `$` means the very end to an editor.
    pattern = rule.get("pattern", "").replace("$", r"\Z")
    return in_range(len(data), rule, "Length") and bool(re.search(pattern, data))


def valid_number(data: float, rule: dict[str, Any]) -> bool:
    return (
        data > rule.get("exclusiveMinimum", -1e9)
        and rule.get("minimum", -1e9) <= data <= rule.get("maximum", 1e18)
        and data % rule.get("multipleOf", 1e-9) < 1e-9
    )


def valid_object(data: dict[str, Any], rule: dict[str, Any]) -> bool:
    named = rule.get("properties", {})
    others = rule.get("additionalProperties", True)
    return (
        in_range(len(data), rule, "Properties")
        and set(rule.get("required", ())) <= set(data)
        and all(valid(key, rule.get("propertyNames", {})) for key in data)
        and all(valid(value, named[key]) for key, value in data.items() if key in named)
        and all(
            others if isinstance(others, bool) else valid(value, others)
            for key, value in data.items()
            if key not in named
        )
    )


def test_schema_and_checks_agree() -> None:
    accepted = refused = 0
    files = sources()
    for seed in range(1500):
        draw = random.Random(seed)
        kind, text = draw.choice(files)
        data = damaged_data(text, draw)
        found = [message for _, message, _ in misfits(data, FILES[kind])]
        # What only the checks refuse: blank and many-lined texts, and rules across fields.
        stricter = (" is empty", " has more than one line", "and only with them")
        if found and all(message.endswith(stricter) for message in found):
            continue
        if not isinstance(data, dict | list) or is_of_another_kind(data, kind):
            continue
        assert valid(data, SCHEMA) is (not found), (seed, found, data)
        accepted, refused = accepted + (not found), refused + bool(found)
    assert min(accepted, refused) > 50


def is_of_another_kind(data: Any, kind: str) -> bool:
    """Whether a file has lost by what an editor tells it from the others."""
    if isinstance(data, list):
        return kind != "topics"
    exam_only = {"code", "date", "deck", "minutes", "problems"}
    names_sources = bool(data) and all(re.fullmatch("[a-z]+[0-9]{4}", key) for key in data)
    told = "exam" if exam_only & set(data) else "sources" if names_sources else "problem"
    return told != kind


@pytest.mark.parametrize(("kind", "text"), sources()[:4])
def test_right_file_keeps_the_schema(kind: str, text: str) -> None:
    assert valid(parse(text, pytest.fail), SCHEMA)


def test_empty_file_is_completed_as_a_problem() -> None:
    last = SCHEMA
    while "else" in last:
        last = last["else"]
    assert last == {"$ref": "#/$defs/Problem"}


def test_descriptions_come_from_the_model() -> None:
    assert SCHEMA["$defs"]["Erratum"]["description"] == (
        "A place where the exam's marked solution is wrong or loose."
    )


def test_schema_offers_no_null_and_no_web_address() -> None:
    assert "null" not in schema.text()
    assert "://" not in schema.text()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (None, "the file is missing"),
        ("{}\n", "the schema does not describe the model in desktop/questions/model.py"),
    ],
)
def test_stale_schema_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str | None, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if written is not None:
        (tmp_path / "schema.json").write_text(written, encoding="utf-8")
    findings = Findings()
    schema.check(Path(), findings)
    assert [str(f) for f in findings] == [
        f"schema.json:1: {message}: run `python -m builder.schema`"
    ]


def test_written_schema_is_no_finding(tmp_path: Path) -> None:
    schema.main(tmp_path)
    findings = Findings()
    schema.check(tmp_path, findings)
    assert not findings
