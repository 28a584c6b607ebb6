"""Checks that what is named exists, and that what exists is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from builder.checks.known import Known
from builder.knowledge import Knowledge, LoadedProblem, LoadedQuestion, source_key
from builder.positions import Keys
from builder.problems import Findings, did_you_mean, nearest, quoted
from desktop.questions import model


def check(knowledge: Knowledge, known: Known, findings: Findings) -> None:
    """Report unknown topics, sources, figures and generators, and what nothing names."""
    for question in knowledge.questions:
        _content(question, knowledge, findings)
        _code(question, known, findings)
    for problem in knowledge.problems:
        _figures(problem, known.figures, findings)
    if knowledge.complete:
        _unused_sources(knowledge, findings)
        _unused_figures(knowledge, known.figures, findings)


def _content(loaded: LoadedQuestion, knowledge: Knowledge, findings: Findings) -> None:
    # A file that could not be read must not make every name in it unknown.
    if knowledge.topics:
        topics = {f"{group.id}/{topic.id}" for group in knowledge.topics for topic in group.topics}
        named = [(("topics", i), name) for i, name in enumerate(loaded.question.topics)]
        _each("topic", named, topics, "topics.yaml", loaded, findings)
    if knowledge.source_keys:
        sources = enumerate(loaded.question.sources)
        named = [(("sources", i), source_key(reference)) for i, reference in sources]
        _each("source", named, knowledge.source_keys, "sources.yaml", loaded, findings)


def _code(loaded: LoadedQuestion, known: Known, findings: Findings) -> None:
    question = loaded.question
    where = "desktop/engine/generators"
    if isinstance(question, model.NumericQuestion):
        of_question: list[tuple[Keys, str]] = [(("generator",), question.generator)]
        _each("generator", of_question, known.generators, where, loaded, findings)
    for index, drill in enumerate(question.drills):
        of_drill: list[tuple[Keys, str]] = [(("drills", index, "generator"), drill.generator)]
        _each("generator", of_drill, known.generators, where, loaded, findings)


def _each(
    what: str,
    named: Iterable[tuple[Keys, str]],
    known: Collection[str],
    where: str,
    loaded: LoadedQuestion,
    findings: Findings,
) -> None:
    seen = set()
    for keys, name in named:
        if name in seen:
            message = f"the {what} {quoted(name)} is named twice"
            findings.add(loaded.finding(keys, message, "remove one of the two"))
        elif name not in known:
            remedy = did_you_mean(name, known, f"name one of {where}, or add it there")
            findings.add(loaded.finding(keys, f"unknown {what} {quoted(name)}", remedy))
        seen.add(name)


def _figures(problem: LoadedProblem, known: Collection[str], findings: Findings) -> None:
    shared = problem.problem.figures
    where = "name one of builder/figures, or draw it there"
    for index, figure in enumerate(shared):
        if figure not in known:
            remedy = did_you_mean(figure, known, where)
            message = f"unknown figure {quoted(figure)}"
            findings.add(problem.finding(("figures", index), message, remedy))
    for loaded in problem.questions:
        own = loaded.question.figure
        if own is not None and own in shared:
            message = f"the figure {quoted(own)} stands on every card of the problem already"
            findings.add(loaded.finding(("figure",), message, "remove it here"))
        elif own is not None and own not in known:
            remedy = did_you_mean(own, known, where)
            findings.add(loaded.finding(("figure",), f"unknown figure {quoted(own)}", remedy))


def _unused_sources(knowledge: Knowledge, findings: Findings) -> None:
    used = {
        source_key(reference)
        for loaded in knowledge.questions
        for reference in loaded.question.sources
    }
    # A name with a mistake in it is reported where it stands, and what it means is no orphan.
    used |= {nearest(key, knowledge.sources) or "" for key in used - knowledge.sources.keys()}
    for key in knowledge.sources:
        if key not in used and knowledge.sources_file is not None:
            message = f"no question names the source {quoted(key)}"
            remedy = "name it in the `sources` of a question, or remove it"
            findings.add(knowledge.sources_file.finding((key,), message, remedy))


def _unused_figures(knowledge: Knowledge, figures: Collection[str], findings: Findings) -> None:
    used = {figure for problem in knowledge.problems for figure in problem.problem.figures}
    used |= {loaded.question.figure or "" for loaded in knowledge.questions}
    for figure in figures:
        exam = knowledge.exams.get(figure.partition("/")[0])  # the figures of other exams may rest
        if exam is not None and figure not in used:
            message = f"no question shows the figure {quoted(figure)}"
            remedy = "name it in `figure` or `figures`, or remove it from builder/figures"
            findings.add(exam.file.finding((), message, remedy))
