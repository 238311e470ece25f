#!/usr/bin/env python3
"""Runs the built `newsprint` from outside: commands, exit statuses, bad input, and that an embedded
store and a server answer alike.

Usage: cli_test.py NEWSPRINT [unittest options]
       cli_test.py NEWSPRINT --write-golden     after a change of verdicts that is meant
"""

import gzip
import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

from newsprint_cli import (DONE, ERROR, FOUND, HERE, NEWSPRINT, REPRINT, SAMPLES, STORIES, CliTest, run,
                           run_on_terminal, serve)

GOLDEN = HERE / "golden"
EXCERPT = SAMPLES / "pages" / "border-blog-excerpt.txt"
UNRELATED = SAMPLES / "pages" / "garden-column-unrelated.txt"
ORIGINAL = json.loads(STORIES.read_text(encoding="utf-8").splitlines()[0])["id"]

BATCH = {  # Golden file: the command that prints it.
    "match.jsonl": ["match", "--docs", GOLDEN / "docs.jsonl", "--format", "jsonl"],
    "stories.tsv": ["stories", "--docs", GOLDEN / "docs.jsonl", "--format", "tsv"],
    "compare.jsonl": ["compare", "--docs", GOLDEN / "docs.jsonl", "--pairs", GOLDEN / "pairs.tsv",
                      "--format", "jsonl"],
}


class BatchTest(CliTest):
    def test_golden(self):
        for name, words in BATCH.items():
            for attempt in ("first", "again"):
                with self.subTest(name, attempt=attempt):
                    self.assertEqual(self.expect(DONE, *words),
                                     (GOLDEN / name).read_text(encoding="utf-8"))

    def test_gzip_and_standard_input_give_the_same(self):
        docs = (GOLDEN / "docs.jsonl").read_bytes()
        expected = (GOLDEN / "match.jsonl").read_text(encoding="utf-8")
        self.assertEqual(self.expect(DONE, "match", "--docs", self.file("d.jsonl.gz", gzip.compress(docs))),
                         expected)
        self.assertEqual(self.expect(DONE, "match", "--docs", "-", stdin=gzip.compress(docs)), expected)

    def test_spans_stand_on_characters(self):
        texts = {one["id"]: one["text"].encode("utf-8") for one in
                 map(json.loads, (GOLDEN / "docs.jsonl").read_text(encoding="utf-8").splitlines())}
        for line in self.expect(DONE, *BATCH["match.jsonl"]).splitlines():
            pair = json.loads(line)
            for passage in pair["passages"]:
                for side in "ab":
                    begin, end = passage[side]
                    texts[pair[side]][begin:end].decode("utf-8")

    def test_other_formats(self):
        lines = (GOLDEN / "match.jsonl").read_text(encoding="utf-8").splitlines()
        array = self.expect(DONE, "match", "--docs", GOLDEN / "docs.jsonl", "--format", "json")
        self.assertEqual(json.loads(array), [json.loads(line) for line in lines])
        rows = [row.split("\t") for row in (GOLDEN / "stories.tsv").read_text(encoding="utf-8").splitlines()]
        array = self.expect(DONE, "stories", "--docs", GOLDEN / "docs.jsonl", "--format", "json")
        self.assertEqual([[one["id"], one["story"]] for one in json.loads(array)], rows)

    def test_registries_are_checked(self):
        good = self.file("sources.json", '[{"id": "roh", "name": "Radio Open Horizon"}]')
        bad = self.file("publishers.json", '[{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]')
        self.expect(DONE, *BATCH["match.jsonl"], "--sources", good)
        self.expect_error(r"publishers\.json:1: id: 'a' stands twice", *BATCH["match.jsonl"],
                          "--publishers", bad)

    def test_bad_documents_are_named(self):
        for content, message in (
                ('{"id":"a","text":"x"}\n{"id":"b"}\n', r"d\.jsonl:2: text: is missing"),
                ('{"id":"a","text":"x"}\nnonsense\n', r"d\.jsonl:2: not JSON"),
                ('{"text":"x"}\n', r"d\.jsonl:1: id: is missing"),
                ('{"id":"a","text":"x"}\n\n{"id":"a","text":"y"}', r"d\.jsonl:3: id 'a' stood before, at .*:1"),
                ('{"id":"a","text":"\\ud800"}', r"d\.jsonl:1: JSON: \\ud800 at byte 18 is half of a surrogate"),
                (b'{"id":"a","text":"\xff"}', r"d\.jsonl:1: JSON: not UTF-8 at byte 18")):
            with self.subTest(message):
                out = self.expect_error(message, "match", "--docs", self.file("d.jsonl", content))
                self.assertEqual(out, "")

    def test_pairs_must_be_documents(self):
        pairs = self.file("pairs.tsv", "id1\tid2\nfair-1\tfair-9\n")
        self.expect_error(r"pairs\.tsv:2: 'fair-9' is not among the documents", "compare", "--docs",
                          GOLDEN / "docs.jsonl", "--pairs", pairs)

    def test_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([NEWSPRINT, *map(str, BATCH["match.jsonl"])], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, ERROR)
        self.assertIn(b"standard output: No space left on device", done.stderr)

    def test_reader_that_leaves_is_none(self):
        # More than a pipe holds, so that the writer is at work when its reader leaves.
        docs = self.file("many.jsonl", "".join(
            json.dumps({"id": f"{i:0100}", "text": "one two three four five six seven eight"}) + "\n"
            for i in range(200)))
        with subprocess.Popen([NEWSPRINT, "match", "--docs", docs], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            self.assertTrue(process.stdout.readline().startswith(b'{"a":'))
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"")
        self.assertEqual(process.returncode, DONE)


class InputTest(CliTest):
    """What cannot be read is named, and what can be is taken all the same."""

    def setUp(self):
        super().setUp()
        self.store = ("--store", self.folder / "store")

    def test_missing_file(self):
        self.expect_error(r"nowhere\.txt: No such file or directory", "ingest", *self.store,
                          self.folder / "nowhere.txt")

    def test_bad_articles_leave_the_others(self):
        text = "words enough to be stored, if not to be found\n"
        files = [self.file("good.txt", text), self.file("latin1.txt", b"caf\xe9"),
                 self.file("page.html", "<script>x()</script>"), self.file("empty.txt", ""),
                 self.file("lines.jsonl", '{"id":"one","text":"x"}\n{"id":"two"\n{"id":"three","text":"z"}\n')]
        done = run("ingest", *self.store, *files)
        self.assertEqual(done.returncode, ERROR)
        self.assertIn("7 articles: 3 new, 0 unchanged, 0 revised, 4 refused", done.stdout)
        for message in (r"latin1\.txt: body: not UTF-8 at byte 3", r"page\.html: body: must not be empty",
                        r"empty\.txt: body: must not be empty", r"lines\.jsonl:2: not JSON"):
            self.assertRegex(done.stderr, message)

    def test_gzip_bomb(self):
        bomb = self.file("bomb.jsonl.gz", gzip.compress(b'{"id":"a","text":"' + b"x" * (64 << 20)))
        self.assertLess(bomb.stat().st_size, 100_000)
        self.expect_error(r"bomb\.jsonl\.gz:1: the line is longer than the limit of \d+ bytes", "ingest",
                          *self.store, bomb)

    def test_cut_gzip(self):
        whole = gzip.compress(STORIES.read_bytes())
        self.expect_error("the gzip data ends too soon", "ingest", *self.store,
                          self.file("cut.jsonl.gz", whole[:len(whole) // 2]))

    def test_text_over_the_limit(self):
        self.expect_error(r"big\.txt: larger than the limit of 4194304 bytes", "ingest", *self.store,
                          self.file("big.txt", "x " * (2 << 20) + "."))

    def test_directory_of_texts(self):
        (self.folder / "wire").mkdir()
        for name in ("b.txt", "a.txt"):
            self.file(f"wire/{name}", REPRINT.read_bytes())
        self.file("wire/photo.jpg", b"\xff\xd8")
        done = run("ingest", *self.store, "--format", "jsonl", self.folder / "wire")
        self.assertEqual(done.returncode, DONE, done)
        self.assertEqual(done.stderr, "skipped 1 file: no text, HTML or JSON Lines\n")
        self.assertEqual([(Path(one["id"]).name, one["ordinal"], one["total_matches"])
                          for one in map(json.loads, done.stdout.splitlines())],
                         [("a.txt", 1, 0), ("b.txt", 2, 1)])

    def test_stores_that_cannot_be(self):
        plain = self.file("plain", "no directory")
        self.expect_error(".", "ingest", "--store", plain / "store", REPRINT)
        self.expect_error(".", "ingest", "--store", plain, REPRINT)
        for words in (["check", REPRINT], ["status"], ["reprints", "x"]):
            with self.subTest(words):
                self.expect_error("missing-store", words[0], "--store", self.folder / "missing-store",
                                  *words[1:])
                self.assertFalse((self.folder / "missing-store").exists())

    def test_no_store_or_two(self):
        self.expect_error("--store DIR or --server HOST:PORT is missing", "check", REPRINT)
        self.expect_error("only one can be given", "check", "--store", "a", "--server", "b:1", REPRINT)

    def test_server_that_is_not_there(self):
        self.expect_error(r"127\.0\.0\.1:1: ", "check", "--server", "127.0.0.1:1", REPRINT)

    def test_extract(self):
        out = self.expect(DONE, "extract", "--format", "jsonl", REPRINT)
        self.assertEqual(json.loads(out), {
            "file": str(REPRINT), "title": None, "text": REPRINT.read_text(encoding="utf-8"),
            "published_at": None, "byline": None, "canonical_url": None, "publisher": None})

    def test_extract_page(self):
        page = self.file("p.html", """<title>Ferry returns - Example News</title><meta name=author content="Jane Roe">
            <meta property="og:site_name" content="Example News"><link rel=canonical href="https://news.example/1">
            <meta property="article:published_time" content="2024-05-03T15:47:42+02:00"><nav><a href=/>Home</a></nav>
            <article><h1>Ferry returns</h1><p>After nine years the ferry crossed the strait again, with a band on board.
            </p><p>The service will run twice a day until autumn, and daily after that, weather permitting.</p></article>""")
        empty = self.file("q.html", "<script>x()</script>")
        lines = self.expect(DONE, "extract", "--format", "jsonl", page, empty).splitlines()
        self.assertEqual(json.loads(lines[0]), {
            "file": str(page), "title": "Ferry returns",
            "text": "After nine years the ferry crossed the strait again, with a band on board.\n"
                    "The service will run twice a day until autumn, and daily after that, weather permitting.",
            "published_at": "2024-05-03T15:47:42+02:00", "byline": "Jane Roe",
            "canonical_url": "https://news.example/1", "publisher": "Example News"})
        self.assertEqual(json.loads(lines[1]), {
            "file": str(empty), "title": None, "text": None, "published_at": None, "byline": None,
            "canonical_url": None, "publisher": None})

    def test_compare_takes_one_article_a_side(self):
        self.expect_error("holds 28 articles; just one", "compare", STORIES, REPRINT)
        self.expect_error("two texts are needed", "compare", REPRINT)
        self.expect_error("cannot stand beside", "compare", "--docs", STORIES, REPRINT)

    def test_completion_scripts_parse(self):
        script = self.expect(DONE, "completion", "bash")
        asked = ("COMP_WORDS=(newsprint {}); COMP_CWORD={}; _newsprint; echo ${{COMPREPLY[@]}}")
        for words, cword, replies in (("re", 1, "reprints reindex"), ("check --rel", 2, "--relation"),
                                      ("check --format js", 3, "json jsonl")):
            done = subprocess.run(["bash", "-c", script + asked.format(words, cword)],
                                  stdout=subprocess.PIPE, check=True)
            self.assertEqual(done.stdout.decode().strip(), replies)
        self.expect_error("'tcsh' is none of the shells", "completion", "tcsh")


class StoreTest(CliTest):
    """An embedded store and a server, asked the same things in the same order."""

    def sequence(self, where):
        """All that the commands print, without what depends on the clock and the machine."""
        answers = []

        def ask(status, *words, **options):
            out = self.expect(status, words[0], *where, *words[1:], **options)
            out = re.sub(r'"(first_seen_at|store_id|start_time|resume_token)":"[^"]*"', r'"\1":"-"', out)
            out = re.sub(r"(?m)^( +(seen|revised)) [-0-9]+ [:0-9]+ UTC", r"\1 -", out)
            out = re.sub(r" of \d+ anchors? ", " of - anchors ", out)  # Each store has a secret seed.
            answers.append(re.sub(r'"(bytes_on_disk|postings|head_bytes|mapped_bytes|catalog_bytes|anchors)":\d+',
                                  r'"\1":0', out))
            return answers[-1]

        out = ask(DONE, "ingest", STORIES)
        self.assertRegex(out, r"^28 articles: 28 new, 0 unchanged, 0 revised, 0 refused; \d+ matches")
        out = ask(DONE, "ingest", STORIES)
        self.assertRegex(out, r"^28 articles: 0 new, 28 unchanged, 0 revised, 0 refused; \d+ matches")
        first = json.loads(STORIES.read_text(encoding="utf-8").splitlines()[0])
        first["title"] += " (updated)"
        report = json.loads(ask(DONE, "ingest", "--format", "jsonl", "-", stdin=json.dumps(first).encode()))
        self.assertEqual((report["id"], report["outcome"], report["revision"]), (ORIGINAL, "revised", 2))

        out = ask(FOUND, "check", REPRINT)
        self.assertRegex(out, r"\A.*frontier-observer-reprint\.txt: \d+ matches\n\n"
                              r"1\. REPRINT: it is a near copy of “Lake Commission Chief .*\(updated\)”\n"
                              r"   Radio Open Horizon, published 2025-03-14 16:20 UTC\n")
        self.assertLess(out.count("\n"), 70)
        out = ask(DONE, "stories", ORIGINAL)
        self.assertRegex(out, r"\A“Lake Commission Chief .*”: 2 articles by 2 publishers\n")
        self.assertRegex(out, r"(?m)^   seen .*: Radio Open Horizon, \S+ \(the original\)$")
        self.assertRegex(out, r"(?m)^   seen .*: The Harbor Ledger, \S+ \(from its revision [12]\)$")
        story = json.loads(ask(DONE, "stories", "--format", "jsonl", ORIGINAL))
        self.assertEqual([len(one["revisions"]) for one in story["articles"]], [2, 1])
        listed = [json.loads(line) for line in ask(DONE, "stories", "--format", "jsonl").splitlines()]
        self.assertEqual(listed[0]["id"], ORIGINAL)
        self.assertGreater(len(listed), 5)
        event = json.loads(ask(DONE, "watch", "--from-start", "--max-events", "1", "--format", "jsonl"))
        self.assertEqual(event["event"], "created")

        out = ask(DONE, "check", UNRELATED)
        self.assertRegex(out, r"garden-column-unrelated\.txt: no match\n$")
        self.assertRegex(ask(DONE, "check", "--explain", UNRELATED),
                         r"Searched \d+ articles; (.|\n)*Nothing else came close\.\n$")
        explained = json.loads(ask(DONE, "check", "--explain", "--format", "jsonl", "--relation", "QUOTE", EXCERPT))
        self.assertEqual([miss["dropped_by"] for miss in explained["explanation"]["near_misses"]],
                         ["relations"] * explained["explanation"]["total_near_misses"])
        self.assertTrue(all(miss["gates"] for miss in explained["explanation"]["near_misses"]))
        result = json.loads(ask(FOUND, "check", "--format", "jsonl", EXCERPT))
        self.assertEqual({match["relation"] for match in result["matches"]}, {"EXCERPT"})
        result = json.loads(ask(FOUND, "check", "--format", "jsonl", "--max-matches", "1", "-",
                                stdin=REPRINT.read_bytes()))
        self.assertEqual((result["document"], len(result["matches"])), ("standard input", 1))
        self.assertGreater(result["total_matches"], 1)
        self.assertEqual(result["matches"][0]["b"]["id"], ORIGINAL)
        self.assertEqual(result["matches"][0]["containment_b"], 1)

        ask(DONE, "check", "--relation", "QUOTE", REPRINT)
        ask(DONE, "check", "--not-publisher", "Radio Open Horizon", "--only-publisher", "Radio Open Horizon",
            REPRINT)
        ask(DONE, "check", "--to", "2001-01-01T00:00:00Z", REPRINT)
        ask(FOUND, "check", "--min-containment", "0.9", "--only-language", "en", REPRINT)

        result = json.loads(ask(DONE, "reprints", "--format", "jsonl", ORIGINAL))
        others = [match["b"]["publisher"] for match in result["matches"]]
        self.assertEqual(others[0], "The Harbor Ledger")
        self.assertEqual(result["total_matches"], len(others))
        self.assertEqual(len(ask(DONE, "reprints", "--format", "csv", ORIGINAL).splitlines()), 1 + len(others))
        one = json.loads(ask(DONE, "reprints", "--format", "jsonl", "--max-matches", "1", ORIGINAL))
        self.assertEqual((one["matches"], one["total_matches"]), (result["matches"][:1], len(others)))
        ask(DONE, "reprints", ORIGINAL)

        ask(DONE, "compare", f"id:{ORIGINAL}", REPRINT)
        pair = json.loads(ask(DONE, "compare", "--format", "jsonl", REPRINT, f"id:{ORIGINAL}"))
        self.assertEqual((pair["relation"], pair["b"]["revision"]), ("REPRINT", 2))

        status = json.loads(ask(DONE, "status", "--format", "jsonl"))
        self.assertEqual((status["store"]["articles"], status["store"]["last_ordinal"]), (28, 29))
        self.assertEqual(status["store"]["missing"], [])
        self.assertEqual((status["limits"]["max_body_bytes"], status["limits"]["drain_timeout"]), (4 << 20, "20s"))

        # Of a source: the same from the publisher and from the domain, in either order.
        source = json.loads(ask(DONE, "reprints", "--format", "jsonl", "--source", "Radio Open Horizon"))
        self.assertEqual({match["a"]["publisher"] for match in source["matches"]}, {"Radio Open Horizon"})
        self.assertEqual([match["b"]["id"] for match in source["matches"]],
                         [match["b"]["id"] for match in result["matches"]])
        domain = json.loads(ask(DONE, "reprints", "--format", "jsonl", "--domain", "www.openhorizon.example"))
        self.assertEqual(domain["matches"], source["matches"])
        newest = json.loads(ask(DONE, "reprints", "--format", "jsonl", "--source", "Radio Open Horizon",
                                "--order", "newest"))
        times = [match["b"]["published_at"] for match in newest["matches"]]
        self.assertEqual(times, sorted(times, reverse=True))
        self.assertEqual(newest["total_matches"], source["total_matches"])
        ask(DONE, "reprints", "--source", "Radio Open Horizon")
        none = json.loads(ask(DONE, "reprints", "--format", "jsonl", "--source", "Radio Open Horizon",
                              "--until", "2001-01-01T00:00:00Z"))
        self.assertEqual(none["total_matches"], 0)
        self.assertEqual(json.loads(ask(DONE, "reprints", "--format", "jsonl", "--not-own", ORIGINAL))["matches"],
                         result["matches"])

        # What is exported comes in again as it was.
        exported = ask(DONE, "export")
        self.assertEqual(exported.count("\n"), 28)
        self.assertEqual({line["publisher"] for line in map(json.loads, ask(
            DONE, "export", "--source", "Radio Open Horizon").splitlines())}, {"Radio Open Horizon"})
        out = self.expect(DONE, "ingest", *where, "-", stdin=self.expect(DONE, "export", *where).encode())
        self.assertRegex(out, r"^28 articles: 0 new, 28 unchanged, 0 revised")
        self.assertEqual(len(json.loads(ask(DONE, "export", "--format", "json", "--only-language", "en"))),
                         sum(json.loads(line)["language"] == "en" for line in exported.splitlines()))

        # A takedown.
        self.assertEqual(ask(DONE, "delete", ORIGINAL), f"deleted {ORIGINAL}\n")
        self.expect_error("is not stored", "delete", *where, ORIGINAL)
        self.expect_error("no article", "reprints", *where, ORIGINAL)
        self.assertEqual(json.loads(ask(DONE, "reprints", "--format", "jsonl", "--source",
                                        "Radio Open Horizon"))["total_matches"], 0)
        self.assertRegex(ask(DONE, "delete", "--purge"), r"^purged: ")
        one = json.loads(exported.splitlines()[0])["id"]
        gone = json.loads(ask(DONE, "delete", "--purge", "--format", "jsonl", one))
        self.assertEqual(gone, {"id": one, "deleted": True, "purged": True})
        self.assertEqual(json.loads(ask(DONE, "status", "--format", "jsonl"))["store"]["articles"], 26)

        for words, message in ((["reprints"], "ID, --source NAME or --domain HOST is missing"),
                               (["reprints", "x", "--source", "y"], "cannot stand beside"),
                               (["reprints", "x", "--since", "2001-01-01T00:00:00Z"], "--since: is of a source"),
                               (["reprints", "--domain", "a/b"], "source.domain: must be a domain"),
                               (["delete"], "ID is missing")):
            self.expect_error(message, words[0], *where, *words[1:])
        self.expect_error("nobody-knows-it", "reprints", *where, "nobody-knows-it")
        self.expect_error("nobody-knows-it", "compare", *where, "id:nobody-knows-it", REPRINT)
        return answers

    def test_embedded_and_served_alike(self):
        embedded = self.sequence(("--store", self.folder / "embedded"))
        served_store = self.folder / "served"
        with serve(served_store) as address:
            served = self.sequence(("--server", address))
            self.expect_error("served", "status", "--store", served_store)  # Held by the server.
        self.assertEqual(served, embedded)
        # What was served is what is stored.
        self.assertRegex(self.expect(DONE, "status", "--store", served_store), r"articles\s+26\n")

    def test_a_list_of_sources_of_ones_own(self):
        store = ("--store", self.folder / "store")
        wrong = self.file("sources.yaml", "version: 1\nsources:\n  - {id: nld, nam: Northern Lights Daily}\n")
        own = SAMPLES / "sources.yaml"
        commands = (("ingest", *store, STORIES), ("check", *store, REPRINT), ("compare", *store, f"id:{ORIGINAL}", REPRINT), ("reprints", *store, ORIGINAL),
                    ("stories", *store, ORIGINAL), ("watch", *store, "--source", "openhorizon", "--from-start",
                                                    "--max-events", "1"))
        self.expect(DONE, *commands[0])
        for words in commands:
            with self.subTest(words=words[0]):
                self.expect_error(r"sources\.yaml:3: .*nam", *words, "--sources", wrong)
                self.expect_error(r"No such file", *words, "--sources", self.folder / "none.yaml")
                named = "of the source openhorizon"
                self.assertNotIn(named, run(*words).stdout)
                answer = run(*words, "--sources", own)
                self.assertIn(answer.returncode, (DONE, FOUND), answer)
                self.assertEqual(named in answer.stdout, words[0] != "ingest")
        self.expect_error("a server has a list of its own", "check", "--server", "127.0.0.1:1", REPRINT, "--sources", own)
        self.expect_error("not of the pairs of a list", *BATCH["compare.jsonl"], "--sources", own)

    def test_compare_as_html_holds_both_texts_and_their_marks(self):
        page = self.expect(DONE, "compare", REPRINT, EXCERPT, "--format", "html")
        self.assertTrue(page.startswith("<!doctype html>"))
        held = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S).group(1))
        self.assertEqual([text["body"] for text in held["texts"]],
                         [path.read_text(encoding="utf-8") for path in (REPRINT, EXCERPT)])
        self.assertEqual(held["headline"], "A has passages in common with B")
        credit = held["pair"]["credits_a"][0]
        self.assertEqual(held["texts"][0]["body"][credit[0]:credit[1]],
                         "This article was originally published by Radio Open Horizon and is reprinted with permission.")
        self.expect_error("not the pairs of a list", *BATCH["compare.jsonl"][:-1], "html")

    def test_compare_needs_no_store(self):
        text = self.expect(DONE, "compare", REPRINT, EXCERPT)
        self.assertRegex(text, r"\AEXCERPT: A has passages in common with B\n")
        self.assertIn("A bytes ", text)
        self.assertRegex(self.expect(DONE, "compare", REPRINT, UNRELATED),
                         r"\AUNRELATED: A shares nothing that counts with B\n")

    def test_colour_only_on_a_terminal_that_wants_it(self):
        def printed(environment, *flags):
            status, out = run_on_terminal("compare", *flags, REPRINT, EXCERPT,
                                          environment={"TERM": "xterm", "NO_COLOR": "", **environment})
            self.assertEqual(status, DONE)
            return out

        self.assertIn("\x1b[", printed({}))
        self.assertNotIn("\x1b[", printed({"NO_COLOR": "1"}))
        self.assertNotIn("\x1b[", printed({"TERM": "dumb"}))
        self.assertNotIn("\x1b[", printed({}, "--color", "never"))
        self.assertIn("\x1b[", self.expect(DONE, "compare", "--color", "always", REPRINT, EXCERPT))
        self.assertNotIn("\x1b[", self.expect(DONE, "compare", REPRINT, EXCERPT))


def main():
    if sys.argv[1:] == ["--write-golden"]:
        for name, words in BATCH.items():
            (GOLDEN / name).write_text(run(*words).stdout, encoding="utf-8")
    else:
        unittest.main()


if __name__ == "__main__":
    main()
