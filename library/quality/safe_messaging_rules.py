"""The rules of safe messaging, as a table: what each looks for, why it matters, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from library.quality.amounts import A_FEW, IN_WORDS, RANGE

SOURCE = "Beat, Media guidelines for reporting eating disorders"


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    why: str
    instead: str


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_GAP = r"[^.\n]"
_WHOSE = r"(?:my|your|his|her|their|our)"
_SELF = r"(?:myself|yourself|himself|herself|themselves|ourselves)"
_LIGHTER = r"(?:weigh\w*|lost|lose|losing|gain\w*|put(?:ting)?\s+on|heavier|lighter|drop\w*|down\s+to)"
_WEIGHT = r"(?:kgs?|kilos?|kilogram(?:me)?s?|lbs?|stones?)"
_PERSON = r"(?:I|he|she|you|who|daughter|son|sister|brother|they)(?:'d)?\s+(?:\w+\s+){0,2}"
_DISTANCE = r"(?:hours?|miles?|km|kms|kilomet(?:re|er)s?|steps|laps|lengths)"
_NUMBERS_HARM = "Readers compare themselves with figures like this, and some try to reach them."

RULES = (
    Rule(
        "bmi-value",
        _any(
            rf"\b(?:bmi|body\s+mass\s+index)\b{_GAP}{{0,25}}?(?<![\w.])(?:\d{{1,2}}(?:\.\d+)?(?!\s*(?:¤|hours?|weeks?|days?|minutes?|months?|years?|\d))|{IN_WORDS})\b",
            r"\b\d{1,2}(?:\.\d+)?\s*kg\s*/\s*m(?:2|²)?",
        ),
        _NUMBERS_HARM,
        "Say what the person felt or needed; a service may say that it has no threshold.",
    ),
    Rule(
        "weight-value",
        _any(
            rf"{A_FEW}\s*-?\s*{_WEIGHT}\b(?!'s)",
            r"(?<![\w.,])(?:\d*[02-9]|11)\s?(?-i:st)\b(?!\.)",
            rf"\b{_LIGHTER}\b{_GAP}{{0,20}}?\ba\s+(?:whole\s+)?(?:stone|kilo|kg)\b",
            rf"\b{_LIGHTER}\b{_GAP}{{0,20}}?{RANGE}\s+pounds\b",
            rf"{RANGE}\s+pounds\b(?={_GAP}{{0,30}}\b(?:weigh|lost|gain|heav|light))",
            r"\bweigh(?:ed|s|ing)?\s+(?:(?:just|only|about|around|under|less\s+than)\s+)?\d{2}(?:\.\d)?\b(?!\s*(?:times|people|of))",
            r"\b\d{1,3}\s*(?:%|per\s?cent)\s+(?:of\s+)?(?:\w+\s+){0,3}?(?:body\s*)?weight\b",
        ),
        _NUMBERS_HARM,
        "Leave the figure out: “I had lost a lot of weight” says enough.",
    ),
    Rule(
        "energy-value",
        _any(rf"(?:{RANGE}|\bzero)\s*-?\s*(?:k?cals?|(?:kilo)?calories?|kj|kilojoules?)\b"),
        _NUMBERS_HARM,
        "Leave the figure out: say that meals became small, or that a plan was agreed.",
    ),
    Rule(
        "clothes-size",
        _any(
            r"\b(?:dress|clothes|clothing|jeans|trousers?|skirt|shirt|uniform)\s+sizes?\s+(?:zero|\d{1,2}|xx?s)\b",
            rf"\bsize\s+(?:double\s+)?(?:zero|\d{{1,2}}|(?:{IN_WORDS}))\b(?!\s*(?:font|pt|point|print|text|type|letter|battery))",
            r"\b\d{2}(?:\.\d)?[\s-]?(?:inch|inches|cm)\s+waist\b|\bwaist\s+(?:of|was|is|measured)\s+\d{2}\b",
            r"\b(?:age|aged)\s+\d{1,2}(?:\s*(?:-|–|to)\s*\d{1,2})?\s+(?:clothes|jeans|trousers)\b",
        ),
        _NUMBERS_HARM,
        "Leave the size out: “my clothes no longer fitted” says enough.",
    ),
    Rule(
        "purge-detail",
        _any(
            rf"{A_FEW}\s+(?:more\s+)?(?:laxatives?|diet\s+pills?|diuretics?|water\s+(?:tablets|pills)|slimming\s+(?:pills?|tablets?))\b",
            rf"\b(?:purg\w+|vomit\w*|(?:made|make|making)\s+{_SELF}\s+sick|laxatives)\b{_GAP}{{0,25}}?{RANGE}\s+times\b",
            rf"\bfingers?\s+down\s+{_WHOSE}\s+throat\b",
        ),
        "Amounts and ways of purging teach it.",
        "Name the behaviour without how much or how: “I was using laxatives”.",
    ),
    Rule(
        "exercise-amount",
        _any(
            rf"\b{_PERSON}(?:ran|run|runs|walk(?:ed|s)?(?!-in|\s+in\b)|swam|swim|cycled?|jogged)\b{_GAP}{{0,25}}?{RANGE}\s*-?\s*{_DISTANCE}\b",
            rf"\b(?:exercis(?:ed|ing)|I\s+exercise|work(?:ed|ing)\s+out|jogging|running|at\s+the\s+gym)\b{_GAP}{{0,25}}?{RANGE}\s*-?\s*{_DISTANCE}\b",
            rf"{A_FEW}\s+(?:sit-?\s?ups|press-?\s?ups|push-?\s?ups|star\s+jumps|burpees|crunches)\b",
            rf"{RANGE}\s+steps\s+(?:a|each|every|per)\s+day\b",
        ),
        _NUMBERS_HARM,
        "Say what it did to the person: “I could not stop exercising”.",
    ),
    Rule(
        "fast-duration",
        _any(
            rf"\b(?:fasted|fasting|starv(?:ed|ing)|without\s+(?:any\s+)?(?:food|eating|a\s+meal)|(?:not|n't)\s+(?:eat|eaten)|(?:ate|eaten|eating)\s+nothing)\b{_GAP}{{0,30}}?{RANGE}\s+(?:hours?|days?|weeks?)\b",
            rf"{RANGE}[\s-](?:hours?|days?)\s+(?:of\s+)?fast(?:ing|s)?\b",
        ),
        "How long somebody went without food becomes a mark to reach.",
        "Say that meals were missed, without for how long; for what to do then, name the signs that need help.",
    ),
    Rule(
        "meal-amount",
        _any(
            rf"\b(?:ate|eat|eats|eating|eaten|liv(?:ed|ing)|surviv(?:ed|ing)|allowed\s+{_SELF})\b{_GAP}{{0,12}}?\b(?:only|just|nothing\s+but|on|more\s+than)\b{_GAP}{{0,12}}?(?:{RANGE}|\bhalf\s+an?|\ban?)\s+(?:\w+\s+)?(?:apples?|rice\s+cakes?|crackers?|yogh?urts?|carrots?|biscuits?|bananas?|meals?|bites?|mouthfuls?|spoonfuls?|salads?|soups?)\b",
            rf"{RANGE}\s*(?:g|grams?)\s+of\s+(?:food|fat|carb\w*|sugar|protein|rice|pasta|cereal)\b",
        ),
        "Readers copy what somebody lived on.",
        "Leave out what and how much: “I ate less and less”.",
    ),
    Rule(
        "label-noun",
        _any(
            r"\b(?:an?|the)\s+(?:recover(?:ed|ing)\s+|former\s+|young\s+)?(?:anorexic|bulimic|orthorexic)\b(?!\s+(?:episode|behaviou?r|symptom|thought))",
            r"\b(?:anorexics|bulimics|orthorexics)\b",
            r"\b(?:is|was|am|are|were)\s+(?:anorexic|bulimic)\b",
        ),
        "The illness is not the person.",
        "Write “a person with anorexia”, “has bulimia”.",
    ),
    Rule(
        "appearance",
        _any(
            r"\bskeletal\b(?!\s+(?:muscle|health|system|age))",
            r"\bemaciated\b|\bskin\s+and\s+bones?\b|\bbag\s+of\s+bones\b|\bwalking\s+skeleton\b|\bthigh\s+gaps?\b",
            r"\b(?:lowest|goal|target)\s+weight\b",
            r"\bbefore[\s-]and[\s-]after\s+(?:photos?|photographs?|pictures?|images?|shots?|selfies)\b",
            r"\b(?:ribs?|bones?|collarbones?|hip\s?bones?|spine)\s+(?:were\s+|was\s+|are\s+|is\s+)?(?:showing|show(?:ed|s)?|visible|sticking\s+out|stuck\s+out|poking)\b",
        ),
        "How a body looked draws readers who are unwell, and tells the others that they are not ill enough.",
        "Say how the person felt, or what they could no longer do.",
    ),
    Rule(
        "stigma",
        _any(
            r"\bsuffer(?:s|ing|ed)?\s+(?:from|with)\b|\b(?:anorexia|bulimia|disorder)\s+sufferers?\b",
            rf"\bvictims?\s+of\s+(?:anorexia|bulimia|an?\s+eating|eating|mental|binge|{_WHOSE}\s+(?:illness|disorder)|the\s+(?:illness|disorder))",
            r"\bafflicted\b|\bthe\s+mentally\s+ill\b|\bmentally\s+ill\b",
            r"\bcommit(?:s|ted|ting)?\s+suicide\b|\b(?:failed|successful|unsuccessful)\s+suicide\b",
            r"\bslimmer'?s'?\s+disease\b",
        ),
        "These words make people objects of pity or blame.",
        "Write “has”, “lives with”, “died by suicide”.",
    ),
    Rule(
        "method-detail",
        _any(
            rf"\b(?:took|taken|taking|swallow\w*|overdos\w+)\b{_GAP}{{0,25}}?{A_FEW}\s+(?:\w+\s+)?(?:tablets?|pills?|paracetamol|painkillers?|capsules?)\b",
            rf"\bcut(?:ting)?\s+(?:{_SELF}|{_WHOSE}\s+(?:wrists?|arms?|legs?|thighs?|skin))\s+with\b",
            rf"\bhang(?:ed|ing)?\s+{_SELF}\b|\bjump(?:ed|ing)?\s+(?:off|from|in\s+front\s+of)\s+(?:a|the)\s+(?:bridge|building|train|roof|cliff)\b",
        ),
        "How somebody hurt themselves must not be told: it is copied.",
        "Say that the person hurt themselves or tried to end their life, and where to get help.",
    ),
)
OF_SPEAKERS_WORDS = frozenset({"label-noun", "stigma"})
"""Rules about how people are named: contributors may name themselves as they like (domain.md HQ-15)."""
