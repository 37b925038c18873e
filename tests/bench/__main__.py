"""Runs every bench that needs nothing but this machine, one after the other.

    python -m tests.bench [--smoke]

`--smoke` runs each in the smallest size: it shows that they work, and measures nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

BENCHES = {
    "bench_moving": ["--people", "5", "--each", "1", "--rounds", "1"],
    "bench_taps": ["--people", "5", "--each", "1", "--rounds", "1", "--latency", "0"],
    "bench_requests": ["--calls", "20", "--together", "4", "--rounds", "1"],
    "bench_search": ["--articles", "200", "--rounds", "1"],
    "bench_tick": ["--past", "10", "100", "--rounds", "2"],
}


def main() -> int:
    """Run them; give 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--smoke", action="store_true")
    smoke = parser.parse_args().smoke
    failed = 0
    for name, small in BENCHES.items():
        sys.stdout.write(f"--- {name}\n")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *(small if smoke else [])], check=False)
        failed = failed or done.returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
