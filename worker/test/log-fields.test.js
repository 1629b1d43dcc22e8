// Compares the tables of docs/OPERATING.md with the Worker: the fields of a log line with their types, and the codes with their statuses.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { after, before, test } from "node:test";

import { SECRETS } from "../../test-support/schemes.js";
import { NOW, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const PAGE = readFileSync(new URL("../../docs/OPERATING.md", import.meta.url), "utf8");

/** Returns the rows of the table whose first column has the given name, as lists of cells. */
function rowsOf(first) {
  const lines = PAGE.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  assert.ok(start > 0, first);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

const namesIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

/** The types on the page, with functions that check a value. */
const TYPES = {
  text: (value) => typeof value === "string",
  "text or null": (value) => value === null || typeof value === "string",
  number: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  true: (value) => value === true,
  '`"info"`, `"warn"` or `"error"`': (value) => ["info", "warn", "error"].includes(value),
};

const FIELDS = new Map(
  rowsOf("field").flatMap(([names, type, when]) => namesIn(names).map((name) => [name, { type, when }])),
);
const CODES = new Map(
  rowsOf("code").flatMap(([names, status, level]) => namesIn(names).map((name) => [name, { status, level }])),
);

let act;
let origin;
let worker;
const { SECRET, TOKEN } = { SECRET: "s3cret", TOKEN: "verify-me" };

before(async () => {
  origin = await startOrigin((response) => act(response));
  const route = (path, scheme, more) => ({ path, scheme, secrets: ["SECRET"], origin: origin.url, ...more });
  const unsafe = { id: "acme", name: "Acme", docs: "https://acme.example", signedContent: "{timestamp}" };
  const signature = { header: "x-acme-signature", syntax: "plain", encoding: "hex" };
  const ROUTES = [
    route("/gilbert", "gilbert", { maxBodyBytes: 100_000, timeout: 1 }),
    route("/gone", "gilbert", { origin: "http://127.0.0.1:1/" }),
    { path: "/both", scheme: "gilbert", secrets: ["SECRET"], origins: [origin.url, "http://127.0.0.1:1/"] },
    route("/inboundflow", "inboundflow"),
    route("/whatsapp", "whatsapp", { challenge: "TOKEN" }),
    route("/standard", "standard-webhooks", { secrets: ["STANDARD"] }),
    route("/twilio", "twilio-form", { url: "https://edge.example" }),
    route("/linear", "linear"),
    route("/t/{tenant}", "gilbert", { secrets: ["T_{TENANT}"] }),
    route("/unset", "gilbert", { secrets: ["UNSET"] }),
    route("/option", "gilbert", { timeout: 0 }),
    route("/unknown", "gilbrt"),
    route("/unsafe", { ...unsafe, signature }),
  ];
  const vars = { SECRET, TOKEN, T_ACME: SECRET, PADDED: `${SECRET}\n`, STANDARD: SECRETS["standard-webhooks"] };
  ROUTES.push(route("/padded", "gilbert", { secrets: ["SECRET", "PADDED"] }));
  worker = await startWorker({ ROUTES, ...vars });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const BODY = '{"event":"x","event_id":"1"}';
const gilbert = (path, more) => ({ path, body: BODY, headers: sign.gilbert(SECRET, BODY), ...more });
const ok = (response) => response.end("ok");

/** Requests, each with the code of its log line. */
const REQUESTS = [
  [undefined, gilbert("/gilbert")],
  [undefined, { path: "/_hookward/health", method: "HEAD", length: null }],
  [
    undefined,
    {
      path: `/whatsapp?hub.mode=subscribe&hub.verify_token=${TOKEN}&hub.challenge=123`,
      method: "GET",
      length: null,
    },
  ],
  [
    "invalid_challenge",
    { path: "/whatsapp?hub.mode=subscribe&hub.verify_token=no&hub.challenge=1", method: "GET", length: null },
  ],
  ["not_found", { path: "/none" }],
  ["method_not_allowed", { path: "/gilbert", method: "GET", length: null }],
  ["missing_header", { path: "/gilbert", body: BODY }],
  ["malformed_header", { path: "/gilbert", body: BODY, headers: [["x-gilbert-signature", "zz"]] }],
  ["duplicate_header", { path: "/gilbert", body: BODY, headers: Array(2).fill(sign.gilbert(SECRET, BODY)[0]) }],
  ["timestamp_too_old", { path: "/inboundflow", body: "{}", headers: sign.inboundflow(SECRET, "{}", NOW - 400) }],
  ["timestamp_too_new", { path: "/inboundflow", body: "{}", headers: sign.inboundflow(SECRET, "{}", NOW + 400) }],
  ["signature_mismatch", { path: "/padded", body: "{}", headers: sign.gilbert(SECRET, BODY) }],
  [
    "too_many_candidates",
    {
      path: "/standard",
      body: "{}",
      headers: [
        ["webhook-id", "msg_1"],
        ["webhook-timestamp", `${NOW}`],
        [
          "webhook-signature",
          Array(20)
            .fill(`v1,${Buffer.alloc(32).toString("base64")}`)
            .join(" "),
        ],
      ],
    },
  ],
  [
    "too_many_fields",
    {
      path: "/twilio",
      body: Array.from({ length: 300 }, (_, at) => `a${at}=1`).join("&"),
      headers: [["x-twilio-signature", Buffer.alloc(20).toString("base64")]],
    },
  ],
  ["malformed_body", { path: "/linear", body: "{}", headers: sign.linear(SECRET, "{}") }],
  ["unknown_tenant", gilbert("/t/nobody")],
  ["body_too_large", { path: "/gilbert", body: "x".repeat(100_001), headers: sign.gilbert(SECRET, BODY) }],
  ["invalid_secret", gilbert("/unset")],
  ["invalid_option", gilbert("/option")],
  ["invalid_scheme", gilbert("/unsafe")],
  ["unknown_scheme", gilbert("/unknown")],
  ["origin_unreachable", gilbert("/gone")],
  ["origin_refused", gilbert("/gilbert"), (response) => response.writeHead(418).end()],
  ["origin_timeout", gilbert("/gilbert"), () => {}],
];

/** Returns the log line for a sender that disconnects within the body. */
async function brokenOff() {
  const socket = connect(worker.port, "127.0.0.1");
  const [[name, value]] = sign.gilbert(SECRET, BODY);
  socket.write(`POST /gilbert HTTP/1.1\r\nHost: e\r\n${name}: ${value}\r\nContent-Length: 999\r\n\r\n{`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.resetAndDestroy();
  return worker.nextLog();
}

/** Returns the log line about an origin that is not the first of its route. The line of the request may come before or after it. */
async function ofOtherOrigin() {
  act = ok;
  await worker.request(gilbert("/both"));
  const lines = [await worker.nextLog(), await worker.nextLog()];
  return lines.find(({ origin }) => origin !== undefined);
}

/** Checks the fields of a line against the page. */
function checkFields(line, seen) {
  const shown = JSON.stringify(line);
  for (const [name, value] of Object.entries(line)) {
    assert.ok(FIELDS.has(name), `${name} is not on the page: ${shown}`);
    const { type } = FIELDS.get(name);
    assert.ok(TYPES[type]?.(value), `${name} is not ${type}: ${shown}`);
    seen.fields.add(name);
  }
}

test("a line has the fields of the page, each of its type, and every code its status and level", async () => {
  const seen = { fields: new Set(), codes: new Set() };
  const lines = [];
  for (const [code, request, respond = ok] of REQUESTS) {
    act = respond;
    const { log, status } = await worker.send(request);
    if (!request.path.startsWith("/_hookward")) assert.equal(log.code, code, request.path);
    assert.equal(log.status, status);
    lines.push(log);
  }
  lines.push(await brokenOff());
  assert.equal(lines.at(-1).code, "body_broken_off");

  const other = await ofOtherOrigin();
  checkFields(other, seen);
  assert.deepEqual([other.level, other.code, other.origin], ["error", "origin_unreachable", 1]);

  for (const line of lines) {
    const shown = JSON.stringify(line);
    checkFields(line, seen);
    for (const [name, { when }] of FIELDS) if (when === "always") assert.ok(name in line, `${name}: ${shown}`);
    if (line.code === undefined) continue;
    const row = CODES.get(line.code);
    assert.ok(row, `${line.code} is not on the page`);
    // Health has the code of an error that does not stop it.
    if (line.path.startsWith("/_hookward")) continue;
    seen.codes.add(line.code);
    assert.equal(line.level, row.level, shown);
    assert.equal(`${line.status}`, row.status === "the origin's" ? `${line.originStatus}` : row.status, shown);
  }
  assert.deepEqual(
    [...FIELDS.keys()].filter((name) => !seen.fields.has(name)),
    [],
    "fields that no line has",
  );
  assert.deepEqual(
    [...CODES.keys()].filter((name) => !seen.codes.has(name)),
    [],
    "codes that no line has",
  );
});
