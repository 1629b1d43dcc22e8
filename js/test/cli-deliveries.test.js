// `hookward deliveries`, with the shipped Worker in workerd, and an origin that accepts or refuses what it receives.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

import { hookward, start } from "../../test-support/command.js";
import { block } from "../../test-support/documentation.js";
import { delivery, idsOf, SECRET, startLedger, until } from "../../test-support/ledger.js";
import { attempt, record } from "../../test-support/operators.js";
import { send, sign, startOrigin, startWorker } from "../../test-support/worker.js";

const TOKEN = "t0ken-of-operators";
const env = { OPERATOR_TOKEN: TOKEN };

let origin;
let worker;
let url;
/** The response of the origin. */
let respond;

before(async () => {
  origin = await startOrigin((response, request) => respond(response, request));
  const route = (path) => ({ path, scheme: "gilbert", secrets: ["SECRET"], origin: origin.url, mode: "accept" });
  const tenants = { ...route("/t/{tenant}"), secrets: ["SECRET_{TENANT}"], keepRefused: true };
  const routes = [
    route("/x"),
    { ...route("/y"), keepRefused: true },
    { ...route("/ordered"), order: "order" },
    tenants,
  ];
  const ROUTES = routes.map((one) => ({ ...one, schedule: [0, 0.1] }));
  worker = await startLedger(origin.url, {}, { vars: { OPERATOR_TOKEN: TOKEN, ROUTES, SECRET_ACME_EU: SECRET } });
  url = `http://127.0.0.1:${worker.port}`;
});

after(async () => {
  await worker.stop();
  await origin.stop();
});

beforeEach(() => {
  respond = (response) => response.end("taken");
  origin.take();
});

const run = (...args) => hookward(["deliveries", ...args, "--url", url], { env });

/** Returns the records that a list prints as JSON. */
async function list(...args) {
  const { code, stdout, stderr } = await run("list", "--json", ...args);
  assert.equal(code, 0, stderr);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Sends a delivery, and returns its record once it has the given state. */
async function inState(id, state, path = "/x") {
  assert.equal((await send(worker.port, delivery(id, {}, path))).status, 200);
  return until(`${id} is ${state}`, async () => (await list("--text", id)).find((one) => one.state === state));
}

/** Matches characters that control a terminal, except the end of a line. */
const UNPRINTED = /(?!\n)[\p{Cc}\p{Cf}]/u;

const refuse = (response) => response.writeHead(410).end("no such \u001b[31morder");

test("list and show print what a ledger has, and nothing that a terminal obeys", async () => {
  respond = refuse;
  const { key } = await inState("evt_shown", "dead");
  const { code, stdout } = await run("list", "--text", "evt_shown");
  assert.equal(code, 0);
  const [head, row, ...more] = stdout.trimEnd().split("\n");
  assert.match(head, /ACCEPTED +STATE +ATTEMPTS +EVENT +DELIVERY +PATH +KEY/);
  assert.match(row, new RegExp(`^ {2}20..-..-..T..:..:..Z +dead +1 +order\\.paid +evt_shown +/x +${key}$`));
  assert.deepEqual(more, []);
  const shown = await run("show", key);
  assert.equal(shown.code, 0);
  assert.match(shown.stdout, /state +dead \(gone\)/);
  assert.match(shown.stdout, /x-hookward-event +order\.paid/);
  assert.match(shown.stdout, / {2}1 {2}20\S+ +\d+ ms +410 +no such \\u\{1b\}\[31morder/);
  const [record] = JSON.parse(`[${(await run("show", key, "--json")).stdout}]`);
  assert.deepEqual([record.key, record.attempts[0].status], [key, 410]);
  assert.equal((await run("list", "--text", "nothing like it")).stdout, "There are no deliveries.\n");
  assert.equal((await run("dismiss", key)).stdout, "dismissed: 1\n");
});

test("list has filters, and as many as are asked for", async () => {
  for (let at = 0; at < 5; at++) await inState(`evt_list_${at}`, "delivered", at % 2 === 0 ? "/x" : "/y");
  const ids = async (...args) => (await list("--text", "evt_list", ...args)).map(({ deliveryId }) => deliveryId.at(-1));
  assert.deepEqual(await ids(), ["4", "3", "2", "1", "0"]);
  assert.deepEqual(await ids("--path", "/y"), ["3", "1"]);
  assert.deepEqual(await ids("--state", "dead,waiting"), []);
  assert.deepEqual(await ids("--from", "1h", "--before", "2100-01-01"), ["4", "3", "2", "1", "0"]);
  assert.deepEqual(await ids("--before", "1h"), []);
  assert.deepEqual(await ids("--limit", "2"), ["4", "3"]);
  assert.match((await run("list", "--limit", "2")).stderr, /There are older deliveries\. --limit 20 lists more\./);
});

test("a delivery, all dead ones and those of a time are redelivered", async () => {
  respond = refuse;
  const records = [];
  for (const id of ["evt_r1", "evt_r2", "evt_r3"]) records.push(await inState(id, "dead"));
  origin.take();
  respond = (response) => response.end("taken");
  const arrived = (count) => until(`${count} have arrived`, () => origin.requests.length >= count && origin.take());
  const first = await run("redeliver", records[0].key);
  assert.deepEqual([first.code, first.stdout], [0, "redelivered: 1\n"]);
  assert.deepEqual(idsOf(await arrived(1)), ["evt_r1"]);
  const dead = await run("redeliver", "--dead", "--path", "/x", "--json");
  assert.deepEqual(JSON.parse(dead.stdout), { count: 2 });
  assert.deepEqual(idsOf(await arrived(2)).sort(), ["evt_r2", "evt_r3"]);
  await until("they are delivered", async () => (await list("--text", "evt_r", "--state", "delivered")).length === 3);
  const range = ["--from", `${records[1].acceptedAt}`, "--before", `${records[2].acceptedAt}`, "--path", "/x"];
  assert.equal((await run("redeliver", ...range)).stdout, "redelivered: 1\n");
  assert.deepEqual(idsOf(await arrived(1)), ["evt_r2"]);
  assert.equal((await run("dismiss", "--dead", "--path", "/x")).stdout, "dismissed: 0\n");
});

test("erase leaves the key alone, and pause and resume hold attempts", async () => {
  const { key } = await inState("evt_erase", "delivered");
  assert.equal((await run("erase", key)).stdout, "erased: 1\n");
  assert.match((await run("show", key)).stdout, /state +erased.*body +not kept\nNo attempts/s);
  assert.match((await run("pause", "--path", "/x")).stdout, /^Paused/);
  await inState("evt_held", "waiting");
  const { code, stdout } = await run("status");
  assert.equal(code, 0);
  assert.match(stdout, / ok +1 +0 +0 +0 +\d+ +0 +20\S+ +\/x \(paused\)/);
  assert.match((await run("resume", "--path", "/x")).stdout, /^Resumed: attempts are made again/);
  await until("it has arrived", () => origin.requests.length > 0 && idsOf(origin.requests).includes("evt_held"));
});

test("what waits for an earlier delivery is counted, and the help names every state that the Worker knows", async () => {
  // The origin keeps the first delivery until it responds.
  const held = [];
  respond = (response) => held.push(response);
  for (const at of [1, 2, 3]) {
    const sent = delivery(`evt_ordered_${at}`, { order: "one" }, "/ordered");
    assert.equal((await send(worker.port, sent)).status, 200);
  }
  const { stdout } = await run("status", "--path", "/ordered");
  const [head, row] = stdout.trimEnd().split("\n");
  assert.match(head, /^ {2} +WAITING +QUEUED +RETRYING +ATTEMPTING +DELIVERED +DEAD/);
  assert.match(row, /^ {2}ok +0 +2 +0 +1 +0 +0 .*\/ordered$/);
  assert.equal((await list("--path", "/ordered", "--state", "queued")).length, 2);
  respond = (response) => response.end("taken");
  await until("the origin has the first", () => held.length === 1);
  held[0].end("taken");
  await until("all are delivered", async () => (await list("--path", "/ordered", "--state", "delivered")).length === 3);

  const help = await hookward(["help", "deliveries"]);
  const [, states] = /for list and export: ([\w,\s]+); separate several/.exec(help.stdout);
  const source = readFileSync("crates/ledger/src/state.rs", "utf8");
  const known = [...source.matchAll(/^ {12}"(\w+)" => &\[/gm)].map(([, name]) => name);
  assert.deepEqual(states.split(/,\s+/).sort(), known.sort());
});

test("status ends with 1 while something is dead", async () => {
  respond = refuse;
  const { key } = await inState("evt_status", "dead", "/y");
  const bad = await run("status", "--json");
  assert.equal(bad.code, 1);
  assert.deepEqual(
    JSON.parse(bad.stdout).routes.map(({ path, dead }) => [path, dead]),
    [
      ["/x", 0],
      ["/y", 1],
      ["/ordered", 0],
      ["/t/acme-eu", 0],
    ],
  );
  assert.equal((await run("status", "--path", "/x")).code, 0);
  await run("erase", key);
  assert.equal((await run("status")).code, 0);
});

test("export prints each delivery as a line of JSON, with its headers and attempts", async () => {
  await inState("evt_exported", "delivered", "/y");
  const { code, stdout } = await run("export", "--path", "/y", "--from", "1d");
  assert.equal(code, 0);
  const records = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const [record] = records.filter(({ deliveryId }) => deliveryId === "evt_exported");
  assert.equal(record.attempts[0].status, 200);
  assert.equal(record.headers["content-type"], "application/json");
  assert.ok(records.every(({ path }) => path === "/y"));
});

test("tail prints what is accepted, and what becomes of it", async () => {
  await run("pause", "--path", "/x");
  await inState("evt_before", "waiting");
  const { child, printed, done } = start(["deliveries", "tail", "--json", "--interval", "1", "--url", url], { env });
  await until("it waits", () => printed.stderr.includes("Waiting for deliveries"));
  assert.equal((await send(worker.port, delivery("evt_tailed"))).status, 200);
  const changes = () => {
    const records = printed.stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    return records.map(({ deliveryId, state }) => `${deliveryId} ${state}`);
  };
  await until("it is printed", () => changes().includes("evt_tailed waiting"));
  await run("resume", "--path", "/x");
  await until("both are delivered", () => changes().filter((change) => change.endsWith(" delivered")).length === 2);
  assert.ok(!changes().includes("evt_before waiting"), "what was there before is printed when it changes");
  child.kill("SIGINT");
  assert.equal((await done).code, 0);
});

test("what is wrong with the address, the token, the key or the words is said, with what to do", async () => {
  const refused = async (args, options, code, expected) => {
    const result = await hookward(["deliveries", ...args], options);
    assert.equal(result.code, code, `${args}: ${result.stderr}`);
    assert.match(result.stderr, expected);
    assert.equal(result.stdout, "");
    for (const token of [TOKEN, "0ther"]) assert.ok(!result.stderr.includes(token));
  };
  const to = ["--url", url];
  await refused(["list", ...to], { env: {} }, 3, /Set the environment variable OPERATOR_TOKEN/);
  await refused(["list", ...to], { env: { OPERATOR_TOKEN: "0ther" } }, 3, /The Worker has a different OPERATOR_TOKEN/);
  await refused(["list", "--url", "http://hooks.example.com"], { env }, 2, /must begin with https:\/\//);
  await refused(["list", "--url", "hooks.example.com"], { env }, 2, /must be an address that begins with https/);
  await refused(["list", "--url", "127.0.0.1:8787"], { env }, 2, /or with http:\/\/ on this machine/);
  await refused(["list"], { env }, 2, /Name the Worker with --url/);
  const gone = await startOrigin();
  await gone.stop();
  await refused(["list", "--url", gone.url], { env }, 1, /Nothing responds at .* \(ECONNREFUSED\)/);
  await refused(["show", "0f", ...to], { env }, 1, /There is no delivery with this key/);
  await refused(["show", ...to], { env }, 2, /Name a delivery: hookward deliveries show KEY/);
  await refused(["pause", ...to], { env }, 2, /path must be the path of one ledger\. The paths are: \/x, \/y/);
  await refused(
    ["list", "--path", "/z", ...to],
    { env },
    2,
    /No valid route with a ledger has this path\. Such routes are: \/x/,
  );
  await refused(
    ["list", "--from", "yesterday", ...to],
    { env },
    2,
    /--from must be a time, such as .*, or how long ago, such as 30m/,
  );
  await refused(["list", "--dead", ...to], { env }, 2, /hookward deliveries list does not have the option --dead/);
  await refused(["redeliver", ...to], { env }, 2, /Choose what to redeliver: KEY, --dead/);
  await refused(["redeliver", "--before", "1h", "--path", "/x", ...to], { env }, 2, /Set the start with --from/);
  await refused(["erase", "../pause", ...to], { env }, 2, /KEY must be the key of a delivery/);
  await refused(["lst", ...to], { env }, 2, /Did you mean list\?/);
});

test("a Worker without an OPERATOR_TOKEN, a server of another kind and an export that breaks off are told apart", async () => {
  const ROUTES = [{ path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin: origin.url }];
  const without = await startWorker({ ROUTES, SECRET: "s3cret" }, { strict: false });
  const line = JSON.stringify(record(5, { headers: {} }));
  const other = createServer((request, response) => {
    if (request.url.startsWith("/_hookward/export")) {
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      response.write(`${line}\n`, () => response.destroy());
    } else response.end("<html>");
  });
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  try {
    const list = (port, action) => hookward(["deliveries", action, "--url", `http://127.0.0.1:${port}`], { env });
    const missing = await list(without.port, "list");
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /npx wrangler secret put OPERATOR_TOKEN/);
    assert.match(
      missing.stderr,
      /If hookward is part of a Worker that you wrote, pass .* \/_hookward\/ to hookward\.fetch\.$/m,
    );
    const page = await list(other.address().port, "list");
    assert.equal(page.code, 1);
    assert.match(page.stderr, /Correct the address of --url/);
    const broken = await list(other.address().port, "export");
    assert.deepEqual([broken.code, broken.stdout], [1, `${line}\n`]);
    assert.match(broken.stderr, /ended early, so some entries are missing/);
  } finally {
    await without.stop();
    other.close();
  }
});

test("what a Worker responds is printed, and a terminal obeys none of it, whatever it is", async () => {
  const odd = "\u001b[31m\u202e";
  const one = attempt(1, 5, odd);
  const facts = ["key", "state", "reason", "path", "webhookId", "deliveryId", "event", "scheme", "tenant"];
  const texts = Object.fromEntries(facts.map((name) => [name, odd]));
  const whole = record(5, { ...texts, headers: { [odd]: odd }, attempts: [{ ...one, response: odd }] });
  const responses = {
    deliveries: { deliveries: [whole], cursor: null },
    "deliveries/0f": { deliveries: [whole] },
    status: { ok: true, routes: [{ path: odd, ok: true, paused: true, oldestAcceptedAt: 5 }] },
    pause: { error: odd },
  };
  const other = createServer((request, response) => {
    const [, path] = /^\/_hookward\/([^?]*)/.exec(request.url);
    response.writeHead(path === "pause" ? 503 : 200).end(JSON.stringify(responses[path]));
  });
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  try {
    for (const action of [["list"], ["show", "0f"], ["status"], ["pause"]]) {
      const to = ["--url", `http://127.0.0.1:${other.address().port}`];
      const { stdout, stderr } = await hookward(["deliveries", ...action, ...to], { env });
      const shown = stdout + stderr;
      assert.ok(shown.includes("\\u{1b}[31m"), `${action}: ${shown}`);
      assert.doesNotMatch(shown, UNPRINTED, `${action}`);
    }
  } finally {
    other.close();
  }
});

test("the commands of the page of ledgers do what it says", async () => {
  respond = refuse;
  await inState("evt_documented", "dead");
  respond = (response) => response.end("taken");
  const lines = [...block("docs/LEDGER.md#operating-it sh").code.matchAll(/^npx hookward (.*)$/gm)];
  const results = [];
  for (const [, line] of lines) {
    const here = line.replace("https://hooks.example.com", url).replace("/webhooks/gilbert", "/x");
    results.push(await hookward(here.split(" "), { env }));
  }
  const [status, dead, redelivered, ...more] = results;
  assert.deepEqual([status.code, dead.code, redelivered.code, more.length], [1, 0, 0, 0]);
  assert.match(dead.stdout, /evt_documented/);
  assert.equal(redelivered.stdout, "redelivered: 1\n");
});

test("what a route refused is listed, shown, explained on this machine, and erased", async () => {
  // A body parser that serializes what it parsed is the usual reason.
  const { headers, body } = delivery("evt_refused", { note: "é" }, "/y");
  const changed = JSON.stringify(JSON.parse(body), null, 2);
  const more = [...headers, ["Content-Type", "application/json"], ["Cookie", "session=1"]];
  assert.equal((await send(worker.port, { path: "/y", headers: more, body: changed })).status, 401);
  assert.equal((await send(worker.port, { path: "/y", headers: [], body })).status, 401);
  const records = async (...args) => {
    const { stdout } = await run("refused", "--json", ...args);
    return stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const [none, one] = await until("both are kept", async () => {
    const all = await records("--path", "/y");
    return all.length === 2 && all;
  });
  assert.deepEqual([none.code, one.code], ["missing_header", "signature_mismatch"]);
  assert.deepEqual(await records("--code", "missing_header"), [none]);
  assert.equal((await records("--limit", "1")).length, 1);

  const table = await run("refused");
  assert.match(table.stdout, /RECEIVED +CODE +SCHEME +BYTES +PATH +ID\n.*missing_header +gilbert +- +\/y/);
  const shown = await run("refused", one.id);
  assert.match(shown.stdout, /x-gilbert-signature +[0-9a-f]{64}\n/);
  assert.doesNotMatch(shown.stdout, /session=1|evt_refused/);

  const secret = { env: { ...env, GILBERT_WEBHOOK_SECRET: SECRET } };
  const explained = await hookward(["deliveries", "refused", one.id, "--explain", "--url", url], secret);
  assert.equal(explained.code, 1);
  assert.match(explained.stdout, /^✗ refused by gilbert: signature_mismatch\n/);
  assert.match(explained.stdout, /Proven: body_reserialized_compact/);
  assert.ok(!explained.stdout.includes(SECRET) && !explained.stdout.includes("evt_refused"));
  // Without a body, the result about the signature is meaningless. The output states this.
  const bodiless = await hookward(["deliveries", "refused", none.id, "--explain", "--url", url], secret);
  assert.match(bodiless.stdout, /The Worker refused the request \(missing_header\) before it read the body/);

  // The JSON output is a saved request.
  const file = await run("refused", one.id, "--json");
  const again = await hookward(["explain", "-", "--now", `${one.at}`], { ...secret, input: file.stdout });
  assert.match(again.stdout, /Proven: body_reserialized_compact/);

  assert.equal((await run("refused", none.id, "--erase")).stdout, "erased: 1\n");
  assert.equal((await run("refused", none.id)).code, 1);
  assert.equal((await run("refused", "--erase", "--path", "/y")).stdout, "erased: 1\n");
  assert.match((await run("refused")).stdout, /^There are no refused requests\./);
});

test("a refused request that is genuine by another secret says what to compare", async () => {
  const body = JSON.stringify({ event: "order.paid", event_id: "evt_other" });
  assert.equal((await send(worker.port, { path: "/y", headers: sign.gilbert("another", body), body })).status, 401);
  const [{ id }] = await until("it is kept", async () => {
    const { stdout } = await run("refused", "--json");
    return (
      stdout !== "" &&
      stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    );
  });
  const other = { env: { ...env, GILBERT_WEBHOOK_SECRET: "another" } };
  const { code, stdout } = await hookward(["deliveries", "refused", id, "--explain", "--url", url], other);
  assert.equal(code, 0);
  assert.match(stdout, /^✓ genuine, by gilbert\n.*Compare the secret/s);
});

test("a refused request is explained with a secret that is named: no other route's is taken for a tenant's", async () => {
  const kept = async (path) => {
    const sent = delivery("evt_kept", {}, path);
    assert.equal((await send(worker.port, { ...sent, body: `${sent.body} ` })).status, 401);
    const records = () => run("refused", "--json", "--limit", "1");
    return until("it is kept", async () => {
      const record = JSON.parse((await records()).stdout || "{}");
      return record.url === path && record;
    });
  };
  const variables = { GILBERT_WEBHOOK_SECRET: "of another route", MINE: SECRET };
  const explained = ({ id }, ...args) =>
    hookward(["deliveries", "refused", id, "--explain", ...args, "--url", url], { env: { ...env, ...variables } });

  const one = await kept("/y");
  const silent = await explained(one);
  assert.match(
    silent.stderr,
    /^The secret is read from GILBERT_WEBHOOK_SECRET\. If the route has a different secret, name/,
  );
  assert.equal((await explained(one, "--secret-env", "MINE")).stderr, "");

  for (const [path, tenant, example] of [
    ["/t/acme-eu", "acme-eu", "GILBERT_WEBHOOK_SECRET_ACME_EU"],
    ["/t/none", "none", "GILBERT_WEBHOOK_SECRET_NONE"],
  ]) {
    const record = await kept(path);
    const { code, stdout, stderr } = await explained(record);
    assert.deepEqual([code, stdout], [3, ""]);
    assert.equal(
      stderr,
      `hookward: The request is for the tenant ${tenant}, which has its own secret. Use --secret-env NAME, such as ${example}, or --secret-file FILE.\n`,
    );
    const right = await explained(record, "--secret-env", "MINE");
    assert.match(right.stdout, /Proven: /);
  }
  for (const path of ["/y", "/t/{tenant}"]) assert.equal((await run("refused", "--erase", "--path", path)).code, 0);
});

test("what refused takes is checked, and no secret is taken where none is needed", async () => {
  for (const [args, expected] of [
    [["refused", "--explain"], /Name a request: `hookward deliveries refused ID --explain`/],
    [["refused", "abc"], /Write the id of a request/],
    [["refused", "5", "--explain", "--erase"], /Give either --explain or --erase/],
    [["refused", "5", "--secret-env", "X"], /--secret-env requires --explain/],
    [["list", "--explain"], /hookward deliveries list does not have the option --explain/],
    [["refused", "--state", "dead"], /hookward deliveries refused does not have the option --state/],
    [["refused", "--path", "/x"], /No valid route has this path\. The routes with keepRefused are: \/y/],
    [["refused", "5"], /There is no refused request with this id/],
  ]) {
    const { code, stderr } = await run(...args);
    assert.notEqual(code, 0, args.join(" "));
    assert.match(stderr, expected);
  }
});
