"""No file of the project names the places and tools that it was made with, or the host of a package registry.

Someone who reads, installs or forks it needs none of them, and an address of one machine works on no other.
"""

from __future__ import annotations

import codecs
import re
import subprocess
from pathlib import Path

from tests.contracts.source_tree import ROOT, listing

# Regular expressions, each letter moved by 13 places so that this file passes its own test.
MOVED = (
    r"(?<!wrna-)\opynhqr\o",
    r"\onaguebcvp\o",
    r"\ovffhrf fubj\o",
    r"\ofho-?ntragf?\o",
    r"(?<![\j.])/jbex/(znva|funerq|\.)",
    r"/bcg/(clcv|jurryf)",
    r"\oclcv\.bet\o",
    r"\oclgubaubfgrq\.bet\o",
    r"\oertvfgel\.(aczwf|lneacxt)\o",
    r"\opengrf\.vb\o",
    r"\ocebkl\.tbynat\o",
)
FORBIDDEN = re.compile("|".join(codecs.decode(word, "rot13") for word in MOVED), re.IGNORECASE)


def project_files() -> list[Path]:
    """Every file that git tracks or would once it is added; outside a checkout, every file not hidden."""
    if not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("[!.]*") if path.is_file() and ".venv" not in path.parts]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = {ROOT / name for name in listed.stdout.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def test_no_file_names_where_and_with_what_the_project_was_made() -> None:
    offences = []
    for path in project_files():
        for line, text in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if found := FORBIDDEN.search(text):
                offences.append(f"{path.relative_to(ROOT)}:{line} {found.group()}")
    assert not offences, listing(offences)


def test_the_words_are_read_as_they_are_meant() -> None:
    assert FORBIDDEN.search(codecs.decode("frr uggcf://clcv.bet/cebwrpg/xrcg", "rot13"))
    assert FORBIDDEN.search(codecs.decode("pq /jbex/znva", "rot13"))
    assert not FORBIDDEN.search("https://example.org/work/main and the session of a signed-in user")
