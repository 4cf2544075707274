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
OWN_NAMES = {
    "ar": "العربية",
    "bn": "বাংলা",
    "ckb": "کوردی",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "ga": "Gaeilge",
    "gd": "Gàidhlig",
    "gu": "ગુજરાતી",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "it": "Italiano",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "ne": "नेपाली",
    "nl": "Nederlands",
    "no": "Norsk",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski",
    "ps": "پښتو",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "so": "Soomaali",
    "sq": "Shqip",
    "sv": "Svenska",
    "ta": "தமிழ்",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "yi": "ייִדיש",
    "zh": "中文",
}
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def search_config(language: str) -> str:
    """PostgreSQL's text-search configuration for a BCP 47 tag; `simple`, which does not stem, for languages it has no stemmer for."""
    return CONFIGS.get(language.partition("-")[0].lower(), "simple")


def own_name(language: str) -> str:
    """What those who speak it call a language (BCP 47 tag); the tag where we do not know. Of a variety, the language."""
    return OWN_NAMES.get(language.partition("-")[0].lower(), language)


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def config_marker(config: str) -> str:
    """The lexeme by which the search vector of an entry says how its words were stemmed. No text can hold it: the
    parser of PostgreSQL parts words at colons.
    """
    return f"config:{config}"
