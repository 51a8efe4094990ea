"""The formats of reports."""

from __future__ import annotations

from typing import Literal

EvalFormat = Literal["terminal", "json", "junit", "markdown"]
