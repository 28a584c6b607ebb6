"""Numeric question families, one a file; GENERATORS is the registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from desktop.engine.generators import (
    adam_steps,
    autoencoder_parameters,
    backpropagation_by_hand,
    batch_norm_forward,
    batch_norm_parameters,
    bias_correction,
    binary_cross_entropy,
    class_count,
    clip_by_norm,
    clipped_receptive_field,
    compression_ratio,
    conv_output_size,
    conv_parameters,
    dense_as_convolution,
    dense_backward,
    dense_batch_norm_parameters,
    dense_shapes,
    early_stopping,
    flatten_size,
    gaussian_kl,
    gradient_through_depth,
    gradient_through_time,
    inverted_dropout,
    linear_regression,
    lstm_step,
    masked_attention,
    max_pool_gradient,
    mean_squared_error,
    minibatch_counts,
    mlp_backward_step,
    mlp_forward,
    momentum_steps,
    newton_steps,
    receptive_field,
    reconstruction_error,
    rmsprop_steps,
    running_statistics,
    same_padding,
    segmentation_parameters,
    segmentation_shape,
    sigmoid_value,
    softmax_cross_entropy,
    sum_frequency,
    toy_network_steps,
    transformer_parameters,
    update_counts,
    weight_decay_steps,
    xavier_variance,
)
from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.solution import Generator, Variant

GENERATORS: Mapping[str, Generator[Any]] = MappingProxyType(
    {
        generator.name: generator
        for generator in (
            adam_steps.GENERATOR,
            autoencoder_parameters.GENERATOR,
            backpropagation_by_hand.GENERATOR,
            batch_norm_forward.GENERATOR,
            batch_norm_parameters.GENERATOR,
            bias_correction.GENERATOR,
            binary_cross_entropy.GENERATOR,
            class_count.GENERATOR,
            clip_by_norm.GENERATOR,
            clipped_receptive_field.GENERATOR,
            compression_ratio.GENERATOR,
            conv_output_size.GENERATOR,
            conv_parameters.GENERATOR,
            dense_as_convolution.GENERATOR,
            dense_backward.GENERATOR,
            dense_batch_norm_parameters.GENERATOR,
            dense_shapes.GENERATOR,
            early_stopping.GENERATOR,
            flatten_size.GENERATOR,
            gaussian_kl.GENERATOR,
            gradient_through_depth.GENERATOR,
            gradient_through_time.GENERATOR,
            inverted_dropout.GENERATOR,
            linear_regression.GENERATOR,
            lstm_step.GENERATOR,
            masked_attention.GENERATOR,
            max_pool_gradient.GENERATOR,
            mean_squared_error.GENERATOR,
            minibatch_counts.GENERATOR,
            mlp_backward_step.GENERATOR,
            mlp_forward.GENERATOR,
            momentum_steps.GENERATOR,
            newton_steps.GENERATOR,
            receptive_field.GENERATOR,
            reconstruction_error.GENERATOR,
            rmsprop_steps.GENERATOR,
            running_statistics.GENERATOR,
            same_padding.GENERATOR,
            segmentation_parameters.GENERATOR,
            segmentation_shape.GENERATOR,
            sigmoid_value.GENERATOR,
            softmax_cross_entropy.GENERATOR,
            sum_frequency.GENERATOR,
            toy_network_steps.GENERATOR,
            transformer_parameters.GENERATOR,
            update_counts.GENERATOR,
            weight_decay_steps.GENERATOR,
            xavier_variance.GENERATOR,
        )
    }
)


def generate(name: str, seed: int) -> Variant:
    """The variant of a family and a seed: a pure function of both.

    Raises: KeyError for an unknown family; NoVariantError if its draws are rejected 200 times.
    """
    return fresh_variant(GENERATORS[name], seed)
