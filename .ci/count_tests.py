#!/usr/bin/env python3
"""Counts the outcomes in a JUnit file that CTest wrote.

Prints the tests that were skipped or failed, these with their output, and last `PASSED FAILED`.
A test that could not be started counts as failed; one that skipped itself counts as neither.
"""

import sys
import xml.etree.ElementTree as ElementTree

OUTPUT_LINES = 80  # From either end.


def main():
    passed = failed = 0
    for case in ElementTree.parse(sys.argv[1]).getroot().iter("testcase"):
        skipped = case.find("skipped")
        reason = skipped.get("message", "") if skipped is not None else ""
        if case.get("status") == "run":
            passed += 1
        elif reason.startswith("SKIP_") or case.get("status") == "disabled":
            print(f"  skipped: {case.get('name')}")
        else:
            failed += 1
            print(f"  failed:  {case.get('name')} {reason}".rstrip())
            lines = (case.findtext("system-out") or "").splitlines()
            if len(lines) > 2 * OUTPUT_LINES:
                lines[OUTPUT_LINES:-OUTPUT_LINES] = ["..."]
            print("".join(f"    {line}\n" for line in lines), end="")
    print(passed, failed)


if __name__ == "__main__":
    main()
