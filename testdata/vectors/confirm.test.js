// Do others agree with the vectors? OpenSSL about every signature, each provider's own code about every verdict, Node about
// every second form, and the npm package of Standard Webhooks about its scheme. hookward itself takes no part.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Webhook } from "standardwebhooks";

import { difference, differences } from "./differences.js";

const PROVIDERS = ["gilbert", "gabinete360", "inboundflow", "grillo", "smarterbot"];
const FILES = [...PROVIDERS, "standard-webhooks", "attacks"];
// An interpreter of another name, such as "py" on Windows, can be given.
const PYTHON = process.env.PYTHON ?? "python3";

const here = (path) => new URL(path, import.meta.url);
const read = (name) => JSON.parse(readFileSync(here(`./${name}.json`), "utf8"));
const bytes = (body) => (typeof body === "string" ? Buffer.from(body) : Buffer.from(body.hex, "hex"));

/** Headers as Node gives them to a handler: lower case, white space around the value gone, repetitions joined. */
function nodeHeaders(pairs) {
  const headers = Object.create(null);
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const text = value.replace(/^[ \t]+|[ \t]+$/g, "");
    headers[key] = key in headers ? `${headers[key]}, ${text}` : text;
  }
  return headers;
}

test("the vectors are what the generator writes", () => {
  execFileSync(PYTHON, [fileURLToPath(here("./make.py")), "--check"], { stdio: ["ignore", "ignore", "inherit"] });
});

// What the scheme signs and where it writes it, as far as OpenSSL needs to know. Written from the providers' pages and not
// from hookward's rows.
const shapes = {
  gilbert: { content: "{body}", header: "x-gilbert-signature" },
  gabinete360: { content: "{body}", header: "x-argos-signature" },
  inboundflow: { content: "{timestamp}.{body}", header: "x-inboundflow-signature", time: "x-inboundflow-timestamp" },
  grillo: { content: "{body}", header: "x-grillo-signature" },
  smarterbot: { content: "{timestamp}.{body}", header: "x-webhook-signature", field: "t" },
  "standard-webhooks": {
    content: "{webhook-id}.{timestamp}.{body}",
    header: "webhook-signature",
    time: "webhook-timestamp",
    secret: "whsec",
  },
};

function shape(scheme) {
  if (typeof scheme === "string") return shapes[scheme];
  const { signed_content: content, signature, timestamp, secret } = scheme;
  return { content, header: signature.header, time: timestamp?.header, field: timestamp?.field, secret };
}

/** The bytes that an accepted delivery's signature covers. */
function signedContent({ content, header, time, field }, headers, body) {
  const inField = field && new RegExp(`(?:^|[,;])${field}=([^,;]*)`).exec(headers[header])[1];
  const parts = content.split(/(\{[^}]*\})/).map((part) => {
    if (part === "{body}") return body;
    if (part === "{timestamp}") return Buffer.from(inField ?? headers[time]);
    return Buffer.from(part.startsWith("{") ? headers[part.slice(1, -1)] : part);
  });
  return Buffer.concat(parts);
}

function key(encoding, secret) {
  if (encoding === "hex") return Buffer.from(secret, "hex");
  if (encoding === "base64") return Buffer.from(secret, "base64");
  if (encoding === "whsec") return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return Buffer.from(secret);
}

/** `openssl dgst`, with the message on its standard input. */
function openssl(secret, message) {
  const args = ["dgst", "-sha256", "-mac", "HMAC", "-macopt", `hexkey:${secret.toString("hex")}`, "-binary"];
  const running = promisify(execFile)("openssl", args, { encoding: "buffer" });
  running.child.stdin.end(message);
  return running.then(({ stdout }) => stdout);
}

for (const name of FILES) {
  test(`OpenSSL recomputes every accepted signature: ${name}`, async () => {
    const file = read(name);
    const accepted = file.vectors.filter(({ expect }) => expect.ok);
    assert.ok(accepted.length > 0);
    for (const vector of accepted) {
      const form = shape(vector.scheme ?? file.scheme);
      const headers = nodeHeaders(vector.headers);
      const body = vector.expect.reserialized ? Buffer.from(vector.expect.verified) : bytes(vector.body);
      const secret = key(form.secret, vector.secrets[vector.expect.secretIndex]);
      const tag = await openssl(secret, signedContent(form, headers, body));
      const value = headers[form.header];
      const there = value.includes(tag.toString("base64")) || value.toLowerCase().includes(tag.toString("hex"));
      assert.ok(there, `${vector.name}: OpenSSL says ${tag.toString("hex")}`);
      assert.ok(vector.confirmed.includes("openssl"), `${vector.name} does not say that OpenSSL confirms it`);
    }
  });

  test(`Node prints every second form: ${name}`, () => {
    for (const { name: vector, body, expect, confirmed } of read(name).vectors) {
      if (expect.reserialized) {
        const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes(body));
        assert.equal(JSON.stringify(JSON.parse(text)), expect.verified, vector);
      }
      assert.equal(confirmed?.includes("node") ?? false, expect.reserialized ?? false, vector);
    }
  });
}

/** What a provider's code does with a vector. It knows one secret, so it is asked once for each. */
function does(vector, ask) {
  const verdicts = (vector.secrets.length > 0 ? vector.secrets : [undefined]).map(ask);
  return ["accepts", "throws"].find((verdict) => verdicts.includes(verdict)) ?? "refuses";
}

/** Holds what a provider's code does with every vector against what is expected, and against the table of differences. */
function compare(provider, vectors, verdict) {
  const surprises = [];
  for (const vector of vectors) {
    const expected = difference(provider, vector.name)?.does ?? (vector.expect.ok ? "accepts" : "refuses");
    const actual = verdict(vector);
    if (actual !== expected) surprises.push(`${vector.name}: ${actual}, and not ${expected}`);
  }
  assert.deepEqual(surprises, []);
  // A name in the table that no vector has would hide a typing error.
  for (const entry of differences.filter((entry) => entry.provider === provider)) {
    const known = vectors.map(({ name }) => name).filter((name) => difference(provider, name) === entry);
    assert.ok(known.length > 0, `${entry.id} of ${provider} names no vector`);
    if (Array.isArray(entry.vectors)) assert.deepEqual(known.sort(), entry.vectors.toSorted(), entry.id);
  }
}

for (const provider of PROVIDERS) {
  test(`the provider's own code gives every verdict, but for the differences named: ${provider}`, async () => {
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

test("the provider's own code gives every verdict, but for the differences named: Grillo's Python sample", () => {
  const { vectors } = read("grillo");
  const calls = vectors.flatMap(({ headers, body, secrets }) =>
    (secrets.length > 0 ? secrets : [null]).map((secret) => [
      bytes(body).toString("hex"),
      nodeHeaders(headers)["x-grillo-signature"] ?? null,
      secret,
    ]),
  );
  const script = fileURLToPath(here("./documents/grillo.py"));
  const answers = JSON.parse(execFileSync(PYTHON, [script], { input: JSON.stringify(calls), maxBuffer: 1 << 24 }));
  assert.equal(answers.length, calls.length);
  compare("grillo-python", vectors, (vector) => does(vector, () => answers.shift()));
});

test("the npm package of Standard Webhooks gives every verdict, but for the differences named", () => {
  const { now, vectors } = read("standard-webhooks");
  mock.timers.enable({ apis: ["Date"], now: now * 1000 });
  try {
    compare("standard-webhooks", vectors, (vector) =>
      does(vector, (secret) => {
        // It throws for every refusal, and when it is built for a secret that it cannot use.
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
