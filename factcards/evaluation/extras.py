"""The packages of the extra `eval`, imported when first needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from factcards.errors import UsageError


def _needed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(
            f"evaluation needs the package {name.partition('.')[0]}, which is not installed",
            hint="pip install 'factcards[eval]'",
        ) from None


def yaml_module() -> Any:
    """PyYAML. Raises `UsageError` where it is not installed."""
    return _needed("yaml")


def scipy_optimize() -> Any:
    """`scipy.optimize`. Raises `UsageError` where it is not installed."""
    return _needed("scipy.optimize")


def scipy_stats() -> Any:
    """`scipy.stats`. Raises `UsageError` where it is not installed."""
    return _needed("scipy.stats")
