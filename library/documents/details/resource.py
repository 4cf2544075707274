"""A resource: a leaflet, video, website or the like that is shown or downloaded as it is."""

from __future__ import annotations

from pydantic import Field

from library.documents.base import Part
from library.documents.fields import Day, Duration, HttpsUrl, Identifier, Line
from library.documents.vocabulary import FilePurpose, Medium


class ResourceFile(Part):
    asset: Identifier = Field(description="Id of the uploaded asset.")
    label: Line = Field(max_length=200, description="What the reader gets, in words: `Leaflet to print, A4`.")
    purpose: FilePurpose = Field(
        description="What the file is for. `print` is for printers only; `read` is the accessible one."
    )


class ResourceDetails(Part):
    medium: Medium = Field(description="What it is.")
    url: HttpsUrl | None = Field(
        None, title="Address", description="Where it can be read, watched or heard, if it has a page of its own."
    )
    files: tuple[ResourceFile, ...] = Field((), max_length=50, description="Its files, the best one first.")
    duration: Duration | None = Field(None, description="How long a video or recording takes, in ISO 8601: `PT4M30S`.")
    captions: Identifier | None = Field(
        None, description="Asset with the captions (WebVTT). A video needs it before publication."
    )
    transcript: Identifier | None = Field(
        None, description="Asset with the transcript. Video and audio need it before publication."
    )
    media_last_reviewed: Day | None = Field(
        None,
        description=(
            "When the video or recording itself was last reviewed: its own date, beside that of its page. "
            "Needed before publication."
        ),
    )
    media_next_review_due: Day | None = Field(
        None,
        description="When the video or recording is to be reviewed next; after the last review. Needed before publication.",
    )
