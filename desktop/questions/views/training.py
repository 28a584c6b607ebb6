"""Views of training and of batch normalization."""

from __future__ import annotations

from desktop.questions.views.parameters import Choice, Grid, Numbers, Quantity, Switch, View

TRAINING_PLAYGROUND = View(
    "Training playground",
    {
        "asked": Choice(
            "Ask about",
            {
                "batches": "Batch size",
                "validation": "Validation",
                "weight_decay": "Weight decay",
                "underfitting": "Too much decay",
                "early_stopping": "Early stopping",
            },
            "batches",
        ),
        "data": Choice(
            "Data",
            {
                "circle": "Circle",
                "exclusive_or": "Exclusive or",
                "gaussians": "Two clusters",
                "spiral": "Spiral",
                "moons": "Two moons",
            },
            "circle",
        ),
        "noise": Quantity("Noise", 0, 1, 0.1, step=0.05, whole=False),
        "samples": Quantity("Samples", 20, 500, 200, step=10),
        "validation_share": Quantity("Validation share", 0.1, 0.9, 0.5, step=0.1, whole=False),
        "hidden_layers": Numbers("Hidden units", 1, 32, (8, 8), 1, 4),
        "activation": Choice(
            "Activation",
            {"tanh": "Tanh", "relu": "ReLU", "leaky_relu": "Leaky ReLU", "sigmoid": "Sigmoid"},
            "tanh",
        ),
        "optimizer": Choice(
            "Optimizer",
            {"sgd": "SGD", "momentum": "Momentum", "rmsprop": "RMSProp", "adam": "Adam"},
            "sgd",
        ),
        "learning_rate": Quantity("Learning rate", 0.0001, 10, 0.1, 1.5, False, "log"),
        "batch_size": Quantity("Batch size", 1, 500, 10),
        "weight_decay": Quantity("Weight decay", 0, 1, 0, step=0.001, whole=False),
        "drop_probability": Quantity("Dropout", 0, 0.9, 0, step=0.1, whole=False),
        "early_stopping": Switch("Early stopping", False),
        "patience": Quantity("Patience in epochs", 1, 100, 10),
        "seed": Quantity("Seed", 0, 99, 0),
    },
)

BATCH_NORM = View(
    "Batch normalization",
    {
        "shown": Choice(
            "Show",
            {"batch": "One batch", "running": "Running statistics", "counts": "Counts"},
            "batch",
        ),
        "mode": Choice("Mode", {"train": "Training", "eval": "Evaluation"}, "train"),
        "values": Numbers("Batch of one feature", -50, 50, (1, 3, 5, 7), 2, 16, False, 0.5),
        "scale": Quantity("Weights before it, times", 0.1, 10, 1, 1.1, False, "log"),
        "gamma": Quantity("Scale γ", -5, 5, 1, step=0.1, whole=False),
        "beta": Quantity("Shift β", -10, 10, 0, step=0.1, whole=False),
        "eps": Quantity("ε", 0, 0.1, 0, step=0.001, whole=False),
        "running_mean": Quantity("Running mean", -20, 20, 0, step=0.1, whole=False),
        "running_var": Quantity("Running variance", 0.1, 50, 1, step=0.1, whole=False),
        "sample": Quantity("Sample asked", 1, 16, 1),
        "source": Choice(
            "Batches", {"drawn": "Drawn at random", "given": "As given below"}, "drawn"
        ),
        "batches": Grid(
            "Batches, one a line",
            -50,
            50,
            ((2, 4, 4, 6), (1, 1, 3, 7)),
            rows=(1, 6),
            columns=(2, 16),
        ),
        "batch_size": Quantity("Batch size", 2, 256, 32, 2, True, "log"),
        "momentum": Quantity("Momentum", 0.01, 1, 0.1, step=0.01, whole=False),
        "seed": Quantity("Seed", 0, 99, 0),
        "channels": Quantity("Channels", 1, 1024, 3, 2, True, "log"),
        "height": Quantity("Height", 1, 256, 32, 2, True, "log"),
        "width": Quantity("Width", 1, 256, 64, 2, True, "log"),
    },
)
