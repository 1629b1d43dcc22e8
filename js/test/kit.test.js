// The kit of hookward/testing, compared with independent programs: an interpreter of the scheme files in Python, OpenSSL for genuine signatures, and
// receivers that omit one check, which the kit has to detect.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import express from "express";
import { Verifier } from "hookward";
import { webhook } from "hookward/express";
import { conformance } from "hookward/testing";

import { send, serving } from "../../test-support/http.js";
import { IDS, SECRETS } from "../../test-support/schemes.js";

// The environment variable names another interpreter, such as "py" on Windows.
const PYTHON = process.env.PYTHON ?? "python3";
const VERIFY = fileURLToPath(new URL("../../testdata/vectors/verify.py", import.meta.url));
const SECONDS = 1_790_000_000;
const URL_SENT_TO = "https://api.example.com/hooks?tenant=a%2Fb";

const shape = (syntax, signedContent, more = {}) => ({
  id: "acme",
  name: "Acme",
  docs: "https://example.com",
  signature: { header: "x-signature", syntax, encoding: "base64url", ...more.signature },
  signedContent,
  ...more.scheme,
});
const list = { separator: ",", optionalSpace: true };

/** The shapes that no built-in scheme has. */
const SHAPES = [
  shape("plain", "{method}\n{path}\n{query}\n{body}"),
  shape("plain", "{method} {path} {timestamp} {body}", { scheme: { timestamp: { header: "x-at", unit: "iso8601" } } }),
  shape("plain", "{query}", { scheme: { bodyHash: { query: "hash" }, algorithm: "sha512" } }),
  shape({ list: { ...list, prefix: "sigs " } }, "{timestamp}.{body}", {
    scheme: { timestamp: { position: 1, unit: "s" }, algorithm: "sha1" },
  }),
  shape({ list }, "{body}"),
  shape({ fields: { ...list, key: "v1", groups: " | " } }, "{timestamp}.{body}", {
    scheme: { timestamp: { field: "v0", unit: "ms" } },
    signature: { encoding: "hex" },
  }),
  shape("plain", "{body}", { scheme: { timestamp: { body: "at.time", unit: "http_date" } } }),
  shape({ list: { separator: ";" } }, "{x-nonce}:{body}", {
    signature: { encoding: "base64url_padded", moreHeaders: ["x-second"] },
    scheme: { secretEncoding: ["hex", "utf8"], secretPrefix: "key_" },
  }),
];

const given = (scheme) =>
  typeof scheme === "string"
    ? { scheme, secret: SECRETS[scheme] }
    : { scheme, secret: "key_0a1b2c", body: '{"at":{},"a":"z"}', event: "e", deliveryId: "id" };

const kitOf = (scheme) => conformance({ ...given(scheme), url: URL_SENT_TO, now: SECONDS * 1000 });

test("Python and OpenSSL find of every delivery of every kit what it says", () => {
  // A long body is verified like any other, and would be most of the data to read.
  const cases = [...IDS, ...SHAPES].flatMap((scheme) =>
    kitOf(scheme)
      .filter(({ name }) => name !== "large_body")
      .map((one) => ({ scheme, ...one })),
  );
  const lines = cases.map(({ scheme, name, headers, body, url, method }) =>
    JSON.stringify({
      name,
      scheme,
      now: SECONDS,
      secrets: [given(scheme).secret],
      headers,
      url,
      method,
      body: { hex: Buffer.from(body).toString("hex") },
      // OpenSSL runs as a new process for each.
      openssl: name === "genuine",
    }),
  );
  const { stdout, stderr, status } = spawnSync(PYTHON, [VERIFY], { input: lines.join("\n"), maxBuffer: 2 ** 28 });
  assert.equal(status, 0, `${stderr}`);
  const results = `${stdout}`
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(results.length, cases.length);
  for (const [at, { scheme, name, expect, code }] of cases.entries()) {
    const { ok = false, code: found } = results[at];
    assert.deepEqual([ok, found], [expect === "accept", code], `${JSON.stringify(scheme)}, ${name}`);
  }
});

test("docs/TESTING.md has every delivery of the kits, and no other", () => {
  const page = readFileSync(new URL("../../docs/TESTING.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.+) \| .+ \|$/gm)].map(([, name, about]) => [name, about]);
  const cases = [...IDS, ...SHAPES].flatMap((scheme) => kitOf(scheme)).map(({ name, about }) => [name, about]);
  assert.deepEqual(Object.fromEntries(rows), Object.fromEntries(cases));
  assert.equal(rows.length, new Set(rows.map(([name]) => name)).size);
});

test("an app of Express is right about every delivery of every kit", async () => {
  const app = express();
  await serving(app, async (port) => {
    const origin = `http://127.0.0.1:${port}`;
    const agent = new http.Agent({ keepAlive: true });
    for (const scheme of IDS) {
      const { secret } = given(scheme);
      app.all(
        `/${scheme}`,
        webhook({ scheme, secret, url: origin, onRefused: () => {} }, () => {}),
      );
      for (const one of conformance({ scheme, secret, url: `${origin}/${scheme}` })) {
        const { name, expect, method, body } = one;
        const headers = Object.fromEntries(one.headers.map(([name]) => [name, []]));
        for (const [name, value] of one.headers) headers[name].push(value);
        const path = one.url.slice(origin.length);
        const { status } = await send(port, { path, method, headers, body, agent });
        assert.equal(status < 300, expect === "accept", `${scheme}, ${name}: ${status}`);
      }
    }
    agent.destroy();
  });
});

function check(scheme, request, now = SECONDS * 1000) {
  const { secret } = given(scheme);
  return new Verifier({ scheme, secret }).check({ ...request, now }).ok;
}

const headerOf = ({ headers }, wanted) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];

/** Returns a form with only the first value of each name. */
function firstValues(body) {
  const fields = new Map([...new URLSearchParams(Buffer.from(body).toString())].reverse());
  return new URLSearchParams([...fields]).toString();
}

/** Receivers that omit one check, and the deliveries that detect it. */
const RECEIVERS = [
  {
    about: "goes by a fixed url",
    scheme: "twilio-form",
    accepts: (request) => check("twilio-form", { ...request, url: URL_SENT_TO }),
    found: ["changed_url"],
  },
  {
    about: "ignores a slash at the end of the path",
    scheme: SHAPES[1],
    accepts: (request) => check(SHAPES[1], { ...request, url: request.url.replace(/\/$|\/(?=\?)/, "") }),
    found: ["changed_url"],
  },
  {
    about: "goes by a fixed method",
    scheme: "hubspot-v3",
    accepts: (request) => check("hubspot-v3", { ...request, method: "POST" }),
    found: ["changed_method"],
  },
  {
    about: "checks the hash of the body only where there is one",
    scheme: "twilio-json",
    accepts(request) {
      if (request.url.includes("bodySHA256")) return check("twilio-json", request);
      const mac = createHmac("sha1", SECRETS["twilio-json"]).update(request.url).digest("base64");
      return mac === headerOf(request, "x-twilio-signature");
    },
    found: ["no_body_hash"],
  },
  {
    about: "reads the first value of a field",
    scheme: "twilio-form",
    accepts: (request) => check("twilio-form", { ...request, body: firstValues(request.body) }),
    found: ["repeated_form_field"],
  },
  {
    about: "checks the time of the first group and the signature of the last",
    scheme: "persona",
    accepts(request) {
      const groups = headerOf(request, "persona-signature")?.split(" ") ?? [];
      const [first, last] = [groups[0], groups.at(-1)].map((group) => Number(/t=(\d+)/.exec(group)?.[1]));
      const isGroups = groups.length > 1 && groups.every((group) => group.startsWith("t="));
      if (!isGroups || Math.abs(SECONDS - first) > 300) return check("persona", request);
      return check("persona", { ...request, headers: [["persona-signature", groups.at(-1)]] }, last * 1000);
    },
    found: ["expired_group"],
  },
  {
    about: "does not look at the time in the body",
    scheme: "linear",
    accepts(request) {
      const { webhookTimestamp } = /^\{/.test(Buffer.from(request.body)) ? parsed(request.body) : {};
      return check("linear", request, Number.isFinite(webhookTimestamp) ? webhookTimestamp : undefined);
    },
    found: ["expired", "from_the_future"],
  },
];

function parsed(body) {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return {};
  }
}

for (const { about, scheme, accepts, found } of RECEIVERS) {
  test(`a receiver that ${about} is found out by ${found}`, () => {
    const wrong = kitOf(scheme).filter((one) => accepts(one) !== (one.expect === "accept"));
    assert.deepEqual(
      wrong.map(({ name }) => name),
      found,
    );
  });
}
