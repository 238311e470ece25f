#!/usr/bin/python3
"""WatchReprints across the death of its server: whoever resumes misses nothing.

Usage: watch_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN NEWSPRINT
"""

import json
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
from newsprint_client import (WAIT_SECONDS, Newsprintd, article, details, grpc, metrics,  # noqa: E402
                              reprint_service_pb2, reprint_service_pb2_grpc, story, wait_until)

NEWSPRINT = sys.argv[5]
KINDS = reprint_service_pb2.MatchEvent
TEXT = story(1)


def copy(number):
    return f"{TEXT} {story(100 + number, 8)}"


class Watcher:
    """A call of WatchReprints, and what came of it."""

    def __init__(self, server, **request):
        self.call = server.reprints.WatchReprints(reprint_service_pb2.WatchReprintsRequest(**request))
        first = next(self.call)  # Says where the watch begins, before anything happens.
        self.token = first.resume_token
        self.waiting = list(first.events)

    def next(self):
        while not self.waiting:
            response = next(self.call)
            self.token = response.resume_token
            self.waiting = list(response.events)
        return self.waiting.pop(0)


class WatchTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = Path(folder.name) / "store"

    def start(self, *flags):
        server = Newsprintd(self.store, *flags)
        self.addCleanup(server.close)
        return server

    def put(self, server, name, body, **fields):
        server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article(name, body, **fields)))

    def test_created_changed_withdrawn(self):
        server = self.start()
        self.put(server, "wire", TEXT)
        watcher = Watcher(server)
        self.put(server, "copy", copy(1))
        event = watcher.next()
        self.assertEqual((event.kind, event.match.a.name, event.match.b.name),
                         (KINDS.KIND_CREATED, "articles/copy", "articles/wire"))
        self.put(server, "copy", TEXT)
        event = watcher.next()
        self.assertEqual((event.kind, event.old.relation, event.match.relation), (KINDS.KIND_CHANGED, 5, 1))
        server.reprints.DeleteArticle(reprint_service_pb2.DeleteArticleRequest(name="articles/wire"))
        event = watcher.next()
        self.assertEqual((event.kind, event.match.a.name, event.match.b.name, event.old.relation),
                         (KINDS.KIND_WITHDRAWN, "articles/wire", "articles/copy", 1))
        watcher.call.cancel()

    def test_killed_between_two_events_nothing_is_missed(self):
        server = self.start()
        self.put(server, "wire", TEXT)
        watcher = Watcher(server)
        token = watcher.token
        seen = {}
        for number in range(6):
            self.put(server, f"copy{number}", copy(number))
            if number < 2:
                watcher.next()
                token = watcher.token
            if number in (1, 3, 4):
                server.kill()
                server = self.start()
                watcher = Watcher(server, resume_token=token)
        # A kill after each kind of step: a match that changes, one that a revision ends, a deletion, a purge.
        for step in (lambda: self.put(server, "copy2", TEXT),
                     lambda: self.put(server, "copy3", story(50)),
                     lambda: server.reprints.DeleteArticle(
                         reprint_service_pb2.DeleteArticleRequest(name="articles/copy0")),
                     lambda: server.reprints.DeleteArticle(
                         reprint_service_pb2.DeleteArticleRequest(name="articles/copy1", purge=True))):
            step()
            server.kill()
            server = self.start()
        watcher = Watcher(server, resume_token=token)
        while ("withdrawn", "articles/copy1", "articles/wire") not in seen:
            event = watcher.next()
            kind = KINDS.Kind.Name(event.kind).removeprefix("KIND_").lower()
            seen[kind, event.match.a.name, event.match.b.name] = True
        # What matched one that is gone since is told by its withdrawal.
        for number in range(2, 6):
            for other in ("wire", *(f"copy{n}" for n in range(2, number))):
                self.assertIn(("created", f"articles/copy{number}", f"articles/{other}"), seen)
        for other in ("wire", "copy4", "copy5"):
            self.assertIn(("changed", "articles/copy2", f"articles/{other}"), seen)
            self.assertIn(("withdrawn", "articles/copy3", f"articles/{other}"), seen)
            for gone in ("copy0", "copy1"):
                self.assertIn(("withdrawn", f"articles/{gone}", f"articles/{other}"), seen)
        watcher.call.cancel()

    def test_drain_and_bad_tokens(self):
        server = self.start()
        watcher = Watcher(server)
        for request, code in (({"resume_token": "x"}, grpc.StatusCode.INVALID_ARGUMENT),
                              ({"source": "sources/nobody"}, grpc.StatusCode.NOT_FOUND),
                              ({"source": "nobody"}, grpc.StatusCode.INVALID_ARGUMENT)):
            with self.assertRaises(grpc.RpcError) as caught:
                next(server.reprints.WatchReprints(reprint_service_pb2.WatchReprintsRequest(**request)))
            self.assertEqual(caught.exception.code(), code, request)
        ended = threading.Event()
        errors = []

        def listen():
            try:
                next(watcher.call)
            except grpc.RpcError as error:
                errors.append(error)
            ended.set()

        threading.Thread(target=listen, daemon=True).start()
        server.process.terminate()
        self.assertTrue(ended.wait(WAIT_SECONDS))
        self.assertEqual(errors[0].code(), grpc.StatusCode.UNAVAILABLE)
        self.assertEqual(details(errors[0])["ErrorInfo"].reason, "DRAINING")
        self.assertEqual(server.process.wait(WAIT_SECONDS), 0)

    def test_one_who_does_not_read_holds_up_nobody(self):
        server = self.start()
        lazy = server.reprints.WatchReprints(reprint_service_pb2.WatchReprintsRequest(from_start=True))
        watcher = Watcher(server)
        batch = [article(f"a{n}", copy(n)) for n in range(60)]
        list(server.reprints.IngestArticles(iter([reprint_service_pb2.IngestArticlesRequest(articles=batch)])))
        got = set()
        while len(got) < 60 * 59 // 2:
            event = watcher.next()
            got.add((event.match.a.name, event.match.b.name))
        lazy.cancel()
        watcher.call.cancel()

    def test_slow_watchers_hold_one_step_each_and_lose_nothing(self):
        server = self.start("--metrics-listen=127.0.0.1:0")
        copies, watchers = 60, 8
        watcher = Watcher(server)
        # A window that does not grow: a client's library takes in no more than 64 KiB for a caller who does not read.
        channel = grpc.insecure_channel(server.address, [("grpc.http2.bdp_probe", 0),
                                                         ("grpc.use_local_subchannel_pool", 1)])
        self.addCleanup(channel.close)
        stub = reprint_service_pb2_grpc.ReprintServiceStub(channel)
        slow = [stub.WatchReprints(reprint_service_pb2.WatchReprintsRequest(from_start=True)) for _ in range(watchers)]
        batch = [article(f"a{n}", copy(n)) for n in range(copies)]
        list(server.reprints.IngestArticles(iter([reprint_service_pb2.IngestArticlesRequest(articles=batch)])))
        largest = 0
        for _ in range(copies * (copies - 1) // 2):
            largest = max(largest, watcher.next().ByteSize())
        # A step has an event with each copy before it. All steps together would be thirty times as much.
        wait_until(lambda: metrics(server)["newsprint_unsent_answer_bytes"] > 0)  # They come after the one that reads.
        held = metrics(server)["newsprint_unsent_answer_bytes"]
        self.assertLessEqual(held, watchers * copies * (largest + 16))
        for call in slow:
            pairs = set()
            while len(pairs) < copies * (copies - 1) // 2:
                pairs |= {(event.match.a.name, event.match.b.name) for event in next(call).events}
            call.cancel()
        self.assertEqual(metrics(server)["newsprint_cancelled_answers_total"], 0)
        watcher.call.cancel()

    def test_the_command_prints_as_it_happens_and_goes_on_after_a_restart(self):
        server = self.start()
        port = server.address.rsplit(":", 1)[1]
        self.put(server, "https://www.rferl.org/a/1.html", TEXT, publisher="RFE/RL")
        watch = subprocess.Popen([NEWSPRINT, "watch", "--server", server.address, "--source", "rferl", "--format",
                                  "jsonl", "--from-start", "--max-events", "2"],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(watch.kill)
        self.put(server, "first", copy(1))
        event = json.loads(watch.stdout.readline())
        self.assertEqual((event["event"], event["match"]["a"]["id"]), ("created", "first"))
        self.assertEqual(event["match"]["origin"]["source"], "rferl")
        self.assertEqual(server.stop(), 0)
        server = self.start(f"--listen=127.0.0.1:{port}")
        self.put(server, "second", copy(2))
        event = json.loads(watch.stdout.readline())
        self.assertEqual(event["match"]["a"]["id"], "second")
        self.assertEqual(watch.wait(WAIT_SECONDS), 0)
        watch.stdout.close()
        watch.stderr.close()
        text = subprocess.run([NEWSPRINT, "watch", "--server", server.address, "--from-start", "--max-events", "1"],
                              capture_output=True, text=True, timeout=WAIT_SECONDS, check=True).stdout
        self.assertRegex(text, r"\Acreated: REPRINT: first is a near copy of https://www\.rferl\.org/a/1\.html \(RFE/RL\)\n"
                               r"   Whose text: the latter, of the source rferl")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[6:]])
