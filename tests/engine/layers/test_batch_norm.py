from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.errors import ShapeError
from desktop.engine.layers import BatchNorm1d, BatchNorm2d
from desktop.engine.tensor import Tensor


def test_training_normalizes_and_moves_the_running_statistics() -> None:
    layer = BatchNorm1d(1, eps=0.0, momentum=0.5)
    result = layer(Tensor([[1.0], [3.0]]))
    assert result.data.ravel() == pytest.approx([-1, 1])
    assert layer.running_mean == pytest.approx([0.5 * 0 + 0.5 * 2])
    assert layer.running_var == pytest.approx([0.5 * 1 + 0.5 * 2])  # unbiased: 2 / (2 - 1)


def test_evaluation_uses_and_keeps_the_running_statistics() -> None:
    layer = BatchNorm2d(2, eps=0.0).eval()
    layer.running_mean, layer.running_var = np.array([1.0, 2.0]), np.array([4.0, 1.0])
    result = layer(Tensor(np.full((1, 2, 1, 1), 3.0)))
    assert result.data.ravel() == pytest.approx([1, 1])
    assert layer.running_mean.tolist() == [1, 2]


def test_one_value_per_feature_is_refused_in_training_only() -> None:
    layer, x = BatchNorm1d(2), Tensor(np.ones((1, 2)))
    with pytest.raises(ShapeError, match=r"BatchNorm1d\(2\): training needs two values per feat"):
        layer(x)
    layer.eval()(x)


def test_shapes_are_checked() -> None:
    with pytest.raises(ShapeError, match=r"BatchNorm2d\(3\): input \(2, 3\) has not 4 axes"):
        BatchNorm2d(3)(Tensor(np.ones((2, 3))))
    with pytest.raises(ShapeError, match=r"BatchNorm1d\(3\): input has 2 features, expected 3"):
        BatchNorm1d(3)(Tensor(np.ones((4, 2))))
