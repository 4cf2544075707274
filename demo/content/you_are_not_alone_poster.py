"""Resource: a poster, in English and in Polish. Few words, large type, a way to reach somebody."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told
from demo.standins import stand_in

READ_ON = "2026-06-08"

WORDS = prose("""
    ![](asset:two-mugs)

    **Worried about your eating? You are not alone.**

    It is not your fault. You do not have to be very ill before you ask for help. You do not have to look a certain
    way.

    Talk to someone you trust. Talk to your GP. Or call Beat: {{contact:beat}}.
""")

WHERE_TO_HANG_IT = prose("""
    Good places are a waiting room, a staff kitchen, the back of a toilet door, a student bar. Put it where a person can read
    it without being watched.

    Please do not put it beside scales, or beside posters about dieting.
""")

WORDS_IN_POLISH = prose("""
    ![](asset:two-mugs)

    **Martwi Cię to, jak jesz? Nie jesteś sam. Nie jesteś sama.**

    To nie jest Twoja wina. Nie musisz czekać, aż będzie gorzej. Twój wygląd nie ma znaczenia.

    Porozmawiaj z kimś, komu ufasz. Porozmawiaj z lekarzem rodzinnym (GP). Możesz też zadzwonić do organizacji Beat:
    {{contact:beat}}.

    Możesz poprosić o tłumacza. To nic nie kosztuje.
""")

HELP_IN_POLISH: tuple[dict[str, Any], ...] = (
    {
        **EATING_DISORDER_HELP[0],
        "heading": "Jeśli potrzebujesz pomocy natychmiast",
        "body": prose("""
            Zadzwoń: {{contact:emergency-999}}, albo jedź na szpitalny oddział ratunkowy (A&E), jeśli:

            - czyjeś życie jest zagrożone
            - ktoś poważnie się zranił
            - ktoś stracił przytomność, ma ból w klatce piersiowej lub jest bardzo zdezorientowany
        """),
    },
    {
        **EATING_DISORDER_HELP[1],
        "heading": "Jeśli potrzebujesz pomocy dzisiaj, a życie nie jest zagrożone",
        "body": prose("""
            Zadzwoń: {{contact:urgent-mental-health}}. Możesz zadzwonić w swojej sprawie albo w sprawie innej osoby.
            Powiedz: Polish interpreter, please.
        """),
    },
    {
        **EATING_DISORDER_HELP[2],
        "heading": "Ktoś, z kim możesz porozmawiać",
        "body": prose("""
            - Samaritans wysłuchają Cię, cokolwiek się dzieje. Zadzwoń: {{contact:samaritans}}.
            - Jeśli wolisz pisać, wyślij wiadomość do Shout: {{contact:shout}}.

            Te rozmowy są zwykle po angielsku.
        """),
    },
)

_MUGS = {"key": "two-mugs", "asset": stand_in("two-mugs"), "depicts_body": "none"}

DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "You are not alone: a poster",
    "summary": "A poster for waiting rooms, kitchens and toilet doors. Few words, and a number to call.",
    "language": "en-GB",
    "sections": [
        {"id": "words-of-the-poster", "heading": "You are not alone", "body": WORDS},
        {
            "id": "where-to-hang-it",
            "heading": "Where to hang it",
            "policy": "optional",
            "policy_reason": "For whoever puts it up. It is not printed on the poster.",
            "body": WHERE_TO_HANG_IT,
        },
        *EATING_DISORDER_HELP,
    ],
    "citations": [source("nhs-eating-disorders", READ_ON), source("beat", READ_ON)],
    "images": [{**_MUGS, "alt": "Drawing of two mugs of tea side by side on a table."}],
    "details": {"medium": "poster"},
}

IN_POLISH: dict[str, Any] = {
    **DOCUMENT,
    "title": "Nie jesteś sam, nie jesteś sama: plakat",
    "summary": "Plakat do poczekalni i innych miejsc. Mało słów i numer, pod który można zadzwonić.",
    "language": "pl",
    "sections": [
        {"id": "words-of-the-poster", "heading": "Nie jesteś sam, nie jesteś sama", "body": WORDS_IN_POLISH},
        *HELP_IN_POLISH,
    ],
    "images": [{**_MUGS, "alt": "Rysunek: dwa kubki herbaty obok siebie na stole."}],
}

ITEM = DemoItem(
    kind="resource",
    slug="you-are-not-alone-poster",
    about=About(
        licence="CC-BY-NC-SA-4.0",
        topics=("eating-disorders",),
        audiences=("public", "adults"),
        formats={
            "web": ("available", ""),
            "plain_text": ("available", ""),
            "print": ("on_request", "Ask the SUN Network."),
            "other_language": ("available", "In Polish."),
        },
    ),
    editions=(
        Told(DOCUMENT, drafted=166, submitted=158, reviewed=150, published=143),
        Told(
            IN_POLISH,
            drafted=131,
            submitted=122,
            reviewed=111,
            published=104,
            note="First edition in Polish.",
        ),
    ),
    contributions=(
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Shaped what the poster says",
            stage="design",
            approach="co_production",
        ),
    ),
)
