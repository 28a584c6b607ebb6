"""The NumPy engine that computes every number the product shows.

Conventions: x @ W + b with W of shape (in_features, out_features); NCHW images; kernels
(out_channels, in_channels, height, width); convolution is cross-correlation; natural logarithms;
losses average over the batch.
Sizes carry PyTorch's names. Layers start in float64; astype(np.float32) makes them fast. Randomness
comes from a numpy.random.Generator that the caller passes in.
"""
