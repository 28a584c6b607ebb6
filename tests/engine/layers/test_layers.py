"""What layers do apart from gradients: randomness, evaluation, texts of errors."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.errors import ShapeError
from desktop.engine.layers import (
    GELU,
    LSTM,
    RNN,
    AvgPool2d,
    BatchNorm1d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Dropout,
    Embedding,
    Flatten,
    LayerNorm,
    Linear,
    MaxPool2d,
    MultiHeadAttention,
    Residual,
    Sequential,
    causal_mask,
)
from desktop.engine.tensor import Tensor


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def ones(*shape: int) -> Tensor:
    return Tensor(np.ones(shape))


def test_dropout_keeps_the_expected_value_and_drops_its_share() -> None:
    result = Dropout(0.25, rng=rng())(ones(200, 200)).data
    assert np.unique(result) == pytest.approx([0, 1 / 0.75])
    assert (result == 0).mean() == pytest.approx(0.25, abs=0.01)
    assert result.mean() == pytest.approx(1, abs=0.02)


def test_dropout_does_nothing_in_evaluation() -> None:
    x = ones(3)
    assert Dropout(0.5, rng=rng()).eval()(x) is x
    assert Dropout(0.0, rng=rng())(x) is x


def test_the_same_generator_gives_the_same_layer() -> None:
    first, second = (Linear(4, 3, rng=rng()) for _ in range(2))
    assert (first.weight.data == second.weight.data).all()


def test_flatten_keeps_row_major_order() -> None:
    x = Tensor(np.arange(24.0).reshape(2, 3, 2, 2))
    assert (Flatten()(x).data == np.arange(24.0).reshape(2, 12)).all()


def test_recurrent_layers_return_all_states_and_the_last() -> None:
    states, last = RNN(3, 4, rng=rng())(ones(2, 5, 3))
    assert states.shape == (2, 5, 4)
    assert (states.data[:, -1] == last.data).all()
    states, (h, c) = LSTM(3, 4, rng=rng())(ones(2, 5, 3))
    assert (states.data[:, -1] == h.data).all()
    assert c.shape == (2, 4)


def test_text_of_a_network() -> None:
    layers = Linear(3, 2, rng=rng()), GELU(), Dropout(0.5, rng=rng()), LayerNorm(2), MaxPool2d(2)
    assert str(Sequential(*layers, AvgPool2d(2), Flatten())) == (
        "Sequential(Linear(3 -> 2), GELU(), Dropout(0.5), LayerNorm(2), MaxPool2d(2), "
        "AvgPool2d(2), Flatten())"
    )


CASES = {
    "Linear(3 -> 2): input has 4 features, expected 3: x is (8, 4)": lambda: Linear(
        3, 2, rng=rng()
    )(ones(8, 4)),
    "Conv2d(3 -> 2, kernel (5, 5)): input has 1 channels, expected 3: x is (8, 1, 9, 9)": lambda: (
        Conv2d(3, 2, 5, rng=rng())(ones(8, 1, 9, 9))
    ),
    "Conv2d(3 -> 2, kernel (5, 5)): input has no such axis of channels, expected 3: x is (3,)": (
        lambda: Conv2d(3, 2, 5, rng=rng())(ones(3))
    ),
    "Conv2d(3 -> 2, kernel (5, 5)): 2 groups do not divide 3 and 2": lambda: Conv2d(
        3, 2, 5, groups=2, rng=rng()
    ),
    "ConvTranspose2d(3 -> 2, kernel (2, 2)): input has 1 channels, expected 3: x is (1, 1, 2, 2)": (
        lambda: ConvTranspose2d(3, 2, 2, rng=rng())(ones(1, 1, 2, 2))
    ),
    "LayerNorm(3): input has 4 features, expected 3: x is (8, 4)": lambda: LayerNorm(3)(ones(8, 4)),
    "RNN(3 -> 4): input has 2 features, expected 3: x is (1, 5, 2)": lambda: RNN(3, 4, rng=rng())(
        ones(1, 5, 2)
    ),
    "LSTM(3 -> 4): input is not (batch, seq_len, 3): x is (5, 3)": lambda: LSTM(3, 4, rng=rng())(
        ones(5, 3)
    ),
    "Residual(Linear(3 -> 2)): the branch gives (8, 2), the shortcut (8, 3)": lambda: Residual(
        Linear(3, 2, rng=rng())
    )(ones(8, 3)),
}


@pytest.mark.parametrize("text", CASES)
def test_text(text: str) -> None:
    with pytest.raises(ShapeError) as caught:
        CASES[text]()
    assert str(caught.value) == text


def test_other_texts() -> None:
    with pytest.raises(TypeError, match=r"Embedding\(4 -> 2\): indices are float64, expected whol"):
        Embedding(4, 2, rng=rng())(np.ones(3))
    with pytest.raises(ValueError, match=r"drop_probability 1.0 is not in \[0, 1\)"):
        Dropout(1.0, rng=rng())


def test_float32_stays_float32_in_every_layer() -> None:
    images, vectors = (
        np.random.default_rng(1).normal(size=shape) for shape in ((4, 2, 6, 6), (4, 6))
    )
    conv = Sequential(
        Conv2d(2, 4, 3, rng=rng()),
        BatchNorm2d(4),
        MaxPool2d(2),
        ConvTranspose2d(4, 2, 2, rng=rng()),
    )
    dense = Sequential(
        Linear(6, 6, rng=rng()), BatchNorm1d(6), LayerNorm(6), GELU(), Dropout(0.5, rng=rng())
    )
    for model, data in ((conv, images), (dense, vectors)):
        for single in (model.astype(np.float32), model.eval()):
            result = single(Tensor(data.astype(np.float32)))
            assert result.dtype == np.float32
    sequence = Tensor(vectors.reshape(2, 2, 6).astype(np.float32))
    attention = MultiHeadAttention(6, 2, rng=rng()).astype(np.float32)
    assert attention(sequence, sequence, sequence, causal_mask(2)).dtype == np.float32
    assert LSTM(6, 3, rng=rng()).astype(np.float32)(sequence)[0].dtype == np.float32
