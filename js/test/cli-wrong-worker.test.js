// `hookward deliveries` with a server that is not hookward, or with a Worker that someone else controls: each command ends, and states the reason.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { hookward } from "../../test-support/command.js";
import { record, refusedRecord } from "../../test-support/operators.js";

const env = { OPERATOR_TOKEN: "t0ken-of-operators", SECRET: "a-secret-of-a-test" };

let server;
let url;
/** The response of the server, and the targets of its requests. */
let respond;
let asked = [];

before(async () => {
  server = createServer((request, response) => {
    asked.push(request.url);
    const value = respond(new URL(request.url, "http://worker.example"));
    response.end(typeof value === "string" ? value : JSON.stringify(value));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

const run = (...args) => {
  asked = [];
  return hookward(["deliveries", ...args, "--url", url], { env });
};

const NOT_HOOKWARD = "hookward: The response is not hookward's. Correct the address of --url.\n";

/** Every action, with its minimum arguments. */
const ACTIONS = [
  ["list"],
  ["list", "--json"],
  ["show", "0f"],
  ["redeliver", "0f"],
  ["redeliver", "--dead"],
  ["redeliver", "--from", "1h"],
  ["dismiss", "0f"],
  ["dismiss", "--dead"],
  ["erase", "0f"],
  ["pause"],
  ["resume"],
  ["export"],
  ["tail"],
  ["status"],
  ["refused"],
  ["refused", "5"],
  ["refused", "5", "--explain", "--secret-env", "SECRET"],
  ["refused", "5", "--erase"],
];

/** Responses that hookward never sends. */
const WRONG = ["<html>\n", {}, null, "[".repeat(100_000)];

test("each action tells a response that is not hookward's by its shape, as it does one that is no JSON", async () => {
  for (const value of WRONG) {
    respond = ({ pathname }) => (pathname.endsWith("/export") ? `${JSON.stringify(value)}\n` : value);
    const results = await Promise.all(ACTIONS.map((action) => run(...action)));
    for (const [at, { code, stdout, stderr }] of results.entries())
      assert.deepEqual([code, stdout, stderr], [1, "", NOT_HOOKWARD], `${ACTIONS[at].join(" ")}: ${value}`);
  }
});

test("a member of another type, or a time that there is none of, is not hookward's either", async () => {
  const NOW = Date.now();
  const deep = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);
  const wrong = [
    ["list", { path: 5 }],
    ["list", { acceptedAt: 1e300 }],
    ["list", { acceptedAt: "2026-05-07" }],
    ["list", { state: null }],
    ["list", { further: deep }],
    ["show", { headers: [["a", "b"]] }],
    ["show", { attempts: [{}] }],
    ["show", { endedAt: -1e300 }],
    ["export", { key: undefined }],
    ["refused", { at: 1e300 }],
    ["refused", { tenant: { toString: 5 } }],
    ["refused 5", { headers: null }],
    ["refused 5", { isCut: "no" }],
    ["status", { path: {} }],
    ["status", { dead: -1 }],
    ["status", { oldestAcceptedAt: 1e300 }],
  ];
  for (const [words, change] of wrong) {
    const [action, id] = words.split(" ");
    const routes = [{ path: "/a", ok: true, ...change }];
    const refused = [{ ...refusedRecord(), ...change }];
    const deliveries = [{ ...record(NOW, { headers: {} }), ...change }];
    const pages = { refused, deliveries, routes, ok: true, cursor: null };
    respond = () => (action === "export" ? `${JSON.stringify(deliveries[0])}\n` : pages);
    const key = action === "show" ? ["0f"] : id === undefined ? [] : [id];
    const { code, stdout, stderr } = await run(action, ...key);
    assert.deepEqual([code, stdout, stderr], [1, "", NOT_HOOKWARD], `${words}: ${Object.keys(change)}`);
  }
});

test("a list tells ids apart that begin alike", async () => {
  const id = (at) => `evt_4e02d508-ea9f-465a-9767-703c0b29600e_${at}`;
  respond = () => ({ deliveries: [1, 2].map((at) => record(at, { deliveryId: id(at) })), cursor: null });
  const { stdout } = await run("list");
  for (const at of [1, 2]) assert.ok(stdout.includes(`${id(at)} `), stdout);
});

test("members that a newer Worker adds are no mistake", async () => {
  respond = () => ({
    deliveries: [{ ...record(5, { state: "resting" }), further: { a: [1] } }],
    cursor: null,
    more: 1,
  });
  const { code, stdout } = await run("list");
  assert.equal(code, 0);
  assert.match(stdout, /resting/);
});

test("a list and an operation end where the next part has a place that was there, or changes nothing", async () => {
  const same = { deliveries: [], refused: [], count: 0, more: true, cursor: "1-0" };
  respond = () => ({ ...same, ok: false, routes: [{ path: "/a", ok: false, dead: 1e9 }] });
  const endless = [
    ["list"],
    ["refused"],
    ["redeliver", "--from", "1h"],
    ["redeliver", "--dead"],
    ["dismiss", "--dead"],
  ];
  for (const action of endless) {
    const { code, stderr } = await run(...action);
    assert.deepEqual([code, stderr, asked.length], [1, NOT_HOOKWARD, 2], action.join(" "));
  }
});

test("a list and an operation end after a number of requests, whatever is responded", async () => {
  let at = 0;
  respond = () => ({ deliveries: [], refused: [], count: 1, more: true, cursor: `${at++}`, ok: false, routes: ROUTES });
  const ROUTES = [{ path: "/a", ok: false, dead: 1e9 }];
  for (const action of [["list"], ["refused"], ["redeliver", "--from", "1h"], ["redeliver", "--dead"]]) {
    const { code, stderr } = await run(...action);
    assert.equal(code, 1, action.join(" "));
    assert.match(
      stderr,
      /^hookward: There is more after 2000 requests\. Say what is meant with --path, --from and --before\.\n$/,
    );
    assert.ok(asked.length <= 2001, `${action}: ${asked.length}`);
  }
});

test("a list follows pages that are short or empty, and prints no more than was asked for", async () => {
  const pages = [[], [1, 2], [], [3, 4, 5]];
  respond = ({ searchParams }) => {
    const at = Number(searchParams.get("cursor") ?? 0);
    const deliveries = pages[at].map((id) => record(id * 1000, { deliveryId: `evt_${id}` }));
    return { deliveries, cursor: at + 1 < pages.length ? `${at + 1}` : null };
  };
  const ids = ({ stdout }) => stdout.match(/evt_\d/g);
  assert.deepEqual(ids(await run("list")), ["evt_1", "evt_2", "evt_3", "evt_4", "evt_5"]);
  const some = await run("list", "--limit", "4");
  assert.deepEqual(ids(some), ["evt_1", "evt_2", "evt_3", "evt_4"]);
  assert.match(some.stderr, /There are older deliveries/);
});
