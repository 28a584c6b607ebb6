from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.errors import ShapeError
from desktop.engine.layers import MultiHeadAttention, attention, causal_mask
from desktop.engine.tensor import Tensor


def test_attention_by_hand() -> None:
    query, key = Tensor([[2.0]]), Tensor([[0.0], [np.log(3) / 2]])
    result, weights = attention(query, key, Tensor([[4.0], [8.0]]))
    assert weights.data == pytest.approx(np.array([[0.25, 0.75]]))
    assert result.item() == pytest.approx(7)


def test_a_masked_position_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    layer = MultiHeadAttention(4, 2, rng=rng)
    x = rng.normal(size=(1, 5, 4))
    later = x.copy()
    later[:, 3:] += 1
    before, after = (
        layer(tensor, tensor, tensor, causal_mask(5)).data for tensor in (Tensor(x), Tensor(later))
    )
    assert before[:, :3] == pytest.approx(after[:, :3])
    assert np.abs(before[:, 3:] - after[:, 3:]).min() > 0
    assert layer.weights.shape == (1, 2, 5, 5)
    assert layer.weights.data.sum(axis=-1) == pytest.approx(np.ones((1, 2, 5)))
    assert (np.triu(layer.weights.data[0, 0], 1) == 0).all()


def test_texts() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"Attention\(4, 3 heads\): 3 heads do not divide 4 feat"):
        MultiHeadAttention(4, 3, rng=rng)
    ones = Tensor(np.ones((1, 2, 4)))
    with pytest.raises(ValueError, match="leaves a query without any key"):
        attention(ones, ones, ones, np.array([[True, False], [False, False]]))
    with pytest.raises(ShapeError, match=r"Q \(1, 2, 4\), K \(1, 2, 3\) and V \(1, 2, 4\)"):
        attention(ones, Tensor(np.ones((1, 2, 3))), ones)
    with pytest.raises(ShapeError, match=r"mask \(1, 1, 2, 2\) for scores \(1, 2, 2\)"):
        attention(ones, ones, ones, np.ones((1, 1, 2, 2), np.bool_))
