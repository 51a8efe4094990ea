"""An answer of the wrong shape, and how it is sent back to the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from factcards.models.options import Message
from factcards.models.redaction import shown

MOST_REASONS = 8
LONGEST_SHOWN = 4000


class WrongShapeError(Exception):
    """An answer that does not fit its response model. Internal."""

    def __init__(self, reasons: Sequence[str], answer: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)
        self.answer = answer


def reasons_for(error: ValidationError) -> list[str]:
    """What is wrong with an answer, one line per field: where, what, what is wanted."""
    problems = error.errors(include_url=False, include_context=True, include_input=False)
    lines = [f"{_path(problem['loc'])}: {_words(problem)}" for problem in problems[:MOST_REASONS]]
    if len(problems) > MOST_REASONS:
        lines.append(f"and {len(problems) - MOST_REASONS} more of the kind.")
    return lines


def _path(location: Iterable[int | str]) -> str:
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "the answer"


def _words(problem: object) -> str:
    assert isinstance(problem, dict)  # noqa: S101 - pydantic's own documented type
    kind, context = str(problem["type"]), problem.get("ctx") or {}
    known = {
        "missing": "is missing; it must be there",
        "extra_forbidden": "is not a field; leave it out",
        "json_invalid": "is not valid JSON; answer with one JSON object only",
        "literal_error": f"is not allowed; it must be {context.get('expected')}",
        "enum": f"is not allowed; it must be {context.get('expected')}",
        "string_type": "must be a text in double quotes",
        "int_type": "must be a whole number",
        "int_parsing": "must be a whole number",
        "int_from_float": "must be a whole number",
        "float_type": "must be a number",
        "float_parsing": "must be a number",
        "decimal_parsing": "must be a plain decimal number, digits only",
        "decimal_type": "must be a plain decimal number, digits only",
        "bool_type": "must be true or false",
        "bool_parsing": "must be true or false",
        "list_type": "must be a list",
        "tuple_type": "must be a list",
        "dict_type": "must be an object",
        "model_type": "must be an object",
        "too_short": f"has too few items; at least {context.get('min_length')} are wanted",
        "too_long": f"has too many items; at most {context.get('max_length')} are wanted",
        "string_too_short": f"is too short; at least {context.get('min_length')} characters",
        "string_too_long": f"is too long; at most {context.get('max_length')} characters",
    }
    return known.get(kind, shown(str(problem["msg"])))


def reask_messages(wrong: WrongShapeError) -> list[Message]:
    """The turns to add to the conversation: the answer as it was, and what to mend."""
    answer = wrong.answer[:LONGEST_SHOWN] or "(nothing)"
    reasons = "\n".join(f"- {reason}" for reason in wrong.reasons)
    return [
        {"role": "assistant", "content": answer},
        {
            "role": "user",
            "content": "That answer cannot be used:\n"
            f"{reasons}\n"
            "Answer the same question again, whole, as one JSON object. Mend these points "
            "and keep the rest.",
        },
    ]
