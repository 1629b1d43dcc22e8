"""Calls functions of Python packages. Reads a line of JSON for each call, and prints a line of JSON for each result."""

import importlib
import json
import sys

for line in sys.stdin:
    call = json.loads(line)
    try:
        function = getattr(importlib.import_module(call["module"]), call["function"])
        reply = {"result": function(*call["arguments"])}
    except Exception as error:
        reply = {"error": repr(error)}
    print(json.dumps(reply), flush=True)
