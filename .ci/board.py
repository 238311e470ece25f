#!/usr/bin/env python3
"""Runs the quality board on the sets of texts.

    board.py SHARED NEWSPRINT REPORTS

Writes REPORTS/board.txt and board.json. A figure below its goal is no failure. A result that is missing
or cannot be read is one, unless the command that should have printed it does not exist.
Exit status: 0 all there, 1 not.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

SETS = ("clough-stevenson", "fnc1-reuse", "html-aeb", "html-fundus", "html-trafilatura", "masakhanews-16",
        "newsroom", "pan13-align", "reuters-reissue", "semeval22-event", "wiki-versions")


def exists(newsprint, command):
    asked = subprocess.run([newsprint, command, "--help"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return asked.returncode == 0


def main():
    shared, newsprint, reports = Path(sys.argv[1]), str(Path(sys.argv[2]).resolve()), Path(sys.argv[3])
    sys.path.insert(0, str(shared / "eval"))
    from score import STEPS  # pylint: disable=import-outside-toplevel,import-error

    with open(reports / "board.txt", "w", encoding="utf-8") as table:
        status = subprocess.run(
            [sys.executable, shared / "eval/score.py", "board", "--data", shared / "data", "--newsprint", newsprint,
             "--only", ",".join(SETS), "--timeout", "600", "--json", reports / "board.json"],
            stdin=subprocess.DEVNULL, stdout=table, check=False).returncode
    if status != 0:
        print(f"score.py board: exit status {status}")
        return 1
    lacking = 0
    for row in json.loads((reports / "board.json").read_text(encoding="utf-8"))["rows"]:
        # The row of a step that gave no result bears the step's name; a figure without a value is none of these.
        if row["mark"] != "NONE" or row["metric"] not in {step[0] for step in STEPS}:
            continue
        command = re.match(r"newsprint (\w+):", row["note"])
        if command and not exists(newsprint, command.group(1)):
            continue
        lacking += 1
        print(f"{row['set']} {row['metric']}: {row['note']}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
