"""A `gold.yaml` as plain data, read so that a slip of the pen is told and not swallowed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcards.errors import FixtureError
from factcards.evaluation.extras import yaml_module

if TYPE_CHECKING:
    import yaml


def read_yaml(path: Path) -> dict[str, Any]:
    """What the YAML file at `path` holds.

    Raises `FixtureError` where it cannot be read, is no mapping, or names a key
    twice (YAML itself would keep the last one in silence), and `UsageError`
    where PyYAML is not installed.
    """
    yaml = yaml_module()
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_strict_loader())
    except OSError as error:
        raise FixtureError(
            f"{path} cannot be read: {error.strerror or error}", hint="check the folder"
        ) from None
    except UnicodeDecodeError:
        raise FixtureError(f"{path} is not in UTF-8", hint="save it in UTF-8") from None
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise FixtureError(f"{path} is no YAML: {told}", hint="mend that line") from None
    if not isinstance(loaded, dict):
        raise FixtureError(f"{path} holds no labels", hint="see evals/LABELLING.md")
    return loaded


@lru_cache(maxsize=1)
def _strict_loader() -> type[yaml.SafeLoader]:
    """A safe loader that refuses a key that stands twice in one mapping."""
    yaml = yaml_module()
    # The compiled parser, where PyYAML has it: a suite is read ten times as fast.
    parent = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class StrictLoader(parent):  # type: ignore[misc, valid-type]
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if key in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"“{key}” stands twice", key_node.start_mark
                    )
                seen.add(key)
            mapping: dict[Any, Any] = super().construct_mapping(node, deep)
            return mapping

    return StrictLoader
