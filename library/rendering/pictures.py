"""Pictures as the typesetter takes them."""

from __future__ import annotations

from base64 import b64encode

from library.rendering.sheet import Picture


def as_svg(picture: Picture) -> bytes:
    """The picture, unchanged, inside an SVG of its size: typst takes files that are not on disk only as text, and a confined
    child has no disk. In the PDF it is the same image that it would be without.
    """
    size = f'width="{picture.width}" height="{picture.height}"'
    content = f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
    view = f'viewBox="0 0 {picture.width} {picture.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}><image {size} href="{content}"/></svg>'.encode()
