"""What a gazetteer knows of a name: countries, regions, cities.

The tables are loaded once, on first use (about 50 ms). Sources: GeoNames
cities of 15,000 people and more (CC BY 4.0), names of countries in four
languages from Unicode CLDR; regions and short names of countries are our own
list (`data/regions.txt`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

DATA = Path(__file__).parent / "data"
PlaceType = Literal["country", "region", "city"]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """What the gazetteer has under one name."""

    type: PlaceType
    countries: tuple[tuple[str, int], ...]
    """ISO 3166-1 alpha-2 and population (0 for countries and regions), largest first."""

    @property
    def people(self) -> int:
        """Population of the largest place of that name."""
        return self.countries[0][1] if self.countries else 0


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Names of countries, short ones included, to their ISO codes."""
    table: dict[str, str] = {}
    for line in (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name = line.split("\t")
            table[name] = code
    for code, names in _region_lines():
        if code.startswith("="):
            table.update(dict.fromkeys(names, code[1:]))
    return table


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Names of regions to their ISO country code, "--" where there is none or several."""
    table: dict[str, str] = {}
    for code, names in _region_lines():
        if not code.startswith("="):
            table.update(dict.fromkeys(names, code))
    return table


def _region_lines() -> list[tuple[str, list[str]]]:
    lines = []
    for line in (DATA / "regions.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, rest = line.split(" ", 1)
            names = [quoted or bare for quoted, bare in re.findall(r'"([^"]+)"|(\S+)', rest)]
            lines.append((code, names))
    return lines


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Names of cities to `country:population` pairs, unparsed: few are ever looked up."""
    text = (DATA / "places.tsv").read_text(encoding="utf-8")
    pairs = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: codes for name, _, codes in pairs}


@lru_cache(maxsize=8192)
def look_up(name: str) -> PlaceEntry | None:
    """What the gazetteer has under exactly `name`, or None.

    A country goes before a region and a region before a city; "Georgia", which
    is a country and a state, and the like are regions without a country.
    """
    name = name.replace("’", "'")
    region = _regions().get(name)
    if region is not None:
        return PlaceEntry("region", ((region, 0),) if region != "--" else ())
    # Unicode CLDR writes "Trinidad & Tobago", copy mostly "and".
    code = _countries().get(name) or _countries().get(name.replace(" and ", " & "))
    if code is not None:
        return PlaceEntry("country", ((code, 0),))
    cities = _cities().get(name)
    if cities is None:
        return None
    pairs = (pair.split(":") for pair in cities.split(" "))
    return PlaceEntry("city", tuple((code, int(people)) for code, people in pairs))
