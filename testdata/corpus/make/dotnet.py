"""Prints a body from the standard input as .NET serializes it: `python3 dotnet.py FORM`.

The runtime comes from the package `dotnetcore2`. pythonnet calls its real System.Text.Json.
"""

import os
import pathlib
import sys
import tempfile

import dotnetcore2
from clr_loader import get_coreclr
from pythonnet import set_runtime

ROOT = pathlib.Path(dotnetcore2.__file__).parent / "bin"
VERSION = next((ROOT / "shared" / "Microsoft.NETCore.App").iterdir()).name
CONFIG = '{"runtimeOptions":{"tfm":"netcoreapp3.1","framework":{"name":"Microsoft.NETCore.App","version":"%s"}}}'

os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
with tempfile.NamedTemporaryFile("w", suffix=".json") as config:
    config.write(CONFIG % VERSION)
    config.flush()
    set_runtime(get_coreclr(runtime_config=config.name, dotnet_root=str(ROOT)))

import clr  # noqa: E402

clr.AddReference("System.Text.Json")
clr.AddReference("System.Text.Encodings.Web")

from System.IO import File  # noqa: E402
from System.Text import Encoding  # noqa: E402
from System.Text.Encodings.Web import JavaScriptEncoder  # noqa: E402
from System.Text.Json import JsonElement, JsonSerializer, JsonSerializerOptions  # noqa: E402


def serialize(text, **settings):
    options = JsonSerializerOptions()
    for name, value in settings.items():
        setattr(options, name, value)
    value = JsonSerializer.Deserialize(text, JsonElement, options)
    return JsonSerializer.Serialize(value, JsonElement, options).encode()


def saved_with_bom(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "body.json")
        File.WriteAllText(path, text, Encoding.UTF8)
        return pathlib.Path(path).read_bytes()


FORMS = {
    "serialize": serialize,
    "relaxed": lambda text: serialize(text, Encoder=JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
    "indented": lambda text: serialize(text, WriteIndented=True),
    "bom": saved_with_bom,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(FORMS[sys.argv[1]](sys.stdin.buffer.read().decode()))
