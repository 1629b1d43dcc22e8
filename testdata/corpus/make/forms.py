"""Prints a body from the standard input as Python programs serialize it: `python3 forms.py FORM`."""

import json
import sys


def parsed(write):
    return lambda body: write(json.loads(body)).encode()


FORMS = {
    "dumps": parsed(lambda value: json.dumps(value)),
    "unicode": parsed(lambda value: json.dumps(value, ensure_ascii=False)),
    "compact": parsed(lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)),
    "ascii": parsed(lambda value: json.dumps(value, separators=(",", ":"))),
    "sorted": parsed(lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=True)),
    "sorted-dumps": parsed(lambda value: json.dumps(value, sort_keys=True)),
    "indent-4": parsed(lambda value: json.dumps(value, indent=4, ensure_ascii=False)),
    "str": parsed(str),
    "latin-1": lambda body: body.decode().encode("latin-1"),
    "cp1252": lambda body: body.decode().encode("cp1252"),
    "mojibake": lambda body: body.decode("latin-1").encode(),
    "mojibake-1252": lambda body: body.decode("cp1252").encode(),
    "ascii-replace": lambda body: body.decode("ascii", errors="replace").encode(),
    "ascii-ignore": lambda body: body.decode("ascii", errors="ignore").encode(),
    "utf-8-sig": lambda body: body.decode("utf-8-sig").encode(),
    "bytes-repr": lambda body: str(body).encode(),
    "universal-newlines": lambda body: body.replace(b"\r\n", b"\n"),
    "strip": lambda body: body.strip(),
}

if __name__ == "__main__":
    sys.stdout.buffer.write(FORMS[sys.argv[1]](sys.stdin.buffer.read()))
