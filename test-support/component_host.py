"""Runs the component in wasmtime, and prints its results for vectors.

Reads a list of vectors as JSON from the standard input. component.js does the same in Node.
"""

import json
import sys

from wasmtime import Engine, Store
from wasmtime.component import Component, Linker, Record, Variant

path = sys.argv[1]
engine = Engine()
store = Store(engine)
instance = Linker(engine).instantiate(store, Component.from_file(engine, path))


def function(interface, name):
    within = instance.get_export_index(store, f"hookward:webhooks/{interface}@0.1.0")
    found = instance.get_func(store, instance.get_export_index(store, name, within))
    return lambda *arguments: found(store, *arguments)


def record(**members):
    made = Record()
    for name, value in members.items():
        setattr(made, name.replace("_", "-"), value)
    return made


def plain(value):
    """Returns a value in the form of JSON: names in camelCase, and a variant as its tag and its value."""
    if isinstance(value, Record):
        return {camel(name): plain(member) for name, member in vars(value).items()}
    if isinstance(value, Variant):
        return {"tag": value.tag, "val": plain(value.payload)}
    return value


def camel(name):
    first, *rest = name.split("-")
    return first + "".join(word.capitalize() for word in rest)


def result(value):
    """Returns a result in the form of JSON. If its two cases have different types, wasmtime returns only the value."""
    if isinstance(value, Variant):
        return {value.tag: plain(value.payload)}
    return {"err": plain(value)} if isinstance(value, Record) else {"ok": None if value is None else value}


by_id = function("schemes", "by-id")
reserialize_body = function("verifier", "reserialize-body")
names = ["create", "check-headers", "verify", "reserialize", "verify-reserialized", "begin", "dedupe-key"]
verifier = {name: function("verifier", f"[{'static' if name == 'create' else 'method'}]verifier.{name}") for name in names}
write, verify_parts = (function("verifier", f"[method]incoming-body.{name}") for name in ["write", "verify"])
authenticator, authenticate = (function("verifier", f"{name}") for name in ["[static]authenticator.create", "[method]authenticator.authenticate"])


def run(vector):
    scheme, options = vector["scheme"], vector.get("options", {})
    is_id = isinstance(scheme, str)
    source = Variant("id", scheme) if is_id else Variant("json", json.dumps(scheme))
    found = by_id(scheme) if is_id else None
    signs_body = (found is None or getattr(found, "signs-body")) if is_id else scheme.get("unsignedBody") is not True
    settings = record(
        tolerance=options.get("tolerance"), max_body_bytes=options.get("maxBodyBytes"), reserialize=options.get("reserialize")
    )
    head = record(
        headers=[(name, value.encode()) for name, value in vector["headers"]], url=vector.get("url"), method=vector.get("method")
    )
    body, now = bytes.fromhex(vector["body"]), round(vector["now"] * 1000)
    create = verifier["create"] if signs_body else authenticator
    built = create(source, vector["secrets"], settings)
    if isinstance(built, Record):
        return {"config": plain(built)}
    if not signs_body:
        return {"result": result(authenticate(built, head, body, now))}
    verified, covered = verifier["verify"](built, head, body, now), body
    outcome = {"checked": result(verifier["check-headers"](built, head, now)), "result": result(verified)}
    incoming = verifier["begin"](built, head)
    written, part = None, max(7, -(-len(body) // 8) | 1)
    for at in range(0, len(body), part):
        written = write(incoming, body[at : at + part])
        if written is not None:
            break
    outcome["inParts"] = result(verify_parts(incoming, now) if written is None else written)
    refused = outcome["result"].get("err")
    if refused is not None and refused["code"] == "signature_mismatch" and verifier["reserialize"](built):
        printed = reserialize_body(body)
        if printed is not None:
            second, outcome["reserialized"] = verifier["verify-reserialized"](built, head, printed, now), printed.hex()
            outcome["second"] = result(second)
            if "ok" in outcome["second"]:
                verified, covered = second, printed
    if "ok" in result(verified):
        outcome["tenantKey"] = verifier["dedupe-key"](built, verified.payload, covered, vector["tenant"])
    incoming.drop(store)
    built.drop(store)
    return outcome


json.dump([run(vector) for vector in json.load(sys.stdin)], sys.stdout)
