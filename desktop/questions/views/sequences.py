"""Views of recurrent networks and of attention."""

from __future__ import annotations

from desktop.questions.views.parameters import Choice, Grid, Numbers, Quantity, Switch, View

RNN_GRADIENTS = View(
    "Gradients through time",
    {
        "shown": Choice(
            "Show",
            {"time": "Through time", "clipping": "Clipping", "lstm": "A step of an LSTM"},
            "time",
        ),
        "cell": Choice(
            "Cell",
            {
                "linear": "Linear, one unit",
                "tanh": "Tanh, one unit",
                "shear": "Linear, a shear of two",
                "lstm": "LSTM, cell state",
            },
            "linear",
        ),
        "weight": Quantity("Recurrent weight", -3, 3, 0.9, step=0.05, whole=False),
        "hidden": Quantity("Hidden value", -0.95, 0.95, 0.4, step=0.05, whole=False),
        "steps": Quantity("Time steps", 1, 100, 20),
        "gradient": Numbers("Gradient", -20, 20, (3, 4, 12), 3, 3, whole=False),
        "max_norm": Quantity("Largest norm", 0.1, 20, 5, step=0.1, whole=False),
        "cell_before": Quantity("Old cell state", -3, 3, 2, step=0.1, whole=False),
        "candidate_sum": Quantity("Candidate before tanh", -3, 3, 1, step=0.1, whole=False),
        "input_gate": Quantity("Input gate", 0, 1, 0.4, step=0.05, whole=False),
        "forget_gate": Quantity("Forget gate", 0, 1, 0.95, step=0.05, whole=False),
        "output_gate": Quantity("Output gate", 0, 1, 0.6, step=0.05, whole=False),
    },
)

ATTENTION = View(
    "Attention",
    {
        "shown": Choice("Show", {"weights": "Weights", "growth": "What grows"}, "weights"),
        "masked": Switch("Causal mask", True),
        "query": Quantity("Position of the query", 1, 8, 2),
        "head_dim": Quantity("Width of a head", 1, 256, 1, 2, True, "log"),
        "scores": Grid(
            "Products of queries and keys",
            -10,
            10,
            ((2, 1, 0), (1, 2, 1), (0, 1, 2)),
            rows=(1, 8),
            columns=(1, 8),
        ),
        "values": Grid(
            "Values", -10, 10, ((1, 0), (0, 1), (2, 2)), rows=(1, 8), columns=(1, 4), step=1
        ),
        "length": Quantity("Length", 1, 4096, 64, 2, True, "log"),
        "embed_dim": Quantity("Embedding size", 1, 4096, 512, 2, True, "log"),
        "num_heads": Quantity("Heads", 1, 64, 8),
        "dim_feedforward": Quantity("Feed-forward size", 1, 8192, 2048, 2, True, "log"),
    },
)
