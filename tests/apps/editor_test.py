#!/usr/bin/env python3
"""What a licensing editor sees of three stories that came in as saved pages, in whole answers: a licensed reprint with its
credit, a Russian text on a Ukrainian site, an agency's story on three sites.

Usage: editor_test.py NEWSPRINT                     compares with golden/editor
       editor_test.py NEWSPRINT --write-golden      after a change of answers that is meant
"""

import re
import sys
import tempfile
import unittest
from pathlib import Path

from newsprint_cli import DONE, FOUND, HERE, CliTest, run

EDITOR = HERE / "golden" / "editor"
FERRY = "https://www.rferl.org/a/sarna-cable-ferry-orlivka/33010101.html"
LIBRARY = "https://www.svoboda.org/a/biblioteka-v-pozharnoy-chasti/33020202.html"
TROUT = "https://www.harborledger.example/news/tresk-falls-settlement"


def answers(store):
    """What a licensing editor asks of one store, in this order: the golden file, and the answer."""
    store = ("--store", store)
    own = (*store, "--sources", "sources.yaml")
    for name, words in (
            ("", ("ingest", *store, "docs.jsonl")),
            ("ferry-check.txt", ("check", *store, "patriot-dispatch.html")),
            ("ferry-compare.txt", ("compare", *store, f"id:{FERRY}", "patriot-dispatch.html")),
            ("library-check.txt", ("check", *store, "novyny-prybuzhzhia.html")),
            ("", ("ingest", *store, "novyny-prybuzhzhia.html")),
            ("library-reprints.txt", ("reprints", *store, "--domain", "svoboda.org")),
            ("library-story.txt", ("stories", *store, LIBRARY)),
            ("", ("ingest", *own, "harbor-ledger.html", "delta-morning.html")),
            ("trout-check.txt", ("check", *own, "river-times.html")),
            ("", ("ingest", *own, "river-times.html")),
            ("trout-story.txt", ("stories", *own, TROUT))):
        done = run(*words, cwd=EDITOR)
        if done.returncode not in (DONE, FOUND):
            raise RuntimeError(done)
        if name:  # When it came in is the one thing that differs from day to day.
            yield name, re.sub(r"seen \d{4}-\d\d-\d\d \d\d:\d\d UTC", "seen TODAY", done.stdout)


class EditorTest(CliTest):
    def test_answers(self):
        for name, answer in answers(self.folder / "store"):
            with self.subTest(name):
                self.assertEqual(answer, (EDITOR / name).read_text(encoding="utf-8"))


def main():
    if sys.argv[1:] != ["--write-golden"]:
        unittest.main()
    with tempfile.TemporaryDirectory() as folder:
        for name, answer in answers(Path(folder) / "store"):
            (EDITOR / name).write_text(answer, encoding="utf-8")


if __name__ == "__main__":
    main()
