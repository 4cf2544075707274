"""Files as they are sent: what they are, whether they may be stored, and what of them is stored (domain.md, API-20).
Pure.

Content decides, never the name or the type that a file was sent with. Images are decoded and encoded again. Sound and
video lose what is attached to them. PDF, Word and captions are stored as they are or refused: to change a document
unseen is not ours to do.
"""

from library.catalogue.uploads.inspection import Upload, inspect_upload, pixels_to_decode
from library.catalogue.uploads.kinds import LARGEST, MEDIA_TYPES

__all__ = ["LARGEST", "MEDIA_TYPES", "Upload", "inspect_upload", "pixels_to_decode"]
