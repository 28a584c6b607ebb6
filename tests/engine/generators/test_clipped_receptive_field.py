"""Field of a fully-connected unit: the exam's 40 and 28, others by tracing every path back."""

from __future__ import annotations

import pytest

from desktop.engine.generators.clipped_receptive_field import (
    GENERATOR,
    Parameters,
    rejects,
    solve,
)
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)


def sizes(p: Parameters) -> list[int]:
    """The width of the image and of every map, by laying the windows down."""
    found = [p.size]
    for k, s, pad in zip(p.kernel_sizes, p.strides, p.paddings, strict=True):
        starts = range(-pad, found[-1] + pad, s)
        found.append(sum(start + k <= found[-1] + pad for start in starts))
    return found


def columns(p: Parameters, *, cut: bool) -> set[int]:
    """The columns that paths lead to from the last map, through real neurons alone if cut."""
    widths = sizes(p)
    found = set(range(widths[-1]))
    layers = list(zip(p.kernel_sizes, p.strides, p.paddings, widths[:-1], strict=True))
    for k, s, pad, width in reversed(layers):
        found = {unit * s - pad + entry for unit in found for entry in range(k)}
        if cut:
            found &= set(range(width))
    return found


def keys(p: Parameters) -> dict[str, int]:
    return {name: int(str(answer.key)) for name, answer in solve(p).answers.items()}


@pytest.mark.parametrize(("preset", "unclipped"), [("exam", 40), ("exam_without_padding", 28)])
def test_the_exam_has_its_marked_value(preset: str, unclipped: int) -> None:
    p = GENERATOR.presets[preset]
    assert keys(p) == {"unclipped": unclipped, "clipped": 28}
    assert solve(p).number("field") == 16
    assert solve(p).number("jump") == 4


def test_the_mistakes_by_hand() -> None:
    # maps 20 -> 18 -> 9 -> 9, fields 3, 4, 8, jumps 1, 2, 2; columns -2 to 21 of 0 to 19
    p = Parameters(20, kernel_sizes=(3, 2, 3), strides=(1, 2, 1), paddings=(0, 0, 1))
    assert keys(p) == {"unclipped": 24, "clipped": 20}
    assert solve(p).mistakes == {
        "one_unit": {"unclipped": 8, "clipped": 8},
        "map_size": {"unclipped": 9, "clipped": 9},
        "map_not_less_one": {"unclipped": 26},
        "jump_ignored": {"unclipped": 16},
        "not_clipped": {"clipped": 24},
        "cut_at_the_start_only": {"clipped": 22},
        "cut_at_the_end_only": {"clipped": 22},
        "whole_image_assumed": {"clipped": 20},
    }


def test_a_cut_that_is_false_is_rejected() -> None:
    # the pooling leaves out column 18 of the image, the padding after it seems to reach it
    p = Parameters(19, kernel_sizes=(3, 2, 3), strides=(1, 2, 1), paddings=(0, 0, 1))
    assert keys(p)["clipped"] == 19
    assert len(columns(p, cut=True)) == 18
    assert rejects(p, solve(p))


def test_draws_agree_with_all_paths() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, values = variant.parameters, variant.values
        uncut, cut = columns(p, cut=False), columns(p, cut=True)
        assert int(variant.answers["unclipped"].key) == len(uncut) != p.size
        assert int(variant.answers["clipped"].key) == len(cut)
        assert (values["start"].number, values["end"].number) == (min(uncut), max(uncut))
        assert (values["first_seen"].number, values["last_seen"].number) == (min(cut), max(cut))
        assert [layer.size.number for layer in values["layers"]] == sizes(p)[1:]


def test_every_mistake_is_a_computation_with_the_slip_in_it() -> None:
    for seed in range(50):
        variant = fresh_variant(GENERATOR, seed)
        p, jump = variant.parameters, int(variant.values["jump"].number)
        uncut = columns(p, cut=False)
        field, last = len(uncut) - jump * (sizes(p)[-1] - 1), sizes(p)[-1]
        assert solve(p).mistakes == {
            "one_unit": {"unclipped": field, "clipped": min(field, p.size)},
            "map_size": {"unclipped": last, "clipped": last},
            "map_not_less_one": {"unclipped": len(uncut) + jump},
            "jump_ignored": {"unclipped": field + last - 1},
            "not_clipped": {"clipped": len(uncut)},
            "cut_at_the_start_only": {"clipped": sum(column >= 0 for column in uncut)},
            "cut_at_the_end_only": {"clipped": sum(column < p.size for column in uncut)},
            "whole_image_assumed": {"clipped": p.size},
        }
