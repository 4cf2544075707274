"""Bodies that work on the demo library; ids stand for those of your own adaptations."""

from __future__ import annotations

from typing import Any

AN_ID = "01996a10-0000-7000-8000-000000000031"
NEW_ADAPTATION: dict[str, Any] = {
    "template": "caring-for-someone",
    "areas": ["T6Y0W"],
    "districts": ["NR", "IP"],
}
TEXT: dict[str, Any] = {
    "details": {
        "area_name": "Norfolk and Suffolk",
        "community_service": "adult-eating-disorder-service-norfolk-and-suffolk",
        "ages": {"min": 18},
        "self_referral": False,
        "referral_route": "Your GP, or any other health or care worker, can send the service your details.",
    },
    "sections": {
        "ask-the-service-yourself": {"leave_out": True, "reason": "Here only a professional can send people."},
    },
}
WITHDRAWAL: dict[str, Any] = {"reason": "out_of_date", "explanation": "The service it describes has closed."}
DECISIONS: dict[str, Any] = {
    "to_edition": 2,
    "sections": {"signs-to-notice": "mine"},
    "reason": "Our own example stays.",
}
DECLINE: dict[str, Any] = {"to_edition": 2, "reason": "We keep the words that our readers know."}
ACKNOWLEDGEMENT: dict[str, Any] = {
    "reason": "We are asking our readers' panel about the new words.",
    "deadline": "2099-01-31",
}
SUGGESTION: dict[str, Any] = {
    "adaptation": AN_ID,
    "section": "you-are-not-alone",
    "text": "You are not alone. Nobody chooses an eating disorder, and nobody is to blame for it.",
    "reason": "Our readers' panel found it warmer.",
}
