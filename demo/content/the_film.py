"""Resource: a film, with captions and a transcript. The film itself is on the publisher's site; no stand-in for it is invented."""

from __future__ import annotations

from typing import Any

from demo.passages import EATING_DISORDER_HELP, source
from demo.prose import prose
from demo.shapes import About, Contributed, DemoItem, Told
from demo.standins import stand_in

READ_ON = "2026-09-14"

WHAT_IT_IS = prose("""
    A video goes with the leaflets and the website for adults with an eating disorder and for carers. It came out of the same
    work, together with people who have lived through it.

    You can watch it on your own, with someone you care for, or with a team at work. You will find it on
    [the website of the SUN Network](https://www.sunnetwork.org.uk/).
""")

BEFORE_YOU_WATCH = prose("""
    You may want to watch with someone, and to keep some time free afterwards. You can stop at any moment. If you would rather
    read, use the transcript.
""")

CAPTIONS = prose("""
    Captions and a transcript come with this page as files. In this demo they are **an example**: a short script, written to
    show how a film is kept here. They stand in for those of the real video.
""")

AFTERWARDS = prose("""
    Whatever you feel now is fine. You might like to:

    - write down one thing that you want to say to somebody
    - read the page Support for carers in this library
    - talk to somebody: there are numbers below
""")

DOCUMENT: dict[str, Any] = {
    "kind": "resource",
    "title": "The film that goes with the leaflets",
    "summary": "A video for adults with an eating disorder and for carers. With captions, and a transcript for people who "
    "would rather read.",
    "language": "en-GB",
    "sections": [
        {"id": "what-it-is", "heading": "What it is", "body": WHAT_IT_IS},
        {"id": "before-you-watch", "heading": "Before you watch", "body": BEFORE_YOU_WATCH},
        {"id": "captions-and-transcript", "heading": "Captions and transcript", "body": CAPTIONS},
        {"id": "afterwards", "heading": "Afterwards", "body": AFTERWARDS},
        *EATING_DISORDER_HELP,
    ],
    "citations": [
        source("nhs-eating-disorders", READ_ON),
        source("beat-media-guidelines", READ_ON),
        source("nice-carers", READ_ON),
    ],
    "images": [],
    "details": {
        "medium": "video",
        "url": "https://www.sunnetwork.org.uk/",
        "files": [
            {"asset": stand_in("film-captions"), "label": "Captions, an example (WebVTT)", "purpose": "watch"},
            {"asset": stand_in("film-transcript"), "label": "Transcript, an example (WebVTT)", "purpose": "read"},
        ],
        "duration": "PT1M30S",
        "captions": stand_in("film-captions"),
        "transcript": stand_in("film-transcript"),
        "media_last_reviewed": "2026-09-14",
        "media_next_review_due": "2028-09-14",
    },
}

ITEM = DemoItem(
    kind="resource",
    slug="the-film",
    about=About(
        licence="CC-BY-NC-ND-4.0",
        topics=("eating-disorders", "carers-and-families"),
        audiences=("carers", "adults", "public"),
        formats={
            "web": ("available", ""),
            "plain_text": ("available", "The transcript."),
            "video_captioned": ("available", ""),
            "video_audio_described": ("planned", ""),
            "bsl_video": ("planned", "To be made with two registered interpreters."),
        },
    ),
    editions=(Told(DOCUMENT, drafted=68, submitted=60, reviewed=52, published=46),),
    contributions=(
        Contributed(
            group="adults with lived experience of an eating disorder",
            people="lived_experience",
            role="Took part in making it",
            stage="design",
            approach="co_production",
        ),
        Contributed(
            group="carers with lived experience",
            people="carers",
            role="Took part in making it",
            stage="design",
            approach="co_production",
        ),
    ),
)
