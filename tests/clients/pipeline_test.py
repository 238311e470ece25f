"""The pipeline of samples/, as README shows it, against a real server. Called as newsprint_client.py says."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

from newsprint_client import PROTO_DIR, Newsprintd, stubs

ROOT = Path(PROTO_DIR).parent
PIPELINE = ROOT / "samples" / "pipeline.py"


class PipelineTest(unittest.TestCase):
    def test_says_what_each_story_has_been_before(self):
        server = Newsprintd("unused", "--store-engine=memory")
        self.addCleanup(server.close)
        with open(ROOT / "samples" / "stories.jsonl", "rb") as stories:
            out = subprocess.run([sys.executable, PIPELINE, server.address], stdin=stories, stdout=subprocess.PIPE,
                                 check=True, env={**os.environ, "PYTHONPATH": stubs.name, "PYTHONIOENCODING": "utf-8"})
        lines = out.stdout.decode().splitlines()
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        self.assertIn("".join(f"    {line}".rstrip() + "\n" for line in PIPELINE.read_text(encoding="utf-8").splitlines()),
                      readme, "README shows the pipeline as it is")
        for line in lines[:3]:
            self.assertIn(f"    {line}\n", readme, "README shows what it prints")
        self.assertTrue(any(": QUOTE of" in line for line in lines), lines)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
