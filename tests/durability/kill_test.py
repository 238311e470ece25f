#!/usr/bin/python3
"""Kills a real newsprintd at random while articles are ingested, revised and deleted, and opens its store again.

Usage: kill_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN [--rounds N] [--seed N]

After each kill a model of what was acknowledged is held against the server:
  lost          what was acknowledged is not there, or is not what was sent last
  phantom       something is there that nobody sent, or that is half of one thing and half of another
  half-indexed  an article is there, and a check of its own text does not find it, or one of its copies
                does not stand among its matches
What was not acknowledged may be there or not. Exit status: 0 none of it, 1 otherwise.
"""

import argparse
import collections
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
from newsprint_client import (Newsprintd, article, grpc, match_pb2, operations_service_pb2,  # noqa: E402
                              reprint_service_pb2, story)

WRITERS = 4
FAMILIES = 3  # Of a round: stories that all of its writers copy.
ABSENT = None


class Model:
    """What may be in the store: by id, the bodies of which one is there, or ABSENT."""

    def __init__(self):
        self.may_be = {}
        self.families = collections.defaultdict(set)  # The ids that carry a story, whatever their revision.
        self.touched = set()  # Since the last look.

    def sent(self, name, body):
        self.touched.add(name)
        self.may_be.setdefault(name, {ABSENT}).add(body)

    def acknowledged(self, name, body):
        self.may_be[name] = {body}


def body_of(family, name, revision):
    return f"{story(f'{name} {revision}', 14)} {story(family, 110)}"


def title_of(body):
    return f"title {hash_of(body)}"


def hash_of(body):
    return f"{random.Random(body).getrandbits(64):016x}"


class Writer(threading.Thread):
    """Works on ids of its own, one call after the other, until the server is gone."""

    def __init__(self, server, model, round_number, number, seed):
        super().__init__()
        self.server = server
        self.model = model
        self.prefix = f"r{round_number}-w{number}"
        self.families = [f"{round_number} {family}" for family in range(FAMILIES)]
        self.random = random.Random(f"{seed} {round_number} {number}")
        self.in_batches = number % 2 == 1
        self.mine = []  # (name, family, revision)
        self.made = 0
        self.acknowledged = 0
        self.error = None

    def run(self):
        try:
            while self.made < 400:
                choice = self.random.random()
                if choice < 0.2 and self.mine:
                    self.delete(self.mine.pop(self.random.randrange(len(self.mine))))
                else:
                    self.ingest([self.next_article() for _ in range(self.random.randint(2, 6) if self.in_batches else 1)])
        except grpc.RpcError as error:
            if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED):
                self.error = error

    def next_article(self):
        if self.mine and self.random.random() < 0.2:
            name, family, revision = self.mine.pop(self.random.randrange(len(self.mine)))
            return name, family, revision + 1
        self.made += 1
        return f"{self.prefix}-{self.made}", self.random.choice(self.families), 1

    def ingest(self, wanted):
        articles = []
        for name, family, revision in wanted:
            body = body_of(family, name, revision)
            self.model.sent(name, body)
            self.model.families[family].add(name)
            articles.append(article(name, body, title=title_of(body)))
        if self.in_batches:
            batch = reprint_service_pb2.IngestArticlesRequest(articles=articles)
            reply = next(self.server.reprints.IngestArticles(iter([batch]), timeout=30))
            for result in reply.results:
                if result.status.code != 0:
                    raise AssertionError(f"a sound article was refused: {result.status}")
        else:
            self.server.reprints.IngestArticle(reprint_service_pb2.IngestArticleRequest(article=articles[0]), timeout=30)
        for item, sent in zip(wanted, articles):
            self.model.acknowledged(item[0], sent.body.decode())
            self.mine.append(item)
            self.acknowledged += 1

    def delete(self, item):
        name = item[0]
        self.model.sent(name, ABSENT)
        self.server.reprints.DeleteArticle(reprint_service_pb2.DeleteArticleRequest(name=f"articles/{name}"), timeout=30)
        self.model.acknowledged(name, ABSENT)
        self.acknowledged += 1


class Findings:
    def __init__(self):
        self.lost = []
        self.phantom = []
        self.half_indexed = []

    def any(self):
        return bool(self.lost or self.phantom or self.half_indexed)

    def __str__(self):
        return (f"{len(self.lost)} acknowledged lost, {len(self.phantom)} phantom, "
                f"{len(self.half_indexed)} half-indexed")


def look_up(server, name):
    try:
        return server.reprints.GetArticle(reprint_service_pb2.GetArticleRequest(name=f"articles/{name}"), timeout=30)
    except grpc.RpcError as error:
        if error.code() != grpc.StatusCode.NOT_FOUND:
            raise
        return ABSENT


def listed_names(server):
    names, token = set(), ""
    while True:
        page = server.reprints.ListArticles(
            reprint_service_pb2.ListArticlesRequest(page_size=1000, page_token=token), timeout=30)
        names |= {listed.name.removeprefix("articles/") for listed in page.articles}
        token = page.next_page_token
        if not token:
            return names


def verify_contents(server, model, names, findings):
    there = listed_names(server)
    findings.phantom += [f"{name}: nobody sent it" for name in there - model.may_be.keys()]
    for name, may_be in model.may_be.items():
        if len(may_be) == 1 and (name in there) == (ABSENT in may_be):
            findings.lost.append(f"{name}: listed, or not, against what was acknowledged")
    for name in names:
        may_be = model.may_be[name]
        found = look_up(server, name)
        body = ABSENT if found is ABSENT else found.body.decode()
        if body not in may_be:
            findings.lost.append(f"{name}: {'absent' if body is ABSENT else 'another text'}, revision "
                                 f"{found.revision if found else 0}")
        elif body is not ABSENT and found.title != title_of(body):
            findings.phantom.append(f"{name}: the title is of another revision")
        if (body is not ABSENT) != (name in there):
            findings.phantom.append(f"{name}: listed or found, not both")
        model.may_be[name] = {body}
    return there


def verify_matches(server, model, there, families, findings):
    for family in families:
        members = model.families[family] & there
        for name in members:
            body = next(iter(model.may_be[name]))
            checked = server.reprints.CheckArticle(
                reprint_service_pb2.CheckArticleRequest(article={"body": body.encode()}, max_matches=10000), timeout=30)
            found = {m.b.name.removeprefix("articles/"): m for m in checked.report.matches}
            if name not in found or found[name].relation != match_pb2.RELATION_IDENTICAL:
                findings.half_indexed.append(f"{name}: not found by its own text")
            reprints = server.reprints.FindReprints(
                reprint_service_pb2.FindReprintsRequest(article=f"articles/{name}", page_size=1000), timeout=30)
            edges = {m.b.name.removeprefix("articles/") for m in reprints.matches}
            for missing in members - edges - {name}:
                findings.half_indexed.append(f"{name}: no edge to its copy {missing}")
            for phantom in edges - members:
                findings.phantom.append(f"{name}: an edge to {phantom}")


def check(server, model, names, families, findings):
    there = verify_contents(server, model, names, findings)
    verify_matches(server, model, there, families, findings)
    status = server.operations.GetStatus(operations_service_pb2.GetStatusRequest(), timeout=30)
    if status.index.lag_ordinals != 0 or status.store.articles != len(there) or status.store.missing:
        findings.half_indexed.append(f"status: {status.store.articles} articles of {len(there)}, "
                                     f"lag {status.index.lag_ordinals}")
    return len(there)


def run(arguments):
    rng = random.Random(arguments.seed)
    model, findings = Model(), Findings()
    acknowledged = unacknowledged = 0
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        for number in range(arguments.rounds + 1):
            server = Newsprintd(store)
            try:
                all_families = sorted(model.families)
                last = number == arguments.rounds
                # Of what was there before this round, a part; in the end, all.
                families = all_families if last else rng.sample(all_families, min(1, len(all_families)))
                families += [] if last else [f"{number - 1} {family}" for family in range(FAMILIES)]
                names = set(model.may_be) if last else model.touched | set(
                    rng.sample(sorted(model.may_be), min(100, len(model.may_be))))
                articles = check(server, model, sorted(names), families, findings)
                model.touched.clear()
                if findings.any() or last:
                    break
                writers = [Writer(server, model, number, i, arguments.seed) for i in range(WRITERS)]
                for writer in writers:
                    writer.start()
                time.sleep(rng.uniform(0.02, 0.5))
            finally:
                server.kill()
            for writer in writers:
                writer.join()
                if writer.error is not None:
                    raise writer.error
            acknowledged += sum(writer.acknowledged for writer in writers)
            unacknowledged += sum(len(may_be) > 1 for may_be in model.may_be.values())
    for finding in findings.lost + findings.phantom + findings.half_indexed:
        print(f"round {number}: {finding}")
    print(f"seed {arguments.seed}: {number} kills, {acknowledged} writes acknowledged, {unacknowledged} cut short, "
          f"{articles} articles at the end: {findings}")
    return 1 if findings.any() or acknowledged == 0 else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    arguments = parser.parse_args(sys.argv[5:])
    print(f"seed {arguments.seed}", flush=True)
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
