#!/usr/bin/env python3
"""`newsprint audit` and `check --licences` from outside: runs that are kept, read and run again; formats; what is new and
what is ignored; and that an embedded store and a server answer alike.

Usage: audit_cli_test.py NEWSPRINT [unittest options]
"""

import csv
import datetime
import io
import json
import re
import unittest

from newsprint_cli import DONE, FOUND, REPRINT, SAMPLES, STORIES, CliTest, run, run_on_terminal, serve

SOURCES = SAMPLES / "sources.yaml"
LICENCES = ("--licences", SAMPLES / "licences.yaml")
DOCUMENTS = ("audit", "--docs", STORIES, "--sources", SOURCES, *LICENCES)
FORMATS = ("text", "json", "jsonl", "csv", "html")
FIRST_COPY = json.loads(STORIES.read_text(encoding="utf-8").splitlines()[1])["id"]
NEW_COPY = {"id": "https://frontierobserver.example/1", "url": "https://frontierobserver.example/1",
            "publisher": "The Frontier Observer", "text": REPRINT.read_text(encoding="utf-8"),
            "published_at": "2025-03-16T09:00:00Z", "language": "en"}
ABSENT = {"id": "absent-original", "publisher": "The Policy Notebook", "published_at": "2025-03-01T09:00:00Z",
          "text": "This article was originally published by Mountain Wire and is reprinted with permission.\n\n"
                  + " ".join(f"word{i}" for i in range(80)) + "."}
ON_THE_CLOCK = re.compile(r'("(?:first_seen|first_seen_at|store)": ?)"[^"]*"')


def data_of(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))


class AuditTest(CliTest):
    own_sources = ()

    def audit(self, where, status, *words):
        """What a run prints, and the id under which it is kept."""
        done = run("audit", *where, *self.own_sources, *words)
        self.assertEqual(done.returncode, status, done)
        self.assertRegex(done.stderr, r"\Arun [0-9a-f]{32}\n\Z")
        return done.stdout, done.stderr.split()[1]

    def found(self, where, status, *words):
        out, run_id = self.audit(where, status, *LICENCES, "--format", "jsonl", *words)
        return [json.loads(line) for line in out.splitlines()], run_id

    def sequence(self, where):
        """All that the audits print, without ids of the store and times of arrival."""
        answers = []

        def same(name, out):
            answers.append((name, ON_THE_CLOCK.sub(r'\1"-"', out.replace(run_id, "RUN"))))
            return out

        self.assertEqual(run("ingest", *where, "-", stdin=json.dumps(ABSENT).encode()).returncode, DONE)
        self.assertEqual(run("ingest", *where, STORIES).returncode, DONE)
        printed = {}
        for name in FORMATS:
            printed[name], run_id = self.audit(where, FOUND, *LICENCES, "--format", name)
            same(name, printed[name])
        self.assertIn("absent-original\n  NOT JUDGED A text of mountainwire, whose article is not stored.\n",
                      printed["text"])
        for name in FORMATS:
            with self.subTest(name):
                again, again_id = self.audit(where, FOUND, *LICENCES, "--format", name, "--again", run_id)
                self.assertEqual((again, again_id), (printed[name], run_id))
                shown = self.expect(FOUND, "audit", *where, *self.own_sources, "--run", run_id, "--format", name)
                self.assertEqual(shown, printed[name])
        runs = self.expect(DONE, "audit", *where, *self.own_sources, "--runs")
        self.assertRegex(runs, rf"\A{run_id}  [-0-9]+ [:0-9]+ UTC  29 articles through 29, licences\.yaml: "
                               r"\d+ copies with violations\n\Z")

        # Only what is new: nothing, and then one copy.
        new, _ = self.found(where, DONE, "--only-new")
        self.assertEqual(new, [])
        done = run("ingest", *where, "-", stdin=json.dumps(NEW_COPY).encode())
        self.assertEqual(done.returncode, DONE, done)
        new, newer_id = self.found(where, FOUND, "--only-new")
        self.assertEqual([(one["copy"], [finding["class"] for finding in one["findings"]]) for one in new],
                         [(NEW_COPY["id"], ["WRONG_CREDIT_WORDING", "MISSING_LINK"])])
        self.assertNotEqual(newer_id, run_id)
        self.assertEqual(self.audit(where, DONE, *LICENCES, "--only-new")[0].splitlines()[0],
                         f"0 copies with findings that run {newer_id} does not have. All that there is:")

        # A list of findings to let be, until its day has passed.
        def ignoring(day):
            return self.file("settled.yaml", "version: 1\nignore:\n" + "".join(
                f"  - {{id: {finding['id']}, reason: settled by phone, author: A. Weber, expires: {day}}}\n"
                for finding in new[0]["findings"]))

        today = datetime.datetime.now(datetime.timezone.utc).date()
        whole, _ = self.found(where, FOUND)
        lines, _ = self.found(where, FOUND, "--ignore", ignoring(today + datetime.timedelta(days=2)))
        self.assertEqual([finding.get("ignored") for finding in lines[-1]["findings"]],
                         [{"reason": "settled by phone", "author": "A. Weber"}] * 2)
        self.assertEqual([one["findings"] for one in lines[:-1]], [one["findings"] for one in whole[:-1]])
        back, _ = self.found(where, FOUND, "--only-new", "--ignore", ignoring(today - datetime.timedelta(days=1)))
        self.assertEqual(back, new)

        # What was taken down is named, the rest is equal; what came in since changes nothing.
        self.assertEqual(run("delete", *where, "--purge", FIRST_COPY).returncode, DONE)
        again, _ = self.audit(where, FOUND, *LICENCES, "--format", "jsonl", "--again", run_id)
        kept = [line for line in printed["jsonl"].splitlines() if json.loads(line)["copy"] != FIRST_COPY]
        self.assertLess(len(kept), printed["jsonl"].count("\n"))
        self.assertEqual(again.splitlines(), kept)
        text, _ = self.audit(where, FOUND, *LICENCES, "--again", run_id)
        self.assertIn(f"  removed since: {FIRST_COPY}\n", same("text after a purge", text))
        page, _ = self.audit(where, FOUND, *LICENCES, "--format", "html", "--again", run_id)
        self.assertEqual(data_of(page)["summary"]["removed"], [FIRST_COPY])

        # One page.
        checked = run("check", *where, *LICENCES, "--sources", SOURCES, REPRINT)
        self.assertEqual((checked.returncode, checked.stderr), (FOUND, ""), checked)
        same("page", checked.stdout)
        for finding in ("WRONG_CREDIT_WORDING", "MISSING_LINK"):
            self.assertIn(finding, checked.stdout)

        self.expect_error(r"no audit run '0{32}'", "audit", *where, *self.own_sources, "--run", "0" * 32)
        other = self.file("licences.yaml", (SAMPLES / "licences.yaml").read_text(encoding="utf-8") + "# changed\n")
        self.expect_error("the run was made with another policy", "audit", *where, *self.own_sources,
                          "--licences", other, "--again", run_id)
        self.expect_error("--licences FILE is missing", "audit", *where)
        return answers

    def test_embedded_and_served_alike(self):
        # The list of sources is the server's, or else that of the command that opens the store.
        with serve(self.folder / "served", "--sources-path", SOURCES) as address:
            served = self.sequence(("--server", address))
        self.own_sources = ("--sources", SOURCES)
        embedded = self.sequence(("--store", self.folder / "embedded"))
        self.assertEqual(served, embedded)
        self.expect_error("--sources: a server has a list", "audit", "--server", "x:1", *self.own_sources, *LICENCES)

    def test_html_holds_the_findings_and_the_texts(self):
        lines = [json.loads(line) for line in self.expect(FOUND, *DOCUMENTS, "--format", "jsonl").splitlines()]
        held = data_of(self.expect(FOUND, *DOCUMENTS, "--format", "html"))
        self.assertEqual([[finding["id"] for finding in copy["findings"]] for copy in held["copies"]],
                         [[finding["id"] for finding in line["findings"]] for line in lines])
        bodies = {one["id"]: one["text"] for one in map(json.loads, STORIES.read_text(encoding="utf-8").splitlines())}
        for text in held["texts"]:
            self.assertEqual(text["body"], bodies[text["id"]])
        self.assertEqual(held["summary"]["copies"], len(held["copies"]))

    def test_equal_documents_give_equal_bytes(self):
        for name in FORMATS:
            self.assertEqual(self.expect(FOUND, *DOCUMENTS, "--format", name),
                             self.expect(FOUND, *DOCUMENTS, "--format", name))

    def test_a_table_for_a_spreadsheet(self):
        out = self.expect(FOUND, *DOCUMENTS, "--format", "csv")
        self.assertTrue(out.startswith("\ufeffclass,severity,"))
        rows = list(csv.DictReader(io.StringIO(out[1:])))
        lines = [json.loads(line) for line in self.expect(FOUND, *DOCUMENTS, "--format", "jsonl").splitlines()]
        self.assertEqual([row["finding_id"] for row in rows if row["class"] != "NOT_JUDGED"],
                         [finding["id"] for line in lines for finding in line["findings"]])
        for row in rows:
            self.assertRegex(row["published_utc"], r"\A\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\Z")

    def test_a_policy_is_checked_alone(self):
        good = self.expect(DONE, "audit", "--check-policy", SAMPLES / "licences.yaml", "--sources", SOURCES)
        self.assertRegex(good, r"licences\.yaml: 5 licences, SHA-256 [0-9a-f]{64}\n\Z")
        bad = self.file("bad.yaml", "version: 1\nlicences:\n  - id: a\n    anyone: true\n    source: openhorizon\n"
                                    "    links: {target: original}\n")
        self.expect_error(r"bad\.yaml:6: links: is no key of this map", "audit", "--check-policy", bad)
        stranger = self.file("stranger.yaml", "version: 1\nlicences:\n  - {id: a, anyone: true, source: nobody}\n")
        self.expect(DONE, "audit", "--check-policy", stranger)
        self.expect_error(r"stranger\.yaml:3: source: 'nobody' is no registered source", "audit", "--check-policy",
                          stranger, "--sources", SOURCES)

    def test_progress_only_on_a_terminal(self):
        store = ("--store", self.folder / "store")
        stories = self.file("many.jsonl", "".join(
            json.dumps({"id": str(i), "text": " ".join(f"word{i * 97 + j * 13}" for j in range(60))}) + "\n"
            for i in range(600)))
        self.assertEqual(run("ingest", *store, stories).returncode, DONE)
        words = ("audit", *store, "--sources", SOURCES, *LICENCES)
        self.assertRegex(run(*words).stderr, r"\Arun [0-9a-f]{32}\n\Z")
        _, shown = run_on_terminal(*words)
        self.assertRegex(shown, r"\r\d+ of 600 articles audited, [0-9.hms]+ left")


if __name__ == "__main__":
    unittest.main()
