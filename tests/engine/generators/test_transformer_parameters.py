"""Transformer parameters: the base model by hand, others by counting arrays that really compute."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.transformer_parameters import GENERATOR, Parameters, solve

SEEDS = range(300)
BASE = Parameters(d_model=512, nhead=8, dim_feedforward=2048, length=10)


def arrays(p: Parameters) -> dict[str, dict[str, np.ndarray]]:
    """The layer's learnable arrays, each head with projections of its own."""
    d, wide, size = p.d_model, p.dim_feedforward, p.d_model // p.nhead
    heads = {
        f"{name}{head}": np.zeros(shape)
        for head in range(p.nhead)
        for name, shape in (
            ("w_query", (d, size)),
            ("w_key", (d, size)),
            ("w_value", (d, size)),
            ("b_query", (size,)),
            ("b_key", (size,)),
            ("b_value", (size,)),
        )
    }
    return {
        "attention": heads | {"w_out": np.zeros((d, d)), "b_out": np.zeros(d)},
        "feed_forward": {
            "w1": np.zeros((d, wide)),
            "b1": np.zeros(wide),
            "w2": np.zeros((wide, d)),
            "b2": np.zeros(d),
        },
        "norms": {f"{name}{k}": np.ones(d) for name in ("gamma", "beta") for k in (1, 2)},
    }


def count(group: Mapping[str, np.ndarray], without: tuple[str, ...] = ()) -> int:
    return sum(
        array.size for name, array in group.items() if not name.startswith(without or ("-",))
    )


def scores(p: Parameters, layer: Mapping[str, Mapping[str, np.ndarray]]) -> int:
    """Entries of queries @ keys.T, head by head."""
    size = 0
    for head in range(p.nhead):
        queries = np.zeros((p.length, layer["attention"][f"w_query{head}"].shape[1]))
        size += (queries @ queries.T).size
    return size


def test_the_base_model_by_hand() -> None:
    # 4 * 262,656; 1,050,624 + 1,049,088; + 2048: PyTorch's TransformerEncoderLayer has 3,152,384
    answers = solve(BASE).answers
    assert {name: answer.key for name, answer in answers.items()} == {
        "attention": "1050624",
        "feed_forward": "2099712",
        "parameters": "3152384",
        "scores": "800",
    }


def test_the_length_changes_the_scores_alone() -> None:
    short, long = (solve(Parameters(64, 4, 256, length)).answers for length in (10, 20))
    assert long.pop("scores").value == 4 * short.pop("scores").value
    assert long == short


def test_draws_agree_with_the_arrays_of_a_layer() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        layer = arrays(p)
        attention, feed_forward = layer["attention"], layer["feed_forward"]
        parts = {name: count(group) for name, group in layer.items()}
        total = sum(parts.values())
        assert {name: int(answer.key) for name, answer in variant.answers.items()} == {
            "attention": parts["attention"],
            "feed_forward": parts["feed_forward"],
            "parameters": total,
            "scores": scores(p, layer),
        }
        assert p.d_model % p.nhead == 0
        mistakes = solve(p).mistakes
        no_output = count(attention, without=("w_out", "b_out"))
        assert mistakes["output_projection_lost"]["attention"] == no_output
        one_head = no_output // p.nhead + (p.d_model + 1) * p.d_model // p.nhead
        assert mistakes["divided_by_heads"]["attention"] == one_head
        assert mistakes["times_heads"]["attention"] == p.nhead * parts["attention"]
        assert mistakes["times_length"]["attention"] == p.length * parts["attention"]
        assert mistakes["biases_lost"] == {
            "attention": count(attention, without=("b",)),
            "feed_forward": count(feed_forward, without=("b",)),
            "parameters": sum(count(layer[k], ("b_", "b1", "b2")) for k in layer),
        }
        assert mistakes["one_dense_layer"]["feed_forward"] == count(feed_forward, ("w2", "b2"))
        assert mistakes["norms_left_out"] == {"parameters": total - parts["norms"]}
        assert mistakes["one_norm"] == {"parameters": total - parts["norms"] // 2}
        assert mistakes["one_head_only"] == {"scores": p.length**2}
        assert mistakes["features_for_length"] == {"scores": p.length * p.d_model}
        for values in mistakes.values():
            if "attention" in values and "feed_forward" not in values:
                assert values["parameters"] - values["attention"] == total - parts["attention"]
