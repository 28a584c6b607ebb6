"""Views of convolution and pooling."""

from __future__ import annotations

from desktop.questions.views.parameters import Choice, Grid, Numbers, Quantity, Switch, View

CONVOLUTION = View(
    "Convolution",
    {
        "asked": Choice(
            "Predict",
            {
                "size": "The output’s size",
                "padding": "The padding that keeps it",
                "parameters": "The parameters",
            },
            "size",
        ),
        "input_size": Quantity("Input size", 1, 256, 7),
        "kernel_size": Quantity("Kernel size", 1, 11, 3),
        "stride": Quantity("Stride", 1, 8, 1),
        "padding": Quantity("Padding", 0, 20, 0),
        "dilation": Quantity("Dilation", 1, 4, 1),
        "in_channels": Quantity("Input channels", 1, 512, 1),
        "out_channels": Quantity("Filters", 1, 512, 1),
        "bias": Quantity("Biases of a filter", 0, 1, 1),
        "position": Quantity("Position", 0, 143, 0),
        "values": Grid(
            "Input",
            -9,
            9,
            (
                (0, 1, 2, 1, 0, 0, 1),
                (1, 3, 3, 2, 1, 0, 0),
                (2, 3, 4, 3, 2, 1, 0),
                (1, 2, 3, 4, 3, 2, 1),
                (0, 1, 2, 3, 4, 3, 2),
                (0, 0, 1, 2, 3, 3, 1),
                (1, 0, 0, 1, 2, 1, 0),
            ),
            rows=(1, 12),
            columns=(1, 12),
            step=1,
        ),
        "kernel": Grid(
            "Kernel",
            -9,
            9,
            ((1, 0, -1), (2, 0, -2), (1, 0, -1)),
            rows=(1, 11),
            columns=(1, 11),
            step=1,
        ),
    },
)

MAX_POOLING = View(
    "Max pooling",
    {
        "values": Grid(
            "Input",
            -99,
            99,
            ((3, 8, 1, 2), (5, 4, 7, 6), (9, 2, 4, 3), (1, 6, 5, 8)),
            rows=(2, 8),
            columns=(2, 8),
            step=1,
        ),
        "kernel_size": Quantity("Window", 2, 4, 2),
        "stride": Quantity("Stride", 1, 4, 2),
        "upstream": Grid(
            "Gradient that comes back",
            -99,
            99,
            ((1, 1), (1, 1)),
            rows=(1, 7),
            columns=(1, 7),
            step=1,
        ),
    },
)

RECEPTIVE_FIELD = View(
    "Receptive field",
    {
        "unit": Choice(
            "Field of",
            {"map": "A value of the last map", "dense": "A dense neuron on top"},
            "map",
        ),
        "kernel_sizes": Numbers("Kernel sizes", 1, 15, (5, 2), 1, 8),
        "strides": Numbers("Strides", 1, 8, (1, 2), 1, 8),
        "paddings": Numbers("Paddings", 0, 8, (0, 0), 1, 8),
        "input_size": Quantity("Input size", 8, 128, 28),
    },
)

FC_AS_CONV = View(
    "A dense layer as a convolution",
    {
        "asked": Choice(
            "Predict", {"weight": "The weight’s shape", "parameters": "The parameters"}, "weight"
        ),
        "in_channels": Quantity("Channels", 1, 64, 2),
        "height": Quantity("Height", 1, 64, 2),
        "width": Quantity("Width", 1, 64, 3),
        "out_features": Quantity("Neurons", 1, 128, 3),
        "bias": Switch("Bias", True),
        "inputs": Numbers("Inputs", -9, 9, (1, 0, 2, 3, 1, 0, 2, 2, 1, 0, 1, 3), 1, 24, False),
    },
)
