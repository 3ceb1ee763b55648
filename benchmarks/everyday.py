"""What a person waits for every day, against its limits: the first command, an import, the size, a demo from nothing.

    python -m benchmarks.everyday [--demo]

With --demo, the repository is cloned into an empty folder and `make demo` is run there (package cache as it is).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = Path(sys.executable).with_name("kept")
HELP_SECONDS, IMPORT_SECONDS, DEMO_SECONDS, BASE_MEGABYTES = 0.3, 20.0, 240.0, 350.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--demo", action="store_true", help="also clone and run `make demo` from nothing")
    told = arguments.parse_args()
    show("kept --help", min(seconds([str(KEPT), "--help"]) for _ in range(5)), HELP_SECONDS, "s")
    with tempfile.TemporaryDirectory() as folder:
        example = ROOT / "examples" / "coalitions-for-ukraine"
        command = [str(KEPT), "import", "facts", str(example)]
        show("importing the facts", seconds(command, KEPT_DATA=folder), IMPORT_SECONDS, "s")
    if told.demo:
        from_nothing()


def from_nothing() -> None:
    """An empty clone, an empty environment: the two figures that a new user meets."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "kept"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        start = time.perf_counter()
        command = ["make", "demo", "KEPT_DEMO_ARGS=--no-serve"]
        subprocess.run(command, cwd=clone, check=True, stdout=subprocess.DEVNULL)
        show("make demo in an empty clone", time.perf_counter() - start, DEMO_SECONDS, "s")
        size = sum(path.stat().st_size for path in (clone / ".venv").rglob("*") if path.is_file())
        show("the base installation", size / 1e6, BASE_MEGABYTES, "MB")
        shutil.rmtree(clone)


def seconds(command: list[str], **variables: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - start


def show(what: str, value: float, limit: float, unit: str) -> None:
    print(f"{what}: {value:.2f} {unit}, ratio {value / limit:.2f} of the limit of {limit:g} {unit}")


if __name__ == "__main__":
    main()
