// The log: what every line contains, and what no line may contain.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NOW, sign, startOrigin, startWorker, values } from "../../test-support/worker.js";

const SECRET = "a-secret-of-the-provider";
const ORIGIN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

let origin;
let worker;

before(async () => {
  origin = await startOrigin();
  const route = (path, scheme, more) => ({ path, scheme, secrets: ["SECRET", "OTHER"], origin: origin.url, ...more });
  const ROUTES = [
    route("/gilbert", "gilbert"),
    route("/inboundflow", "inboundflow"),
    route("/broken", "gilbert", { secrets: ["UNSET"] }),
  ];
  worker = await startWorker({ ROUTES, SECRET, OTHER: `${SECRET}\n`, ORIGIN_SECRET });
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

const log = async (request) => (await worker.send({ headers: [], ...request })).log;

test("a delivery that was served", async () => {
  const body = '{"event":"lead.created","event_id":"evt_1"}';
  assert.deepEqual(await log({ path: "/gilbert", body, headers: sign.gilbert(SECRET, body) }), {
    level: "info",
    path: "/gilbert",
    scheme: "gilbert",
    event: "lead.created",
    delivery: "evt_1",
    status: 200,
    secretIndex: 0,
    reserialized: false,
    originStatus: 200,
    ms: 0,
  });
});

test("a request that was refused: the code, the facts, and what to do", async () => {
  const body = '{"event":"forged","event_id":"forged"}';
  const refused = {
    level: "warn",
    scheme: "gilbert",
    path: "/gilbert",
    event: null,
    delivery: null,
    status: 401,
    ms: 0,
  };
  const { message: missing, ...rest } = await log({ path: "/gilbert", body });
  assert.deepEqual(rest, { ...refused, code: "missing_header", header: "x-gilbert-signature" });
  assert.match(missing, /^The header x-gilbert-signature is missing\./);

  const { message: mismatch, ...facts } = await log({ path: "/gilbert", body, headers: sign.gilbert("another", body) });
  assert.deepEqual(facts, { ...refused, code: "signature_mismatch", secrets: 2, paddedSecret: 1 });
  assert.match(mismatch, /secrets\[1\] begins or ends with white space/);
});

test("a delivery that came late", async () => {
  const { code, age, tolerance } = await log({
    path: "/inboundflow",
    body: "{}",
    headers: sign.inboundflow(SECRET, "{}", NOW - 301),
  });
  assert.deepEqual([code, age, tolerance], ["timestamp_too_old", 301, 300]);
});

test("what a sender chose is escaped and cut, and never a line of its own", async () => {
  const forged = '\n{"level":"error","code":"forged"}\u2028';
  const body = JSON.stringify({ event: forged, event_id: "é".repeat(1000) });
  const line = await log({ path: "/gilbert", body, headers: sign.gilbert(SECRET, body) });
  assert.deepEqual([line.level, line.event, line.delivery], ["info", forged, "é".repeat(256)]);
  const { path } = await log({ path: `/${"x".repeat(5000)}%0a{"level":"error"}` });
  assert.equal(path, `/${"x".repeat(255)}`);
});

/** Characters of each kind that controls a terminal or is invisible, with the ends of each range. */
const HIDDEN = [
  ...[0x00, 0x07, 0x08, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f], // controls, C0 and C1
  ...[0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069], // direction
  ...[0x2028, 0x2029], // lines
  ...[0xad, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2064, 0xfeff], // no width
  ...[0xfff9, 0xfffa, 0xfffb, 0xe0000, 0xe0001, 0xe0041, 0xe007f], // annotations and tags
  ...[0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0], // fillers, and a letter without a dot
  ...[0x180b, 0x180d, 0x180f, 0xfe00, 0xfe0f, 0xe0100, 0xe01ef], // variation selectors
  ...[0xa0, 0x1680, 0x2000, 0x200a, 0x202f, 0x205f, 0x3000], // spaces
  ...[0xe000, 0xf8ff, 0xf0000, 0x10fffd], // private use
];

/** Matches all of them: by category, and the few that Unicode counts as letters or marks. */
const ANY_HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

test("a character that a terminal obeys, or that is not shown, is escaped in the log and in health", async () => {
  const odd = String.fromCodePoint(...HIDDEN);
  const shown = "é日😀";
  const body = JSON.stringify({ event: `${odd}${shown}`, event_id: odd });
  const { line } = await worker.sendRaw({ path: "/gilbert", body, headers: sign.gilbert(SECRET, body) });
  assert.doesNotMatch(line, ANY_HIDDEN);
  // After parsing the JSON, the original text is complete.
  assert.deepEqual([JSON.parse(line).event, JSON.parse(line).delivery], [`${odd}${shown}`, odd]);
  assert.ok(line.includes(shown), "a letter is left as it is");

  // Unsigned text in headers and in the path, and text in a configuration.
  const header = [...odd].filter((character) => character > "\u007f").join("");
  const headers = [
    ...sign.inboundflow(SECRET, "{}"),
    ["X-InboundFlow-Event", header],
    ["X-InboundFlow-Delivery-Id", header],
  ];
  const unsigned = await worker.sendRaw({ path: "/inboundflow", body: "{}", headers });
  assert.doesNotMatch(unsigned.line, ANY_HIDDEN);
  assert.equal(JSON.parse(unsigned.line).event, header);
  const [request] = origin.take().slice(-1);
  assert.deepEqual(values(request.headers, "x-hookward-event"), []);
  assert.deepEqual(values(request.headers, "x-hookward-delivery"), []);
  assert.doesNotMatch((await worker.sendRaw({ path: `/${header}`, body: "" })).line, ANY_HIDDEN);
  const configured = await startWorker({
    ROUTES: [{ path: `/${odd}`, scheme: odd, secrets: [odd], origin: odd, [odd]: 1 }],
  });
  const health = await configured.sendRaw({ method: "GET", path: "/_hookward/health", length: null });
  await configured.stop();
  assert.equal(health.status, 503);
  assert.doesNotMatch(health.line, ANY_HIDDEN);
  assert.doesNotMatch(health.body.toString(), ANY_HIDDEN);
  assert.equal(JSON.parse(health.body).routes[0].path, `/${odd}`);
});

test("of the marks on a letter three are shown, and the rest are escaped", async () => {
  for (const mark of ["\u0301", "\u0489", "\u1ab0", "\u1dff", "\u20dd", "\ufe2f"]) {
    const body = JSON.stringify({ event: `a${mark.repeat(40)}`, event_id: `b${mark.repeat(3)}c${mark}` });
    const { line } = await worker.sendRaw({ path: "/gilbert", body, headers: sign.gilbert(SECRET, body) });
    const escaped = `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
    assert.ok(line.includes(`"a${mark.repeat(3)}${escaped.repeat(37)}"`), line);
    assert.ok(line.includes(`"b${mark.repeat(3)}c${mark}"`), line);
    assert.equal(JSON.parse(line).event, `a${mark.repeat(40)}`);
  }
  origin.take();
});

test("half a surrogate pair is no text of a delivery", async () => {
  const body = '{"event":"\\ud800","event_id":"\\udc00"}';
  const { event, delivery } = await log({ path: "/gilbert", body, headers: sign.gilbert(SECRET, body) });
  assert.deepEqual([event, delivery], [null, null]);
});

test("no line holds a secret, a signature, a body or the origin", async () => {
  const body = '{"event":"e","password":"hunter2"}';
  const lines = [];
  for (const path of ["/gilbert", "/broken", "/nowhere", "/gilbert?token=hunter2"]) {
    for (const secret of [SECRET, "another"]) {
      const headers = [...sign.gilbert(secret, body), ["Authorization", "Bearer hunter2"]];
      lines.push(
        await log({ path, body, headers }),
        await log({ path, body: "hunter2", headers }),
        await log({ method: "PUT", path, body, headers }),
      );
    }
  }
  const text = JSON.stringify(lines);
  const signatures = [SECRET, `${SECRET}\n`, "another"].flatMap((secret) =>
    [body, "hunter2"].map((of) => sign.gilbert(secret, of)[0][1]),
  );
  for (const word of [SECRET, ORIGIN_SECRET.slice(6), "hunter2", "another", ...signatures, origin.url.slice(7)]) {
    assert.ok(!text.includes(word), word);
  }
  assert.deepEqual([...new Set(lines.map(({ status }) => status))].sort(), [200, 401, 404, 405, 500]);
});
