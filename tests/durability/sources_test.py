#!/usr/bin/python3
"""newsprintd and its list of sources: read again on SIGHUP and when the file changes, and kept if the new one is wrong.

Usage: sources_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
from newsprint_client import (NEWSPRINTD, WAIT_SECONDS, Newsprintd, article, article_pb2,  # noqa: E402
                              reprint_service_pb2, story)

EMPTY = "version: 1\nsources: []\n"
LIGHTS = "version: 1\nsources:\n  - {id: nld, name: Northern Lights Daily, kind: publisher, domains: [nld.example]}\n"
WRONG = "version: 1\nsources:\n  - {id: nld, nam: Northern Lights Daily}\n"


class SourcesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.sources = self.folder / "sources.yaml"
        self.write(EMPTY)

    def write(self, text):
        """As editors and deployments do it: all at once."""
        new = self.folder / "sources.new"
        new.write_text(text, encoding="utf-8")
        os.replace(new, self.sources)

    def start(self, poll):
        server = Newsprintd(self.folder / "store", f"--sources-path={self.sources}", f"--sources-poll={poll}")
        self.addCleanup(server.close)
        text = story(1)
        for name, body in (("first", text), ("copy", f"{text}\nOriginally published by Northern Lights Daily.")):
            server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article(name, body)))
        return server

    def origin(self, server):
        page = server.reprints.FindReprints(reprint_service_pb2.FindReprintsRequest(article="articles/first"))
        return page.matches[0].origin

    def events(self, server, name, count):
        """The lines of that event, as soon as there are so many."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            found = [line for line in map(json.loads, server.read_log().splitlines()) if line["event"] == name]
            if len(found) >= count:
                return found
            time.sleep(0.02)
        raise AssertionError(f"no {count} lines of {name}: {server.read_log()}")

    def test_sighup(self):
        server = self.start("1h")
        self.assertEqual(self.origin(server).kind, article_pb2.Origin.KIND_UNKNOWN)
        self.write(LIGHTS)
        self.assertEqual(self.origin(server).kind, article_pb2.Origin.KIND_UNKNOWN)
        server.process.send_signal(signal.SIGHUP)
        self.events(server, "sources_reloaded", 1)
        self.assertEqual(self.origin(server).kind, article_pb2.Origin.KIND_ABSENT_SOURCE)
        self.assertEqual(self.origin(server).source, "sources/nld")
        got = server.reprints.GetArticle(reprint_service_pb2.GetArticleRequest(name="articles/copy"))
        self.assertEqual(got.credits[0].source, "sources/nld")

        self.write(WRONG)
        server.process.send_signal(signal.SIGHUP)
        kept = self.events(server, "sources_kept", 1)[0]
        self.assertEqual(kept["level"], "warning")
        self.assertRegex(kept["reason"], r"sources\.yaml:3: .*nam")
        self.assertEqual(self.origin(server).source, "sources/nld")

        self.sources.unlink()
        server.process.send_signal(signal.SIGHUP)
        self.events(server, "sources_kept", 2)
        self.assertEqual(self.origin(server).source, "sources/nld")
        self.write(EMPTY)
        server.process.send_signal(signal.SIGHUP)
        self.events(server, "sources_reloaded", 2)
        self.assertEqual(self.origin(server).kind, article_pb2.Origin.KIND_UNKNOWN)
        self.assertEqual(server.stop(), 0)

    def test_changed_file(self):
        server = self.start("10ms")
        self.write(LIGHTS)
        self.events(server, "sources_reloaded", 1)
        self.assertEqual(self.origin(server).source, "sources/nld")
        self.sources.touch()  # The same text: nothing to tell.
        self.write(WRONG)
        self.events(server, "sources_kept", 1)
        self.assertEqual(self.origin(server).source, "sources/nld")
        self.write(EMPTY)
        self.assertEqual(len(self.events(server, "sources_reloaded", 2)), 2)
        self.assertEqual(self.origin(server).kind, article_pb2.Origin.KIND_UNKNOWN)
        self.assertEqual(server.stop(), 0)

    def test_a_wrong_list_at_the_start_is_refused(self):
        self.write(WRONG)
        ended = subprocess.run([NEWSPRINTD, "--listen=127.0.0.1:0", f"--store-path={self.folder / 'store'}",
                                f"--sources-path={self.sources}"], capture_output=True, text=True,
                               timeout=WAIT_SECONDS, check=False)
        self.assertEqual(ended.returncode, 2)
        self.assertRegex(ended.stderr, r"sources\.yaml:3: .*nam")

    def test_without_a_file_a_reload_says_so(self):
        server = Newsprintd(self.folder / "store")
        self.addCleanup(server.close)
        server.process.send_signal(signal.SIGHUP)
        self.assertIn("sources.path is not set", self.events(server, "sources_kept", 1)[0]["reason"])
        self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]])
