// The options of a verifier. For every mistake, building the verifier throws an error that names it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { ConfigError, defineScheme, schemes, Verifier } from "hookward";

import { delivery } from "../../test-support/providers.js";
import { IDS, keyOf, RESERIALIZED, SAMPLE, SCHEMES, SECRETS } from "../../test-support/schemes.js";

/** Builds a verifier with wrong options, and returns the error. */
function refused(options) {
  try {
    new Verifier(options);
  } catch (error) {
    assert.ok(error instanceof ConfigError && error instanceof Error, `${error}`);
    assert.equal(error.name, "ConfigError");
    assert.match(error.message, /\.$|\?$/);
    return error;
  }
  return assert.fail(`was built: ${JSON.stringify(options)}`);
}

const facts = ({ name: _, ...rest }) => rest;
const gilbert = { scheme: "gilbert", secret: "s3cret" };
const aboutGilbert = (expected) => ({ ...expected, scheme: "gilbert" });
const acme = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example/webhooks",
  signature: { header: "x-acme-signature", syntax: "plain", encoding: "hex" },
  signedContent: "{body}",
};

test("the options are an object", () => {
  for (const options of [undefined, null, "gilbert", 7, true]) {
    assert.deepEqual(facts(refused(options)), { code: "invalid_option", option: "options" });
  }
});

test("an option that does not exist is named", () => {
  for (const option of ["tolerence", "Secret", "timeout", "__proto", "toString"]) {
    const error = refused({ ...gilbert, [option]: 1 });
    assert.deepEqual(facts(error), aboutGilbert({ code: "invalid_option", option }));
    assert.match(
      error.message,
      /^Scheme gilbert: There is no option .+ The options are scheme, secret, secrets, tolerance, reserialize, maxBodyBytes, parse, tenant, url\./,
    );
  }
});

test("a scheme is an id or an object", () => {
  for (const scheme of [undefined, null, 7, true, Symbol("gilbert"), () => "gilbert"]) {
    assert.deepEqual(facts(refused({ scheme, secret: "x" })), { code: "invalid_option", option: "scheme" });
  }
  for (const id of ["Gilbert", "gilbert ", "", "__proto__", "constructor", "no-such-provider"]) {
    const error = refused({ scheme: id, secret: "x" });
    assert.deepEqual(facts(error), { code: "unknown_scheme", id });
    assert.match(error.message, /`npx hookward schemes`/);
  }
});

test("a scheme of one's own is checked field by field", () => {
  const { header, ...signature } = acme.signature;
  const { id: _, ...nameless } = acme;
  const unsafe = [
    [{ ...acme, tolerence: 60 }, "tolerence"],
    [{ ...acme, signature: { ...acme.signature, encodng: "hex" } }, "signature.encodng"],
    [{ ...acme, signature: { ...acme.signature, encoding: "hexadecimal" } }, "signature.encoding"],
    [{ ...acme, signature }, "signature.header"],
    [nameless, "id"],
    [{ ...acme, algorithm: "md5" }, "algorithm"],
    [{ ...acme, signedContent: "{timestamp}.{body}" }, "signedContent"],
    [{ ...acme, signature: { header, syntax: { prefixed: "" }, encoding: "hex" } }, "signature.syntax"],
    [{ ...acme, tolerance: -1 }, "tolerance"],
    [{ ...acme, ack: { status: 200, contentType: "text/plain", body: "", exact: false, text: "" } }, "ack.text"],
    [[], "id"],
  ];
  for (const [scheme, field] of unsafe) {
    const error = refused({ scheme, secret: "x" });
    const about = scheme.id === undefined ? {} : { scheme: "acme" };
    assert.deepEqual(facts(error), { code: "invalid_scheme", field, ...about }, error.message);
    const start = scheme.id === undefined ? "" : "Scheme acme: ";
    assert.ok(error.message.startsWith(`${start}${field} cannot be used: `), error.message);
    // defineScheme throws the same error, before a verifier is built with the scheme.
    assert.throws(() => defineScheme(scheme), { name: "ConfigError", code: error.code, field, message: error.message });
  }
});

test("a scheme that is defined is the object itself, and verifies", () => {
  assert.equal(defineScheme(acme), acme);
  for (const id of SAMPLE) {
    const verifier = new Verifier({ scheme: defineScheme({ ...schemes[id] }), secret: SECRETS[id] });
    assert.equal(verifier.check(delivery(id)).ok, true, id);
  }
  for (const scheme of [undefined, null, "gilbert", 7, () => acme])
    assert.throws(() => defineScheme(scheme), { name: "ConfigError", code: "invalid_option", option: "scheme" });
});

test("the secret in the place of its encoding is not repeated", () => {
  const error = refused({ scheme: { ...acme, secret: "hunter2hunter2" }, secret: "x" });
  assert.deepEqual(facts(error), { code: "invalid_scheme", scheme: "acme", field: "secret" });
  assert.ok(!error.message.includes("hunter2"), error.message);
});

test("a built-in scheme can be taken and changed", () => {
  for (const id of SAMPLE) {
    const verifier = new Verifier({ scheme: { ...schemes[id], tolerance: 60 }, secret: SECRETS[id] });
    assert.deepEqual(verifier.scheme, { ...schemes[id], tolerance: 60 });
    assert.equal(verifier.check(delivery(id)).ok, true, id);
  }
});

test("one of secret and secrets", () => {
  const both = refused({ scheme: "gilbert", secret: "a", secrets: ["b"] });
  assert.deepEqual(facts(both), aboutGilbert({ code: "invalid_option", option: "secrets" }));
  for (const secrets of ["abc", { 0: "a" }, new Set(["a"]), 7, null]) {
    const expected = { code: "invalid_option", option: "secrets" };
    assert.deepEqual(facts(refused({ scheme: "gilbert", secrets })), aboutGilbert(expected));
  }
  const seventeen = Array.from({ length: 17 }, (_, index) => `secret ${index}`);
  const tooMany = { code: "invalid_option", option: "secrets" };
  assert.deepEqual(facts(refused({ scheme: "gilbert", secrets: seventeen })), aboutGilbert(tooMany));
  assert.ok(new Verifier({ scheme: "gilbert", secret: undefined, secrets: ["a"] }));
});

test("no secret, no verifier", () => {
  const none = aboutGilbert({ code: "invalid_secret", index: 0, reason: "none" });
  for (const options of [{}, { secret: undefined }, { secret: null }, { secrets: [] }, { secrets: [undefined] }]) {
    assert.deepEqual(facts(refused({ scheme: "gilbert", ...options })), none);
  }
  // A route of the Worker with an empty list gets the same message, and has no `secret`.
  assert.match(refused({ scheme: "gilbert", secrets: [] }).message, /could send a delivery\. Add one to secrets\.$/);
  for (const secret of ["", " ", "\n", "\t \r\n", new Uint8Array(0)]) {
    assert.deepEqual(facts(refused({ scheme: "gilbert", secret })), { ...none, reason: "empty" });
  }
  for (const secret of ["", " ", "\n", "whsec_", "whsec_ "]) {
    assert.equal(refused({ scheme: "standard-webhooks", secret }).code, "invalid_secret");
  }
  assert.deepEqual(facts(refused({ scheme: "gilbert", secrets: ["a", undefined] })), { ...none, index: 1 });
  assert.deepEqual(facts(refused({ scheme: "gilbert", secrets: ["a", "b", ""] })), {
    ...none,
    index: 2,
    reason: "empty",
  });
});

test("a secret of another type says which, and not what it is", () => {
  for (const secret of [123456789, 123456789n, true, { key: "123456789" }, ["123456789"], () => "123456789"]) {
    const error = refused({ scheme: "gilbert", secret });
    assert.deepEqual(facts(error), aboutGilbert({ code: "invalid_secret", index: 0, reason: "none" }));
    assert.match(error.message, /^Scheme gilbert: secret is of type \w+\. /);
    assert.ok(!error.message.includes("123456789"), error.message);
  }
});

test("a secret of a rotation that is not set is an error with its position and the scheme", () => {
  for (const unset of [undefined, null]) {
    const { message, ...error } = refused({ scheme: "gilbert", secrets: ["new", unset] });
    assert.deepEqual(facts(error), aboutGilbert({ code: "invalid_secret", index: 1, reason: "none" }));
    const expected = `Scheme gilbert: secrets[1] is ${unset}. If it comes from an environment variable, set the variable.`;
    assert.equal(refused({ scheme: "gilbert", secrets: ["new", unset] }).message, expected);
    assert.match(
      refused({ scheme: "grillo", secret: unset }).message,
      /^Scheme grillo: secret is \w+\. If it comes from an env/,
    );
  }
  assert.match(refused({ scheme: "gilbert", secrets: ["new", ""] }).message, /^Scheme gilbert: secrets\[1\] is empty/);
  assert.match(refused({ scheme: "gilbert", secret: " " }).message, /^Scheme gilbert: secret is empty/);
  return import("hookward/lite").then(({ Verifier }) => {
    const build = () => new Verifier({ scheme: schemes.gilbert, secrets: ["new", undefined] });
    assert.throws(build, {
      code: "invalid_secret",
      scheme: "gilbert",
      index: 1,
      message: /^Scheme gilbert: secrets\[1\]: /,
    });
  });
});

test("of a secret that cannot be decoded the error names the character that does not belong there", () => {
  for (const [text, position, shown] of [
    ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", 39, String.raw`'\n'`],
    ["whsec_MfKQ9r8GKYqr TwjUPD8ILPZIo2LaLaSw", 19, "' '"],
    ["MfKQ9r8GKYqrTwjUPD8ILPZIo2La*aSw", 29, "'*'"],
    ["MfKQ9r8G=YqrTwjUPD8ILPZIo2LaLaSw", 9, "'='"],
    ["clé de signature", 3, String.raw`'\u{e9}'`],
  ]) {
    const error = refused({ scheme: "standard-webhooks", secret: text });
    assert.equal(error.reason, "encoding");
    assert.ok(error.message.includes(`: character ${position}, ${shown}, is invalid. `), error.message);
    assert.ok(!error.message.includes(text.slice(0, 8)), "and nothing else of the secret is in it");
  }
  const cut = refused({ scheme: "standard-webhooks", secret: "whsec_MfKQ9" });
  assert.match(cut.message, /: it is truncated\. /);
  const hex = refused({ scheme: { ...acme, secretEncoding: "hex" }, secret: "00ffzz" });
  assert.match(hex.message, /: character 5, /);
});

test("a secret that has no bytes of its own is refused, and not replaced", () => {
  // If they were encoded without a check, both secrets would be the key EF BF BD.
  for (const secret of ["\ud800", "\udfff"]) {
    assert.equal(refused({ scheme: "gilbert", secret }).reason, "encoding");
  }
  assert.equal(refused({ scheme: "standard-webhooks", secret: "whsec_!!!!" }).reason, "encoding");
});

test("a secret as bytes is the key itself, whatever the scheme's encoding", () => {
  for (const id of SAMPLE) {
    const key = keyOf(SCHEMES[id], SECRETS[id]);
    const larger = new Uint8Array(key.length + 20).fill(1);
    larger.set(key, 7);
    for (const secret of [key, Uint8Array.from(key), larger.subarray(7, 7 + key.length)]) {
      assert.equal(new Verifier({ scheme: id, secret }).check(delivery(id)).ok, true, id);
    }
    // As in the sandbox of a test runner: not an instance of this realm's Uint8Array.
    const foreign = runInNewContext("Uint8Array.from(list)", { list: [...key] });
    assert.ok(!(foreign instanceof Uint8Array));
    assert.equal(new Verifier({ scheme: id, secret: foreign }).check(delivery(id)).ok, true, id);
  }
});

test("the key is copied: it can be wiped after", () => {
  const secret = Buffer.from(SECRETS.grillo);
  const verifier = new Verifier({ scheme: "grillo", secret });
  secret.fill(0);
  assert.equal(verifier.check(delivery("grillo")).ok, true);
});

test("a number is a whole number above zero, and nothing that once meant no limit", () => {
  const wrong = [Number.NaN, -1, -0.5, 0, -0, Number.POSITIVE_INFINITY, "10", "", 1.5, null, true, 10n, [], 2 ** 53];
  for (const option of ["tolerance", "maxBodyBytes"]) {
    for (const value of wrong) {
      const error = refused({ scheme: "smarterbot", secret: "x", [option]: value });
      assert.deepEqual(facts(error), { code: "invalid_option", scheme: "smarterbot", option }, String(value));
      assert.match(error.message, /must be a whole number of/);
    }
  }
  // A tolerance of over a hundred years is refused. So is a limit of over 1 GiB, because such a body would not fit twice in the module's memory.
  assert.equal(refused({ ...gilbert, tolerance: 100 * 366 * 86400 }).option, "tolerance");
  assert.equal(refused({ ...gilbert, maxBodyBytes: 2 ** 30 + 1 }).option, "maxBodyBytes");
  assert.equal(new Verifier({ ...gilbert, maxBodyBytes: 2 ** 30 }).maxBodyBytes, 2 ** 30);
  assert.equal(new Verifier({ ...gilbert, maxBodyBytes: undefined }).maxBodyBytes, 2 ** 20);
});

test("reserialize is true or false, and is on only where the provider does it", () => {
  for (const reserialize of ["no", "", 0, 1, null, {}]) {
    const expected = { code: "invalid_option", option: "reserialize" };
    assert.deepEqual(facts(refused({ ...gilbert, reserialize })), aboutGilbert(expected));
  }
  const reserialized = (scheme, reserialize) =>
    new Verifier({ scheme, secret: SECRETS[scheme], reserialize }).reserialize;
  for (const id of SAMPLE) {
    const does = RESERIALIZED.includes(id);
    assert.equal(reserialized(id, undefined), does, id);
    assert.equal(reserialized(id, true), does, id);
    assert.equal(reserialized(id, false), false, id);
  }
});

test("schemes holds every scheme by its id, and cannot be changed", () => {
  assert.deepEqual(Object.keys(schemes), IDS);
  for (const [id, scheme] of Object.entries(schemes)) {
    assert.equal(scheme.id, id);
    assert.match(scheme.docs, /^https:\/\//);
    for (const part of [schemes, scheme, scheme.signature, scheme.ack]) assert.ok(Object.isFrozen(part));
    assert.throws(() => {
      scheme.signature.header = "x-anything";
    }, TypeError);
    assert.deepEqual(new Verifier({ scheme: id, secret: SECRETS[id] }).scheme, scheme);
  }
});

test("what a verifier says of itself cannot change what it does", () => {
  const verifier = new Verifier({ scheme: "smarterbot", secret: SECRETS.smarterbot });
  assert.throws(() => {
    verifier.scheme.signature.header = "x-other";
  }, TypeError);
  assert.equal(verifier.check(delivery("smarterbot")).ok, true);
});
