"""Bias correction: the exam's ratio, others by running Adam, every mistake as its slip."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.engine.generators.bias_correction import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)
GRADIENT = -3.0


def by_running(p: Parameters, m_corrected: bool, v_corrected: bool) -> tuple[float, float, float]:
    """m / g, v / g^2 and the length of step t at a constant gradient, by Adam itself."""
    beta1, beta2 = float(p.beta1), float(p.beta2)
    m = v = 0.0
    for _ in range(p.step):
        m = beta1 * m + (1 - beta1) * GRADIENT
        v = beta2 * v + (1 - beta2) * GRADIENT**2
    m_hat = m / (1 - beta1**p.step) if m_corrected else m
    v_hat = v / (1 - beta2**p.step) if v_corrected else v
    return m / GRADIENT, v / GRADIENT**2, abs(m_hat) / v_hat**0.5


def test_the_exam_has_its_ratio() -> None:
    answers = GENERATOR.preset("exam").answers
    assert {name: answer.key for name, answer in answers.items()} == {
        "m_share": "0.1",
        "v_share": "0.001",
        "ratio": "3.1623",
        "effect": "smaller",
    }


def test_the_mistakes_of_the_exam_by_hand() -> None:
    mistakes = {
        name: {
            answer: value if answer == "effect" else float(value) for answer, value in row.items()
        }
        for name, row in solve(GENERATOR.presets["exam"]).mistakes.items()
    }
    assert mistakes["inverted"] == {"ratio": pytest.approx(0.316228)}
    swapped = {"m_share": 0.001, "v_share": 0.1, "ratio": pytest.approx(0.00316228)}
    assert mistakes["coefficients_swapped"] == swapped
    assert mistakes["root_left_out"] == {"ratio": pytest.approx(100)}
    assert mistakes["only_m"] == {"ratio": pytest.approx(0.1), "effect": "larger"}
    assert mistakes["only_v"] == {"ratio": pytest.approx(31.6228), "effect": "smaller"}
    kept = {"m_share": 0.9, "v_share": 0.999, "ratio": pytest.approx(0.90045, abs=1e-5)}
    assert mistakes["kept_share"] == kept
    shown = {name for found in GENERATOR.preset("exam").mistakes for name in found.names}
    # at the first step there is no exponent to go wrong
    assert shown == set(mistakes) - {"first_step", "power_of_the_rest"}


def test_the_mistakes_of_a_second_step_by_hand() -> None:
    mistakes = solve(Parameters(Decimal("0.8"), Decimal("0.99"), step=2)).mistakes
    assert mistakes["first_step"] == {
        "m_share": Decimal("0.2"),
        "v_share": Decimal("0.01"),
        "ratio": Decimal(2),
    }
    assert mistakes["power_of_the_rest"] == {
        "m_share": Decimal("0.04"),
        "v_share": Decimal("0.0001"),
        "ratio": Decimal(4),
    }


def test_draws_agree_with_adam() -> None:
    effects = set()
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p, answers = variant.parameters, variant.answers
        m_share, v_share, uncorrected = by_running(p, m_corrected=False, v_corrected=False)
        corrected = by_running(p, m_corrected=True, v_corrected=True)[2]
        assert corrected == pytest.approx(1)
        assert float(answers["m_share"].key) == pytest.approx(m_share)
        assert float(answers["v_share"].key) == pytest.approx(v_share)
        assert float(answers["ratio"].key) == pytest.approx(uncorrected / corrected, abs=1e-4)
        shorter = corrected < uncorrected
        assert answers["effect"].key == ("smaller" if shorter else "larger")
        effects.add(shorter)
        mistakes = solve(p).mistakes
        for name, m_corrected in (("only_m", False), ("only_v", True)):
            # who looks at m alone takes v for right, as if it alone were corrected
            length = by_running(p, m_corrected, not m_corrected)[2]
            assert float(mistakes[name]["ratio"]) == pytest.approx(length)
            assert (mistakes[name]["effect"] == "smaller") == (length > 1)
    assert effects == {True, False}
