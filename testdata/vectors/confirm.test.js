// Compares the vectors with other implementations: OpenSSL computes every signature, each provider's own code every result, Node
// every re-serialized body, and the npm package of Standard Webhooks the results for its scheme. hookward itself is not used, except
// for the data of the schemes in schemes/.
//
// The tests find the files of vectors and documents, so no list must be maintained.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Webhook } from "standardwebhooks";

import { IDS, keysOf, SCHEMES } from "../../test-support/schemes.js";
import { contentParts, encode } from "../../test-support/sign.js";
import { TEXTS } from "../../test-support/vectors.js";
import { DOCUMENTS, difference, differences } from "./differences.js";

const here = (path) => new URL(path, import.meta.url);
const FILES = Object.keys(TEXTS);
// The environment variable names another interpreter, such as "py" on Windows.
const PYTHON = process.env.PYTHON ?? "python3";

const read = (name) => JSON.parse(TEXTS[name]);
const bytes = (body) => (typeof body === "string" ? Buffer.from(body) : Buffer.from(body.hex, "hex"));

/** Returns a scheme with the names of headers in lower case, as in Node's requests. */
function inLowerCase(scheme) {
  const header = (source) => (source?.header ? { ...source, header: source.header.toLowerCase() } : source);
  return {
    ...scheme,
    signature: header(scheme.signature),
    timestamp: header(scheme.timestamp),
    signedContent: scheme.signedContent.replace(/\{[^}]*\}/g, (part) => part.toLowerCase()),
  };
}

/** Returns headers as Node passes them to a handler: lower case, trimmed, with repetitions joined. */
function nodeHeaders(pairs) {
  const headers = Object.create(null);
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const text = value.replace(/^[ \t]+|[ \t]+$/g, "");
    headers[key] = key in headers ? `${headers[key]}, ${text}` : text;
  }
  return headers;
}

test("every scheme has a file of vectors", () => {
  for (const id of IDS) assert.equal(read(id).scheme, id);
});

test("every document is a scheme's, and all code whose differences are named is run", () => {
  for (const id of DOCUMENTS) assert.ok(IDS.includes(id), id);
  const run = [...DOCUMENTS, "grillo-python", "standard-webhooks"];
  for (const { id, provider } of differences) assert.ok(run.includes(provider), `${id} of ${provider}`);
});

test("the vectors are what the generator writes", () => {
  execFileSync(PYTHON, [fileURLToPath(here("./make.py")), "--check"], { stdio: ["ignore", "ignore", "inherit"] });
});

/** Returns the timestamps of an accepted delivery, from their own header or from fields or an entry of the signature header. */
function timestampsIn({ signature, timestamp }, headers) {
  const value = headers[signature.header];
  if (timestamp?.field)
    return [...value.matchAll(new RegExp(`(?:^|[,; ])\\s*${timestamp.field}=([^,; ]*)`, "g"))].map(([, text]) => text);
  if (timestamp?.position) return [value.split(signature.syntax.list.separator)[timestamp.position - 1]];
  return [headers[timestamp?.header]];
}

/** Returns the possible signed contents of an accepted delivery: one, unless the header has several timestamps. */
const signedContents = (scheme, { headers, body, url, method }) =>
  timestampsIn(scheme, headers).map((timestamp) => {
    const parts = contentParts(scheme, { body, headers, timestamp, url, method });
    return Buffer.concat(parts.map((part) => Buffer.from(part)));
  });

/** Computes a MAC with `openssl dgst`, which reads the signed content from its standard input. */
function openssl(algorithm, key, content) {
  const args = ["dgst", `-${algorithm}`, "-mac", "HMAC", "-macopt", `hexkey:${key.toString("hex")}`, "-binary"];
  const running = promisify(execFile)("openssl", args, { encoding: "buffer" });
  running.child.stdin.end(content);
  return running.then(({ stdout }) => stdout);
}

for (const name of FILES) {
  test(`OpenSSL recomputes every accepted signature: ${name}`, async () => {
    const file = read(name);
    const accepted = file.vectors.filter(({ expect }) => expect.ok);
    assert.ok(accepted.length > 0);
    for (const vector of accepted) {
      const given = vector.scheme ?? file.scheme;
      const scheme = inLowerCase(typeof given === "string" ? SCHEMES[given] : given);
      const headers = nodeHeaders(vector.headers);
      const body = vector.expect.reserialized ? Buffer.from(vector.expect.verified) : bytes(vector.body);
      const { url, method } = vector;
      const contents = signedContents(scheme, { headers, body, url, method });
      const keys = keysOf(scheme, vector.secrets[vector.expect.secretIndex]);
      const macs = await Promise.all(
        keys.flatMap((key) => contents.map((content) => openssl(scheme.algorithm ?? "sha256", key, content))),
      );
      const names = [scheme.signature.header, ...(scheme.signature.moreHeaders ?? [])];
      const values = names.map((name) => headers[name] ?? "").join(" ");
      const there = (mac) => values.includes(encode(scheme, mac)) || values.toLowerCase().includes(mac.toString("hex"));
      assert.ok(macs.some(there), `${vector.name}: OpenSSL says ${macs.map((mac) => mac.toString("hex"))}`);
      assert.ok(vector.confirmed.includes("openssl"), `${vector.name} does not say that OpenSSL confirms it`);
    }
  });

  test(`Node prints every re-serialized body: ${name}`, () => {
    for (const { name: vector, body, expect, confirmed } of read(name).vectors) {
      if (expect.reserialized) {
        const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(body));
        assert.equal(JSON.stringify(JSON.parse(text)), expect.verified, vector);
      }
      assert.equal(confirmed?.includes("node") ?? false, expect.reserialized ?? false, vector);
    }
  });
}

/** Returns the result of a provider's code for a vector. The code takes one secret, so it is called once for each secret. */
function does(vector, ask) {
  const results = (vector.secrets.length > 0 ? vector.secrets : [undefined]).map(ask);
  return ["accepts", "throws"].find((result) => results.includes(result)) ?? "refuses";
}

/** Compares the results of a provider's code with the expectations of the vectors and with the table of differences. */
function compare(provider, vectors, result) {
  const surprises = [];
  for (const vector of vectors) {
    const expected = difference(provider, vector.name)?.does ?? (vector.expect.ok ? "accepts" : "refuses");
    const actual = result(vector);
    if (actual !== expected) surprises.push(`${vector.name}: ${actual}, and not ${expected}`);
  }
  assert.deepEqual(surprises, []);
  // A name in the table without a vector is probably a typing error.
  for (const entry of differences.filter((entry) => entry.provider === provider)) {
    const known = vectors.map(({ name }) => name).filter((name) => difference(provider, name) === entry);
    assert.ok(known.length > 0, `${entry.id} of ${provider} names no vector`);
    if (Array.isArray(entry.vectors)) assert.deepEqual(known.sort(), entry.vectors.toSorted(), entry.id);
  }
}

for (const provider of DOCUMENTS) {
  test(`the provider's own code gives every result, but for the differences named: ${provider}`, async () => {
    const { verify } = await import(`./documents/${provider}.js`);
    compare(provider, read(provider).vectors, (vector) =>
      does(vector, (secret) => {
        try {
          return verify({ headers: nodeHeaders(vector.headers), body: bytes(vector.body), secret })
            ? "accepts"
            : "refuses";
        } catch {
          return "throws";
        }
      }),
    );
  });
}

test("the provider's own code gives every result, but for the differences named: Grillo's Python sample", () => {
  const { vectors } = read("grillo");
  const calls = vectors.flatMap(({ headers, body, secrets }) =>
    (secrets.length > 0 ? secrets : [null]).map((secret) => [
      bytes(body).toString("hex"),
      nodeHeaders(headers)["x-grillo-signature"] ?? null,
      secret,
    ]),
  );
  const script = fileURLToPath(here("./documents/grillo.py"));
  const responses = JSON.parse(execFileSync(PYTHON, [script], { input: JSON.stringify(calls), maxBuffer: 1 << 24 }));
  assert.equal(responses.length, calls.length);
  compare("grillo-python", vectors, (vector) => does(vector, () => responses.shift()));
});

test("the npm package of Standard Webhooks gives every result, but for the differences named", () => {
  const { now, vectors } = read("standard-webhooks");
  mock.timers.enable({ apis: ["Date"], now: now * 1000 });
  try {
    compare("standard-webhooks", vectors, (vector) =>
      does(vector, (secret) => {
        // The package throws for every refusal, and its constructor throws for an unusable secret.
        try {
          new Webhook(secret).verify(bytes(vector.body), nodeHeaders(vector.headers), { jsonParse: false });
          return "accepts";
        } catch {
          return "refuses";
        }
      }),
    );
  } finally {
    mock.timers.reset();
  }
});

test("docs/DIFFERENCES.md has a row for every difference", () => {
  const page = readFileSync(here("../../docs/DIFFERENCES.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
  assert.deepEqual(rows.sort(), [...new Set(differences.map(({ id }) => id))].sort());
});
