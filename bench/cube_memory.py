"""The peak memory of one collapse, in a process of its own: `python -m bench.cube_memory ours|numpy|pandas|...`."""

import json
import resource
import sys
from pathlib import Path

from bench import budget


def main() -> None:
    """Make ten million lines, collapse them, print the peak and the size of the raw columns in bytes."""
    made = budget.columns(budget.SIZES["10m"])
    raw = sum(column.nbytes for column in made.values())
    if sys.argv[1] == "ours":
        from ramverk.core.cube.collapse import collapse

        collapse(budget.lines(made), budget.CLASSES)
    else:
        from bench.peers import PEERS

        (peer,) = (peer for peer in PEERS if peer.name == sys.argv[1])
        held = peer(made)
        del made
        held.collapse()
    print(json.dumps({"peak": peak(), "raw": raw}))


def peak() -> int:
    """Bytes. Linux's own mark is asked first, for getrusage also remembers the process that started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        marks = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(marks[0].split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main()
