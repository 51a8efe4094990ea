"""The providers that Instructor can reach: what each needs to be usable here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True)
class ProviderNeeds:
    """What must be there before a provider's models can be asked."""

    module: str
    """Import name of its client library."""
    package: str
    """What to `pip install` for that."""
    keys: tuple[str, ...]
    """Environment variables, any of which holds its key; empty where none is needed."""


# Modules, packages and variables as `instructor/v2/auto_client.py` (1.17) looks for them.
PROVIDERS: dict[str, ProviderNeeds] = {
    "openai": ProviderNeeds("openai", "openai", ("OPENAI_API_KEY",)),
    "anthropic": ProviderNeeds("anthropic", "anthropic", ("ANTHROPIC_API_KEY",)),
    "google": ProviderNeeds("google.genai", "google-genai", ("GOOGLE_API_KEY",)),
    "mistral": ProviderNeeds("mistralai", "mistralai", ("MISTRAL_API_KEY",)),
    "groq": ProviderNeeds("groq", "groq", ("GROQ_API_KEY",)),
    "cohere": ProviderNeeds("cohere", "cohere", ("COHERE_API_KEY", "CO_API_KEY")),
    "perplexity": ProviderNeeds("openai", "openai", ("PERPLEXITY_API_KEY",)),
    "deepseek": ProviderNeeds("openai", "openai", ("DEEPSEEK_API_KEY",)),
    "openrouter": ProviderNeeds("openai", "openai", ("OPENROUTER_API_KEY",)),
    "together": ProviderNeeds("openai", "openai", ("TOGETHER_API_KEY",)),
    "anyscale": ProviderNeeds("openai", "openai", ("ANYSCALE_API_KEY",)),
    "databricks": ProviderNeeds("openai", "openai", ("DATABRICKS_TOKEN", "DATABRICKS_API_KEY")),
    "azure_openai": ProviderNeeds("openai", "openai", ("AZURE_OPENAI_API_KEY",)),
    "fireworks": ProviderNeeds("fireworks", "fireworks-ai", ("FIREWORKS_API_KEY",)),
    "cerebras": ProviderNeeds("cerebras.cloud.sdk", "cerebras-cloud-sdk", ("CEREBRAS_API_KEY",)),
    "writer": ProviderNeeds("writerai", "writer-sdk", ("WRITER_API_KEY",)),
    "xai": ProviderNeeds("xai_sdk", "xai-sdk", ("XAI_API_KEY",)),
    # boto3 finds its credentials in several places; only its own call can tell.
    "bedrock": ProviderNeeds("boto3", "boto3", ()),
    "ollama": ProviderNeeds("openai", "openai", ()),
}


def module_installed(module: str) -> bool:
    """Whether `module` can be imported; at most its parent packages are."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def key_in(variables: tuple[str, ...], env: Mapping[str, str]) -> str | None:
    """The first key that one of `variables` holds in `env`."""
    for variable in variables:
        value = env.get(variable, "").strip()
        if value:
            return value
    return None
