"""Colours by the numbers: whether two of them can be told apart by those who see badly (WCAG 2.2, 1.4.3)."""

import re

__all__ = ["CONTRAST", "contrast", "parse_colour"]

CONTRAST = 4.5
"""What text and its ground must have between them (WCAG 2.2 AA)."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def parse_colour(text: str) -> tuple[int, int, int]:
    """Red, green and blue of "#1f4e63", 0 to 255. Raises ValueError for anything else."""
    if not _HEX.fullmatch(text):
        raise ValueError(f"no colour: {text!r}")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in parse_colour(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
