"""How an item can be perceived, in schema.org's words (domain.md AX-14; the values are those of the W3C community group's
Schema.org Accessibility Properties vocabulary). Derived from the renditions that there are, never typed.
"""

from __future__ import annotations

from collections.abc import Collection

from library.documents.vocabulary import Medium

_OF_A_RENDITION = {
    "page.html": ("structuralNavigation", "readingOrder", "displayTransformability"),
    "a4.pdf": ("taggedPDF",),
    "a5.pdf": ("taggedPDF",),
    "large-print.pdf": ("taggedPDF", "largePrint"),
}
_TEXT_IS_ENOUGH = {"@type": "ItemList", "itemListElement": ["textual"]}


def access(
    renditions: Collection[str], *, has_pictures: bool, medium: Medium | None, has_captions: bool, has_transcript: bool
) -> dict[str, object]:
    """accessMode, accessModeSufficient, accessibilityFeature and accessibilityHazard.

    `medium` is given for an item that is a recording: then text is enough only if there is a transcript, and whether
    it flashes nobody has checked.
    """
    seen, heard = medium is Medium.VIDEO, medium in (Medium.VIDEO, Medium.AUDIO)
    features = [feature for name in sorted(renditions) for feature in _OF_A_RENDITION.get(name, ())]
    features += ["alternativeText"] * has_pictures + ["captions"] * has_captions + ["transcript"] * has_transcript
    recorded = ["visual"] * seen + ["auditory"] * heard
    sufficient = [_TEXT_IS_ENOUGH] if not recorded or has_transcript else []
    if recorded:
        sufficient.append({"@type": "ItemList", "itemListElement": recorded})
    return {
        "accessMode": ["textual", *(["visual"] if has_pictures or seen else []), *(["auditory"] if heard else [])],
        "accessModeSufficient": sufficient,
        "accessibilityFeature": list(dict.fromkeys(features)),
        "accessibilityHazard": ["unknown"] if recorded else ["none"],
    }
