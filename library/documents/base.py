"""What every part of a document has in common."""

from pydantic import BaseModel, ConfigDict
from pydantic.fields import ComputedFieldInfo, FieldInfo


def _people_title(name: str, _info: FieldInfo | ComputedFieldInfo) -> str:
    """`policy_reason` is headed `Policy reason` in forms and references."""
    return name.replace("_", " ").capitalize()


class Part(BaseModel):
    """Frozen, closed and strict: an unknown member is refused, `"3"` is not a number, and what comes out as JSON is
    what went in.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        serialize_by_alias=True,
        field_title_generator=_people_title,
        ser_json_inf_nan="null",
    )
