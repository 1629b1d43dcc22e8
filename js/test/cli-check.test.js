// `hookward check`: mistakes that no Worker can detect, because variables and secrets look the same to it, and notes
// about what is not an error.

import assert from "node:assert/strict";
import { test } from "node:test";

import { projects } from "../../test-support/command.js";

const project = projects();

const LEDGER =
  '[[durable_objects.bindings]]\nname = "LEDGER"\nclass_name = "Ledger"\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Ledger"]\n';
const PRODUCTS =
  '[[queues.producers]]\nbinding = "EVENTS"\nqueue = "events"\n[[workflows]]\nbinding = "FLOW"\nname = "flow"\nclass_name = "Flow"\n';

/** Returns a route in TOML. `keys` contains the keys in addition to those of every route. */
const route = (path, keys, origin = 'origin = "https://app.example/x"') =>
  `[[vars.ROUTES]]\npath = "${path}"\nscheme = "stripe"\nsecrets = ["SECRET"]\n${origin}\n${keys}\n`;

/** Checks a wrangler.toml, and returns the result for its environment. */
async function check({ run, write }, ...parts) {
  write("wrangler.toml", `main = "worker.js"\n${parts.join("")}`);
  const { code, stdout } = await run("check", "--json");
  const { ok, environments } = JSON.parse(stdout);
  assert.equal(code, ok ? 0 : 3);
  return environments[0];
}

test("a variable that a route with tenants takes for a secret is an error that names it, the tenant and what to do", async () => {
  const own = project("tenants");
  const tenants = (secrets, more = "") =>
    `[[vars.ROUTES]]\npath = "/s/{tenant}"\nscheme = "stripe"\nsecrets = ${secrets}\norigin = "https://app.example/x"\n${more}`;
  const messages = async (...parts) => (await check(own, ...parts)).errors.map(({ message }) => message);
  const rotated = '[vars]\nSTRIPE_SECRET_ROTATED_AT = "2026-05-07"\n';
  const [message, ...others] = await messages(rotated, tenants('["STRIPE_SECRET_{TENANT}"]'));
  assert.deepEqual(others, []);
  assert.equal(
    message,
    "vars.STRIPE_SECRET_ROTATED_AT: ROUTES[0] (/s/{tenant}) uses this variable as the secret STRIPE_SECRET_{TENANT} of a tenant named " +
      "rotated-at, so anyone who knows its value can sign for that tenant. Rename the variable, or change STRIPE_SECRET_{TENANT}. If the " +
      "value is a secret, remove it from this file and set it with `wrangler secret put STRIPE_SECRET_ROTATED_AT`.",
  );
  assert.doesNotMatch((await own.run("check")).stdout, /2026-05-07/);
  // The old secret of a rotation, and a name with a suffix after the tenant.
  const old = await messages('[vars]\nOLD_X_KEY = "a"\nOLD_KEY = "b"\n', tenants('["S_{TENANT}", "OLD_{TENANT}_KEY"]'));
  assert.deepEqual(
    old.map((one) => one.slice(0, one.indexOf(":"))),
    ["vars.OLD_X_KEY"],
  );
  // Other variables, and a binding of another kind.
  const bound = '[[services]]\nbinding = "STRIPE_SECRET_APP"\nservice = "app"\n';
  assert.deepEqual(
    await messages('[vars]\nSTRIPE_SECRET = "a"\nstripe_secret_b = "b"\n', tenants('["STRIPE_SECRET_{TENANT}"]')),
    [],
  );
  assert.deepEqual(await messages(bound, tenants('["STRIPE_KEY_{TENANT}"]')), []);
  // Each environment has its own variables.
  const staging = await messages(
    tenants('["STRIPE_SECRET_{TENANT}"]'),
    '[env.staging.vars]\nSTRIPE_SECRET_ROTATED_AT = "a"\n',
  );
  assert.deepEqual(staging, []);
});

test("keys of a ledger that have no effect on new deliveries are notes, and no errors", async () => {
  const own = project("notes");
  const notes = async (...parts) => {
    const { errors, notes } = await check(own, LEDGER, PRODUCTS, ...parts);
    assert.deepEqual(errors, []);
    return notes;
  };
  const attempts = ["schedule = [0]", "concurrency = 2", "rate = 5", "keepBodies = 5", "keepDead = 5", "maxWait = 5"];
  const alert = 'alertUrl = "https://ops.example"';
  const duplicates = ["dedupe = true", "dedupeWindow = 60", "shards = 2", "shardsPrevious = 1"];
  const all = [...attempts, alert, ...duplicates].join("\n");
  const ofAttempts =
    "schedule, concurrency, rate, keepBodies, keepDead, maxWait, alertUrl have an effect only on deliveries that are already accepted, " +
    'because the route has no mode "accept".';
  const ofDuplicates =
    "dedupe, dedupeWindow, shards, shardsPrevious have an effect only on deliveries that are already accepted, because the route has no mode.";
  assert.deepEqual(await notes(route("/a", all)), [`ROUTES[0] (/a): ${ofAttempts}`, `ROUTES[0] (/a): ${ofDuplicates}`]);
  assert.deepEqual(await notes(route("/a", `mode = "proxy"\n${all}`)), [`ROUTES[0] (/a): ${ofAttempts}`]);
  assert.deepEqual(await notes(route("/a", `mode = "accept"\n${all}`)), []);
  assert.deepEqual(await notes(route("/a", ""), route("/b", "keepDead = 5")), [
    'ROUTES[1] (/b): keepDead has an effect only on deliveries that are already accepted, because the route has no mode "accept".',
  ]);
  // A queue and a workflow use `dedupe` for their ids.
  for (const target of ['queue = "EVENTS"', 'workflow = "FLOW"'])
    assert.deepEqual(await notes(route("/a", 'dedupe = "body"', target)), [], target);
  assert.match((await notes(route("/a", "rate = 5", 'queue = "EVENTS"')))[0], /: rate has an effect only/);
});

test("notes are printed, and change nothing of the exit code", async () => {
  const own = project("printed");
  own.write("wrangler.toml", `main = "worker.js"\n${route("/a", "rate = 5")}`);
  const { code, stdout } = await own.run("check");
  assert.equal(code, 0);
  assert.match(stdout, /^! ROUTES\[0\] \(\/a\): rate has an effect only .*\n✓ wrangler\.toml: 1 route, no errors\n/);
});

test("messages name what to change in words that are right in TOML and in JSON", async () => {
  const { run, write } = project("json");
  const messages = async (file, vars, more = {}) => {
    write(file, JSON.stringify({ main: "worker.js", vars, ...more }));
    const [{ errors, notes }] = JSON.parse((await run("check", file, "--json")).stdout).environments;
    const all = [...errors.map(({ message }) => message), ...notes];
    for (const message of all) assert.doesNotMatch(message, /\[\[|\b\w+ = |TOML|wrangler\.toml/);
    return all.join("\n");
  };
  const one = { path: "/a", scheme: "stripe", secrets: ["SECRET"], origin: "https://app.example/x" };
  const said = [
    [{}, "There is no ROUTES. Add this list to vars in Wrangler's configuration."],
    [{ ROUTES: "[{" }, "ROUTES is not a list or not JSON."],
    [
      { ROUTES: [{ ...one, origin: { service: "APP" } }] },
      "There is no service binding APP. Add it to services in Wrangler's configuration.",
    ],
    [
      { ROUTES: [{ ...one, origin: undefined, queue: "Q" }] },
      "There is no queue binding Q. Add it to queues.producers in Wrangler's configuration.",
    ],
    [
      { ROUTES: [{ ...one, mode: "accept" }] },
      "There is no binding LEDGER. Add it to durable_objects.bindings, with the class_name Ledger",
    ],
    [{ ROUTES: [{ ...one, order: "a" }] }, 'Set mode to "accept", or remove order.'],
    [{ ROUTES: [{ ...one, rate: 5 }] }, 'because the route has no mode "accept".'],
    [{ METRICS: "m", ROUTES: [one] }, "add METRICS to the bindings in analytics_engine_datasets."],
  ];
  for (const [vars, expected] of said) {
    const text = await messages("wrangler.jsonc", vars);
    assert.ok(text.includes(expected), text);
  }
  assert.match(await messages("wrangler.json", { ROUTES: [one] }, { main: undefined }), /Set main to "worker\.js"/);
  const bindings = [{ name: "LEDGER", class_name: "Ledger" }];
  const migrations = await messages("wrangler.json", { ROUTES: [one] }, { durable_objects: { bindings } });
  assert.match(migrations, /Add a migration with a tag to migrations, and the class to its new_sqlite_classes\./);
});

test("a secret in a route is told where its name belongs", async () => {
  const own = project("secret");
  const messages = async (key) => {
    const text = route("/a", "").replace('secrets = ["SECRET"]', key);
    return (await check(own, text)).errors.map(({ message }) => message);
  };
  const words = "write `secrets`, a list of binding names, and never the secret itself";
  assert.deepEqual(await messages('secret = "s3cret"'), [`ROUTES[0] (/a, stripe): secret: ${words}`]);
  assert.deepEqual(await messages('secrets = "s3cret"'), [`ROUTES[0] (/a, stripe): secrets: ${words}`]);
});

test("dev prints the notes, and which queue or workflow it replaces", async () => {
  const own = project("dev");
  const queue = route("/b", "", 'queue = "EVENTS"');
  const workflow = route("/c", "", 'workflow = "FLOW"');
  own.write("wrangler.toml", `main = "worker.js"\n${PRODUCTS}${route("/a", "rate = 5")}${queue}${workflow}`);
  own.write("worker.js", "");
  own.wrangler("process.exit(1);\n");
  const { stderr } = await own.run("dev", "--port", "0");
  assert.match(stderr, /^ROUTES\[0\] \(\/a\): rate has an effect only on deliveries that are already accepted/);
  assert.match(stderr, /^ROUTES\[1\] \(\/b\): the origin on this machine replaces the queue, which is not tested/m);
  assert.match(stderr, /^ROUTES\[2\] \(\/c\): the origin on this machine replaces the workflow/m);
});
