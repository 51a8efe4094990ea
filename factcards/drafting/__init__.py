"""An article becomes a draft, and a draft a card."""

from factcards.drafting.assembly import assemble
from factcards.drafting.draft import Citation, Draft
from factcards.drafting.modelled import draft_with_model
from factcards.drafting.prompts import Prompt, load_prompt
from factcards.drafting.result import Drafting, Usage
from factcards.drafting.rules import draft_by_rules

__all__ = [
    "Citation",
    "Draft",
    "Drafting",
    "Prompt",
    "Usage",
    "assemble",
    "draft_by_rules",
    "draft_with_model",
    "load_prompt",
]
