"""Views of the exam's networks, trained on handwritten digits."""

from __future__ import annotations

from desktop.questions.views.parameters import Choice, Numbers, Quantity, View

AUGMENTATION = View(
    "Data augmentation",
    {
        "shown": Choice(
            "Show", {"digit": "One digit, changed", "training": "Training with changes"}, "digit"
        ),
        "asked": Choice(
            "Asked is",
            {
                "training_error": "The training error",
                "test_error": "The test error",
                "split": "Which images to change",
            },
            "training_error",
        ),
        "digit": Quantity("Digit", 0, 9, 6),
        "sample": Quantity("Sample", 0, 49, 0),
        "flip": Choice(
            "Flip",
            {"none": "None", "horizontal": "Left and right", "vertical": "Upside down"},
            "none",
        ),
        "rotation": Quantity("Rotation", -180, 180, 0, step=5, unit="°"),
        "shift": Quantity("Shift to the right", -10, 10, 0, unit="px"),
        "shift_down": Quantity("Shift down", -10, 10, 0, unit="px"),
        "crop": Quantity("Crop to a share of", 0.5, 1, 1, step=0.05, whole=False),
        "blur": Quantity("Blur", 0, 5, 0, step=0.25, whole=False, unit="px"),
        "noise": Quantity("Noise", 0, 1, 0, step=0.05, whole=False),
        "measured": Choice(
            "Curve below",
            {
                "flip": "Flip",
                "rotation": "Rotation",
                "shift": "Shift to the right",
                "crop": "Crop",
                "blur": "Blur",
                "noise": "Noise",
            },
            "rotation",
        ),
        "seed": Quantity("Seed", 0, 9, 0),
    },
)

STROKES = 600  # numbers of a drawing: x and y from 0 to 100, and -1 between two strokes

DIGIT_SUM = View(
    "The sum of two digits",
    {
        "shown": Choice(
            "Show",
            {
                "network": "The network",
                "classes": "Sums and accuracy",
                "leak": "Images seen before",
                "regression": "Class and number",
            },
            "network",
        ),
        "asked": Choice(
            "Asked is",
            {
                "sum": "The sum that is read",
                "classes": "The number of outputs",
                "features": "The features of Flatten",
                "loss": "The loss of the pair",
            },
            "sum",
        ),
        "trained": Choice(
            "Trained on", {"unlimited": "Fresh pairs", "fixed": "500 fixed pairs"}, "unlimited"
        ),
        "left": Quantity("First digit", 0, 9, 3),
        "left_sample": Quantity("Sample of the first", 0, 49, 0),
        "right": Quantity("Second digit", 0, 9, 8),
        "right_sample": Quantity("Sample of the second", 0, 49, 1),
        "left_strokes": Numbers("First digit, drawn", -1, 100, (), 0, STROKES),
        "right_strokes": Numbers("Second digit, drawn", -1, 100, (), 0, STROKES),
        "target": Quantity("Sum", 0, 18, 18),
        "lowest": Quantity("Smallest digit", 0, 9, 0),
        "highest": Quantity("Largest digit", 0, 9, 9),
        "images": Quantity("Images", 1000, 100000, 50000, step=1000),
        "pairs": Quantity("Training pairs", 0, 200000, 50000, step=1000),
    },
)

AUTOENCODER = View(
    "Autoencoder",
    {
        "shown": Choice(
            "Show",
            {
                "reconstruction": "Encode and decode",
                "plane": "The latent plane",
                "samples": "Random codes",
                "sizes": "Latent size and error",
                "linear": "Linear against PCA",
                "labels": "Few labels",
            },
            "reconstruction",
        ),
        "asked": Choice(
            "Asked is", {"code": "The size of the code", "labels": "Labels for training"}, "code"
        ),
        "model": Choice("Model", {"plain": "Plain", "variational": "Variational"}, "plain"),
        "latent_size": Choice(
            "Latent size", {"2": "2", "4": "4", "8": "8", "16": "16", "32": "32"}, "8"
        ),
        "digit": Quantity("Digit", 0, 9, 3),
        "sample": Quantity("Sample", 0, 49, 0),
        "shifts": Numbers("Changes of the code", -20, 20, (), 0, 32, whole=False, step=0.1),
        "z1": Quantity("First latent number", -25, 25, 0, step=0.1, whole=False),
        "z2": Quantity("Second latent number", -25, 25, 0, step=0.1, whole=False),
        "seed": Quantity("Seed", 0, 99, 0),
        "labels_per_class": Quantity("Labels a digit", 1, 100, 10),
    },
)

SEGMENTATION = View(
    "Segmentation",
    {
        "shown": Choice(
            "Show",
            {
                "scene": "A scene and its classes",
                "shapes": "Shapes along the network",
                "layers": "Parameters of a layer",
            },
            "scene",
        ),
        "network": Choice(
            "Network",
            {
                "convolutional": "Convolutional",
                "dense_small": "Dense, 2 hidden units",
                "dense_large": "Dense, 64 hidden units",
            },
            "convolutional",
        ),
        "asked": Choice(
            "Asked is",
            {"predictions": "How many choices", "network": "Which network"},
            "predictions",
        ),
        "first": Quantity("First digit", 0, 9, 3),
        "second": Quantity("Second digit", 0, 9, 8),
        "sample": Quantity("Sample", 0, 49, 0),
        "first_right": Quantity("First, to the right", -7, 7, -6, unit="px"),
        "first_down": Quantity("First, down", -7, 7, -5, unit="px"),
        "second_right": Quantity("Second, to the right", -7, 7, 6, unit="px"),
        "second_down": Quantity("Second, down", -7, 7, 5, unit="px"),
        "batch": Quantity("Images", 1, 64, 1),
        "in_channels": Quantity("Input channels", 1, 16, 1),
        "height": Quantity("Height", 4, 1024, 28, scale="log"),
        "width": Quantity("Width", 4, 1024, 28, scale="log"),
        "num_classes": Quantity("Classes", 2, 150, 11),
        "halvings": Quantity("Halvings", 0, 5, 2),
        "kernel_size": Quantity("Kernel size", 1, 7, 3, step=2),
    },
)
