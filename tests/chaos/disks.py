"""Small disks that can be filled and made read-only: file systems in memory, in a mount namespace of our own.

No rights are needed where the kernel lets users have namespaces; `enter` says whether that is so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

INSIDE = "CHAOS_HAS_DISKS"
SIZE = "96m"


def inside() -> bool:
    """Whether this program runs in the namespace of its own."""
    return os.environ.get(INSIDE) == "1"


def enter() -> bool:
    """Runs this program again in a namespace of its own, unless it is in one; False where that is not possible."""
    if inside():
        return True
    tried = subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False)
    if tried.returncode:
        return False
    os.environ[INSIDE] = "1"
    os.execvp("unshare", ["unshare", "-Urm", *sys.orig_argv])
    return True  # in the program that took our place


def mount(folder: Path) -> None:
    """Puts a small, empty disk at the folder."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)], check=True)


def unmount(folder: Path) -> None:
    """Takes away every disk under the folder, also one that a process still holds, so that the folder can be removed."""
    mounted = [line.split()[1] for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    for place in reversed(mounted):
        if Path(place).is_relative_to(folder):
            subprocess.run(["umount", "--lazy", place], check=True)


def fill(folder: Path) -> None:
    """Leaves no room on the disk."""
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def make_room(folder: Path) -> None:
    """Takes away what filled it."""
    (folder / "filler").unlink()


def set_writable(folder: Path, *, writable: bool) -> None:
    """Makes the disk read-only, or lets it be written again."""
    mode = "rw" if writable else "ro"
    subprocess.run(["mount", "-o", f"remount,bind,{mode}", str(folder)], check=True)
