"""The explicit list of scenes: a view's name and the module that shows it, read at first use."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from desktop.ui.explore.scene import Scene

SCENES: Mapping[str, str] = {
    "activations": "desktop.ui.explore.scenes.activations.activations",
    "attention": "desktop.ui.explore.scenes.attention.attention",
    "augmentation": "desktop.ui.explore.scenes.augmentation.augmentation",
    "autoencoder": "desktop.ui.explore.scenes.autoencoder.autoencoder",
    "backprop_graph": "desktop.ui.explore.scenes.backprop_graph.backprop_graph",
    "batch_norm": "desktop.ui.explore.scenes.batch_norm.batch_norm",
    "bias_correction": "desktop.ui.explore.scenes.bias_correction.bias_correction",
    "convolution": "desktop.ui.explore.scenes.convolution.convolution",
    "dense_backprop": "desktop.ui.explore.scenes.dense_backprop.dense_backprop",
    "digit_sum": "desktop.ui.explore.scenes.digit_sum.digit_sum",
    "fc_as_conv": "desktop.ui.explore.scenes.fc_as_conv.fc_as_conv",
    "gradient_flow": "desktop.ui.explore.scenes.gradient_flow.gradient_flow",
    "linear_regression": "desktop.ui.explore.scenes.linear_regression",
    "max_pooling": "desktop.ui.explore.scenes.max_pooling.max_pooling",
    "newton": "desktop.ui.explore.scenes.newton.newton",
    "optimizers": "desktop.ui.explore.scenes.optimizers.optimizers",
    "receptive_field": "desktop.ui.explore.scenes.receptive_field.receptive_field",
    "rnn_gradients": "desktop.ui.explore.scenes.rnn_gradients.rnn_gradients",
    "segmentation": "desktop.ui.explore.scenes.segmentation.segmentation",
    "toy_network": "desktop.ui.explore.scenes.toy_network.toy_network",
    "training_playground": "desktop.ui.explore.scenes.training_playground.training_playground",
}
"""Name in desktop/questions/views -> module with SCENE, the scene's class."""


def scene_of(name: str) -> Scene[Any]:
    """The scene of a view.

    Raises: KeyError if the list has none of that name.
    """
    scene: type[Scene[Any]] = importlib.import_module(SCENES[name]).SCENE
    return scene()
