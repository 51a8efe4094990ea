"""The rules, one per file. A new file with a `rule` in it is part of every check."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from factcards.checking.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of this package, by name.

    Raises `TypeError` where a module of the package holds no `rule`.
    """
    rules = []
    for module in pkgutil.iter_modules(__path__):
        rule = getattr(import_module(f"{__name__}.{module.name}"), "rule", None)
        if not isinstance(rule, Rule):
            raise TypeError(f"{__name__}.{module.name} holds no rule")
        rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.name))
