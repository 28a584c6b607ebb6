"""Views of losses and of the ways down them."""

from __future__ import annotations

from desktop.questions.views.parameters import Choice, Grid, Numbers, Quantity, Switch, View

METHODS = {
    "gd": "GD",
    "sgd": "SGD",
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
    "adam": "Adam",
    "newton": "Newton",
}

OPTIMIZERS = View(
    "Optimizers on a surface",
    {
        "surface": Choice(
            "Surface",
            {
                "valley": "Narrow valley",
                "bowl": "Round bowl",
                "saddle": "Saddle",
                "two_minima": "Two minima",
                "plateau": "Plateau",
            },
            "valley",
        ),
        "methods": Choice(
            "Methods",
            {
                "gd_momentum_rmsprop_adam": "Four, GD to Adam",
                "gd_momentum": "GD and momentum",
                "gd_momentum_adam": "GD, momentum, Adam",
                "gd_sgd": "GD and SGD",
                "momentum_nesterov": "Momentum and Nesterov",
                "adagrad_rmsprop_adam": "AdaGrad, RMSProp, Adam",
                "gd_newton": "GD and Newton",
            },
            "gd_momentum_rmsprop_adam",
        ),
        "start": Numbers("Start x, y", -10, 10, (-4.2, 1.5), 2, 2, False, 0.1),
        "learning_rate": Quantity("Learning rate α", 0.001, 2, 0.14, 1.1, False, "log"),
        "adaptive_rate": Quantity("α where steps are scaled", 0.001, 2, 0.3, 1.1, False, "log"),
        "momentum": Quantity("Momentum μ, Adam’s first β", 0, 0.99, 0.8, step=0.01, whole=False),
        "beta2": Quantity("Decay β of squares", 0, 0.999, 0.9, step=0.001, whole=False),
        "steepness": Quantity("Steepness, y against x", 1, 30, 12),
        "noise": Quantity("Noise of a batch's gradient", 0, 3, 0, step=0.1, whole=False),
        "steps": Quantity("Steps", 1, 100, 20),
        "seed": Quantity("Seed", 0, 99, 0),
        "traced": Choice("Steps of", METHODS, "gd"),
    },
)

BIAS_CORRECTION = View(
    "Adam's first steps",
    {
        "shown": Choice(
            "Show", {"steps": "Lengths of the steps", "averages": "What m and √v have"}, "steps"
        ),
        "beta1": Quantity("beta 1", 0, 0.99, 0.9, step=0.01, whole=False),
        "beta2": Quantity("beta 2", 0.5, 0.999, 0.999, step=0.001, whole=False),
        "step": Quantity("Step asked", 1, 10, 1),
        "steps": Quantity("Steps shown", 10, 100, 20),
        "gradients": Numbers("Gradients, the last goes on", -10, 10, (1,), 1, 20, False, 0.1),
    },
)

NEWTON = View(
    "Newton's method",
    {
        "weights": Choice("Function of", {"one": "One weight", "two": "Two weights"}, "one"),
        "coefficients": Numbers("Coefficients, falling powers", -20, 20, (1, -2, 0), 2, 5, False),
        "start": Numbers("Start", -10, 10, (3,), 1, 1, False, 0.1),
        "hessian": Numbers("∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²", -9, 9, (1, 0, 4), 3, 3, False, 0.1),
        "point": Numbers("Start", -5, 5, (-4, 1.5), 2, 2, False, 0.1),
        "steps": Quantity("Steps", 0, 10, 1),
        "learning_rate": Quantity("Learning rate of descent", 0.01, 1, 0.1, 1.1, False, "log"),
    },
)

LINEAR_REGRESSION = View(
    "Linear regression",
    {
        "points": Grid(
            "Points x, y",
            -20,
            20,
            ((-2, -1), (-1, 0), (0, 0.5), (1, 2), (2, 2.5)),
            rows=(1, 12),
            columns=(2, 2),
            step=0.1,
        ),
        "intercept": Switch("With intercept", True),
        "ridge": Quantity("Ridge", 0, 5, 0, step=0.1, whole=False),
        "learning_rate": Quantity("Learning rate", 0.001, 1, 0.1, 1.1, False, "log"),
        "steps": Quantity("Steps of descent", 0, 200, 20),
    },
)
