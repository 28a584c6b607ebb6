"""Sizes and counts of the families, from PyTorch's own layers: parameters -> answers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

Answers = dict[str, Any]


def zeros(*shape: int) -> Tensor:
    """An input that has a shape and no values."""
    return torch.zeros(shape, device="meta")


def count(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def autoencoder_parameters(p: Any) -> Answers:
    def layers(widths: list[int]) -> nn.Module:
        pairs = pairwise(widths)
        return nn.Sequential(*(nn.Linear(*pair) for pair in pairs))

    widths = list(p.widths)
    return {"encoder": count(layers(widths)), "decoder": count(layers(widths[::-1]))}


def batch_norm_parameters(p: Any) -> Answers:
    layer = nn.BatchNorm2d(p.channels)
    layer(torch.rand(p.batch, p.channels, p.height, p.width))
    return {"running_entries": layer.running_mean.numel() + layer.running_var.numel()}


def class_count(p: Any) -> Answers:
    digits = torch.arange(p.lowest, p.highest + 1)
    sums = digits
    for _ in range(p.count - 1):
        sums = (sums[:, None] + digits).unique()
    return {"sums": len(sums), "products": len((digits[:, None] * digits).unique())}


def compression_ratio(p: Any) -> Answers:
    image = torch.zeros(p.in_channels, p.size, p.size, dtype=torch.uint8)
    kind = {16: torch.float16, 32: torch.float32}[p.code_bits]
    code = torch.zeros(p.code_channels, p.code_size, p.code_size, dtype=kind)
    return {"ratio": image.numel() / code.numel(), "bit_ratio": image.nbytes / code.nbytes}


def conv_output_size(p: Any) -> Answers:
    layer = nn.Conv2d(1, 1, p.kernel_size, p.stride, p.padding, dilation=p.dilation, device="meta")
    return {"out_size": layer(zeros(1, 1, p.size, p.size)).shape[-1]}


def conv_parameters(p: Any) -> Answers:
    layer = nn.Conv2d(p.in_channels, p.out_channels, p.kernel_size, bias=p.bias)
    assert layer(torch.zeros(1, p.in_channels, p.height, p.width)).shape[1] == p.out_channels
    one = nn.Conv2d(p.in_channels, 1, p.kernel_size, bias=p.bias)
    return {"per_filter": count(one), "parameters": count(layer)}


def dense_as_convolution(p: Any) -> Answers:
    """A convolution that is given the dense layer's weight gives what the dense layer gives."""
    layer = nn.Conv2d(p.channels, p.out_features, (p.height, p.width))
    dense = nn.Linear(p.channels * p.height * p.width, p.out_features)
    dense.weight.data, dense.bias.data = layer.weight.flatten(1), layer.bias
    x = torch.rand(2, p.channels, p.height, p.width)
    assert torch.allclose(layer(x).flatten(1), dense(x.flatten(1)), atol=1e-9)
    return {"weight": [str(size) for size in layer.weight.shape], "parameters": count(dense)}


def dense_batch_norm_parameters(p: Any) -> Answers:
    norm = nn.BatchNorm1d(p.out_features)
    layers = nn.Sequential(nn.Linear(p.in_features, p.out_features, bias=p.bias), norm)
    assert layers(torch.rand(p.batch, p.in_features)).shape == (p.batch, p.out_features)
    return {"gamma_length": norm.weight.numel(), "parameters": count(layers)}


def dense_shapes(p: Any) -> Answers:
    x = torch.rand(p.batch, p.in_features)
    w1 = torch.rand(p.in_features, p.hidden, requires_grad=True)
    b1 = torch.rand(p.hidden, requires_grad=True)
    w2 = torch.rand(p.hidden, p.out_features, requires_grad=True)
    hidden = (x @ w1 + b1).relu()
    output = hidden @ w2
    hidden.retain_grad()
    output.retain_grad()
    output.sum().backward()
    tensors = {
        "bias": b1.grad,
        "output_gradient": output.grad,
        "weight_gradient": w2.grad,
        "hidden_gradient": hidden.grad,
    }
    return {name: [str(size) for size in tensor.shape] for name, tensor in tensors.items()}


def flatten_size(p: Any) -> Answers:
    channels, layers = p.in_channels, []
    for block in p.blocks:
        settings = {"padding": block.padding, "device": "meta"}
        layers.append(nn.Conv2d(channels, block.out_channels, block.kernel_size, **settings))
        layers.append(nn.MaxPool2d(block.pool))
        channels = block.out_channels
    stack = nn.Sequential(*layers, nn.Flatten())
    return {"features": stack(zeros(p.batch, p.in_channels, p.size, p.size)).shape[1]}


def seen(layers: nn.Module, size: int, outputs: slice) -> tuple[int, int]:
    """First and last input sample with a gradient, along one axis, from some of the outputs."""
    for module in layers.modules():
        if isinstance(module, nn.Conv1d):
            nn.init.ones_(module.weight)
    x = torch.zeros(1, 1, size, requires_grad=True)
    layers(x)[0, 0, outputs].sum().backward()
    places = x.grad.flatten().nonzero().flatten()
    return int(places.min()), int(places.max())


def receptive_field(p: Any) -> Answers:
    """From two neighbours in the middle of an image that is large enough."""
    pairs = zip(p.kernel_sizes, p.strides, strict=True)
    stack = nn.Sequential(*(nn.Conv1d(1, 1, k, s, bias=False) for k, s in pairs))
    (first, last), (next_first, _) = (seen(stack, 2000, slice(k, k + 1)) for k in (3, 4))
    return {"field": last - first + 1, "jump": next_first - first}


def clipped_receptive_field(p: Any) -> Answers:
    """Clipped: what all last units see of the image; unclipped: of an image with the padding."""
    settings = list(zip(p.kernel_sizes, p.strides, p.paddings, strict=True))
    padded = nn.Sequential(*(nn.Conv1d(1, 1, k, s, q, bias=False) for k, s, q in settings))
    bare = nn.Sequential(*(nn.Conv1d(1, 1, k, s, bias=False) for k, s, _ in settings))
    units = padded(torch.zeros(1, 1, p.size)).shape[-1]
    first, last = seen(padded, p.size, slice(None))
    whole = seen(bare, 2000, slice(0, units))
    return {"unclipped": whole[1] - whole[0] + 1, "clipped": last - first + 1}


def same_padding(p: Any) -> Answers:
    """The one padding of many that keeps the size."""

    def size(padding: int) -> int:
        layer = nn.Conv2d(1, 1, p.kernel_size, padding=padding, dilation=p.dilation, device="meta")
        return layer(zeros(1, 1, p.size, p.size)).shape[-1]

    (padding,) = (padding for padding in range(30) if size(padding) == p.size)
    return {"unpadded_size": size(0), "padding": padding}


def segmentation_parameters(p: Any) -> Answers:
    pixels = p.height * p.width
    dense = nn.Linear(p.in_channels * pixels, p.num_classes * pixels, device="meta")
    return {
        "conv": count(nn.Conv2d(p.in_channels, p.num_classes, p.kernel_size)),
        "dense": count(dense),
    }


def segmentation_shape(p: Any) -> Answers:
    down = [nn.Conv2d(p.in_channels, p.features, 3, 2, 1, device="meta")]
    more = range(p.halvings - 1)
    down += [nn.Conv2d(p.features, p.features, 3, 2, 1, device="meta") for _ in more]
    up = [nn.ConvTranspose2d(p.features, p.features, 2, 2, device="meta") for _ in more]
    up.append(nn.ConvTranspose2d(p.features, p.num_classes, 2, 2, device="meta"))
    scores = nn.Sequential(*down, *up)(zeros(p.batch, p.in_channels, p.height, p.width))
    labels = scores.argmax(dim=1)
    return {
        "scores": [str(size) for size in scores.shape],
        "labels": [str(size) for size in labels.shape],
        "predictions": labels.numel(),
    }


def sum_frequency(p: Any) -> Answers:
    digits = torch.arange(p.lowest, p.highest + 1)
    sums = digits[:, None] + digits
    pairs = int((sums == p.target).sum())
    return {"pairs": pairs, "probability": pairs / sums.numel()}


def transformer_parameters(p: Any) -> Answers:
    layer = nn.TransformerEncoderLayer(p.d_model, p.nhead, p.dim_feedforward, batch_first=True)
    x = torch.rand(1, p.length, p.d_model)
    _, weights = layer.self_attn(x, x, x, average_attn_weights=False)
    return {
        "attention": count(layer.self_attn),
        "feed_forward": count(layer.linear1) + count(layer.linear2),
        "parameters": count(layer),
        "scores": weights.numel(),
    }


def updates(samples: int, batch_size: int, epochs: int) -> int:
    return epochs * len(DataLoader(range(samples), batch_size=batch_size))


def update_counts(p: Any) -> Answers:
    return {
        "gd_updates": updates(p.samples, p.samples, p.epochs),
        "minibatch_updates": updates(p.samples, p.batch_size, p.epochs),
        "single_updates": updates(p.samples, 1, p.epochs),
    }


def minibatch_counts(p: Any) -> Answers:
    """The noise: standard deviations of means of independent samples, of both batch sizes."""
    sizes = {"dtype": torch.float32, "device": "meta"}
    weights = torch.zeros(int(p.weights), **sizes)
    activations = torch.zeros(p.batch_size, int(p.activations), **sizes)
    deviation = torch.tensor([1.0 / p.batch_size, 1.0 / (p.batch_size * p.ratio)]).sqrt()
    return {
        "updates": updates(p.samples, p.batch_size, p.epochs),
        "memory": (weights.nbytes + activations.nbytes) / 1e6,
        "noise": float(deviation[0] / deviation[1]),
    }
