"""A cube after lines were added, or replaced: the same as collapsing everything again, without doing it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ramverk.core.cube.collapse import collapse
from ramverk.core.cube.cube import ACTIVITY_TABLE, CLASS_TABLE, Cube
from ramverk.core.cube.labels import Labels, places
from ramverk.core.cube.limits import INT64_MAX
from ramverk.core.cube.lines import Amounts, Lines


def add_lines(cube: Cube, batch: Lines) -> Cube:
    """The cube of its lines and the batch's; members only the batch has come last.

    Raises OverflowError when the two together may exceed int64.
    """
    return _combined(cube, collapse(batch, cube.classes), 1)


def replace_lines(cube: Cube, old: Lines, new: Lines) -> Cube:
    """The cube with the lines `old`, which it must hold, taken out and `new` put in.

    Raises ValueError when the cube has fewer lines than are taken out, OverflowError as `add_lines` does.
    """
    if len(old) > cube.rows:
        raise ValueError(f"{len(old)} lines cannot be taken from {cube.rows}")
    return add_lines(_combined(cube, collapse(old, cube.classes), -1), new)


def _combined(cube: Cube, batch: Cube, sign: int) -> Cube:
    bound = cube.bound + batch.bound
    if bound > INT64_MAX:
        raise OverflowError(f"the amounts together may reach {bound} öre; a sum holds {INT64_MAX}")
    labels = cube.labels.joined(batch.labels)
    left, right = widen(cube, labels), widen(batch, labels)
    return replace(
        left,
        rows=left.rows + sign * right.rows,
        bound=bound,
        by_class=left.by_class + sign * right.by_class,
        by_activity=left.by_activity + sign * right.by_activity,
        marginals=_combined_marginals(left.marginals, right.marginals, sign),
        quantities=_combined_quantities(left, right, sign),
    )


def _combined_marginals(left: Mapping[str, Amounts], right: Mapping[str, Amounts], sign: int) -> dict[str, Amounts]:
    return {name: left[name] + sign * right[name] for name in left}


def _combined_quantities(left: Cube, right: Cube, sign: int) -> Amounts | None:
    if left.quantities is None and right.quantities is None:
        return None
    zero = np.zeros_like(left.by_activity)
    ours = zero if left.quantities is None else left.quantities
    theirs = zero if right.quantities is None else right.quantities
    return ours + sign * theirs


def widen(cube: Cube, labels: Labels) -> Cube:
    """The same sums among the members of `labels`, which must include all of the cube's."""
    if labels == cube.labels:
        return cube

    def moved(sums: Amounts, dimensions: tuple[str, ...]) -> Amounts:
        wide = np.zeros([labels.size(name) for name in dimensions], dtype=np.int64)
        wide[np.ix_(*(places(name, labels, cube.labels) for name in dimensions))] = sums
        return wide

    return replace(
        cube,
        labels=labels,
        by_class=moved(cube.by_class, CLASS_TABLE),
        by_activity=moved(cube.by_activity, ACTIVITY_TABLE),
        marginals={name: moved(sums, ("version", "year", name)) for name, sums in cube.marginals.items()},
        quantities=None if cube.quantities is None else moved(cube.quantities, ACTIVITY_TABLE),
    )
