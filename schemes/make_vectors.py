#!/usr/bin/env python3
"""Writes the vectors of the built-in schemes: `python3 schemes/make_vectors.py stripe github`, or `--all`.

Vectors whose names begin with `documented-`, `published-` or `vendor-` are kept, and vectors whose names begin with `made-` are written
again. A kept vector without `expect` is signed with its secrets. A kept vector that expects only `{"ok": true}` gets the other facts. This
program does not use hookward: testdata/vectors/independent reads the scheme files in Python. With `--check`, the program writes nothing. It
fails if a file differs from what it would write, or if OpenSSL does not compute the signature of an accepted vector.
"""

import argparse
import concurrent.futures
import pathlib
import sys

SCHEMES = pathlib.Path(__file__).resolve().parent
# Python must not write __pycache__ next to the vectors.
sys.dont_write_bytecode = True
sys.path.insert(0, str(SCHEMES.parent / "testdata" / "vectors"))

from independent import openssl  # noqa: E402
from independent.vector_file import PREFIXES, VectorFile  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", metavar="id", help="a scheme; with --check, all if none is named")
    parser.add_argument("--all", action="store_true", help="every scheme whose vectors have names with these prefixes")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file differs or a signature is wrong")
    arguments = parser.parse_args()
    if not (arguments.ids or arguments.all or arguments.check):
        parser.error("name a scheme, or give --all or --check")
    folders = [SCHEMES / name for name in arguments.ids] or sorted(path.parent for path in SCHEMES.glob("*/vectors.json"))
    files = [file for file in map(VectorFile, folders) if _is_written_here(file, is_named=bool(arguments.ids))]
    stale = [file.path for file in files if not (_is_current(file) if arguments.check else _write(file))]
    if stale:
        sys.exit("not what make_vectors.py writes: " + ", ".join(str(path.relative_to(SCHEMES)) for path in stale))


def _is_written_here(file, is_named):
    """Returns whether this program writes a file. Exits if a different program writes the vectors of a file that was named."""
    if is_named and file.other_names:
        names = ", ".join(file.other_names)
        sys.exit(f"{file.path}: no name of a vector may begin with anything but {', '.join(PREFIXES)}. Rename {names}.")
    return not file.other_names


def _write(file):
    vectors = file.vectors()
    file.path.write_text(file.text(vectors), encoding="ascii", newline="\n")
    print(f"{file.scheme['id']}: kept {len(file.kept)}, generated {len(vectors) - len(file.kept)} vectors")
    return True


def _is_current(file):
    vectors = file.vectors()
    accepted = [vector for vector in vectors if vector["expect"].get("ok")]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(lambda vector: openssl.confirm(file.scheme, vector), accepted))
    return file.text(vectors) == file.written


if __name__ == "__main__":
    main()
