"""A response model bound to one question: its schema in a dialect, its validation context."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel, create_model

from factcards.models.dialect import schema_for, schema_name
from factcards.models.options import Dialect, JsonObject

T = TypeVar("T", bound=BaseModel)


def bound_model(
    response_model: type[T],
    dialect: Dialect,
    *,
    schema: JsonObject | None = None,
    context: dict[str, Any] | None = None,
) -> type[T]:
    """A subclass of `response_model` that tells its schema in `dialect`.

    Instructor asks a response model for its schema and validates with it; both go
    through the class, so that nothing of Instructor needs to be changed. The
    validation context is bound here as well: given to Instructor, it would also be
    rendered into the messages as a template, and an article is data.
    Raises `SchemaError`, see `schema_for`.
    """
    if schema is None and context is None:
        return cast("type[T]", _bound_plainly(response_model, dialect))
    return _bound(response_model, schema_for(response_model, dialect, schema=schema), context)


@lru_cache(maxsize=128)
def _bound_plainly(response_model: type[BaseModel], dialect: Dialect) -> type[BaseModel]:
    return _bound(response_model, schema_for(response_model, dialect), None)


def _bound(response_model: type[T], told: JsonObject, context: dict[str, Any] | None) -> type[T]:
    name = schema_name(response_model)

    class Bound(response_model):  # type: ignore[valid-type, misc]
        @classmethod
        def model_json_schema(cls, *_args: Any, **_kwargs: Any) -> JsonObject:
            return {"title": name, **told}

        @classmethod
        def model_validate_json(cls, json_data: Any, **kwargs: Any) -> Any:
            return super().model_validate_json(json_data, **{**kwargs, "context": context})

        @classmethod
        def model_validate(cls, obj: Any, **kwargs: Any) -> Any:
            return super().model_validate(obj, **{**kwargs, "context": context})

    return cast("type[T]", create_model(name, __base__=Bound, __doc__=response_model.__doc__))


def unbound(answer: BaseModel, response_model: type[T]) -> T:
    """`answer` as an instance of `response_model` itself, without Instructor's additions."""
    return response_model.model_construct(
        answer.model_fields_set,
        **{name: getattr(answer, name) for name in response_model.model_fields},
    )
