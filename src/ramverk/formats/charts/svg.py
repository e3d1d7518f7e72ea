"""A drawing as SVG: for a page, coloured by its stylesheet; for print, grey, hatched, and whole in itself."""

from xml.etree.ElementTree import Element, SubElement, tostring

from ramverk.formats.charts.declaration import Chart
from ramverk.formats.charts.layout import lay_out, lay_out_for_paper
from ramverk.formats.charts.shapes import Circle, Drawing, Path, Rect, Shape, Text

__all__ = ["for_print", "for_web"]

_NAMESPACE = "http://www.w3.org/2000/svg"
_LINE_HEIGHT = 15


def for_web(chart: Chart, key: str, drawing: Drawing | None = None) -> str:
    """To stand in a page: no colours and no style of its own, so that it follows the scheme and the content policy.

    `key` makes the title's id unique on the page.
    """
    laid = drawing or lay_out(chart)
    root = _root(laid, {"class": "chart", "role": "img", "aria-labelledby": f"{key}-title"})
    SubElement(root, "title", id=f"{key}-title").text = chart.title
    for shape in laid.shapes:
        _add(root, shape)
    return tostring(root, encoding="unicode")


_PRINT = """
text { font-family: 'Source Sans 3', sans-serif; fill: #111; } .soft { fill: #444; }
.axis, .was, .edge { stroke: #555; fill: none; } .was { stroke-dasharray: 4 3; }
.today { stroke: #111; stroke-width: 2; fill: none; } .dot { fill: #111; } .band { fill: #ddd; }
.total { fill: LEVEL; } .cost { fill: url(#hatch); stroke: #111; } .good { fill: #fff; stroke: #111; }
"""
"""Grey print: levels dark, what weighs hatched, what eases white; signs and labels say the same."""


def for_print(chart: Chart, level: str = "#555") -> bytes:
    """A file of its own for documents: hatched, readable on any printer, with title and caption inside.

    `level` is the colour of whole bars: grey, or a municipality's own, which is dark enough to be told from white.
    """
    laid = lay_out_for_paper(chart)
    root = _root(laid, {"xmlns": _NAMESPACE, "role": "img"})
    SubElement(root, "title").text = chart.title
    if chart.caption:
        SubElement(root, "desc").text = chart.caption
    SubElement(root, "style").text = _PRINT.replace("LEVEL", level)
    hatch = SubElement(
        SubElement(root, "defs"), "pattern", id="hatch", width="6", height="6", patternUnits="userSpaceOnUse"
    )
    SubElement(hatch, "rect", width="6", height="6", fill="#fff")
    SubElement(hatch, "path", d="M0 6L6 0", stroke="#111", attrib={"stroke-width": "1.2"})
    for shape in laid.shapes:
        _add(root, shape)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _root(laid: Drawing, more: dict[str, str]) -> Element:
    width, height = f"{laid.width:g}", f"{laid.height:g}"
    return Element("svg", {**more, "width": width, "height": height, "viewBox": f"0 0 {width} {height}"})


def _add(root: Element, shape: Shape) -> None:
    match shape:
        case Rect():
            SubElement(root, "rect", {"class": shape.look, **_numbers(shape, "x", "y", "width", "height")})
        case Path():
            SubElement(root, "path", {"class": shape.look, "d": shape.d})
        case Circle():
            SubElement(
                root,
                "circle",
                {"class": shape.look, "cx": f"{shape.x:.1f}", "cy": f"{shape.y:.1f}", "r": f"{shape.r:g}"},
            )
        case Text():
            _write(root, shape)


def _write(root: Element, shape: Text) -> None:
    attributes = {"text-anchor": shape.anchor, "font-size": str(shape.size), **_numbers(shape, "x", "y")}
    if shape.look:
        attributes["class"] = shape.look
    text = SubElement(root, "text", attributes)
    if len(shape.lines) == 1:
        text.text = shape.lines[0]
        return
    for place, line in enumerate(shape.lines):
        more = {"x": f"{shape.x:.1f}", "dy": str(_LINE_HEIGHT if place else 0)}
        SubElement(text, "tspan", more).text = line


def _numbers(shape: Shape, *names: str) -> dict[str, str]:
    return {name: f"{getattr(shape, name):.1f}" for name in names}
