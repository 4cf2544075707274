"""What the members of bodies are made of here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from api.http.fields import address, no_repeats, several_lines
from library.directory.hours import Hours, Nation
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN

Text = Annotated[str, AfterValidator(several_lines), Field(max_length=5000)]
WebAddress = address(500)
Slug = Annotated[str, Field(max_length=SLUG_MAX_LENGTH, pattern=SLUG_PATTERN)]
Slugs = Annotated[list[Slug], Field(max_length=30), AfterValidator(no_repeats)]
Nations = Annotated[list[Nation], Field(max_length=4), AfterValidator(no_repeats)]
District = Annotated[str, Field(pattern=r"^[A-Z]{1,2}([0-9][0-9A-Z]?)?$")]
Districts = Annotated[list[District], Field(max_length=200), AfterValidator(no_repeats)]
AreaCode = Annotated[str, Field(pattern=r"^([EWSNK][0-9]{8}|[A-Z0-9]{3,6})$")]
AreaCodes = Annotated[list[AreaCode], Field(max_length=200), AfterValidator(no_repeats)]
Kind = Literal["e164", "short_voice", "sms_short", "relay", "url", "email", "webchat"]
Purpose = Literal["emergency", "urgent", "listening", "condition", "other"]
StatedCost = Literal["", "free", "standard", "premium", "unknown"]
NonVoice = Annotated[
    list[Literal["relay", "text", "bsl", "webchat", "email", "none"]], Field(max_length=6), AfterValidator(no_repeats)
]
Interval = Annotated[int, Field(ge=1, le=730)]
Schedule = Hours | None

GROUP = "Contact points that do the same for different places share it: `{{contact:group}}` prints the one that serves the place."
NATIONS = "Nations that it serves; empty: all of the United Kingdom."
DISTRICTS = "Postcode areas or districts that it serves, such as CB or NR1; empty: everywhere in its nations."
HOURS = "In words. With a `schedule` they are made of it; words that are sent alone take its place."
SCHEDULE = "When it is open, as data. A span that closes at or before it opens runs into the next day."
COST = "Where the number does not tell, as with 111; empty: as it tells."
NON_VOICE = "How to reach it without speaking. `none` says that there is no way; empty: nobody has said yet."
MENU = "What to choose after dialling, such as: select the mental health option."
INTERVAL = "How many days a check holds: about 90 for crisis lines, 180 for local services."


def unchanged(description: str) -> Any:
    """A member that may be left out, and then changes nothing. Null is not taken for that."""
    return Field(default_factory=lambda: None, description=description)
