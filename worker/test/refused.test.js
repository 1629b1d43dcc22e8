// The requests that a route with `keepRefused` keeps, in workerd: what operators see of them, and that their number is limited. The sender cannot
// detect whether they are kept.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { delivery, ORIGIN_SECRET, SECRET, until } from "../../test-support/ledger.js";
import { send, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const TOKEN = "t0ken-of-operators";
const authorization = [["Authorization", `Bearer ${TOKEN}`]];

let folder;
let origin;
let worker;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hookward-refused-"));
  origin = await startOrigin();
  worker = await start(routes(), { ledgers: join(folder, "all") });
});

after(async () => {
  await worker.stop();
  await origin.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  for (const path of ["/x", "/y", "/t/{tenant}"])
    assert.equal((await ask("POST", `refused/erase?path=${encodeURIComponent(path)}`)).status, 200);
});

function routes() {
  const route = (path, more) => ({ path, scheme: "gilbert", secrets: ["SECRET"], origin: origin.url, ...more });
  return [
    route("/x", { keepRefused: true, mode: "accept" }),
    route("/y", { keepRefused: true, maxBodyBytes: 200_000 }),
    route("/t/{tenant}", { keepRefused: true, secrets: ["T_{TENANT}"] }),
    route("/off"),
  ];
}

const start = (ROUTES, options) =>
  startWorker({ ROUTES, SECRET, T_ACME: SECRET, ORIGIN_SECRET, OPERATOR_TOKEN: TOKEN }, { strict: false, ...options });

async function ask(method, target, headers = authorization, port = worker.port) {
  const response = await send(port, { method, path: `/_hookward/${target}`, headers });
  const text = response.body.toString();
  return { status: response.status, ...(text.startsWith("{") ? JSON.parse(text) : { text }) };
}

/** Sends a delivery whose body was changed after signing. */
function forge(id, path = "/x", more = {}) {
  const { headers, body } = delivery(id, {}, path);
  return send(worker.port, {
    path,
    headers: [...headers, ...(more.headers ?? [])],
    body: more.body ?? body.replaceAll('":', '": '),
  });
}

/** Returns the kept requests, once the expected number exists. */
const kept = (count, query = "") =>
  until(`${count} are kept`, async () => {
    const { refused } = await ask("GET", `refused${query}`);
    return refused.length >= count && refused;
  });

test("a forged request is there with what an explanation needs", async () => {
  const more = {
    headers: [
      ["Content-Type", "application/json"],
      ["Cookie", "a=b"],
      ["Authorization", "Bearer x"],
    ],
  };
  const started = Date.now();
  assert.equal((await forge("evt_1", "/x", more)).status, 401);
  const [listed] = await kept(1);
  assert.deepEqual(Object.keys(listed).sort(), "at bytes code id isCut method path scheme url".split(" "));
  assert.deepEqual(
    [listed.path, listed.code, listed.scheme, listed.url],
    ["/x", "signature_mismatch", "gilbert", "/x"],
  );
  assert.ok(listed.at >= started && listed.at <= Date.now());

  const { refused } = await ask("GET", `refused/${listed.id}?path=/x`);
  const [{ headers, bodyBase64 }] = refused;
  assert.deepEqual(Object.keys(headers).sort(), ["content-length", "content-type", "x-gilbert-signature"]);
  const body = Buffer.from(bodyBase64, "base64");
  assert.equal(body.length, listed.bytes);
  // The signed body is the same JSON without the added spaces. The kept request proves this.
  const signed = JSON.stringify(JSON.parse(body));
  assert.notEqual(body.toString(), signed);
  assert.deepEqual([["x-gilbert-signature", headers["x-gilbert-signature"]]], sign.gilbert(SECRET, signed));
});

test("a genuine delivery is never there, and a duplicate is not", async () => {
  for (const path of ["/x", "/x", "/y"])
    assert.equal((await send(worker.port, delivery("evt_2", {}, path))).status, 200);
  await forge("evt_after", "/y");
  const [only, ...others] = await kept(1);
  assert.deepEqual([only.path, others], ["/y", []]);
  assert.equal((await ask("GET", "deliveries?path=/y")).deliveries.length, 0, "and it is in no ledger");
});

test("of many, the newest 50 of each route are there", async () => {
  for (let number = 0; number < 60; number++) await forge(`evt_${number}`);
  await forge("evt_other", "/y");
  const ids = await until("the last is kept", async () => {
    const { refused } = await ask("GET", "refused?path=/x&limit=100");
    const shown = await Promise.all(
      [refused[0], refused.at(-1)].filter(Boolean).map(({ id }) => ask("GET", `refused/${id}`)),
    );
    const ids = shown.map(({ refused }) => JSON.parse(Buffer.from(refused[0].bodyBase64, "base64")).event_id);
    return refused.length === 50 && ids[0] === "evt_59" && ids;
  });
  assert.deepEqual(ids, ["evt_59", "evt_10"]);
  assert.equal((await ask("GET", "refused?path=/y")).refused.length, 1);

  // The pages contain the same requests, each once.
  const all = await ask("GET", "refused?limit=1000");
  const pages = [];
  for (let cursor = ""; cursor !== null; ) {
    const page = await ask("GET", `refused?limit=7${cursor && `&cursor=${cursor}`}`);
    pages.push(...page.refused);
    cursor = page.cursor;
  }
  assert.deepEqual(pages, all.refused);
  assert.equal(pages.length, 51);
});

test("what is refused by its headers has no body, a long one is cut, and one beyond the limit was not read", async () => {
  await send(worker.port, { path: "/y", headers: [], body: "{}" });
  const [{ code, bytes, id }] = await kept(1);
  assert.deepEqual([code, bytes], ["missing_header", null]);
  assert.equal((await ask("GET", `refused/${id}`)).refused[0].bodyBase64, null);

  await forge("evt_long", "/y", { body: `{"a":"${"é".repeat(50_000)}"}` });
  const [long] = await kept(2);
  assert.deepEqual([long.bytes, long.isCut], [100_008, true]);
  const stored = Buffer.from((await ask("GET", `refused/${long.id}`)).refused[0].bodyBase64, "base64");
  assert.deepEqual([stored.length, stored.subarray(0, 6).toString()], [65_536, '{"a":"']);

  const chunked = { path: "/y", headers: sign.gilbert(SECRET, "x"), body: "x".repeat(200_001), chunked: true };
  assert.equal((await send(worker.port, chunked)).status, 413);
  const [tooLarge] = await kept(3);
  assert.deepEqual([tooLarge.code, tooLarge.bytes, tooLarge.isCut], ["body_too_large", null, false]);
  assert.equal((await ask("GET", "refused?code=missing_header&path=/y")).refused.length, 1);
});

test("tenants share one object, also those who are made up", async () => {
  for (const tenant of ["acme", "made-up"]) await forge("evt_1", `/t/${tenant}`);
  const refused = await kept(2, `?path=${encodeURIComponent("/t/{tenant}")}`);
  const about = refused.map(({ path, code, tenant, url }) => [path, code, tenant, url]);
  assert.deepEqual(about, [
    ["/t/{tenant}", "unknown_tenant", undefined, "/t/made-up"],
    ["/t/{tenant}", "signature_mismatch", "acme", "/t/acme"],
  ]);
});

test("one is erased, or all of a route, and without the token nobody sees any", async () => {
  for (const id of ["evt_1", "evt_2", "evt_3"]) await forge(id);
  const [{ id }] = await kept(3);
  for (const [headers, status] of [
    [[], 401],
    [[["Authorization", "Bearer wrong"]], 401],
  ]) {
    assert.deepEqual(await ask("GET", "refused", headers), { status, text: "wrong token" });
    assert.deepEqual(await ask("GET", `refused/${id}`, headers), { status, text: "wrong token" });
    assert.deepEqual(await ask("POST", "refused/erase?path=/x", headers), { status, text: "wrong token" });
  }
  assert.deepEqual(await ask("POST", `refused/${id}/erase`), { status: 200, count: 1 });
  assert.equal((await ask("GET", `refused/${id}`)).status, 404);
  assert.equal((await ask("GET", "refused")).refused.length, 2);
  assert.deepEqual(await ask("POST", "refused/erase?path=/x"), { status: 200, count: 2 });
  assert.equal((await ask("GET", "refused")).refused.length, 0);
  assert.equal((await ask("POST", "refused/erase")).status, 400, "which of several is not guessed at");
});

/** Returns the Worker, with other code instead of its objects. */
const withLedgers = (code) => `
  import worker from "./index.js";
  export { Ledger } from "./index.js";
  const LEDGER = ${code};
  const instead = (env) => new Proxy(env, { get: (target, name) => (name === "LEDGER" ? LEDGER : target[name]) });
  export default { ...worker, fetch: (request, env, context) => worker.fetch(request, instead(env), context) };
`;

const object = (handle) => `{ idFromName: (name) => name, get: () => ({ handle: ${handle} }) }`;

/** Returns the responses of two Workers to a request, and the times that they took. */
async function compared(code) {
  const entry = withLedgers(code);
  const [on, off] = await Promise.all([
    start([routes()[1]], { ledgers: join(folder, "on"), entry }),
    start([{ ...routes()[1], keepRefused: false }], { ledgers: join(folder, "off"), entry }),
  ]);
  const { headers, body } = delivery("evt_1", {}, "/y");
  const results = [];
  for (const { port } of [on, off]) {
    await send(port, { path: "/y", headers, body });
    const begun = performance.now();
    const response = await send(port, { path: "/y", headers, body: `${body} ` });
    results.push({ ...response, took: performance.now() - begun });
  }
  return { on, off, results, stop: () => Promise.all([on.stop(), off.stop()]) };
}

function assertSame([on, off]) {
  const whole = ({ status, headers, body }) => [status, headers, body.toString()];
  assert.deepEqual(whole(on), whole(off));
  assert.deepEqual([on.status, on.body.toString()], [401, "invalid signature"]);
}

test("the sender gets the same bytes, and does not wait for a store that hangs", async () => {
  const { results, stop } = await compared(
    object("() => new Promise((resolve) => setTimeout(resolve, 3000, { reply: 'accepted' }))"),
  );
  assertSame(results);
  assert.ok(results[0].took < 1000, `${results[0].took} ms`);
  await stop();
});

for (const [name, code] of [
  ["cannot be found", '{ idFromName() { throw new Error("no such class"); } }'],
  ["throws", object('() => { throw new Error("overloaded"); }')],
  ["rejects", object('() => Promise.reject(new Error("overloaded"))')],
  ["could not write", object('() => ({ reply: "unavailable" })')],
]) {
  test(`a store that ${name} changes nothing but the log`, async () => {
    const { on, results, stop } = await compared(code);
    assertSame(results);
    const lines = [];
    await until("it is logged", () => {
      lines.push(...on.takeLog());
      return lines.some((line) => line.code === "refused_not_kept");
    });
    const line = lines.find(({ code }) => code === "refused_not_kept");
    assert.deepEqual([line.level, line.path], ["error", "/y"]);
    assert.ok(lines.some(({ code, level }) => code === "signature_mismatch" && level === "warn"));
    assert.doesNotMatch(JSON.stringify(lines), new RegExp(SECRET));
    await stop();
  });
}

test("without keepRefused no object is called, and none is made", async () => {
  const ledgers = join(folder, "untouched");
  const call = "(name) => { console.log(JSON.stringify({ called: name })); return name; }";
  const spied = await start([routes()[3]], { ledgers, entry: withLedgers(`{ idFromName: ${call}, get: ${call} }`) });
  const { headers, body } = delivery("evt_1", {}, "/off");
  for (const request of [{ headers, body: `${body} ` }, { headers: [] }, { headers, body, path: "/nowhere" }]) {
    assert.ok([401, 404].includes((await send(spied.port, { path: "/off", ...request })).status));
  }
  assert.deepEqual((await ask("GET", "refused", authorization, spied.port)).refused, []);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(
    spied.takeLog().filter((line) => "called" in line),
    [],
  );
  await spied.stop();
  const files = readdirSync(ledgers, { recursive: true }).filter(
    (name) => name.endsWith(".sqlite") && !name.includes("metadata"),
  );
  assert.deepEqual(files, []);
});

test("a flood is bounded before it reaches the object", async () => {
  const ledgers = join(folder, "flood");
  const count = object("() => { console.log(JSON.stringify({ called: 1 })); return { reply: 'accepted' }; }");
  const flooded = await start([routes()[1]], { ledgers, entry: withLedgers(count) });
  await Promise.all(Array.from({ length: 300 }, () => send(flooded.port, { path: "/y", headers: [], body: "{}" })));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const calls = flooded.takeLog().filter((line) => "called" in line);
  assert.equal(calls.length, 100);
  await flooded.stop();
});
