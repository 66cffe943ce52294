"""Every benchmark of `services.arabic` in one run, as Markdown tables: `make bench-arabic`.

The parts run one after the other, each also on its own: `python -m bench.arabic_normalize` and so on. The peers must be on
the path; `make bench-arabic` fetches them into build/bench-arabic.
"""

from __future__ import annotations

import subprocess
import sys

PARTS = ("arabic_normalize", "arabic_cleaning", "arabic_numbers", "arabic_dates")


def main() -> int:
    """Runs the parts, with this command's options, in processes of their own; returns the highest exit status."""
    worst = 0
    for part in PARTS:
        worst = max(
            worst, subprocess.run([sys.executable, "-m", f"bench.{part}", *sys.argv[1:]], check=False).returncode
        )
        print(flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
