"""Closed forms: sizes, receptive fields, parameters, multiply-accumulates and memory of layers.

Sizes are in samples along one axis. A multiply-accumulate (MAC) is one product added to a sum;
biases, activations, softmax and normalizations count none. Kernels are square unless an axis of
its own is given by a pair (height, width).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine.errors import ShapeError

FLOAT32_BYTES = 4


def conv_output_size(
    input_size: int, kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Number of output positions of a convolution along one axis.

    floor((input_size + 2 padding - dilation (kernel_size - 1) - 1) / stride) + 1
    Raises: ShapeError if the dilated kernel is larger than the padded input, or a size is below 1
    or the padding below 0.
    Source: Dumoulin & Visin 2016, arXiv:1603.07285.
    """
    if min(input_size, kernel_size, stride, dilation) < 1 or padding < 0:
        raise ShapeError(
            f"conv_output_size: input {input_size}, kernel {kernel_size}, stride {stride} and "
            f"dilation {dilation} must be at least 1, padding {padding} at least 0"
        )
    free = input_size + 2 * padding - dilation * (kernel_size - 1) - 1
    if free < 0:
        raise ShapeError(
            f"conv_output_size: kernel {kernel_size} with dilation {dilation} does not fit into "
            f"{input_size} + 2*{padding}"
        )
    return free // stride + 1


def pool_output_size(
    input_size: int, kernel_size: int, stride: int | None = None, padding: int = 0
) -> int:
    """Number of output positions of a pooling layer; the stride is the kernel's size unless given.

    floor((input_size + 2 padding - kernel_size) / stride) + 1
    Raises: ShapeError if the kernel is larger than the padded input.
    """
    return conv_output_size(input_size, kernel_size, stride or kernel_size, padding)


def conv_transpose_output_size(
    input_size: int,
    kernel_size: int,
    stride: int = 1,
    padding: int = 0,
    output_padding: int = 0,
    dilation: int = 1,
) -> int:
    """Number of output positions of a transposed convolution along one axis.

    (input_size - 1) stride - 2 padding + dilation (kernel_size - 1) + output_padding + 1
    Source: Dumoulin & Visin 2016, arXiv:1603.07285.
    """
    spread = (input_size - 1) * stride + dilation * (kernel_size - 1) + 1
    return spread - 2 * padding + output_padding


def same_padding(kernel_size: int, dilation: int = 1) -> int:
    """Padding on each side that keeps the size at stride 1: dilation (kernel_size - 1) / 2.

    Raises: ShapeError if it is not whole (an even kernel needs one sample more on one side).
    """
    both_sides = dilation * (kernel_size - 1)
    if both_sides % 2:
        raise ShapeError(
            f"same_padding: kernel {kernel_size} with dilation {dilation} needs {both_sides} "
            "samples, an odd number, on two sides"
        )
    return both_sides // 2


@dataclass(frozen=True)
class Step:
    """A convolution or pooling layer along one axis."""

    kernel_size: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1


def jump(layers: Sequence[Step]) -> int:
    """Input samples between neighbouring outputs: the product of the strides."""
    return math.prod(layer.stride for layer in layers)


def receptive_field(layers: Sequence[Step]) -> int:
    """Input samples that one output depends on, borders aside.

    1 + sum_l dilation_l (kernel_size_l - 1) product of the strides before layer l
    Source: Araujo, Norris & Sim 2019, Computing Receptive Fields of Convolutional Neural Networks.
    """
    size, distance = 1, 1
    for layer in layers:
        size += layer.dilation * (layer.kernel_size - 1) * distance
        distance *= layer.stride
    return size


def visible_range(layers: Sequence[Step], position: int, input_size: int) -> tuple[int, int]:
    """First and last input sample that the output at a position sees, cut off at the borders.

    first_(l-1) = stride first_l - padding, last_(l-1) = stride last_l - padding + dilation
    (kernel_size - 1), from the last layer back; the padding is cut off at the input only.
    An output that sees nothing but padding has last < first.
    """
    first = last = position
    for layer in reversed(layers):
        first = first * layer.stride - layer.padding
        last = last * layer.stride - layer.padding + layer.dilation * (layer.kernel_size - 1)
    return max(first, 0), min(last, input_size - 1)


def linear_parameters(in_features: int, out_features: int, bias: bool = True) -> int:
    """in_features out_features + out_features."""
    return in_features * out_features + bias * out_features


def conv_parameters(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    groups: int = 1,
    bias: bool = True,
) -> int:
    """out_channels (in_channels / groups) kernel height kernel width + out_channels.

    A transposed convolution has as many.
    Raises: ShapeError if the groups do not divide the channels.
    """
    if in_channels % groups or out_channels % groups:
        raise ShapeError(
            f"conv_parameters: {groups} groups do not divide {in_channels} and {out_channels}"
        )
    return out_channels * (in_channels // groups) * _area(kernel_size) + bias * out_channels


def normalization_parameters(num_features: int) -> int:
    """Learnable scale and shift of batch or layer normalization: 2 num_features.

    Batch normalization's two running statistics per feature are not learned and not counted.
    """
    return 2 * num_features


def embedding_parameters(num_embeddings: int, embedding_dim: int) -> int:
    """num_embeddings embedding_dim."""
    return num_embeddings * embedding_dim


def rnn_parameters(input_size: int, hidden_size: int, bias_vectors: int = 1) -> int:
    """hidden_size (input_size + hidden_size + bias_vectors); PyTorch keeps two bias vectors."""
    return hidden_size * (input_size + hidden_size + bias_vectors)


def lstm_parameters(input_size: int, hidden_size: int, bias_vectors: int = 1) -> int:
    """Four gates, each of a plain recurrent layer's size.

    4 hidden_size (input_size + hidden_size + bias_vectors)
    Source: Hochreiter & Schmidhuber 1997; Gers et al. 2000 for the forget gate.
    """
    return 4 * rnn_parameters(input_size, hidden_size, bias_vectors)


def attention_parameters(embed_dim: int, bias: bool = True) -> int:
    """Projections of query, key, value and output: 4 (embed_dim^2 + embed_dim).

    The number of heads changes nothing: they share the projections' columns out.
    Source: Vaswani et al. 2017, arXiv:1706.03762.
    """
    return 4 * linear_parameters(embed_dim, embed_dim, bias)


def transformer_block_parameters(
    embed_dim: int, feedforward_dim: int, cross_attention: bool = False, bias: bool = True
) -> int:
    """Attention, two-layer feed-forward network, and a layer normalization for each of them.

    A decoder block has a second attention, over the encoder's output, and its normalization.
    Source: Vaswani et al. 2017, arXiv:1706.03762.
    """
    attentions = 1 + cross_attention
    feedforward = linear_parameters(embed_dim, feedforward_dim, bias) + linear_parameters(
        feedforward_dim, embed_dim, bias
    )
    normalizations = (attentions + 1) * normalization_parameters(embed_dim)
    return attentions * attention_parameters(embed_dim, bias) + feedforward + normalizations


def linear_macs(in_features: int, out_features: int, batch_size: int = 1) -> int:
    """batch_size in_features out_features."""
    return batch_size * in_features * out_features


def conv_macs(
    in_channels: int,
    out_channels: int,
    kernel_size: int | tuple[int, int],
    output_size: int | tuple[int, int],
    groups: int = 1,
    batch_size: int = 1,
) -> int:
    """One kernel application per output entry; products with the padding count.

    batch_size out_channels output height output width (in_channels / groups) kernel height
    kernel width. For a transposed convolution put the size of its input for output_size.
    """
    weights = conv_parameters(in_channels, out_channels, kernel_size, groups, bias=False)
    return batch_size * _area(output_size) * weights


def rnn_macs(input_size: int, hidden_size: int, seq_len: int, batch_size: int = 1) -> int:
    """batch_size seq_len hidden_size (input_size + hidden_size)."""
    return batch_size * seq_len * hidden_size * (input_size + hidden_size)


def lstm_macs(input_size: int, hidden_size: int, seq_len: int, batch_size: int = 1) -> int:
    """The matrix products of four gates; the three elementwise products per unit are left out."""
    return 4 * rnn_macs(input_size, hidden_size, seq_len, batch_size)


def attention_macs(embed_dim: int, seq_len: int, batch_size: int = 1) -> int:
    """Four projections, the scores Q K^T and the weighted sum of V, of all heads together.

    batch_size (4 seq_len embed_dim^2 + 2 seq_len^2 embed_dim)
    """
    return batch_size * (4 * seq_len * embed_dim**2 + 2 * seq_len**2 * embed_dim)


def transformer_block_macs(
    embed_dim: int, feedforward_dim: int, seq_len: int, batch_size: int = 1
) -> int:
    """Self-attention and the feed-forward network, which is applied at each position."""
    feedforward = 2 * linear_macs(embed_dim, feedforward_dim, batch_size * seq_len)
    return attention_macs(embed_dim, seq_len, batch_size) + feedforward


def tensor_bytes(shape: Sequence[int], bytes_per_number: int = FLOAT32_BYTES) -> int:
    """Memory of an array: the product of its lengths times the bytes of one number."""
    return math.prod(shape) * bytes_per_number


def training_bytes(
    parameters: int, optimizer_slots: int = 0, bytes_per_number: int = FLOAT32_BYTES
) -> int:
    """Memory of parameters, gradients and the optimizer's state, without activations.

    parameters (2 + optimizer_slots) bytes_per_number; slots per parameter: SGD 0, momentum,
    AdaGrad and RMSProp 1, Adam 2.
    """
    return parameters * (2 + optimizer_slots) * bytes_per_number


def _area(size: int | tuple[int, int]) -> int:
    return size * size if isinstance(size, int) else size[0] * size[1]
