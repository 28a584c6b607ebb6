"""The interactive visualizations that a question may name in `explore`, with their parameters.

desktop/ui/explore draws them; this is what content, links and controls agree on.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.questions.views import (
    backpropagation,
    convolution,
    networks,
    optimization,
    sequences,
    training,
)
from desktop.questions.views.parameters import View

VIEWS: Mapping[str, View] = {
    "activations": backpropagation.ACTIVATIONS,
    "attention": sequences.ATTENTION,
    "augmentation": networks.AUGMENTATION,
    "autoencoder": networks.AUTOENCODER,
    "backprop_graph": backpropagation.BACKPROP_GRAPH,
    "batch_norm": training.BATCH_NORM,
    "bias_correction": optimization.BIAS_CORRECTION,
    "convolution": convolution.CONVOLUTION,
    "dense_backprop": backpropagation.DENSE_BACKPROP,
    "digit_sum": networks.DIGIT_SUM,
    "fc_as_conv": convolution.FC_AS_CONV,
    "gradient_flow": backpropagation.GRADIENT_FLOW,
    "linear_regression": optimization.LINEAR_REGRESSION,
    "max_pooling": convolution.MAX_POOLING,
    "newton": optimization.NEWTON,
    "optimizers": optimization.OPTIMIZERS,
    "receptive_field": convolution.RECEPTIVE_FIELD,
    "rnn_gradients": sequences.RNN_GRADIENTS,
    "segmentation": networks.SEGMENTATION,
    "toy_network": backpropagation.TOY_NETWORK,
    "training_playground": training.TRAINING_PLAYGROUND,
}
