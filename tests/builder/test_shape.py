"""The walk through the data agrees with msgspec, and knows every type and text of the model."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from builder import shape
from builder.checks.authored import texts_of, texts_of_drill
from builder.forms import FORMS
from builder.positions import Keys
from desktop.questions import model
from tests.builder.mutations import damaged_data
from tests.builder.test_mutations import sources

FILES = {
    "problem": model.Problem,
    "exam": model.Exam,
    "topics": list[model.TopicGroup],
    "sources": dict[model.SourceKey, model.Source],
}


def misfits(data: Any, wanted: Any) -> list[tuple[Keys, str, str]]:
    found: list[tuple[Keys, str, str]] = []
    shape.check(data, wanted, lambda *misfit: found.append(misfit))
    return found


def accepted_by_msgspec(data: Any, wanted: Any) -> bool:
    try:
        msgspec.convert(data, wanted)
    except msgspec.ValidationError:
        return False
    return True


def agree(seeds: range) -> tuple[int, int]:
    """Compare both on damaged data; the numbers of accepted and of refused ones."""
    counts = [0, 0]
    files = sources()
    for seed in seeds:
        draw = random.Random(seed)
        kind, text = draw.choice(files)
        data = damaged_data(text, draw)
        found = misfits(data, FILES[kind])
        # Only the walk refuses an empty value, blank texts and line ends in short texts.
        stricter = (" is empty", " has more than one line")
        if all(message.endswith(stricter) for _, message, _ in found) and found:
            continue
        assert accepted_by_msgspec(data, FILES[kind]) is (not found), (seed, found, data)
        counts[bool(found)] += 1
    return counts[0], counts[1]


def test_walk_and_msgspec_agree() -> None:
    accepted, refused = agree(range(1500))
    assert min(accepted, refused) > 50


@pytest.mark.long
def test_walk_and_msgspec_agree_on_many() -> None:
    agree(range(100_000))


def test_every_misfit_is_listed() -> None:
    data = {
        "id": 4,
        "titel": "Sums",
        "credits": "one",
        "questions": [{"kind": "opne"}, "Why?", {"kind": "choice", "options": [{}]}],
    }
    messages = [message for _, message, _ in misfits(data, model.Problem)]
    assert messages == [
        "`id`: expected a text, got the number 4",
        "unknown key `titel` in this problem",
        "`credits`: expected a number, got the text `one`",
        "`kind` can't be the text `opne`",
        "item 2 of `questions`: expected a mapping with `kind`, got the text `Why?`",
        "`options` has 1 item",
        "this option has no `text`",
        "this option has no `right`",
        "this option has no `why`",
        *(
            f"this choice question has no `{name}`"
            for name in model.QuestionRecord.__struct_fields__
            if name not in ("figure", "errata", "accepted", "drills", "retired")
        ),
    ]


def test_type_that_the_walk_does_not_know_is_our_bug() -> None:
    with pytest.raises(TypeError, match="the model has a type that this doesn't know"):
        misfits("x", bytes)


def all_types(kind: inspect.Type) -> Iterator[inspect.Type]:
    yield kind
    match kind:
        case inspect.StructType():
            for field in kind.fields:
                yield from all_types(field.type)
        case inspect.UnionType():
            for option in kind.types:
                yield from all_types(option)
        case inspect.ListType():
            yield from all_types(kind.item_type)
        case inspect.DictType():
            yield from all_types(kind.key_type)
            yield from all_types(kind.value_type)


def test_every_pattern_of_the_model_has_words() -> None:
    patterns = {
        kind.pattern
        for wanted in FILES.values()
        for kind in all_types(inspect.type_info(wanted))
        if isinstance(kind, inspect.StrType) and kind.pattern
    }
    assert patterns == set(FORMS)


MARKDOWN = inspect.type_info(model.Markdown)


def sample(kind: inspect.Type, texts: list[str]) -> Any:
    """A value of a type with every field filled; its Markdown texts go to `texts`."""
    match kind:
        case inspect.StructType():
            return kind.cls(**{f.encode_name: sample(f.type, texts) for f in kind.fields})
        case inspect.UnionType():
            # Of two ways to write a thing, the record has more in it.
            records = [option for option in kind.types if isinstance(option, inspect.StructType)]
            return sample(records[0] if records else kind.types[0], texts)
        case inspect.ListType():
            return [sample(kind.item_type, texts)]
        case inspect.DictType():
            return {"name": sample(kind.value_type, texts)}
        case inspect.LiteralType():
            return "lost"
    if kind == MARKDOWN:
        texts.append(f"text {len(texts)}")
        return texts[-1]
    return None


@pytest.mark.parametrize("kind", [model.ChoiceQuestion, model.OpenQuestion, model.NumericQuestion])
def test_every_markdown_text_of_a_question_is_checked(kind: type) -> None:
    texts: list[str] = []
    question = sample(inspect.type_info(kind), texts)
    of_drills = (text for drill in question.drills for text in texts_of_drill(drill))
    found = [text.text for text in (*texts_of(question), *of_drills)]
    assert sorted(found) == sorted(texts)
