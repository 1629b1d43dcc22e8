// `hookward scheme`: checks each property of a custom scheme, verifies its deliveries, and compiles it.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { Verifier } from "hookward";

import { hookward, scratch } from "../../test-support/command.js";

const file = scratch();
const folder = mkdtempSync(join(tmpdir(), "hookward-scheme-"));
after(() => rmSync(folder, { recursive: true }));

const SCHEMES = fileURLToPath(new URL("../../schemes/", import.meta.url));
const builtIn = (id, name = "scheme.json") => join(SCHEMES, id, name);

const acme = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example/webhooks",
  signature: { header: "X-Acme-Signature", syntax: { prefixed: "sha256=" }, encoding: "hex" },
  timestamp: { header: "x-acme-timestamp", unit: "s" },
  signedContent: "{timestamp}.{body}",
};

const NOW = 1_790_000_000;
const SECRET = "acme_c41f7a90be52";

/** Returns a delivery of Acme as a vector, signed by node:crypto over `content`. */
function vector(name, expect, { body = '{"type":"paid"}', content = `${NOW}.${body}`, ...more } = {}) {
  const mac = createHmac("sha256", SECRET).update(content).digest("hex");
  const headers = [
    ["x-acme-signature", `sha256=${mac}`],
    ["x-acme-timestamp", `${NOW}`],
  ];
  return { name, secrets: [SECRET], headers, body, expect, ...more };
}

/** Runs `scheme check` on a scheme, with the given vectors. */
async function check(scheme, vectors, ...more) {
  const written = file("acme.json", JSON.stringify(scheme));
  const named = vectors && ["--vectors", file("acme.vectors.json", JSON.stringify({ now: NOW, ...vectors }))];
  const { code, stdout, stderr } = await hookward(["scheme", "check", written, ...(named ?? []), ...more]);
  assert.ok(!(stdout + stderr).includes(SECRET), "a secret is printed");
  return { code, stdout, stderr };
}

/** Returns the properties that are wrong, in the order in which they are printed. */
const wrong = ({ stdout }) => [...stdout.matchAll(/^✗ (\S+) cannot be used/gm)].map(([, field]) => field);

test("check accepts the files of built-in schemes, each with its vectors", async () => {
  for (const id of ["stripe", "twilio-form", "persona", "metronome", "box", "polar", "inboundflow"]) {
    const { code, stdout, stderr } = await hookward(["scheme", "check", builtIn(id)]);
    assert.deepEqual([code, stderr], [0, ""], id);
    const [, passed, all] = /✓ (\d+) of (\d+) deliveries/.exec(stdout);
    assert.ok(passed === all && Number(all) >= 6, id);
  }
});

test("check prints every property that is wrong, in one run, with what to do", async () => {
  const found = await check({
    ...acme,
    tolerance: 0,
    deliveryId: { header: "x-forwarded-for" },
    contentTypes: ["Application/JSON"],
    headerPrefix: "x-",
    secretEncoding: [],
    signedContent: "{body}",
    tolerence: 60,
    signature: { ...acme.signature, moreHeader: [] },
  });
  assert.equal(found.code, 3);
  assert.deepEqual(wrong(found), [
    "signature.moreHeader",
    "tolerence",
    "deliveryId",
    "secretEncoding",
    "tolerance",
    "signedContent",
    "contentTypes",
    "headerPrefix",
  ]);
  for (const what of [
    /tolerance cannot be used: it is out of range\. See docs\/SCHEMES\.md\./,
    /signedContent .*anyone could change the time\. Put \{timestamp\} where the provider signs it/,
    /moreHeader cannot be used: there is no such property\.\n {2}Did you mean `moreHeaders`\?/,
    /tolerence cannot be used: there is no such property\.\n {2}Did you mean `tolerance`\?/,
    /8 properties are invalid/,
  ])
    assert.match(found.stdout, what);
  // Such a scheme verifies nothing.
  const { code, stdout } = await check({ ...acme, signedContent: "{body}" }, { vectors: [vector("a", { ok: true })] });
  assert.equal(code, 3);
  assert.doesNotMatch(stdout, /deliver/);
});

test("check goes on where a property cannot be read, and says which others cannot", async () => {
  const { name, ...nameless } = acme;
  const found = await check({
    ...nameless,
    nam: name,
    signature: { header: "x-acme-signature", syntax: { prefix: "a" }, encoding: "hexx" },
    ack: { status: 200 },
    waivers: ["adjacent_part"],
  });
  assert.equal(found.code, 3);
  assert.deepEqual(wrong(found).toSorted(), [
    "ack.body",
    "ack.contentType",
    "nam",
    "signature.encoding",
    "signature.syntax",
    "waivers[0]",
  ]);
  assert.match(found.stdout, /nam cannot be used: there is no such property\.\n {2}Did you mean `name`\?/);
  assert.match(found.stdout, /Properties that depend on them are checked once they are valid/);
});

test("a part that does not exist is refused when a verifier is built, and check names the one that may be meant", async () => {
  for (const [content, meant] of [
    ["{timestamp}.{payload}", /At character 13: did you mean \{body\}\?/],
    ["{timestamp}.{raw_body}", /At character 13: did you mean \{body\}\?/],
    ["{timestamp}.{bdoy}", /At character 13: did you mean \{body\}\?/],
    ["{ts}.{body}", /At character 1: did you mean \{timestamp\}\?/],
    ["{TimeStamp}.{body}", /At character 1: did you mean \{timestamp\}\?/],
    ["{uri} {timestamp}.{body}", /At character 1: did you mean \{url\}\?/],
    ["{id}.{timestamp}.{body}", /At character 1: did you mean \{webhook-id\}\?/],
    ["{json:id}.{timestamp}.{body}", /At character 1: did you mean \{body\}\?/],
    ["{nothing}.{timestamp}.{body}", undefined],
  ]) {
    const scheme = { ...acme, signedContent: content };
    assert.throws(() => new Verifier({ scheme, secret: "s" }), {
      code: "invalid_scheme",
      field: "signedContent",
      message:
        /only these in braces: \{body\}, \{form\}, \{timestamp\}, \{url\}.* and the name of a header, such as \{webhook-id\}/,
    });
    const { code, stdout } = await check(scheme);
    assert.equal(code, 3, content);
    if (meant === undefined) assert.doesNotMatch(stdout, /did you mean/i);
    else assert.match(stdout, meant);
  }
  // A one-word header is accepted if the scheme uses it elsewhere, or if HTTP defines it.
  for (const more of [
    { signedContent: "{reference}.{timestamp}.{body}", deliveryId: { header: "Reference" } },
    { signedContent: "{date}.{timestamp}.{body}" },
  ])
    assert.equal((await check({ ...acme, ...more })).code, 0);
});

test("check prints each delivery whose result is another, and why", async () => {
  const vectors = [
    vector("genuine", { ok: true, event: null, timestamp: NOW }),
    vector("forged", { code: "signature_mismatch" }, { content: "other" }),
    vector("no-secret", { config: "invalid_secret", reason: "none" }, { secrets: [] }),
    vector("old", { code: "timestamp_too_old" }, { options: { tolerance: 1 } }),
    vector("a-colon", { ok: true }, { content: `${NOW}:{}`, body: "{}" }),
    vector("accepted", { code: "signature_mismatch" }),
    vector("event", { ok: true, event: "refunded" }),
  ];
  const scheme = { ...acme, event: { body: "type" } };
  const { code, stdout } = await check(scheme, { scheme: "acme", vectors });
  assert.equal(code, 1);
  const blocks = stdout.split(/^(?=✗)/m);
  const about = (name) => blocks.find((block) => block.startsWith(`✗ ${name}\n`));
  assert.match(about("genuine"), /event: null expected, "paid" found/);
  assert.match(about("old"), /result: "timestamp_too_old" expected, "accepted" found/);
  assert.match(about("a-colon"), /result: "accepted" expected, "signature_mismatch" found/);
  assert.match(about("a-colon"), /The signature does not match/);
  assert.match(about("accepted"), /result: "signature_mismatch" expected, "accepted" found/);
  assert.match(about("event"), /event: "refunded" expected, "paid" found/);
  assert.equal(about("forged") ?? about("no-secret"), undefined);
  assert.match(stdout, /✗ 2 of 7 deliveries of .* have the expected result/);

  const json = await check(scheme, { vectors }, "--json");
  const { ok, problems, vectors: tried } = JSON.parse(json.stdout);
  assert.deepEqual([json.code, ok, problems, tried.passed], [1, false, [], 2]);
  assert.deepEqual(
    tried.failed.map(({ name }) => name),
    ["genuine", "old", "a-colon", "accepted", "event"],
  );
});

test("check says what is proven to be wrong with a delivery that should be accepted", async () => {
  const vectors = [vector("spaced", { ok: true }, { body: '{ "a": 1 }', content: `${NOW}.{"a":1}` })];
  const { code, stdout } = await check(acme, { vectors });
  assert.equal(code, 1);
  assert.match(stdout, /proven: The body is a re-serialized copy of the signed JSON/);
});

test("check takes vectors.json beside the scheme, unless it is of another", async () => {
  const scheme = join(folder, "mine.json");
  writeFileSync(scheme, JSON.stringify(acme));
  const run = (...more) => hookward(["scheme", "check", scheme, ...more]);
  const alone = await run();
  assert.equal(alone.code, 0);
  assert.match(alone.stderr, /No delivery was verified: there is no vectors.json beside the scheme/);
  copyFileSync(builtIn("stripe", "vectors.json"), join(folder, "vectors.json"));
  const other = await run();
  assert.equal(other.code, 0);
  assert.match(other.stderr, /vectors.json is for the scheme stripe, not for acme\. Name/);
  assert.equal((await run("--vectors", join(folder, "vectors.json"))).code, 3);
  const vectors = [vector("genuine", { ok: true })];
  writeFileSync(join(folder, "vectors.json"), JSON.stringify({ scheme: "acme", now: NOW, vectors }));
  assert.match((await run()).stdout, /✓ 1 of 1 deliveries/);
});

test("what is no file of vectors ends with 2 and the place", async () => {
  const one = vector("a", { ok: true });
  for (const [vectors, place] of [
    [{ vectors: [] }, /`vectors` must be a list of deliveries/],
    [{ now: "today", vectors: [one] }, /`now` must be a number/],
    [{ vectors: [one, { ...one, secrets: SECRET }] }, /`vectors\[1\]\.secrets` must be a list of texts/],
    [{ vectors: [{ ...one, headers: { a: "b" } }] }, /`vectors\[0\]\.headers` must be a list of \[name, value\]/],
    [{ vectors: [{ ...one, body: { hex: "0" } }] }, /`vectors\[0\]\.body` must be a text/],
    [{ vectors: [{ ...one, expect: undefined }] }, /`vectors\[0\]\.expect` must be an object/],
  ]) {
    const { code, stderr } = await check(acme, vectors);
    assert.equal(code, 2, `${place}`);
    assert.match(stderr, place);
  }
  for (const args of [["check"], ["check", "none.json"], ["compile", "acme.json", "--vectors", "a.json"]]) {
    assert.equal((await hookward(["scheme", ...args])).code, 2, args);
  }
});

test("scheme compile prints what hookward/lite and hookward take, and nothing that is not sound", async () => {
  const lite = await import("hookward/lite");
  const withSchema = { $schema: "./node_modules/hookward/schemes/scheme.schema.json", ...acme };
  const compile = (scheme) => hookward(["scheme", "compile", file("acme.json", JSON.stringify(scheme))]);
  const { code, stdout } = await compile(withSchema);
  assert.equal(code, 0);
  const compiled = JSON.parse(stdout);
  const { headers, body } = new Verifier({ scheme: acme, secret: "s" }).sign({ body: "{}" });
  for (const { Verifier: Either } of [lite, { Verifier }]) {
    const verifier = new Either({ scheme: compiled, secret: "s" });
    assert.equal(verifier.scheme.signature.header, "x-acme-signature");
    assert.equal(verifier.verify({ headers, body }).scheme, "acme");
    assert.equal(verifier.check({ headers, body: "{} " }).code, "signature_mismatch");
    // A scheme that was compiled by another version, or is incomplete, has to be compiled again.
    for (const other of [{ ...compiled, compiledBy: "0.0.1" }, { compiledBy: compiled.compiledBy }]) {
      assert.throws(() => new Either({ scheme: other, secret: "s" }), {
        name: "ConfigError",
        code: "invalid_option",
        option: "scheme",
      });
    }
  }
  assert.throws(
    () => new Verifier({ scheme: { ...compiled, compiledBy: "0.0.1" }, secret: "s" }),
    /compiled by a different version of hookward. Compile it again: npx hookward scheme compile FILE/,
  );
  const unsound = await compile({ ...acme, signedContent: "{body}" });
  assert.equal(unsound.code, 3);
  assert.match(unsound.stderr, /^hookward: Scheme acme: signedContent cannot be used/);
  assert.equal((await compile([acme])).code, 3);
  for (const args of [["scheme"], ["scheme", "compile"], ["scheme", "print", "acme.json"]]) {
    assert.equal((await hookward(args)).code, 2, args);
  }
  assert.equal((await hookward(["scheme", "compile", "none.json"])).code, 2);
});

test("scheme compile says of each scheme that hookward/lite refuses that it does, and of no other", async () => {
  const lite = await import("hookward/lite");
  const unsigned = { unsignedBody: true, signedContent: "{timestamp}.{query:id}" };
  for (const [more, property] of [
    [{}, undefined],
    [{ algorithm: "sha256" }, undefined],
    [{ algorithm: "sha1" }, 'algorithm "sha1"'],
    [{ algorithm: "sha512" }, 'algorithm "sha512"'],
    [unsigned, "unsignedBody"],
  ]) {
    const { code, stdout, stderr } = await hookward([
      "scheme",
      "compile",
      file("acme.json", JSON.stringify({ ...acme, ...more })),
    ]);
    assert.equal(code, 0, stderr);
    const options = { scheme: JSON.parse(stdout), secret: "s", url: "https://api.example.com/hooks?id=7" };
    new Verifier(options);
    if (property === undefined) {
      assert.equal(stderr, "");
      new lite.Verifier(options);
      continue;
    }
    assert.ok(stderr.includes(`requires "hookward", because of ${property}. "hookward/lite" refuses it.`), stderr);
    assert.throws(() => new lite.Verifier(options), { name: "ConfigError", code: "invalid_scheme" });
  }
});

test("no scheme that somebody else wrote makes a terminal obey, in any command", async () => {
  for (const [property, text] of [
    ["id", "acme\u001b[31m"],
    ["name", "Acme\n✓ all is right"],
    ["docs", "https://acme.example/\u202e"],
  ]) {
    const hostile = file("hostile.json", JSON.stringify({ ...acme, [property]: text }));
    const request = file("request.http", "POST / HTTP/1.1\r\nx-other: 1\r\n\r\n{}");
    for (const args of [
      ["scheme", "check", hostile],
      ["scheme", "compile", hostile],
      ["explain", request, "--scheme", hostile, "--secret", SECRET],
      ["verify", request, "--scheme", hostile, "--secret", SECRET],
      ["listen", "--scheme", hostile, "--secret", SECRET, "--port", "0"],
    ]) {
      const { code, stdout, stderr } = await hookward(args);
      assert.equal(code, 3, args.join(" "));
      assert.match(
        stderr,
        new RegExp(`^hookward: In the scheme of .*, ${property} contains a character that is not printable`, "m"),
      );
      assert.ok(!(stdout + stderr).includes(text), args.join(" "));
    }
  }
});
