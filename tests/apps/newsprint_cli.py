"""What the tests share that run the built `newsprint` from outside. Whoever imports this is called as
SCRIPT NEWSPRINT [...].
"""

import os
import pty
import signal
import subprocess
import sys
import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path

NEWSPRINT = str(Path(sys.argv.pop(1)).resolve())
HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"
STORIES = SAMPLES / "stories.jsonl"
REPRINT = SAMPLES / "pages" / "frontier-observer-reprint.txt"
DONE, FOUND, ERROR = 0, 1, 2


@contextmanager
def serve(store, *flags):
    """A server on the store, on a port that it picks; gives its address."""
    with subprocess.Popen([NEWSPRINT, "serve", "--store", store, "--listen", "127.0.0.1:0", *map(str, flags)],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        try:
            line = server.stdout.readline().decode()
            if not line.startswith("listening on "):
                raise RuntimeError(f"the server did not start: {line}{server.stderr.read().decode()}")
            yield line.split()[-1]
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=60)
    if server.returncode != DONE:
        raise RuntimeError(f"the server ended with status {server.returncode}")


def run(*words, stdin=b"", **options):
    """The finished process, with its output as text."""
    done = subprocess.run([NEWSPRINT, *map(str, words)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, check=False, **options)
    done.stdout, done.stderr = (stream.decode("utf-8") for stream in (done.stdout, done.stderr))
    return done


def run_on_terminal(*words, environment=None):
    """Exit status and output, standard error in it, of a run whose streams are a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(NEWSPRINT, [NEWSPRINT, *map(str, words)], {**os.environ, **(environment or {})})
    out = b""
    while True:
        try:
            out += os.read(terminal, 4096)
        except OSError:  # The other end is closed.
            break
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), out.decode()


class CliTest(unittest.TestCase):
    """A folder for the files of a test, and the checks that tests share."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="newsprint-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def expect(self, status, *words, **options):
        """Runs the words; whatever is no error says nothing on standard error."""
        done = run(*words, **options)
        self.assertEqual(done.returncode, status, done)
        if status != ERROR:
            self.assertEqual(done.stderr, "")
        return done.stdout

    def expect_error(self, pattern, *words, **options):
        """Runs the words, which must fail with a message and without data."""
        done = run(*words, **options)
        self.assertEqual(done.returncode, ERROR, done)
        self.assertRegex(done.stderr, pattern)
        return done.stdout
