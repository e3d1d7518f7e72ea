"""The shapes a drawing is made of. Geometry is here; colour is the reader's stylesheet, or print's."""

from dataclasses import dataclass, field

__all__ = ["Circle", "Drawing", "Path", "Rect", "Shape", "Text", "folded"]


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar."""

    look: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Path:
    """A line or an area."""

    look: str
    d: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A stop on a path."""

    look: str
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one or more lines; `y` is the foot of the first."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str = "start"
    look: str = ""
    size: int = 14


Shape = Rect | Path | Circle | Text


@dataclass(slots=True)
class Drawing:
    """A chart laid out; `floor` says in words where the axis begins when that is not zero."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)
    floor: str = ""


def folded(label: str, width: int = 13, most: int = 3) -> tuple[str, ...]:
    """The label in at most so many lines of about so many characters."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        return (*lines[: most - 1], f"{lines[most - 1]} …")
    return tuple(lines)
