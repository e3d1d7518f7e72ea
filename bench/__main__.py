"""`python -m bench [part ...]`: measure, print a table, write build/bench.json."""

import json
import os
import platform
import sys
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from bench import cube, documents, imports, keyfigures, last_hour, reading, votes, web
from bench.rows import Row

PARTS = {
    "reading": reading.rows,
    "cube": cube.rows,
    "import": imports.rows,
    "documents": documents.rows,
    "keyfigures": keyfigures.rows,
    "web": web.rows,
    "plans": last_hour.rows,
    "votes": votes.rows,
}


def main() -> int:
    """Measure the named parts, or all; exit 1 when a target does not hold."""
    chosen = sys.argv[1:] or list(PARTS)
    console = Console()
    rows: list[Row] = []
    for name in chosen:
        with console.status(f"measuring {name}"):
            for row in PARTS[name]():
                rows.append(row)
                console.log(f"{row.id}: {row.ours} {row.unit}")
    console.print(_table(rows))
    machine = {
        "cpus": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
    }
    target = Path("build/bench.json")
    target.parent.mkdir(exist_ok=True)
    target.write_text(
        json.dumps({"machine": machine, "rows": [row.as_json() for row in rows]}, indent=1), encoding="utf-8"
    )
    return 0 if all(row.as_json()["holds"] is not False for row in rows) else 1


def _table(rows: list[Row]) -> Table:
    table = Table(title="Measured", title_justify="left")
    for head in ("what", "n", "ours", "spread", "beside", "limit", "target", "holds"):
        table.add_column(head, justify="left" if head in {"what", "beside", "holds"} else "right")
    for row in rows:
        holds = {True: "yes", False: "NO", None: ""}[row.as_json()["holds"]]  # type: ignore[index]
        spread = f"{row.spread[0]:g}-{row.spread[1]:g}" if row.spread else ""
        peers = ", ".join(f"{name} {value:g}" for name, value in row.peers.items() if value is not None)
        limit = f"{row.limit:g}" if row.limit is not None else ""
        aim = f"{row.target:g}" if row.target is not None else ""
        table.add_row(row.id, str(row.n or ""), f"{row.ours:g} {row.unit}", spread, peers, limit, aim, holds)
    return table


if __name__ == "__main__":
    sys.exit(main())
