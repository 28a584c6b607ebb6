"""A dense layer and the convolution that does the same: one set of weights, laid out twice."""
