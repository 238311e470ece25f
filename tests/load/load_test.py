#!/usr/bin/python3
"""A real newsprintd under more load than it can take: counted facts, no times.

Usage: load_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN
"""

import signal
import sys
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
import slow_clients  # noqa: E402
from newsprint_client import (WAIT_SECONDS, Newsprintd, article, details, grpc, operations_service_pb2,  # noqa: E402
                              reprint_service_pb2, story)

MIB = 1 << 20


def metrics(server):
    """The samples, by name with labels."""
    with urllib.request.urlopen(server.metrics_url, timeout=WAIT_SECONDS) as page:
        lines = page.read().decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("newsprint_")}


class LoadTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.store = Path(folder.name) / "store"

    def start(self, *flags):
        server = Newsprintd(self.store, "--metrics-listen=127.0.0.1:0", *flags)
        self.addCleanup(server.close)
        return server

    def names_stored(self, server):
        page = server.reprints.ListArticles(reprint_service_pb2.ListArticlesRequest(page_size=1000))
        self.assertEqual(page.next_page_token, "")
        return {listed.name.removeprefix("articles/") for listed in page.articles}

    def test_overload_is_refused_and_loses_nothing(self):
        limit = 8
        server = self.start("--workers-threads=1", f"--workers-max-queued-calls={limit}")
        queued = []
        over = threading.Event()

        def watch():
            while not over.is_set():
                queued.append(metrics(server)["newsprint_queued_calls"])

        watcher = threading.Thread(target=watch)
        watcher.start()
        acknowledged, refused = set(), 0
        for wave in range(3):
            calls = {f"w{wave}-{number}": server.reprints.IngestArticle.future(
                reprint_service_pb2.IngestArticleRequest(
                    article=article(f"w{wave}-{number}", story(number, 2000))), timeout=WAIT_SECONDS)
                for number in range(200)}
            for name, call in calls.items():
                error = call.exception()
                if error is None:
                    acknowledged.add(name)
                    continue
                self.assertEqual(error.code(), grpc.StatusCode.RESOURCE_EXHAUSTED, error)
                found = details(error)
                self.assertEqual(found["ErrorInfo"].reason, "OVERLOADED")
                self.assertGreater(found["RetryInfo"].retry_delay.seconds, 0)
                refused += 1
        over.set()
        watcher.join()
        self.assertGreater(len(acknowledged), 3 * limit)
        self.assertGreater(refused, 100)
        self.assertEqual(len(acknowledged) + refused, 600)
        self.assertLessEqual(max(queued), limit)
        self.assertEqual(self.names_stored(server), acknowledged, "what was refused left nothing behind")
        counted = metrics(server)
        self.assertEqual(counted['newsprint_rpc_errors_total{method="IngestArticle",reason="OVERLOADED"}'], refused)
        self.assertEqual(counted['newsprint_ingested_articles_total{outcome="created"}'], len(acknowledged))
        server.kill()
        again = self.start()
        self.assertEqual(self.names_stored(again), acknowledged)
        self.assertEqual(again.stop(), 0)

    def test_slow_readers_and_writers_cost_bounded_memory(self):
        unsent, connections = 32 * MIB, 64 * MIB
        # What the allocator and the sockets may hold beside what is counted.
        slack = 128 * MIB
        server = self.start(f"--answers-max-unsent-bytes={unsent}", f"--connections-memory-bytes={connections}")
        server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(
            article=article("large", story(1, 430_000))), timeout=WAIT_SECONDS)
        before = server.resident_bytes()
        request = reprint_service_pb2.GetArticleRequest(name="articles/large").SerializeToString()
        # Each reader asks for 3 MiB and takes none; each writer sends 4 MiB of 8.
        clients = [slow_clients.slow_reader(server.address, "GetArticle", request) for _ in range(100)]
        clients += [slow_clients.slow_writer(server.address, "IngestArticle", 8 * MIB, 4 * MIB) for _ in range(100)]
        try:
            peak = before
            for _ in range(10):
                slow_clients.push(clients, 0.5)
                peak = max(peak, server.resident_bytes())
                # Others are served meanwhile.
                server.operations.GetStatus(operations_service_pb2.GetStatusRequest(), timeout=WAIT_SECONDS,
                                            wait_for_ready=True)
            counted = metrics(server)
            self.assertLessEqual(counted["newsprint_unsent_answer_bytes"], unsent)
            self.assertGreater(counted["newsprint_cancelled_answers_total"], 50)
            offered = sum(client.sent_bytes + len(client.unsent) for client in clients) + 100 * 3 * MIB
            print(f"before {before // MIB} MiB, peak {peak // MIB} MiB, offered {offered // MIB} MiB", file=sys.stderr)
            self.assertGreater(offered, 600 * MIB)
            self.assertLess(peak - before, unsent + connections + slack)
        finally:
            for client in clients:
                client.close()
        self.assertEqual(server.stop(), 0)

    def test_idle_writers_leave_room_for_others(self):
        """200 streams want to stay open; those over the limit are told to come again, and calls go on."""
        server = self.start("--streams-max-open=64")
        batch = reprint_service_pb2.IngestArticlesRequest(articles=[article("same", story(1))])
        hold = threading.Event()

        def requests():
            yield batch
            hold.wait(WAIT_SECONDS)

        streams = [server.reprints.IngestArticles(requests(), timeout=WAIT_SECONDS) for _ in range(64)]
        for stream in streams:
            self.assertEqual(next(stream).results[0].status.code, 0)
        refused = 0
        for _ in range(136):
            try:
                next(server.reprints.IngestArticles(iter([batch]), timeout=WAIT_SECONDS))
            except grpc.RpcError as error:
                self.assertEqual(error.code(), grpc.StatusCode.RESOURCE_EXHAUSTED)
                self.assertGreater(details(error)["RetryInfo"].retry_delay.seconds, 0)
                refused += 1
        self.assertEqual(refused, 136)
        self.assertEqual(metrics(server)["newsprint_open_streams"], 64)
        server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article("other", story(2))))
        hold.set()
        for stream in streams:
            self.assertEqual(list(stream), [])
        self.assertEqual(server.stop(), 0)

    def test_sigterm_under_load_drains(self):
        server = self.start("--drain-timeout=1m", "--workers-threads=1")
        acknowledged, ends = [], []
        lock = threading.Lock()

        def stream_batches(writer):
            sent = []

            def requests():
                for number in range(100_000):
                    sent.append(f"s{writer}-{number}")
                    yield reprint_service_pb2.IngestArticlesRequest(
                        articles=[article(sent[-1], f"{story(f'{writer} {number}', 300)}")])

            answered = 0
            try:
                for reply in server.reprints.IngestArticles(requests(), timeout=WAIT_SECONDS):
                    self.assertEqual(reply.results[0].status.code, 0)
                    with lock:
                        acknowledged.append(sent[answered])
                        answered += 1
                        if len(acknowledged) == 60:
                            server.process.send_signal(signal.SIGTERM)
                ends.append("the stream ended as if all was well")
            except grpc.RpcError as error:
                ends.append((error.code(), details(error)["ErrorInfo"].reason,
                             details(error)["RetryInfo"].retry_delay.seconds > 0))

        writers = [threading.Thread(target=stream_batches, args=(writer,)) for writer in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        self.assertEqual(ends, [(grpc.StatusCode.UNAVAILABLE, "DRAINING", True)] * 4)
        server.channel.close()
        self.assertEqual(server.process.wait(WAIT_SECONDS), 0)
        self.assertGreaterEqual(len(acknowledged), 60)
        again = self.start()
        # Every batch that was read was answered: nothing is there that nobody was told of.
        self.assertEqual(self.names_stored(again), set(acknowledged))
        self.assertEqual(again.stop(), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
