"""What the tests that call a real newsprintd from Python share: stubs, texts, and the server as a process.

Every script that imports this is called as SCRIPT NEWSPRINTD PROTO_DIR PROTOC GRPC_PYTHON_PLUGIN [...]. Stubs are
generated into a temporary directory, as any user of the protos would do it.
"""

import inspect
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

NEWSPRINTD, PROTO_DIR, PROTOC, PLUGIN = sys.argv[1:5]
GRPC_PROTO_DIR = "/usr/share/grpc-proto/grpc"
WAIT_SECONDS = 120  # Of a loaded machine.

stubs = tempfile.TemporaryDirectory()
protos = [str(path.relative_to(PROTO_DIR)) for folder in ("newsprint/v1", "google/rpc", "google/api")
          for path in sorted(Path(PROTO_DIR, folder).glob("*.proto"))]
# From inside of grpc's folder, since a generated package `grpc` would hide the library.
protos += ["health/v1/health.proto", "reflection/v1alpha/reflection.proto"]
subprocess.run([PROTOC, "-I", PROTO_DIR, "-I", GRPC_PROTO_DIR, f"--python_out={stubs.name}",
                f"--plugin=protoc-gen-grpc_python={PLUGIN}", f"--grpc_python_out={stubs.name}", *protos], check=True)
sys.path.insert(0, stubs.name)

import grpc  # noqa: E402
from google.rpc import error_details_pb2, status_pb2  # noqa: E402
from health.v1 import health_pb2, health_pb2_grpc  # noqa: E402
from newsprint.v1 import (article_pb2, audit_service_pb2, audit_service_pb2_grpc, match_pb2,  # noqa: E402
                          operations_service_pb2, operations_service_pb2_grpc, reprint_service_pb2,
                          reprint_service_pb2_grpc)
from reflection.v1alpha import reflection_pb2, reflection_pb2_grpc  # noqa: E402

WORDS = [a + b + c for a in ("ka", "mo", "ti", "re", "su", "wa") for b in ("len", "dor", "vik", "pan", "gos")
         for c in ("ta", "ne", "ri", "bo", "lu")]


def story(seed, words=120):
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(words)) + "."


def article(name, body, **fields):
    return article_pb2.Article(name=f"articles/{name}", body=body.encode(), **fields)


def details(error):
    """The google.rpc details of a failed call, by type name."""
    raw = dict(error.trailing_metadata())["grpc-status-details-bin"]
    return unpack(status_pb2.Status.FromString(raw))


def unpack(status):
    found = {}
    for detail in status.details:
        message = getattr(error_details_pb2, detail.TypeName().rsplit(".", 1)[1])()
        detail.Unpack(message)
        found[type(message).__name__] = message
    return found


# What a client of any language should have: a call that its server did not take, since it closed the connection just then
# or drains, is sent again.
RETRY = json.dumps({"methodConfig": [{"name": [{}], "retryPolicy": {
    "maxAttempts": 5, "initialBackoff": "0.1s", "maxBackoff": "2s", "backoffMultiplier": 2,
    "retryableStatusCodes": ["UNAVAILABLE"]}}]})


def wait_until(holds):
    until = time.monotonic() + WAIT_SECONDS
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(inspect.getsource(holds).strip())
        time.sleep(0.05)


class Newsprintd:
    """The server as a process of its own, on a port that it picks."""

    def __init__(self, store, *flags):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([NEWSPRINTD, "--listen=127.0.0.1:0", f"--store-path={store}", *flags],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError(f"newsprintd did not start: {self.read_log()}")
        self.address = line.removeprefix("listening on ").strip()
        if any(flag.startswith("--metrics-listen=") for flag in flags):
            self.metrics_url = self.process.stdout.readline().removeprefix("metrics at ").strip()
        self.channel = grpc.insecure_channel(self.address)
        self.reprints = reprint_service_pb2_grpc.ReprintServiceStub(self.channel)
        self.audits = audit_service_pb2_grpc.AuditServiceStub(self.channel)
        self.operations = operations_service_pb2_grpc.OperationsServiceStub(self.channel)

    def read_log(self):
        self.log.seek(0)
        return self.log.read().decode()

    def stop(self):
        self.channel.close()  # An idle one acknowledges the server's goodbye only every few seconds.
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(WAIT_SECONDS)

    def kill(self):
        """As the kernel or a power cut would end it: nothing more is written."""
        self.process.kill()
        self.process.wait()
        self.close()

    def forget_peak_memory(self):
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", encoding="ascii")

    def peak_memory_bytes(self):
        """Since the start, or since it was forgotten."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024

    def close(self):
        self.channel.close()
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.log.close()


def metrics(server):
    """The samples, by name with labels."""
    with urllib.request.urlopen(server.metrics_url, timeout=WAIT_SECONDS) as page:
        lines = page.read().decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("newsprint_")}
