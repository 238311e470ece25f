#!/usr/bin/env python3
"""Installs the build below a folder and uses what lies there, as a package would bring it.

Usage: install_test.py CMAKE BUILD_DIR [unittest options]
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CMAKE, BUILD = "", ""


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="newsprint-install-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = Path(cls.folder.name)
        subprocess.run([CMAKE, "--install", BUILD], env=dict(os.environ, DESTDIR=cls.folder.name),
                       stdout=subprocess.DEVNULL, check=True, timeout=60)

    def path(self, installed):
        return self.root / installed.lstrip("/")

    def test_unit_starts_what_is_there(self):
        unit = self.path("/usr/lib/systemd/system/newsprintd.service").read_text(encoding="utf-8")
        program, settings = re.search(r"^ExecStart=(\S+) --config (\S+)$", unit, re.MULTILINE).groups()
        server = subprocess.Popen([self.path(program), "--config", self.path(settings), "--listen=127.0.0.1:0",
                                   f"--store-path={self.root}/store", "--metrics-listen=off"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        with server:
            self.assertIn("listening on 127.0.0.1:", server.stdout.readline())
            server.terminate()
        self.assertEqual(server.returncode, 0)

    def test_command_line_finds_a_sample(self):
        newsprint, samples = self.path("/usr/bin/newsprint"), self.path("/usr/share/newsprint/samples")
        store = ["--store", self.root / "st"]
        subprocess.run([newsprint, "ingest", *store, samples / "stories.jsonl"], stdout=subprocess.DEVNULL, check=True)
        check = subprocess.run([newsprint, "check", *store, samples / "pages/frontier-observer-reprint.txt"],
                               capture_output=True, text=True, check=False)
        self.assertEqual(check.returncode, 1, check.stderr)
        self.assertIn("REPRINT", check.stdout)

    def test_shipped_policies_are_valid(self):
        policies = sorted(self.path("/usr/share/newsprint/licences").iterdir())
        self.assertEqual([policy.name for policy in policies], ["agency.yaml", "creative_commons.yaml", "rferl.yaml"])
        for policy in policies:
            subprocess.run([self.path("/usr/bin/newsprint"), "audit", "--check-policy", policy],
                           stdout=subprocess.DEVNULL, check=True)

    def test_completions_name_every_command(self):
        listed = subprocess.run([self.path("/usr/bin/newsprint"), "--help"], capture_output=True, text=True, check=True)
        commands = re.findall(r"^  (\w+) {3,}\w", listed.stdout, re.MULTILINE)
        self.assertIn("check", commands)
        for file in ("bash-completion/completions/newsprint", "zsh/vendor-completions/_newsprint",
                     "fish/vendor_completions.d/newsprint.fish"):
            script = self.path(f"/usr/share/{file}").read_text(encoding="utf-8")
            for command in commands:
                self.assertIn(command, script, file)


if __name__ == "__main__":
    CMAKE, BUILD = sys.argv[1], sys.argv[2]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
