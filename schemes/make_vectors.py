#!/usr/bin/env python3
"""Writes the vectors of the built-in schemes: `python3 schemes/make_vectors.py stripe github`, or `--all`.

A file keeps its vectors whose names begin with `documented-`, `published-` or `vendor-`; those that begin with `made-` are made anew. A
kept vector without `expect` is signed here, with its secrets, and one with `{"ok": true}` alone gets the other facts. Nothing of hookward takes part: the scheme files are read in Python,
by testdata/vectors/independent. With `--check`, nothing is written: it fails if a file is not what would be written, or if
OpenSSL does not make the signature of an accepted vector.
"""

import argparse
import concurrent.futures
import pathlib
import sys

SCHEMES = pathlib.Path(__file__).resolve().parent
# No __pycache__ is left beside the vectors.
sys.dont_write_bytecode = True
sys.path.insert(0, str(SCHEMES.parent / "testdata" / "vectors"))

from independent import openssl  # noqa: E402
from independent.vector_file import VectorFile  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", metavar="id", help="a scheme; with --check, all if none is named")
    parser.add_argument("--all", action="store_true", help="every scheme that has vectors of these names")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file differs or a signature is wrong")
    arguments = parser.parse_args()
    if not (arguments.ids or arguments.all or arguments.check):
        parser.error("name a scheme, or give --all or --check")
    folders = [SCHEMES / name for name in arguments.ids] or sorted(path.parent for path in SCHEMES.glob("*/vectors.json"))
    files = [file for file in map(VectorFile, folders) if file.is_ours]
    stale = [file.path for file in files if not (_is_current(file) if arguments.check else _write(file))]
    if stale:
        sys.exit("not what make_vectors.py writes: " + ", ".join(str(path.relative_to(SCHEMES)) for path in stale))


def _write(file):
    file.path.write_text(file.text(), encoding="ascii", newline="\n")
    return True


def _is_current(file):
    accepted = [vector for vector in file.vectors() if vector["expect"].get("ok")]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(lambda vector: openssl.confirm(file.scheme, vector), accepted))
    return file.text() == file.written


if __name__ == "__main__":
    main()
