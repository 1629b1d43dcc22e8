#!/usr/bin/env python3
"""Writes the attacks, and the vectors of six providers in their folders in schemes/: `python3 testdata/vectors/make.py`.

With `--check`, the program writes nothing, and fails if the files differ from what it would write.
"""

import argparse
import pathlib
import sys

# Python must not write __pycache__ next to the vectors. This line must be before the imports of the generator.
sys.dont_write_bytecode = True

from generator import attacks, grillo, inboundflow, plain, smarterbot, standard_webhooks  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent
SCHEMES = FOLDER.parent.parent / "schemes"
FILES = {
    "gilbert": plain.gilbert,
    "gabinete360": plain.gabinete360,
    "inboundflow": inboundflow.file,
    "grillo": grillo.file,
    "smarterbot": smarterbot.file,
    "standard-webhooks": standard_webhooks.file,
    "attacks": attacks.file,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file differs")
    check = parser.parse_args().check
    stale = []
    for name, make in FILES.items():
        path = FOLDER / "attacks.json" if name == "attacks" else SCHEMES / name / "vectors.json"
        file = make()
        text = file.text()
        if check:
            if not path.exists() or path.read_text(encoding="ascii") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="ascii", newline="\n")
        print(f"{name}: {len(file.vectors)} vectors")
    if stale:
        sys.exit(f"not what make.py writes: {', '.join(stale)}")


if __name__ == "__main__":
    main()
