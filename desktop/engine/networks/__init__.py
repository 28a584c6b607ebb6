"""Networks that ship with their weights, one kind a file; NETWORKS is the registry.

`python -m desktop.engine.train` trains them all anew and measures them on held-out digits; what it
found lies beside the weights as report.json.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from desktop.engine.networks.autoencoder import AUTOENCODERS
from desktop.engine.networks.digit_classifier import DIGIT_CLASSIFIER
from desktop.engine.networks.few_pairs import FEW_PAIRS
from desktop.engine.networks.segmentation import DENSE_SEGMENTATION, SEGMENTATION
from desktop.engine.networks.sum_network import SUM_NETWORK
from desktop.engine.networks.sum_regression import SUM_REGRESSION
from desktop.engine.networks.trained import TrainedNetwork
from desktop.engine.networks.variational_autoencoder import VARIATIONAL_AUTOENCODERS

_ALL: tuple[TrainedNetwork[Any], ...] = (
    SUM_NETWORK,
    SUM_REGRESSION,
    FEW_PAIRS,
    SEGMENTATION,
    DIGIT_CLASSIFIER,
    *DENSE_SEGMENTATION.values(),
    *AUTOENCODERS.values(),
    *VARIATIONAL_AUTOENCODERS.values(),
)  # those that train longest first, so that two processes end at about the same time

NETWORKS = MappingProxyType({network.name: network for network in _ALL})
"""Name -> network; the name is also that of its file of weights."""
