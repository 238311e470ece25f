#!/usr/bin/env python3
"""Runs the commands that README shows with their output, in its order and in one folder, and compares.

Usage: readme_test.py NEWSPRINT             fails where README shows something else
       readme_test.py NEWSPRINT --write     puts what the commands print into README
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

NEWSPRINT = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parent.parent.parent
README = ROOT / "README.md"
# A shown command, and what stands below it up to the end of the block or the next command. Blocks without output (commands to
# be copied) have nothing there, and are not run.
SHOWN = re.compile(r"^    \$ (newsprint .*[^\\\n])\n((?:(?!    \$ )    .*\n|\n(?=    (?!\$ )))+)", re.M)


def output_of(command, folder):
    environment = {**os.environ, "PATH": f"{NEWSPRINT.parent}:{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command}: exit status {done.returncode}")
    lines = done.stdout.decode().rstrip("\n").split("\n")
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)


def main():
    shown = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "samples").symlink_to(ROOT / "samples")
        (Path(folder) / "deploy").symlink_to(ROOT / "deploy")
        real = SHOWN.sub(lambda block: f"    $ {block[1]}\n{output_of(block[1], folder)}", shown)
    if sys.argv[2:] == ["--write"]:
        README.write_text(real, encoding="utf-8")
        return
    difference = list(difflib.unified_diff(shown.splitlines(), real.splitlines(), "README.md", "what it is", lineterm=""))
    print("\n".join(difference) or f"{len(SHOWN.findall(shown))} commands print what README shows")
    sys.exit(1 if difference else 0)


if __name__ == "__main__":
    main()
