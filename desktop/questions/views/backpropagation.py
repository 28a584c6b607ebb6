"""Views of activations, gradients and backpropagation by hand."""

from __future__ import annotations

from desktop.questions.views.parameters import Choice, Grid, Numbers, Quantity, Switch, View

FUNCTIONS = {
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "relu": "ReLU",
    "leaky_relu": "Leaky ReLU",
    "gelu": "GELU",
    "linear": "None",
}

ACTIVATIONS = View(
    "Activation functions",
    {
        "shown": Choice(
            "Show",
            {"function": "Function and slope", "dying": "A dying unit", "zigzag": "Zig-zag"},
            "function",
        ),
        "function": Choice("Function", FUNCTIONS, "sigmoid"),
        "negative_slope": Quantity("Slope below 0", 0, 1, 0.2, step=0.05, whole=False),
        "z": Quantity("Input z", -8, 8, 1, step=0.1, whole=False),
        "learning_rate": Quantity("Learning rate", 0.01, 2, 0.1, 1.2, False, "log"),
        "steps": Quantity("Steps", 0, 60, 20),
        "start": Numbers("Start", -2, 2, (-1, 1), 2, 2, False, 0.1),
    },
)

GRADIENT_FLOW = View(
    "Gradients through the depth",
    {
        "shown": Choice(
            "Show",
            {"network": "A network", "chain": "A chain of units", "layer": "One layer’s variance"},
            "network",
        ),
        "activation": Choice(
            "Activation",
            {word: name for word, name in FUNCTIONS.items() if word != "gelu"},
            "tanh",
        ),
        "negative_slope": Quantity("Slope below 0", 0, 1, 0.2, step=0.05, whole=False),
        "initialization": Choice(
            "Initialization",
            {
                "xavier": "Xavier",
                "he": "He",
                "small": "A quarter of Xavier",
                "large": "Four times Xavier",
            },
            "xavier",
        ),
        "depth": Quantity("Layers", 1, 50, 10),
        "width": Quantity("Units a layer", 4, 100, 64, 2, True, "log"),
        "residual": Switch("Residual blocks", False),
        "batch_norm": Switch("Batch normalization", False),
        "seed": Quantity("Seed", 0, 99, 0),
        "positive": Quantity("Layers at +z", 0, 10, 3),
        "negative": Quantity("Layers at −z", 0, 10, 2),
        "size": Quantity("Size of z", 0, 4, 1, step=0.1, whole=False),
        "weight": Quantity("Weight", 0.1, 3, 1, step=0.1, whole=False),
        "fan_in": Quantity("Inputs", 1, 1000, 600, 2, True, "log"),
        "fan_out": Quantity("Outputs", 1, 1000, 150, 2, True, "log"),
        "input_variance": Quantity("Variance of an input", 0.5, 5, 1, step=0.5, whole=False),
    },
)

TOY_NETWORK = View(
    "Steps of a toy network",
    {
        "asked": Choice(
            "Predict",
            {
                "signs": "Signs of W",
                "first": "First-layer weight w",
                "second": "Second-layer weight u",
                "equal": "Whether units stay equal",
            },
            "signs",
        ),
        "steps": Quantity("Steps", 0, 20, 3),
        "learning_rate": Quantity("Learning rate α", 0, 5, 1, step=0.1, whole=False),
        "first_weight": Quantity("W at the start", -2, 2, 1, step=0.1, whole=False),
        "second_weight": Quantity("v at the start", -2, 2, 1, step=0.1, whole=False),
        "ahead": Quantity("Unit 1 starts higher by", 0, 1, 0, step=0.1, whole=False),
        "x": Quantity("Every input x", -5, 5, 1, step=0.5, whole=False),
        "label": Quantity("Label t", 0, 1, 0),
        "inputs": Quantity("Inputs", 1, 4, 4),
        "hidden_units": Quantity("Hidden units", 1, 4, 2),
    },
)

DENSE_BACKPROP = View(
    "Gradients of a dense layer",
    {
        "shown": Choice(
            "Show", {"entries": "Entries of one layer", "shapes": "Shapes of two layers"}, "entries"
        ),
        "followed": Choice("Follow", {"dX": "dX", "dW": "dW", "db": "db"}, "dX"),
        "row": Quantity("Row", 1, 4, 1),
        "column": Quantity("Column", 1, 4, 2),
        "x": Grid("X", -9, 9, ((1, 2, 0), (0, -1, 3)), rows=(1, 4), columns=(1, 4), step=1),
        "weight": Grid("W", -9, 9, ((1, 0), (2, -1), (0, 1)), rows=(1, 4), columns=(1, 4), step=1),
        "bias": Numbers("b", -9, 9, (0, 1), 1, 4, whole=False),
        "dout": Grid("dout", -9, 9, ((1, -1), (2, 1)), rows=(1, 4), columns=(1, 4), step=1),
        "asked": Choice(
            "Ask for the shape of",
            {
                "bias": "b₁",
                "output_gradient": "dY",
                "weight_gradient": "dW₂",
                "hidden_gradient": "dH",
            },
            "weight_gradient",
        ),
        "batch": Quantity("Samples N", 1, 128, 32),
        "in_features": Quantity("Input features D", 1, 128, 100),
        "hidden": Quantity("Hidden units M", 1, 128, 10),
        "out_features": Quantity("Outputs K", 1, 128, 4),
    },
)

BACKPROP_GRAPH = View(
    "Backpropagation, node by node",
    {
        "asked": Choice(
            "Predict",
            {
                "output": "First output",
                "loss": "Loss",
                "gradient": "Gradient of w₁₁",
                "new_weight": "New w₁₁",
                "loss_after": "Loss after the step",
            },
            "gradient",
        ),
        "step": Quantity("Steps shown", 0, 18, 18),
        "learning_rate": Quantity("Learning rate η", 0, 2, 0.1, step=0.05, whole=False),
        "negative_slope": Quantity("Slope α below 0", 0, 1, 0.5, step=0.1, whole=False),
        "x": Numbers("Input x", -10, 10, (1, -2), 2, 2, False, 0.5),
        "hidden_weight": Grid(
            "Weights W to the hidden units", -10, 10, ((-0.5, 1, 2), (-1, 0.5, 1.5)), (2, 2), (3, 3)
        ),
        "hidden_bias": Numbers("Biases b₁ to b₃", -10, 10, (0.5, 0, -1), 3, 3, False, 0.5),
        "output_weight": Grid(
            "Weights V to the outputs", -10, 10, ((1, -0.5), (-0.5, 2), (-1, 1)), (3, 3), (2, 2)
        ),
        "output_bias": Numbers("Biases b₄ and b₅", -10, 10, (-1, 2), 2, 2, False, 0.5),
        "targets": Numbers("Targets y", -20, 20, (1, 1), 2, 2, False, 0.5),
    },
)
