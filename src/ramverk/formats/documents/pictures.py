"""Pictures people send in, as documents can hold them: looked into, turned right way up, and made small enough."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

__all__ = ["LARGEST_BYTES", "UnusablePicture", "fit_picture"]

LARGEST_BYTES = 12 * 1_048_576
_LARGEST_PIXELS = 60_000_000
_WIDEST = 2000
"""Pixels; 300 to the inch over the width of a page."""


class UnusablePicture(ValueError):
    """The picture cannot be used; the message says why and what to do, in Swedish."""


def fit_picture(content: bytes, name: str) -> tuple[bytes, str]:
    """The picture as bytes and media type: JPEG for photographs, PNG where it has few colours or sees through.

    Raises `UnusablePicture` for what is too large, damaged, or no picture.
    """
    if len(content) > LARGEST_BYTES:
        size, limit = len(content) / 1_048_576, LARGEST_BYTES // 1_048_576
        raise UnusablePicture(
            f"Bilden ”{name}” är på {size:.0f} MB; gränsen är {limit} MB. Spara den mindre, till exempel 2 000 "
            "bildpunkter bred, och försök igen."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _fitted(content, name)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, UnusablePicture):
            raise
        raise UnusablePicture(
            f"Bilden ”{name}” går inte att öppna. Välj en bild i PNG eller JPEG, eller spara om den och försök igen."
        ) from error


def _fitted(content: bytes, name: str) -> tuple[bytes, str]:
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as found:
        if found.width * found.height > _LARGEST_PIXELS:
            raise UnusablePicture(
                f"Bilden ”{name}” har {found.width} × {found.height} bildpunkter, mer än ett dokument behöver. Spara "
                "den mindre, till exempel 2 000 bildpunkter bred, och försök igen."
            )
        is_png = found.format == "PNG"
        picture = ImageOps.exif_transpose(found) or found
        if picture.width > _WIDEST:
            picture.thumbnail((_WIDEST, _WIDEST * 4))
        out = io.BytesIO()
        if is_png:
            picture = picture if picture.mode in {"1", "L", "P", "RGB", "RGBA"} else picture.convert("RGBA")
            picture.save(out, "PNG", optimize=False)
            return out.getvalue(), "image/png"
        picture.convert("RGB").save(out, "JPEG", quality=85)
        return out.getvalue(), "image/jpeg"
