"""Languages of texts: their names, direction, and the stemmer that PostgreSQL's core has for them."""

from __future__ import annotations

CONFIGS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def search_config(language: str) -> str:
    """PostgreSQL's text-search configuration for a BCP 47 tag; `simple`, which does not stem, for languages it has no stemmer for."""
    return CONFIGS.get(language.partition("-")[0].lower(), "simple")


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def config_marker(config: str) -> str:
    """The lexeme by which the search vector of an entry says how its words were stemmed. No text can hold it: the
    parser of PostgreSQL parts words at colons.
    """
    return f"config:{config}"
