"""What a call costs the caller (domain.md CR-10). Pure: the numbering plan knows most of it, the rest is stated by hand."""

from __future__ import annotations

from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumberType


class Cost(StrEnum):
    FREE = "free"
    STANDARD = "standard"
    PREMIUM = "premium"
    UNKNOWN = "unknown"


_BY_TYPE = {
    PhoneNumberType.TOLL_FREE: Cost.FREE,
    PhoneNumberType.PREMIUM_RATE: Cost.PREMIUM,
    PhoneNumberType.SHARED_COST: Cost.PREMIUM,
    PhoneNumberType.FIXED_LINE: Cost.STANDARD,
    PhoneNumberType.MOBILE: Cost.STANDARD,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: Cost.STANDARD,
    PhoneNumberType.UAN: Cost.STANDARD,
    PhoneNumberType.VOIP: Cost.STANDARD,
    PhoneNumberType.PERSONAL_NUMBER: Cost.PREMIUM,
}
_ALWAYS_FREE = ("999", "112", "116")
"""Emergency numbers, and the harmonised numbers of social value, which begin with 116."""


def cost_of(kind: str, value: str) -> Cost:
    """The cost as far as it can be told from the number. 0845 and 0870 cost more than a local call, so they count as premium.

    Of 111 and of numbers to text the plan knows nothing: those are stated by hand.
    """
    if kind in {"url", "webchat", "email"}:
        return Cost.FREE
    if kind == "short_voice":
        return Cost.FREE if value.startswith(_ALWAYS_FREE) else Cost.UNKNOWN
    number = value.removeprefix("18001").strip() if kind == "relay" else value
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return Cost.UNKNOWN
    return _BY_TYPE.get(phonenumbers.number_type(parsed), Cost.UNKNOWN)
