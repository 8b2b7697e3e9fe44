"""Memory of a process as the system counts it, in MB.

Linux keeps the peak of the present program apart (VmHWM) and can start it anew; `ru_maxrss`, used elsewhere, also holds
what came before the clock, and under Linux even the peak of the parent.
"""

from __future__ import annotations

import resource
import sys
from contextlib import suppress
from pathlib import Path

_MB = 1024 * 1024


def start_peak_anew() -> None:
    """Forget the peak so far, where the system can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """Return the most memory this process held."""
    status = _status()
    if "VmHWM" in status:
        return status["VmHWM"]
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MB


def present() -> float:
    """Return the memory this process holds now, or its peak where that is all one can know."""
    return _status().get("VmRSS") or peak()


def of_tree(pid: int) -> float:
    """Return what a process and its descendants hold, pages they share counted once; 0 where this cannot be known."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own / 1024 + sum(map(of_tree, children))


def _status() -> dict[str, float]:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return {}
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.endswith(" kB")}
