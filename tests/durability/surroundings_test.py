#!/usr/bin/python3
"""newsprintd and newsprint in bad surroundings: each says what is wrong, with value and limit, and ends with status 2.

Usage: surroundings_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN NEWSPRINT
And a damaged store: `verify` names what is lost, the server refuses it, and serves the rest when told to.
"""

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
from newsprint_client import (NEWSPRINTD, WAIT_SECONDS, Newsprintd, article, grpc,  # noqa: E402
                              operations_service_pb2, reprint_service_pb2, story)

NEWSPRINT = sys.argv[5]
NOBODY = 65534
ARTICLES = 12
WIRE = story("all", 100)


def run(program, *flags, **options):
    return subprocess.run([program, *map(str, flags)], capture_output=True, text=True, timeout=WAIT_SECONDS,
                          check=False, **options)


class Surroundings(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.store = self.folder / "store"

    def start(self, *flags):
        server = Newsprintd(self.store, *flags)
        self.addCleanup(server.close)
        return server

    def fill(self):
        server = self.start()
        for number in range(ARTICLES):
            server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(
                article=article(f"a{number}", f"{story(number, 15)} {WIRE}")))
        self.assertEqual(server.stop(), 0)

    def refuse(self, *flags, **options):
        """What the server says that must not start."""
        ended = run(NEWSPRINTD, "--listen=127.0.0.1:0", *flags, **options)
        self.assertEqual((ended.returncode, ended.stdout), (2, ""), ended.stderr)
        self.assertEqual(ended.stderr.count("\n"), 1, ended.stderr)
        return ended.stderr.strip()

    def refuse_store(self, **options):
        """What server and command line both say of the store."""
        said = self.refuse(f"--store-path={self.store}", **options)
        self.assertIn(str(self.store), said)
        for command in ("verify", "status"):
            ended = run(NEWSPRINT, command, "--store", self.store, **options)
            self.assertEqual((ended.returncode, ended.stdout), (2, ""), ended.stderr)
            self.assertIn(str(self.store), ended.stderr)
        return said

    def test_store_of_a_later_format(self):
        self.fill()
        (self.store / "format").write_text("newsprint store, format 7\n", encoding="ascii")
        said = self.refuse_store()
        self.assertIn("format 7", said)
        self.assertIn("reads formats up to 1", said)

    def test_directory_of_something_else(self):
        self.store.mkdir()
        (self.store / "holiday.jpg").write_bytes(b"not ours")
        self.assertIn("not a newsprint store", self.refuse_store())
        self.assertEqual([path.name for path in self.store.iterdir()], ["holiday.jpg"], "nothing is written into it")

    def test_store_that_another_process_holds(self):
        holder = self.start()
        self.assertIn("in use by another process", self.refuse_store())
        self.assertEqual(holder.stop(), 0)

    def test_no_store(self):
        self.assertIn("no store", self.refuse("--store-create=false", f"--store-path={self.store}"))
        ended = run(NEWSPRINT, "verify", "--store", self.store)
        self.assertEqual(ended.returncode, 2)
        self.assertIn("no store", ended.stderr)

    def test_no_right_to_write(self):
        self.fill()
        os.chmod(self.folder, 0o755)
        options = {}
        if os.geteuid() == 0:
            options = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        os.chmod(self.store, 0o555)
        try:
            said = self.refuse(f"--store-path={self.store}", **options)
            self.assertIn(f"{self.store}: write: Permission denied", said)
            below = self.store / "below"
            self.assertIn(f"{below}: create: Permission denied", self.refuse(f"--store-path={below}", **options))
        except PermissionError as error:
            self.skipTest(f"another user cannot run {NEWSPRINTD}: {error}")
        finally:
            os.chmod(self.store, 0o755)

    def test_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            self.assertEqual(self.refuse("--store-engine=memory", f"--listen={address}"),
                             f"newsprintd: cannot listen on {address}: Address already in use")
            self.assertEqual(self.refuse("--store-engine=memory", f"--metrics-listen={address}"),
                             f"newsprintd: cannot serve metrics on {address}: Address already in use")

    def test_too_few_files(self):
        said = self.refuse("--store-engine=memory", "--connections-max-open=100000",
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096)))
        self.assertEqual(said, "newsprintd: connections.max_open: '100000' takes 201536 open files, and the process "
                               "may have 4096: raise that (LimitNOFILE=), or lower connections.max_open")

    def test_settings(self):
        file = self.folder / "newsprintd.yaml"
        for text, message in [
            ("store:\n  path: [\n", f"{file}:"),
            ("store:\n  pth: /x\n", f"{file}:2: store.pth: is no setting"),
            ("listen: h:1\nlisten: h:2\n", f"{file}:2: listen: stands here twice"),
            ("limits:\n  max_body_bytes: 1GiB\n", f"{file}:2: limits.max_body_bytes: '1GiB', must be 1KiB to 64MiB"),
            ("streams:\n  max_open: 0\n", f"{file}:2: streams.max_open: '0', must be 1 to 10000"),
            ("connections:\n  max_calls: -1\n",
             f"{file}:2: connections.max_calls: '-1', must be 1 to 100000"),
            ("metrics:\n  listen: here\n", f"{file}:2: metrics.listen: 'here', must be HOST:PORT or off"),
            ("limits:\n  max_message_bytes: 1MiB\n", "limits.max_message_bytes: '1MiB', must be more than"),
        ]:
            with self.subTest(text):
                file.write_text(text, encoding="utf-8")
                self.assertIn(message, self.refuse("--config", file))
        self.assertIn(str(self.folder / "none.yaml"), self.refuse("--config", self.folder / "none.yaml"))

    def damaged(self, damage):
        """The store with one file damaged, and what `verify` says of it."""
        self.store = self.folder / f"store {damage.__name__}"
        shutil.copytree(self.folder / "sound", self.store)
        damage(self.store / "rocksdb")
        ended = run(NEWSPRINT, "verify", "--store", self.store, "--format", "jsonl")
        self.assertEqual(ended.returncode, 1, ended.stderr)
        return json.loads(ended.stdout)

    def test_damaged_stores(self):
        self.fill()
        self.store.rename(self.folder / "sound")

        def newest(folder, pattern):
            return max(folder.glob(pattern), key=lambda path: path.stat().st_size)

        def flip(path, at):
            data = bytearray(path.read_bytes())
            data[int(len(data) * at)] ^= 1
            path.write_bytes(data)

        def flipped_log(folder):
            flip(newest(folder, "*.log"), 0.5)

        def cut_log(folder):
            log = newest(folder, "*.log")
            os.truncate(log, log.stat().st_size // 2)

        def flipped_manifest(folder):
            flip(newest(folder, "MANIFEST-*"), 0.5)

        def cut_manifest(folder):
            manifest = newest(folder, "MANIFEST-*")
            os.truncate(manifest, manifest.stat().st_size // 2)

        def removed_manifest(folder):
            newest(folder, "MANIFEST-*").unlink()

        for damage in (flipped_log, cut_log, flipped_manifest, cut_manifest, removed_manifest):
            with self.subTest(damage.__name__):
                report = self.damaged(damage)
                self.assertFalse(report["sound"])
                lost = {ordinal for span in report["lost"] for ordinal in range(span["first"], span["last"] + 1)}
                self.assertEqual(report["revisions"] + len(lost), ARTICLES)
                self.assertEqual(bool(lost), damage in (flipped_log, cut_log))
                said = self.refuse(f"--store-path={self.store}")
                self.assertIn(f"newsprint verify --store {self.store}", said)
                self.serve_the_rest(lost)

    def serve_the_rest(self, lost):
        server = self.start("--store-accept-damage=true")
        status = server.operations.GetStatus(operations_service_pb2.GetStatusRequest())
        missing = {ordinal for span in status.store.missing for ordinal in range(span.first, span.last + 1)}
        self.assertEqual(missing, lost)
        served = 0
        for number in range(ARTICLES):
            request = reprint_service_pb2.GetArticleRequest(name=f"articles/a{number}")
            try:
                found = server.reprints.GetArticle(request)
                self.assertTrue(found.body.decode().startswith(story(number, 15)))
                served += 1
            except grpc.RpcError as error:
                self.assertEqual(error.code(), grpc.StatusCode.NOT_FOUND)
                self.assertIn(number + 1, lost)
        self.assertEqual(served, ARTICLES - len(lost))
        checked = server.reprints.CheckArticle(reprint_service_pb2.CheckArticleRequest(
            article={"body": WIRE.encode()}))
        self.assertEqual(checked.report.total_matches, served)
        self.assertEqual(server.stop(), 0)
        ended = run(NEWSPRINT, "verify", "--store", self.store)
        self.assertEqual(ended.returncode, 0, ended.stdout)
        self.assertEqual(self.start().stop(), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
