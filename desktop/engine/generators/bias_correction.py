"""Adam's step without its bias correction against the step with it, at a constant gradient.

m_share = 1 - beta1^t, v_share = 1 - beta2^t   (m = m_share g, v = v_share g^2, from m = v = 0)
ratio = (m_share / sqrt(v_share)) / 1          uncorrected over corrected step, epsilon = 0
Source: Kingma & Ba 2015, arXiv:1412.6980 (content key: kingma2015), section 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import pick, to_digits
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, Word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 9  # 0.999^3 is exact
ROOT_DECIMALS = 6
RATIO_DECIMALS = 4
DIGITS_ASKED = 3
SMALLER, LARGER = "smaller", "larger"
CLOSE = Decimal("0.1")  # a ratio this near to 1 says nothing


@dataclass(frozen=True)
class Parameters:
    """Adam's coefficients and the number of the step, the first being 1."""

    beta1: Decimal
    beta2: Decimal
    step: int


def sample(draw: Draw) -> Parameters:
    """Coefficients of which either can be the larger one, and one of the first steps."""
    beta1, beta2 = draw.choice(
        (
            ("0.9", "0.999"),
            ("0.9", "0.998"),
            ("0.9", "0.95"),
            ("0.95", "0.9"),
            ("0.8", "0.99"),
            ("0.8", "0.999"),
            ("0.8", "0.9"),
            ("0.8", "0.75"),
            ("0.5", "0.9"),
            ("0.5", "0.99"),
            ("0.95", "0.99"),
        )
    )
    return Parameters(Decimal(beta1), Decimal(beta2), draw.integer(1, 3))


def rejects(p: Parameters, solution: Solution) -> bool:
    """Steps of nearly the same length."""
    return abs(solution.number("ratio") - 1) < CLOSE


def solve(p: Parameters) -> Solution:
    """Both shares, and how long the uncorrected step is in units of the corrected one."""
    power1, power2 = _shown(p.beta1**p.step), _shown(p.beta2**p.step)
    m_share, v_share = _shown(1 - power1.number), _shown(1 - power2.number)
    root = Shown(v_share.number.sqrt(), ROOT_DECIMALS)
    ratio = Shown(m_share.number / root.number, RATIO_DECIMALS)
    effect = SMALLER if ratio.number > 1 else LARGER
    values: Values = {
        "beta1": _shown(p.beta1),
        "beta2": _shown(p.beta2),
        "step": Shown(p.step),
        "power1": power1,
        "power2": power2,
        "m_share": m_share,
        "v_share": v_share,
        "root": root,
        "ratio": ratio,
        "effect": Word(effect),
        "side": Word("above" if effect == SMALLER else "below"),
    }
    answers = {
        "m_share": to_digits(m_share, DIGITS_ASKED),
        "v_share": to_digits(v_share, DIGITS_ASKED),
        "ratio": to_digits(ratio, DIGITS_ASKED),
        "effect": pick(effect, (SMALLER, LARGER)),
    }
    return Solution(values, answers, _mistakes(p, m_share.number, v_share.number))


def _mistakes(p: Parameters, m_share: Decimal, v_share: Decimal) -> Mistakes:
    ratio = m_share / v_share.sqrt()
    first1, first2 = 1 - p.beta1, 1 - p.beta2
    kept1, kept2 = p.beta1**p.step, p.beta2**p.step
    other1, other2 = first1**p.step, first2**p.step
    return {
        "first_step": {
            "m_share": first1,
            "v_share": first2,
            "ratio": first1 / first2.sqrt(),
        },
        "power_of_the_rest": {
            "m_share": other1,
            "v_share": other2,
            "ratio": other1 / other2.sqrt(),
        },
        "kept_share": {"m_share": kept1, "v_share": kept2, "ratio": kept1 / kept2.sqrt()},
        "coefficients_swapped": {
            "m_share": v_share,
            "v_share": m_share,
            "ratio": v_share / m_share.sqrt(),
        },
        "inverted": {"ratio": 1 / ratio},
        "root_left_out": {"ratio": m_share / v_share},
        "only_m": {"ratio": m_share, "effect": LARGER},
        "only_v": {"ratio": 1 / v_share.sqrt(), "effect": SMALLER},
    }


def _shown(value: Decimal) -> Shown:
    return Shown(value, DECIMALS)


GENERATOR = Generator(
    "bias_correction",
    sample,
    solve,
    presets={"exam": Parameters(Decimal("0.9"), Decimal("0.999"), step=1)},
    rejects=rejects,
)
