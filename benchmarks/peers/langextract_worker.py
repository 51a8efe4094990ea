"""LangExtract on one article: runs in LangExtract's own environment, JSON in and JSON out.

The prompt and the example are ours, written for it: every class and attribute of
a card, one short invented article, all items in the order of the text and in its
own words, as its documentation asks. Everything else is its default, but one
request at a time and a bound on an answer's tokens.
"""

import json
import sys

import langextract as lx
from langextract.factory import ModelConfig

PROMPT = """Extract the facts of a news article, in the order in which they appear.
Classes: main_event (the sentence that tells the main event, once), person, organisation, group,
event (something that happened, is planned or is claimed), place, date, figure (a number with its
unit), quotation (direct speech, without the quotation marks), source (whoever the article credits
with information). Use the exact words of the text for each extraction. Do not paraphrase. Take
every attribute from the article alone and leave out what it does not say. Leave out advertising
and other boilerplate."""

EXAMPLE = """Published 2024-03-07

Fire closes rope works in Port Ellis

A fire at the Harrow rope works in Port Ellis injured at least 12 people on Tuesday and caused
damage of $4.2 million, the fire service said. “We got everyone out in time,” said Mara Quill, its
chief. The company denied that the alarms had failed."""

ITEMS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "main_event",
        "A fire at the Harrow rope works in Port Ellis injured at least 12 people on Tuesday",
        {},
    ),
    ("place", "Port Ellis", {"relation": "scene", "country": ""}),
    (
        "figure",
        "at least 12 people",
        {
            "value": "12",
            "unit": "",
            "qualifier": "at least",
            "counts": "people injured",
            "attributed_to": "the fire service",
        },
    ),
    ("date", "Tuesday", {"date": "2024-03-05"}),
    (
        "figure",
        "$4.2 million",
        {
            "value": "4200000",
            "unit": "USD",
            "qualifier": "",
            "counts": "damage",
            "attributed_to": "the fire service",
        },
    ),
    ("organisation", "the fire service", {"role": ""}),
    ("source", "the fire service", {"kind": "organisation", "said": "12 injured, the damage"}),
    ("quotation", "We got everyone out in time,", {"speaker": "Mara Quill"}),
    ("person", "Mara Quill", {"role": "chief of the fire service"}),
    ("source", "Mara Quill", {"kind": "person", "said": "everyone got out"}),
    (
        "event",
        "The company denied that the alarms had failed",
        {"stance": "denied", "attributed_to": "The company"},
    ),
)


def main() -> None:
    """Write the extractions of the article on stdin, with their places, to stdout."""
    asked = json.load(sys.stdin)
    example = lx.data.ExampleData(
        text=EXAMPLE,
        extractions=[
            lx.data.Extraction(extraction_class=kind, extraction_text=text, attributes=attributes)
            for kind, text, attributes in ITEMS
        ],
    )
    config = ModelConfig(
        model_id=asked["model"],
        provider="OpenAILanguageModel",
        provider_kwargs={
            "api_key": "none",
            "base_url": asked["base_url"],
            "temperature": 0.0,
            "max_output_tokens": asked["most_tokens"],
        },
    )
    found = lx.extract(
        asked["text"],
        prompt_description=PROMPT,
        examples=[example],
        config=config,
        max_workers=1,
        additional_context=f"The article was published on {asked['published']}.",
        show_progress=False,
    )
    told = []
    for extraction in found.extractions or []:
        place = extraction.char_interval
        known = place is not None and place.start_pos is not None
        told.append(
            {
                "class": extraction.extraction_class,
                "text": extraction.extraction_text,
                "attributes": extraction.attributes or {},
                "span": [place.start_pos, place.end_pos] if known else None,
            }
        )
    print(json.dumps(told))


if __name__ == "__main__":
    main()
