#!/usr/bin/python3
"""A real newsprintd whose disk runs full while articles come in, and has space again.

Usage: full_disk_test.py NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN
Needs the right to mount a tmpfs; exits with 77 and says so where there is none.
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "clients"))
from newsprint_client import Newsprintd, article, details, grpc, reprint_service_pb2  # noqa: E402

DISK_BYTES = 48 << 20
BODY_BYTES = 200_000
SKIPPED = 77
FULL = {grpc.StatusCode.UNAVAILABLE: "STORE_UNAVAILABLE", grpc.StatusCode.RESOURCE_EXHAUSTED: "OVERLOADED"}


class Disk:
    """A file system of a fixed size, and a file that takes up what others shall not have."""

    def __init__(self, folder):
        self.path = Path(folder)
        self.ballast = self.path / "ballast"

    def __enter__(self):
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(self.path)],
                                 capture_output=True, text=True, check=False)
        if mounted.returncode != 0:
            print(f"skipped: a tmpfs cannot be mounted here: {mounted.stderr.strip()}")
            sys.exit(SKIPPED)
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", str(self.path)], check=True)

    def fill(self):
        with self.ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 16))
            except OSError:
                pass

    def make_room(self):
        self.ballast.unlink()


def body(number):
    rng = random.Random(number)
    return f"number {number} " + "".join(rng.choice("abcdefgh ijklmno pqrst") for _ in range(BODY_BYTES))


def ingest(server, number):
    server.reprints.IngestArticle(
        reprint_service_pb2.IngestArticleRequest(article=article(f"a{number}", body(number))), timeout=60)


def expect_refused(call):
    """The call fails, and the answer says why and that trying again may help."""
    try:
        call()
    except grpc.RpcError as error:
        found = details(error)
        assert error.code() in FULL, error
        assert found["ErrorInfo"].reason == FULL[error.code()], error
        assert found["RetryInfo"].retry_delay.seconds > 0, error
        assert "No space left on device" in error.details() or "takes no writes" in error.details(), error.details()
        return error.details()
    raise AssertionError("a write to a full disk was acknowledged")


def read_all(server, numbers):
    for number in numbers:
        found = server.reprints.GetArticle(reprint_service_pb2.GetArticleRequest(name=f"articles/a{number}"), timeout=60)
        assert found.body.decode() == body(number), number
    checked = server.reprints.CheckArticle(
        reprint_service_pb2.CheckArticleRequest(article={"body": body(0).encode()}), timeout=60)
    assert "articles/a0" in [match.b.name for match in checked.report.matches]


def fill_up(server, disk, acknowledged):
    """Writes until the disk is full; the number that was refused."""
    disk.fill()
    for number in range(len(acknowledged), 2_000):
        try:
            ingest(server, number)
        except grpc.RpcError:
            return number
        acknowledged.append(number)
    raise AssertionError("the disk did not run full")


def main():
    with tempfile.TemporaryDirectory() as folder, Disk(folder) as disk:
        server = Newsprintd(disk.path / "store")
        acknowledged = []
        try:
            for number in range(3):
                ingest(server, number)
                acknowledged.append(number)
            for _ in range(2):  # It can happen again.
                refused = fill_up(server, disk, acknowledged)
                for _ in range(3):
                    why = expect_refused(lambda: ingest(server, refused))
                expect_refused(lambda: server.reprints.DeleteArticle(
                    reprint_service_pb2.DeleteArticleRequest(name="articles/a1"), timeout=60))
                read_all(server, acknowledged)
                disk.make_room()
                deadline = time.monotonic() + 60
                while True:
                    try:
                        ingest(server, refused)
                        break
                    except grpc.RpcError as error:
                        assert error.code() in FULL and time.monotonic() < deadline, error
                        time.sleep(0.1)
                acknowledged.append(refused)
                read_all(server, acknowledged)
        finally:
            server.kill()
        server = Newsprintd(disk.path / "store")
        try:
            read_all(server, acknowledged)
        finally:
            server.kill()
    print(f"{len(acknowledged)} articles acknowledged and there; refused with: {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
