"""Calls functions of Python packages: a line of JSON for each call in, and for each result out."""

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
