"""Numeric question families, one a file; GENERATORS is the registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from desktop.engine.generators import (
    batch_norm_parameters,
    mean_squared_error,
    mlp_backward_step,
    mlp_forward,
)
from desktop.engine.generators.solution import Generator

GENERATORS: Mapping[str, Generator[Any]] = MappingProxyType(
    {
        generator.name: generator
        for generator in (
            batch_norm_parameters.GENERATOR,
            mean_squared_error.GENERATOR,
            mlp_backward_step.GENERATOR,
            mlp_forward.GENERATOR,
        )
    }
)
