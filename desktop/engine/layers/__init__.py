"""Layers: modules with learned parameters, named and behaving as PyTorch's."""

from __future__ import annotations

from desktop.engine.layers.activations import GELU, LeakyReLU, ReLU, Sigmoid, Tanh
from desktop.engine.layers.attention import MultiHeadAttention, attention, causal_mask
from desktop.engine.layers.batch_norm import BatchNorm1d, BatchNorm2d
from desktop.engine.layers.convolution import Conv2d, ConvTranspose2d
from desktop.engine.layers.dropout import Dropout
from desktop.engine.layers.embedding import Embedding
from desktop.engine.layers.flatten import Flatten
from desktop.engine.layers.layer_norm import LayerNorm
from desktop.engine.layers.linear import Linear
from desktop.engine.layers.module import Layer, Module, parameter
from desktop.engine.layers.pooling import AvgPool2d, MaxPool2d
from desktop.engine.layers.recurrent import LSTM, RNN
from desktop.engine.layers.residual import Residual
from desktop.engine.layers.sequential import Sequential

__all__ = [
    "GELU",
    "LSTM",
    "RNN",
    "AvgPool2d",
    "BatchNorm1d",
    "BatchNorm2d",
    "Conv2d",
    "ConvTranspose2d",
    "Dropout",
    "Embedding",
    "Flatten",
    "Layer",
    "LayerNorm",
    "LeakyReLU",
    "Linear",
    "MaxPool2d",
    "Module",
    "MultiHeadAttention",
    "ReLU",
    "Residual",
    "Sequential",
    "Sigmoid",
    "Tanh",
    "attention",
    "causal_mask",
    "parameter",
]
