"""Convolution: a kernel walks over an input; sizes and parameters of layers of any size."""
