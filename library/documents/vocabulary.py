"""The closed vocabularies of a document. The strings are what the API sends, and never change."""

from enum import StrEnum


class Kind(StrEnum):
    RESOURCE = "resource"
    CASE_STUDY = "case_study"
    LEAFLET = "leaflet"
    TRAINING = "training"


class ItemKind(StrEnum):
    """What a document can point at: the kinds of document, and adaptations, which are items of their own."""

    RESOURCE = "resource"
    CASE_STUDY = "case_study"
    LEAFLET = "leaflet"
    TRAINING = "training"
    ADAPTATION = "adaptation"


class Policy(StrEnum):
    """The author's promise of what may be localised."""

    LOCKED = "locked"
    ADAPTABLE = "adaptable"
    OPTIONAL = "optional"
    SLOT = "slot"


class CareLevel(StrEnum):
    """How soon a reader must act (domain.md CR-7)."""

    NONE = "none"
    NON_URGENT = "non_urgent"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class BodyShown(StrEnum):
    """What a picture shows of a body (domain.md SM-7)."""

    NONE = "none"
    NEUTRAL = "neutral"
    LOW_WEIGHT = "low_weight"
    BEFORE_AFTER = "before_after"


class Medium(StrEnum):
    LEAFLET = "leaflet"
    BOOKLET = "booklet"
    POSTER = "poster"
    WEBSITE = "website"
    VIDEO = "video"
    AUDIO = "audio"
    GUIDE = "guide"
    TOOLKIT = "toolkit"


TIMED_MEDIA = frozenset({Medium.VIDEO, Medium.AUDIO})


class FilePurpose(StrEnum):
    READ = "read"
    PRINT = "print"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    EDITABLE = "editable"
    WATCH = "watch"
    LISTEN = "listen"
    AUDIO_DESCRIBED = "audio_described"
    BSL = "bsl"


class Stage(StrEnum):
    """Where in the work people took part (domain.md CP-2)."""

    COMMISSION = "commission"
    DESIGN = "design"
    DELIVER = "deliver"
    EVALUATE = "evaluate"
    GOVERN = "govern"


class Approach(StrEnum):
    """How power was shared at one stage. Approaches, not levels: NIHR INVOLVE ranks none above another."""

    CONSULTATION = "consultation"
    COLLABORATION = "collaboration"
    CO_PRODUCTION = "co_production"
    USER_CONTROLLED = "user_controlled"


class Group(StrEnum):
    """Whom a participant took part as (domain.md CP-3)."""

    LIVED_EXPERIENCE = "lived_experience"
    CARERS = "carers"
    STAFF = "staff"
    UNDER_REPRESENTED = "under_represented"
    VOLUNTARY_SECTOR = "voluntary_sector"
    PUBLIC = "public"


class DoneStatus(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not_done"


class Delivery(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    BLENDED = "blended"


class DetailType(StrEnum):
    """What a local detail of a leaflet template can hold."""

    TEXT = "text"
    RICH_TEXT = "rich_text"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    OPENING_HOURS = "opening_hours"
    ADDRESS = "address"
    AGE_RANGE = "age_range"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    DATE = "date"
    SERVICE = "service"
