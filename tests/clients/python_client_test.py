#!/usr/bin/python3
"""A Python client against a real newsprintd, from the first article to the drain.

Usage: python_client_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN
Stubs are generated into a temporary directory, as any user of the protos would do it.
"""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from newsprint_client import (NEWSPRINTD, WAIT_SECONDS, Newsprintd, article, article_pb2, audit_service_pb2, details,
                              grpc, health_pb2, health_pb2_grpc, match_pb2, operations_service_pb2, reflection_pb2,
                              reflection_pb2_grpc, reprint_service_pb2, story, unpack)


class PythonClientTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.store = self.folder / "store"

    def start(self, *flags):
        server = Newsprintd(self.store, *flags)
        self.addCleanup(server.close)
        return server

    def refuse(self, *flags, environment=None):
        """Starts a server that must not start; returns what it says."""
        run = subprocess.run([NEWSPRINTD, *flags], capture_output=True, text=True, timeout=WAIT_SECONDS, check=False,
                             env=dict(os.environ, **(environment or {})))
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual(run.stdout, "")
        self.assertEqual(run.stderr.count("\n"), 1, run.stderr)
        return run.stderr.strip()

    def test_from_the_first_article_to_the_drain(self):
        # An hour: whatever did not see the drain would hold the server, and fail the test.
        server = self.start("--drain-timeout=1h")
        requests = queue.Queue()
        stream = server.reprints.IngestArticles(iter(requests.get, None))
        reprint = f"Our newsletter.\n\n{story(1)}\n\nReprinted with permission."
        batches = [
            [article("wire", story(1), publisher="Wire", title="Wire story"), article("other", story(2))],
            [article("page", reprint, publisher="Page"), article("bad", ""),
             article_pb2.Article(name="articles/bytes", body=b"\xff\xfe")],
            [article("page", reprint, publisher="Page")],
        ]
        for number, batch in enumerate(batches):
            requests.put(reprint_service_pb2.IngestArticlesRequest(request_id=str(number), articles=batch))
        replies = [next(stream) for _ in batches]
        self.assertEqual([reply.request_id for reply in replies], ["0", "1", "2"])
        self.assertEqual([result.status.code for result in replies[1].results], [0, 3, 3])
        violation = unpack(replies[1].results[2].status)["BadRequest"].field_violations[0]
        self.assertEqual((violation.field, violation.description), ("body", "not UTF-8 at byte 0"))
        match = replies[1].results[0].report.search.matches[0]
        self.assertEqual(match.b.name, "articles/wire")
        self.assertEqual(match.b.title, "Wire story")
        self.assertEqual(match.relation, match_pb2.RELATION_REPRINT)
        span = match.passages[0].a
        self.assertEqual(reprint.encode()[span.begin:span.end].decode(), story(1).rstrip("."))
        self.assertEqual(replies[2].results[0].report.outcome,
                         reprint_service_pb2.IngestReport.OUTCOME_UNCHANGED)

        checked = server.reprints.CheckArticle(reprint_service_pb2.CheckArticleRequest(
            article=article_pb2.Article(body=reprint.encode()),
            filter=match_pb2.MatchFilter(publisher="Wire", relations=[match_pb2.RELATION_REPRINT])))
        self.assertEqual([found.b.name for found in checked.report.matches], ["articles/wire"])
        got = server.reprints.GetArticle(reprint_service_pb2.GetArticleRequest(name="articles/wire"))
        for origin in (checked.report.matches[0].origin, got.origin):
            self.assertEqual(origin.kind, article_pb2.Origin.KIND_UNKNOWN)  # No line, no source, no time.
        self.assertEqual(len(checked.report.matches[0].only_b), 0)

        compared = server.reprints.CompareArticles(reprint_service_pb2.CompareArticlesRequest(
            a=reprint_service_pb2.ArticleSource(name="articles/wire"),
            b=reprint_service_pb2.ArticleSource(article=article_pb2.Article(body=story(2).encode()))))
        self.assertEqual(compared.match.relation, match_pb2.RELATION_UNRELATED)

        found = server.reprints.FindReprints(reprint_service_pb2.FindReprintsRequest(article="articles/wire"))
        self.assertEqual([m.b.name for m in found.matches], ["articles/page"])
        self.assertEqual((found.total_size, found.next_page_token), (1, ""))

        status = server.operations.GetStatus(operations_service_pb2.GetStatusRequest())
        self.assertEqual(status.store.articles, 3)
        self.assertEqual(status.index.lag_ordinals, 0)

        watch = health_pb2_grpc.HealthStub(server.channel).Watch(health_pb2.HealthCheckRequest())
        self.assertEqual(next(watch).status, health_pb2.HealthCheckResponse.SERVING)

        server.process.send_signal(signal.SIGTERM)
        with self.assertRaises(grpc.RpcError) as caught:
            next(stream)
        requests.put(None)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.UNAVAILABLE)
        self.assertEqual(caught.exception.details(), "draining, reconnect")
        self.assertEqual(details(caught.exception)["ErrorInfo"].reason, "DRAINING")
        self.assertEqual(next(watch).status, health_pb2.HealthCheckResponse.NOT_SERVING)
        server.channel.close()
        self.assertEqual(server.process.wait(WAIT_SECONDS), 0)

        log = server.read_log()
        events = [json.loads(line) for line in log.splitlines()]
        self.assertEqual([event["event"] for event in events if event["event"] != "call"],
                         ["listening", "draining", "drained"])
        calls = [event["method"] for event in events if event["event"] == "call"]
        self.assertEqual(sorted(calls), ["CheckArticle", "CompareArticles", "FindReprints", "GetArticle", "GetStatus",
                                         "IngestArticles"])
        for word in story(1).rstrip(".").split():
            self.assertNotIn(word, log)

        again = self.start()
        kept = again.reprints.GetArticle(reprint_service_pb2.GetArticleRequest(name="articles/page"))
        self.assertEqual(kept.body, reprint.encode())
        self.assertEqual(again.stop(), 0)

    def test_errors_carry_details(self):
        server = self.start("--store-engine=memory")
        cases = [
            (server.reprints.IngestArticle, reprint_service_pb2.IngestArticleRequest(article=article("a\n", "x")),
             "article.name", "control character 0x0a at byte 1"),
            (server.reprints.CheckArticle, reprint_service_pb2.CheckArticleRequest(),
             "article.body", "must not be empty"),
            (server.reprints.CheckArticle,
             reprint_service_pb2.CheckArticleRequest(article=article_pb2.Article(body=b"x" * ((4 << 20) + 1))),
             "article.body", "4194305 bytes, the limit is 4194304"),
            (server.reprints.FindReprints,
             reprint_service_pb2.FindReprintsRequest(article="https://example.org"),
             "article", 'must be articles/{id}, not "https://example.org"'),
        ]
        for method, request, field, description in cases:
            with self.assertRaises(grpc.RpcError) as caught:
                method(request)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
            violation = details(caught.exception)["BadRequest"].field_violations[0]
            self.assertEqual((violation.field, violation.description), (field, description))
        with self.assertRaises(grpc.RpcError) as caught:
            server.reprints.GetArticle(reprint_service_pb2.GetArticleRequest(name="articles/none"))
        self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)
        info = details(caught.exception)["ErrorInfo"]
        self.assertEqual((info.domain, info.reason), ("newsprint", "NOT_FOUND"))

    def test_checks_a_stream(self):
        server = self.start("--store-engine=memory")
        server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article("wire", story(1))))
        batches = [reprint_service_pb2.CheckArticlesRequest(articles=[
            article_pb2.Article(body=story(seed).encode()), article_pb2.Article(body=b"")]) for seed in (1, 2, 1)]
        replies = list(server.reprints.CheckArticles(iter(batches)))
        self.assertEqual([reply.results[0].report.total_matches for reply in replies], [1, 0, 1])
        for reply in replies:
            violation = unpack(reply.results[1].status)["BadRequest"].field_violations[0]
            self.assertEqual((violation.field, violation.description), ("body", "must not be empty"))
        status = server.operations.GetStatus(operations_service_pb2.GetStatusRequest())
        self.assertEqual(status.store.articles, 1)

    def test_pages_through_a_source_and_takes_an_article_down(self):
        server = self.start()
        for number in range(3):
            server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article(
                f"wire{number}", story(number), publisher="Wire", uri=f"https://www.wire.example/{number}")))
            server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article(
                f"copy{number}", "Our newsletter.\n\n" + story(number), publisher="Copier")))

        def pages(method, request):
            while True:
                page = method(request)
                yield page
                if not page.next_page_token:
                    return
                request.page_token = page.next_page_token

        listed = list(pages(server.reprints.ListArticles, reprint_service_pb2.ListArticlesRequest(
            filter=article_pb2.ArticleFilter(domain="wire.example"), page_size=2,
            view=article_pb2.ARTICLE_VIEW_FULL)))
        self.assertEqual([[one.name for one in page.articles] for page in listed],
                         [["articles/wire0", "articles/wire1"], ["articles/wire2"]])
        self.assertEqual(listed[0].articles[0].body.decode(), story(0))
        found = list(pages(server.reprints.FindReprints, reprint_service_pb2.FindReprintsRequest(
            source=article_pb2.ArticleFilter(publisher="Wire"), page_size=1, order_by="strength desc")))
        self.assertEqual(sorted((page.matches[0].a.name, page.matches[0].b.name) for page in found),
                         [(f"articles/wire{n}", f"articles/copy{n}") for n in range(3)])

        token = found[0].next_page_token
        with self.assertRaises(grpc.RpcError) as caught:
            server.reprints.FindReprints(reprint_service_pb2.FindReprintsRequest(
                source=article_pb2.ArticleFilter(publisher="Copier"), page_token=token))
        self.assertEqual(details(caught.exception)["BadRequest"].field_violations[0].field, "page_token")

        takedown = reprint_service_pb2.DeleteArticleRequest(name="articles/copy0", purge=True, request_id="one")
        for _ in range(2):  # A retry gets the same answer.
            answer = server.reprints.DeleteArticle(takedown)
            self.assertEqual((answer.deleted, answer.purged), (True, True))
        takedown.request_id = "two"
        with self.assertRaises(grpc.RpcError) as caught:
            server.reprints.DeleteArticle(takedown)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)
        self.assertEqual(details(caught.exception)["ResourceInfo"].resource_name, "articles/copy0")
        left = server.reprints.FindReprints(reprint_service_pb2.FindReprintsRequest(article="articles/wire0"))
        self.assertEqual(left.total_size, 0)
        self.assertEqual(server.stop(), 0)

    def test_describes_itself(self):
        server = self.start("--store-engine=memory")
        stub = reflection_pb2_grpc.ServerReflectionStub(server.channel)
        request = reflection_pb2.ServerReflectionRequest
        symbols = ["newsprint.v1.ReprintService", "newsprint.v1.OperationsService", "newsprint.v1.AuditService",
                   "grpc.health.v1.Health"]
        replies = list(stub.ServerReflectionInfo(iter(
            [request(list_services="")] + [request(file_containing_symbol=symbol) for symbol in symbols])))
        names = {service.name for service in replies[0].list_services_response.service}
        self.assertLessEqual(set(symbols), names)
        for symbol, reply in zip(symbols, replies[1:]):
            self.assertTrue(reply.file_descriptor_response.file_descriptor_proto, symbol)

    def test_tells_the_health_of_each_service(self):
        health = health_pb2_grpc.HealthStub(self.start("--store-engine=memory").channel)
        for service in ("", "newsprint.v1.ReprintService", "newsprint.v1.OperationsService", "newsprint.v1.AuditService"):
            reply = health.Check(health_pb2.HealthCheckRequest(service=service))
            self.assertEqual(reply.status, health_pb2.HealthCheckResponse.SERVING, service)
        with self.assertRaises(grpc.RpcError) as caught:
            health.Check(health_pb2.HealthCheckRequest(service="newsprint.v1.NoSuch"))
        self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)

    def test_audits(self):
        server = self.start()
        for name, publisher in (("https://www.rferl.org/a/1.html", "RFE/RL"), ("page", "A Paper"), ("other", "B Paper")):
            server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=article(
                name, story(1), publisher=publisher, uri=name if "://" in name else "")))
        licences = b"version: 1\nlicences: [{id: L, anyone: true, source: rferl, link: {target: original}}]\n"

        def audit(**fields):
            return list(server.audits.RunAudit(audit_service_pb2.RunAuditRequest(licences=licences, **fields)))

        answers = audit()
        self.assertEqual([answer.WhichOneof("event") for answer in answers], ["run", "copy", "copy", "run"])
        self.assertEqual([answer.copy.copy.id for answer in answers[1:3]], ["page", "other"])
        self.assertEqual({answer.copy.findings[0].finding_class for answer in answers[1:3]},
                         {audit_service_pb2.FINDING_CLASS_MISSING_LINK})
        run = answers[-1].run
        self.assertEqual((run.summary.copies, run.summary.violating_copies), (2, 2))
        self.assertEqual(list(server.audits.ListAuditRuns(audit_service_pb2.ListAuditRunsRequest()).runs), [run])
        page = server.audits.ListFindings(audit_service_pb2.ListFindingsRequest(name=run.name))
        self.assertEqual(list(page.copies), [answer.copy for answer in answers[1:3]])

        server.reprints.DeleteArticle(reprint_service_pb2.DeleteArticleRequest(name="articles/page", purge=True))
        again = audit(again=run.name)
        self.assertEqual([answer.copy for answer in again if answer.HasField("copy")], [answers[2].copy])
        self.assertEqual([removed.id for removed in again[-1].run.summary.removed], ["page"])
        self.assertFalse(any(answer.HasField("copy") for answer in audit(only_new=True)))
        with self.assertRaises(grpc.RpcError) as caught:
            server.audits.ListFindings(audit_service_pb2.ListFindingsRequest(name="audits/none"))
        self.assertEqual(details(caught.exception)["ResourceInfo"].resource_name, "audits/none")
        licences = b"version: 1\nlicenses: []\n"
        with self.assertRaises(grpc.RpcError) as caught:
            audit(licences_file="mine.yaml")
        self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)
        self.assertIn("mine.yaml:2: licenses: is no key", caught.exception.details())
        self.assertEqual(server.stop(), 0)

    def test_says_why_it_does_not_serve(self):
        file = self.folder / "newsprintd.yaml"
        for text, message in [
            ("listen: 127.0.0.1:0\nstore:\n  pth: /x\n", ":3: store.pth: is no setting (see newsprintd --help)"),
            ("listen: [127.0.0.1\nstore: x\n", f"newsprintd: {file}:"),
            ("workers:\n  threads: many\n", ":2: workers.threads: 'many', must be 0 to 256"),
        ]:
            file.write_text(text)
            self.assertIn(message, self.refuse("--config", str(file)))
        self.assertEqual(self.refuse(environment={"NEWSPRINT_DRAIN_TIMEOUT": "soon"}),
                         "newsprintd: NEWSPRINT_DRAIN_TIMEOUT: 'soon', must be 0 to 1h")
        self.assertIn("--no-such: is no flag", self.refuse("--no-such=1"))

        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            self.assertEqual(self.refuse(f"--listen={address}", "--store-engine=memory"),
                             f"newsprintd: cannot listen on {address}: Address already in use")

        self.assertIn(str(self.store), self.refuse("--listen=127.0.0.1:0", f"--store-path={self.store}",
                                                   "--store-create=false"))
        holder = self.start()
        held = self.refuse("--listen=127.0.0.1:0", f"--store-path={self.store}")
        self.assertIn(str(self.store), held)
        self.assertIn("process", held)
        self.assertEqual(holder.stop(), 0)

        blocked = self.folder / "blocked"
        blocked.mkdir()
        blocked.chmod(0o500)
        if not os.access(blocked, os.W_OK):  # Root may write anywhere.
            self.assertIn(str(blocked), self.refuse("--listen=127.0.0.1:0", f"--store-path={blocked / 'store'}"))

    def test_helps(self):
        text = subprocess.run([NEWSPRINTD, "--help"], capture_output=True, text=True, check=True).stdout
        for word in ("--store-path=DIR", "NEWSPRINT_STORE_PATH", "store.path", "--config FILE"):
            self.assertIn(word, text)
        version = subprocess.run([NEWSPRINTD, "--version"], capture_output=True, text=True, check=True).stdout
        self.assertRegex(version, r"^newsprintd \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
