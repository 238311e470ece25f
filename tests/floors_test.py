#!/usr/bin/env python3
"""Holds every include to the floors of the house.

A file on a floor may include headers of its own floor and of the floors below it, along the arrows
of src/*/CMakeLists.txt; those arrows themselves must be the ones written here. RocksDB, gRPC and
protobuf stay out of include/. Exit status: 0 all hold, 1 a rule is broken.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARROWS = {
    "article": [],
    "text": ["article"],
    "page": ["article"],
    "source": ["text"],
    "sketch": [],
    "store": ["article"],
    "index": ["article", "sketch"],
    "match": ["source", "text", "sketch"],
    "story": ["match"],
    "corpus": ["page", "store", "index", "story"],
    "audit": ["corpus"],
    "report": ["audit"],
    "service": ["audit", "corpus"],
    "apps": ["service", "report"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.M)
PRIVATE_LIBRARIES = re.compile(r"^(rocksdb/|grpc|google/protobuf/|newsprint/(v1|storage)/|zstd|unicode/|xxhash)")
# Generated API headers: only the floors that speak it; stored records: only those that keep them.
PROTO_FLOORS = {"newsprint/v1/": {"service", "apps"}, "newsprint/storage/v1/": {"store", "corpus", "audit"},
                "google/rpc/": {"service", "apps"}}


def below(floor):
    """The floors that `floor` may include: itself and all it reaches."""
    reached, todo = {floor}, [floor]
    while todo:
        for lower in ARROWS[todo.pop()]:
            if lower not in reached:
                reached.add(lower)
                todo.append(lower)
    return reached


def floor_of(path):
    """The floor that a source or header stands on, or None."""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "src":
        return parts[1]
    if parts[:2] == ("include", "newsprint"):
        return parts[2]
    return None


def check_file(path, errors):
    floor, where = floor_of(path), path.relative_to(ROOT)
    if floor not in ARROWS:
        errors.append(f"{where}: '{floor}' is not a floor of the house")
        return
    for header in INCLUDE.findall(path.read_text(encoding="utf-8")):
        proto = next((allowed for prefix, allowed in PROTO_FLOORS.items() if header.startswith(prefix)), None)
        if proto is not None and floor not in proto:
            errors.append(f"{where}: includes {header}, which only {sorted(proto)} may")
        if where.parts[0] == "include" and PRIVATE_LIBRARIES.match(header):
            errors.append(f"{where}: a public header includes {header}")
        target = header.split("/")[1] if header.startswith("newsprint/") else header.split("/")[0]
        if target in ARROWS and target not in below(floor):
            errors.append(f"{where}: floor '{floor}' includes {header} of floor '{target}'")


def check_links(path, errors):
    floor = path.parent.name
    depends = re.search(r"\bDEPENDS\s+([a-z\s]+?)\s*(?:[A-Z_]{4,}|\))", path.read_text(encoding="utf-8"))
    for lower in depends.group(1).split() if depends else []:
        if lower not in below(floor):
            errors.append(f"{path.relative_to(ROOT)}: floor '{floor}' depends on '{lower}'")


def main():
    errors, files = [], 0
    for top in ("src", "include"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.suffix in (".h", ".cc"):
                files += 1
                check_file(path, errors)
    for path in sorted((ROOT / "src").glob("*/CMakeLists.txt")):
        check_links(path, errors)
    if files == 0:
        errors.append("no source files found")
    print("\n".join(errors) or f"{files} files stand where they may")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
