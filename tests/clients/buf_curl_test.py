#!/usr/bin/env python3
"""`buf curl`, which knows the API only by reflection, against a real newsprintd.

Usage: buf_curl_test.py NEWSPRINTD
Exit status 77, which CTest counts as skipped, where `npm ci` was not run in this folder.
"""

import base64
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUF = HERE / "node_modules" / ".bin" / "buf"
SERVICE = "newsprint.v1.ReprintService"


def main():
    if not BUF.exists() or shutil.which("node") is None:
        print(f"skipped: no buf (npm ci in {HERE} installs it)")
        return 77
    with subprocess.Popen([sys.argv[1], "--listen=127.0.0.1:0", "--store-engine=memory"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True) as server:
        try:
            address = server.stdout.readline().removeprefix("listening on ").strip()

            def curl(method, request):
                return subprocess.run(
                    [BUF, "curl", "--protocol", "grpc", "--http2-prior-knowledge", "--data", json.dumps(request),
                     f"http://{address}/{method}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                    timeout=120, check=False)

            body = base64.b64encode(b"Ferry cancelled.").decode()
            ingested = curl(f"{SERVICE}/IngestArticle", {"article": {"name": "articles/a", "body": body}})
            assert ingested.returncode == 0, ingested
            assert json.loads(ingested.stdout)["report"]["outcome"] == "OUTCOME_CREATED", ingested
            listed = json.loads(curl(f"{SERVICE}/ListArticles", {"view": "ARTICLE_VIEW_FULL"}).stdout)
            assert [(one["name"], one["body"]) for one in listed["articles"]] == [("articles/a", body)], listed
            status = json.loads(curl("newsprint.v1.OperationsService/GetStatus", {}).stdout)
            assert status["store"]["articles"] == "1", status
            # A rich error is shown with its details, so they are well-formed.
            refused = curl(f"{SERVICE}/GetArticle", {"name": "a"})
            assert refused.returncode != 0 and "must be articles/{id}" in refused.stderr, refused
            error = json.loads(refused.stderr)
            assert error["code"] == "invalid_argument", error
            assert "google.rpc.BadRequest" in [detail["type"] for detail in error["details"]], error
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    return 0


if __name__ == "__main__":
    sys.exit(main())
