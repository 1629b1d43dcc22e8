// The gateway as a component, in two hosts: runs the Worker's own tests with the same origins. Different results are listed in a table of
// docs/COMPONENT.md, and here with their tests. A failed test that is not listed is an error, and so is a listed test that passes.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * The tests that a gateway without a ledger must pass, by host. The vectors are not included, because the package's component runs them all with the
 * same core. The clock of wasmtime cannot be set. For this reason, the tests of times and configuration errors run only in jco.
 */
const ANYWHERE = ["challenge", "forward", "origin", "other-origins", "request", "signed-url", "tenants"];
const FILES = { jco: [...ANYWHERE, "config", "headers", "log", "log-fields"], wasmtime: ANYWHERE };

const DECODED = [
  "a response is decoded as its header says, or passes as it is with the header",
  "a compressed response comes back decompressed",
  "a response is passed on up to 1 MiB, and is 502 above, however its length is declared",
];

/** The tests with a different result in each host, by the row of the table. */
const DIFFERENCES = {
  jco: {
    decoding: DECODED,
    environment: [
      "a route with a fault responds with 500 and the log says where it is; the others work",
      "an ORIGIN_SECRET that is not text stops every route, and none goes on unsigned",
    ],
    connection: ["a Connection header hides nothing from the origin, and is no header of a delivery"],
    "header-text": [
      "the headers of the scheme, those with the provider's prefix, tracing and the user agent cross unchanged",
      "a character that a terminal obeys, or that is not shown, is escaped in the log and in health",
    ],
    "header-length": ["thousands of headers cost what their length does"],
    framing: ["a short length declared beside chunks does not hide a long body"],
    "empty-chunks": ["bodies that are not text cross as they are"],
  },
  wasmtime: {
    decoding: DECODED,
    connection: ["headers of the origin's connection do not come back"],
  },
};

/** The test with a sender that disconnects, after which the host ends the request at some time. */
const HANG_UP = ["a sender that hangs up while the origin works: each delivery has its line of the log"];

/** The tests with either result in each host. The clock of wasmtime may have advanced by a second since the test read it. */
const UNDECIDED = {
  jco: { "hang-up": HANG_UP },
  wasmtime: {
    "hang-up": HANG_UP,
    clock: [
      "a Standard Webhooks provider: its own signature is checked here, and the origin sees the edge's",
      "a time in the body is checked once the signature matches",
    ],
  },
};

/** Runs the test files in a host. Returns the names of the tests that passed and of those that failed. */
async function run(host) {
  const env = { ...process.env, HOOKWARD_GATEWAY: host };
  // Without this, Node would not print the results of a test run inside another.
  delete env.NODE_TEST_CONTEXT;
  const files = FILES[host].map((name) => `${folder}${name}.test.js`);
  const args = ["--test", "--test-concurrency=1", "--test-reporter=tap", ...files];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) text += chunk;
  const results = [...text.matchAll(/^ *(not ok|ok) \d+ - (.*)$/gm)].map(([, result, name]) => ({ result, name }));
  const of = (wanted) =>
    results.filter(({ result }) => result === wanted).map(({ name }) => name.replaceAll("\\#", "#"));
  return { passed: of("ok"), failed: of("not ok"), text };
}

for (const [host, rows] of Object.entries(DIFFERENCES)) {
  test(`in ${host} it does what the Worker does, but for what the table says`, async () => {
    const { passed, failed, text } = await run(host);
    const known = Object.values(rows).flat();
    const decided = failed.filter((name) => !Object.values(UNDECIDED[host]).flat().includes(name));
    assert.deepEqual(decided.sort(), [...known].sort(), text.slice(-4000));
    assert.ok(passed.length > 100, `only ${passed.length} tests passed`);
  });
}

test("the table of docs/COMPONENT.md has a row for each difference", () => {
  const page = readFileSync(`${folder}../../docs/COMPONENT.md`, "utf8");
  const [, table] = /\n\| *\| the Worker \| the component \|\n.*\n((?:\|.*\n)+)/.exec(page);
  const ids = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id]) => id);
  const known = new Set([
    "ledger",
    "bindings",
    "origins",
    ...[UNDECIDED, DIFFERENCES].flatMap((table) => Object.values(table).flatMap(Object.keys)),
  ]);
  assert.deepEqual(ids.sort(), [...known].sort());
});
