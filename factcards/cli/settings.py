"""Settings: flags beat the environment, the environment beats `factcards.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.card import Strategy

FILE = "factcards.toml"
MAX_FILE_BYTES = 64 * 1024
STRATEGIES = ("whole", "stepwise", "rules")
_SECRET = ("key", "token", "secret", "password")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a command was told, from wherever; None where nobody said anything."""

    model: str | None = None
    base_url: str | None = None
    strategy: str | None = None
    format: str | None = None
    language: str | None = None
    timeout: float | None = None
    model_named_by: str = ""
    """"the command line", "FACTCARDS_MODEL" or "factcards.toml"."""
    base_url_named_by: str = ""

    @property
    def sends_key(self) -> bool:
        """Whether the server was named by the user and not by a file that lay in the folder."""
        return self.base_url_named_by != FILE


NAMES = tuple(f.name for f in fields(Settings) if not f.name.endswith("_named_by"))


def settle(
    flags: Settings, *, env: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """`flags`, completed from the environment and from `factcards.toml` in `folder`.

    The environment's variables are FACTCARDS_MODEL, FACTCARDS_BASE_URL,
    FACTCARDS_STRATEGY, FACTCARDS_FORMAT, FACTCARDS_LANGUAGE, FACTCARDS_TIMEOUT.
    Raises `UsageError` for a setting that does not exist or makes no sense.
    """
    env = os.environ if env is None else env
    stored = _from_file((folder or Path.cwd()) / FILE)
    values: dict[str, Any] = {}
    named_by = {"model": "", "base_url": ""}
    for name in NAMES:
        variable = f"FACTCARDS_{name.upper()}"
        value: Any = getattr(flags, name)
        origin = "the command line"
        if value is None and env.get(variable, "").strip():
            value, origin = env[variable].strip(), variable
        if value is None and name in stored:
            value, origin = stored[name], FILE
        if value is not None:
            values[name] = _checked(name, value, origin)
            if name in named_by:
                named_by[name] = origin
    return replace(
        flags,
        **values,
        model_named_by=named_by["model"],
        base_url_named_by=named_by["base_url"],
    )


def host_of(address: str) -> str:
    """The host of an address, without any login it may hold."""
    return urlsplit(address).hostname or "an address that cannot be read"


def as_strategy(name: str | None) -> Strategy | None:
    """`name`, which was checked before, as a strategy."""
    return cast("Strategy | None", name)


def _checked(name: str, value: Any, origin: str) -> Any:
    if name == "timeout":
        return _seconds(value, origin)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{name} ({origin}) must be text", hint=f'write {name} = "…"')
    if name == "strategy" and value not in STRATEGIES:
        raise UsageError(
            f"there is no strategy “{value[:40]}” ({origin})",
            hint=f"the strategies are {', '.join(STRATEGIES)}",
        )
    if name == "language" and not (len(value) in (2, 3) and value.isascii() and value.isalpha()):
        raise UsageError(
            f"“{value[:40]}” ({origin}) is no language code",
            hint="give two letters, such as en, es, de or fr",
        )
    return value.lower() if name == "language" else value


def _seconds(value: Any, origin: str) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = 0.0
    if isinstance(value, bool) or not 0 < seconds < 1e6:
        raise UsageError(
            f"timeout ({origin}) must be a number of seconds above 0", hint="for example 120"
        )
    return seconds


def _from_file(path: Path) -> dict[str, Any]:
    if path.exists() and not path.is_file():
        return {}
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, IsADirectoryError):
        return {}
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    if len(raw) > MAX_FILE_BYTES:
        raise UsageError(f"{path} is too large for a file of settings")
    try:
        stored = tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} is not TOML: {error}", hint='write lines like model = "…"'
        ) from None
    for name in stored:
        if name not in NAMES:
            raise _unknown(name, path)
    return stored


def _unknown(name: str, path: Path) -> UsageError:
    if any(word in name.lower() for word in _SECRET):
        return UsageError(
            f"{path.name} must not hold “{name[:40]}”: no keys or secrets in a file",
            hint="put a provider's key into the environment, such as OPENAI_API_KEY",
        )
    near = get_close_matches(name, NAMES, n=1)
    meant = f"do you mean {near[0]}? " if near else ""
    return UsageError(
        f"{path.name} has an unknown setting “{name[:40]}”",
        hint=f"{meant}the settings are {', '.join(NAMES)}",
    )
