"""Language models: one way in to all of them.

`open_model` gives a `LanguageModel`; its `ask` gives a validated answer. Heavy
libraries are imported when a model is opened, not before.
"""

from factcards.models.choosing import ModelStatus, default_model_name, list_models
from factcards.models.diagnosing import Diagnosis, diagnose
from factcards.models.dialect import COPY_FROM, SchemaError
from factcards.models.fetching import WeightsSource, pull
from factcards.models.language_model import LanguageModel
from factcards.models.ledger import Attempt, AttemptStatus, Ledger
from factcards.models.names import ModelName, nearest_names, parse_model_name
from factcards.models.opening import open_model
from factcards.models.options import JsonObject, Message, ModelOptions, Profile
from factcards.models.profiles import profile_for
from factcards.models.recordings import RecordingMode, Recordings, model_slug
from factcards.models.weights import WEIGHTS, models_folder, weights_path, weights_present

__all__ = [
    "COPY_FROM",
    "WEIGHTS",
    "Attempt",
    "AttemptStatus",
    "Diagnosis",
    "JsonObject",
    "LanguageModel",
    "Ledger",
    "Message",
    "ModelName",
    "ModelOptions",
    "ModelStatus",
    "Profile",
    "RecordingMode",
    "Recordings",
    "SchemaError",
    "WeightsSource",
    "default_model_name",
    "diagnose",
    "list_models",
    "model_slug",
    "models_folder",
    "nearest_names",
    "open_model",
    "parse_model_name",
    "profile_for",
    "pull",
    "weights_path",
    "weights_present",
]
