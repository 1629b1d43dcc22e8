// The commands for deploying the Worker: init, check and page. The packaging tests run the Worker itself.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { unstable_readConfig } from "wrangler";

import { headersOf } from "../../site/build/policy.js";
import { hookward, projects, start } from "../../test-support/command.js";
import { IDS, SAMPLE, SCHEMES } from "../../test-support/schemes.js";
import { COMPATIBILITY_DATE, startWorker } from "../../test-support/worker.js";

const project = projects();

const ORIGIN = ["--origin", "https://app.example.com", "--yes"];
const signsUrl = (id) => /\{(url|path|query)/.test(SCHEMES[id].signedContent);

test("init writes a project that Wrangler reads, and says what is left to do", async () => {
  const { run, read, path } = project("stripe");
  const { code, stdout } = await run("init", "--provider", "stripe", ...ORIGIN);
  assert.equal(code, 0);
  for (const line of ["  npx wrangler secret put STRIPE_WEBHOOK_SECRET", "  npx wrangler deploy"])
    assert.ok(stdout.split("\n").includes(line), stdout);
  assert.ok(stdout.includes(JSON.parse(readFileSync("schemes/stripe/scheme.json", "utf8")).secretHelp));
  const { main, vars, compatibility_date } = unstable_readConfig({ config: path("wrangler.toml") });
  assert.deepEqual([main, compatibility_date], [path("worker.js"), COMPATIBILITY_DATE]);
  assert.deepEqual(vars, {
    ROUTES: [
      {
        path: "/webhooks/stripe",
        scheme: "stripe",
        secrets: ["STRIPE_WEBHOOK_SECRET"],
        origin: "https://app.example.com/webhooks/stripe",
      },
    ],
  });
  assert.match(read("worker.js"), /^export \{ default \} from "hookward\/worker";$/m);
  assert.match(read(".dev.vars.example"), /^STRIPE_WEBHOOK_SECRET=""$/m);
  const { scripts } = JSON.parse(read("package.json"));
  assert.deepEqual(scripts, { dev: "hookward dev", deploy: "hookward check && wrangler deploy" });
});

test("init writes for every provider what check has nothing against", async () => {
  const urls = (id) => (signsUrl(id) ? ["--url", "https://hooks.example.com"] : []);
  // A scheme that does not sign the body has nothing to forward.
  const left = IDS.filter((id) => !SCHEMES[id].unsignedBody);
  const work = async (lane) => {
    const { run, read } = project(`every-${lane}`);
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      const { code, stdout, stderr } = await run("init", "--provider", id, ...urls(id), ...ORIGIN, "--force", "--json");
      assert.deepEqual([code, stderr], [0, ""], id);
      const { secrets } = JSON.parse(stdout);
      for (const name of secrets) assert.ok(read(".dev.vars.example").includes(`\n${name}=""\n`), `${id}: ${name}`);
      // The provider does not accept an endpoint that does not respond to a challenge.
      const isUnsigned = ["GET", "HEAD"].includes(SCHEMES[id].challenge?.method);
      assert.equal(/^challenge = /m.test(read("wrangler.toml")), isUnsigned, id);
      if (!isUnsigned && !SAMPLE.includes(id)) continue;
      const checked = await run("check", "--json");
      const result = { routes: 1, errors: [], notes: [], secrets };
      assert.deepEqual(JSON.parse(checked.stdout), { ok: true, environments: [result] }, id);
    }
  };
  await Promise.all([1, 2, 3, 4].map(work));
});

test("init --ledger writes for every provider a project that stores its deliveries", async () => {
  const { run, read, path } = project("init-ledger");
  const left = IDS.filter((id) => !SCHEMES[id].unsignedBody && !signsUrl(id));
  for (const id of left) {
    const { code, stdout, stderr } = await run("init", "--provider", id, ...ORIGIN, "--ledger", "--force", "--json");
    assert.deepEqual([code, stderr], [0, ""], id);
    const { secrets } = JSON.parse(stdout);
    assert.deepEqual(secrets.slice(-2), ["ORIGIN_SECRET", "OPERATOR_TOKEN"]);
    for (const name of secrets) assert.ok(read(".dev.vars.example").includes(`\n${name}=""\n`), `${id}: ${name}`);
  }
  assert.equal((await run("init", "--provider", "github", ...ORIGIN, "--ledger", "--force")).code, 0);
  const { durable_objects, migrations, triggers, vars } = unstable_readConfig({ config: path("wrangler.toml") });
  assert.deepEqual(durable_objects.bindings, [{ name: "LEDGER", class_name: "Ledger" }]);
  assert.deepEqual(migrations, [{ tag: "hookward-1", new_sqlite_classes: ["Ledger"] }]);
  assert.deepEqual(triggers.crons, ["0 * * * *"]);
  const [{ mode, dedupe }] = vars.ROUTES;
  assert.deepEqual([mode, dedupe], ["accept", "body"], "GitHub signs neither an id nor a time");
  assert.match(read("worker.js"), /^export \{ default, Ledger \} from "hookward\/worker";$/m);
  assert.equal((await run("check", "--json")).code, 0);
});

test("init writes routes of tenants, to a Worker and to a queue, in which check and Wrangler find nothing wrong", async () => {
  const { run, read, path } = project("init-targets");
  const written = async (...args) => {
    const { code, stdout, stderr } = await run("init", ...args, "--force");
    assert.deepEqual([code, stderr], [0, ""], `${args}`);
    const checked = JSON.parse((await run("check", "--json")).stdout);
    assert.deepEqual([checked.ok, checked.environments[0].errors], [true, []], `${args}`);
    const { vars, services, queues } = unstable_readConfig({ config: path("wrangler.toml") });
    const [route] = vars.ROUTES;
    return { route, services: services ?? [], producers: queues.producers, stdout };
  };

  const tenants = await written("--provider", "stripe", ...ORIGIN, "--tenants");
  assert.deepEqual(tenants.route, {
    path: "/webhooks/stripe/{tenant}",
    scheme: "stripe",
    secrets: ["STRIPE_WEBHOOK_SECRET_{TENANT}"],
    origin: "https://app.example.com/webhooks/stripe",
  });
  assert.match(tenants.stdout, /^ {2}npx wrangler secret put STRIPE_WEBHOOK_SECRET_ACME {4}# for the tenant acme/m);
  assert.match(read(".dev.vars.example"), /\nSTRIPE_WEBHOOK_SECRET_ACME=""\n/);
  const own = await written("--provider", "stripe", ...ORIGIN, "--tenants", "--path", "/{tenant}/hooks");
  assert.equal(own.route.path, "/{tenant}/hooks");

  const service = await written("--provider", "gilbert", "--service", "my-app", "--ledger", "--yes");
  assert.deepEqual(service.route.origin, { service: "APP" });
  assert.deepEqual(service.services, [{ binding: "APP", service: "my-app" }]);
  const named = await written("--provider", "gilbert", "--service", "my-app", ...ORIGIN);
  assert.deepEqual(named.route.origin, { service: "APP", url: "https://app.example.com/webhooks/gilbert" });

  const queue = await written("--provider", "gilbert", "--queue", "deliveries", "--yes");
  assert.deepEqual([queue.route.origin, queue.route.queue], [undefined, "DELIVERIES"]);
  assert.deepEqual(queue.producers, [{ binding: "DELIVERIES", queue: "deliveries" }]);
  assert.match(queue.stdout, /^ {2}npx wrangler queues create deliveries$/m);
});

test("check knows the queues and the workflows that a route names", async () => {
  const route = (key, name) =>
    `[[vars.ROUTES]]\npath = "/${key}"\nscheme = "gilbert"\nsecrets = ["SECRET"]\n${key} = "${name}"\n`;
  const bound =
    '[[queues.producers]]\nbinding = "EVENTS"\nqueue = "events"\n[[workflows]]\nbinding = "FLOW"\nname = "flow"\nclass_name = "Flow"\n';
  const { run, write } = project("queues");
  const check = async (text) => {
    write("wrangler.toml", `main = "worker.js"\n${text}`);
    const { environments } = JSON.parse((await run("check", "--json")).stdout);
    return environments[0].errors.map(({ message }) => message);
  };
  assert.deepEqual(await check(bound + route("queue", "EVENTS") + route("workflow", "FLOW")), []);
  const [queue, workflow] = await check(route("queue", "EVENTS") + route("workflow", "FLOW"));
  assert.match(queue, /There is no queue binding EVENTS\. Add it to queues\.producers/);
  assert.match(workflow, /There is no workflow binding FLOW\. Add it to workflows/);
  assert.match((await check(bound + route("queue", "FLOW")))[0], /There is no queue binding FLOW/);
});

test("init writes over nothing without being told", async () => {
  const { run, read, write, has } = project("there");
  write("worker.js", "// mine\n");
  write("package.json", '{\n    "name": "mine",\n    "scripts": { "dev": "mine" }\n}\n');
  const refused = await run("init", "--provider", "stripe", ...ORIGIN);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /Nothing was written: worker\.js already exists\. Use --force/);
  assert.deepEqual([read("worker.js"), has("wrangler.toml")], ["// mine\n", false]);
  assert.equal((await run("init", "--provider", "stripe", ...ORIGIN, "--force")).code, 0);
  // The content of package.json stays, with its indentation.
  const { name, scripts } = JSON.parse(read("package.json"));
  assert.deepEqual([name, scripts.dev], ["mine", "mine"]);
  assert.match(read("package.json"), /^ {4}"scripts"/m);
  // Running the same command again changes nothing, so it does not ask.
  assert.equal((await run("init", "--provider", "stripe", ...ORIGIN)).code, 0);
});

test("init writes no wrangler.toml where Wrangler would not read it, and prints what to add to what it reads", async () => {
  for (const [at, [name, below]] of [
    ["wrangler.json"],
    ["wrangler.jsonc"],
    ["wrangler.jsonc", "apps/hooks"],
  ].entries()) {
    const { run, write, has, path } = project(`json-${at}`);
    const own = { name: "mine", main: "src/index.js", compatibility_date: COMPATIBILITY_DATE };
    write(name, JSON.stringify(own));
    const cwd = path(below ?? ".");
    mkdirSync(cwd, { recursive: true });
    const here = (...args) => (below ? hookward(args, { cwd, env: {} }) : run(...args));
    const shown = below ? `../../${name}` : name;
    const args = ["init", "--provider", "gilbert", "--service", "app", "--ledger", "--yes", "--force"];
    const refused = await here(...args);
    assert.equal(refused.code, 1);
    assert.equal(
      refused.stderr,
      `hookward: Nothing was written. Wrangler already reads ${shown}, so it would ignore a wrangler.toml in this folder.\n`,
    );
    for (const file of ["wrangler.toml", "worker.js", "package.json", ".dev.vars.example"])
      assert.equal(has(join(below ?? ".", file)), false, file);
    const added = JSON.parse(/^\{$[\s\S]*?^\}$/m.exec(refused.stdout)[0]);
    assert.ok(refused.stdout.startsWith(`Add this to ${shown}:\n`));
    assert.match(refused.stdout, /npx wrangler secret put GILBERT_WEBHOOK_SECRET\n/);
    assert.match(refused.stdout, /export \{ Ledger \} from "hookward\/worker"/);
    assert.deepEqual(JSON.parse((await here(...args, "--json")).stdout).add, added);
    // With the addition, both `check` in the same folder and Wrangler can use the file.
    write(name, JSON.stringify({ ...own, ...added }));
    const checked = await here("check");
    assert.equal(checked.code, 0, checked.stdout);
    assert.ok(checked.stdout.includes(`${shown}: 1 route, no errors`), checked.stdout);
    const { vars, services, triggers } = unstable_readConfig({ config: path(name) });
    assert.deepEqual([vars.ROUTES[0].origin, services[0].service], [{ service: "APP" }, "app"]);
    assert.equal(triggers.crons.length, 1);
  }
});

test("init writes nothing that cannot be used", async () => {
  const { run, has } = project("unusable");
  for (const [args, message] of [
    [["--provider", "stripe"], /Give --origin/],
    [["--provider", "strpe", "--origin", "https://a.example"], /Did you mean stripe\?/],
    [["--provider", "twilio-form", "--origin", "https://a.example"], /Give --url/],
    [["--provider", "stripe", "--origin", "app.example.com"], /--origin must be an absolute URL/],
    [["--provider", "stripe", "--origin", "ftp://a.example/x"], /origin must be an absolute http or https URL/],
    [["--provider", "stripe", "--origin", "https://a.example", "--path", "webhooks"], /path must be/],
    [["--provider", "stripe", "--origin", "https://a.example", "--name", "A B"], /--name must be/],
    [["--provider", "stripe", "--service", "a b"], /--service must be a name/],
    [["--provider", "stripe", "--queue", 'a"'], /--queue must be a name/],
    [["--provider", "stripe", "--queue", "a", "--origin", "https://a.example"], /--queue replaces --origin/],
    [["--provider", "stripe", "--queue", "a", "--service", "a"], /--queue replaces/],
    [["--provider", "stripe", "--queue", "a", "--ledger"], /--queue replaces/],
    [
      ["--provider", "stripe", "--origin", "https://a.example", "--tenants", "--path", "/x"],
      /a segment of --path must be/,
    ],
  ]) {
    const { code, stderr } = await run("init", ...args, "--yes");
    assert.ok(code > 1, `${args}`);
    assert.match(stderr, message);
    assert.equal(has("wrangler.toml"), false);
  }
});

/** The mistakes in a route. Each has its own path. */
const CHANGES = [
  { scheme: "strpe" },
  { scheme: { id: "own", name: "Own", docs: "https://own.example", signedContent: "{timestamp}", signature: {} } },
  { origin: "app.example.com" },
  { timeout: 61 },
  { maxBodyBytes: 0 },
  { tolerence: 5 },
  { max_body_bytes: 5 },
  { secrets: ["not a name"] },
  { secrets: [] },
  { scheme: "twilio-form" },
  { challenge: true },
  { forwardHeaders: ["cookie"] },
];

test("check finds what the Worker itself logs", async () => {
  const good = { scheme: "stripe", secrets: ["SECRET"], origin: "https://app.example.com" };
  const ROUTES = CHANGES.map((change, at) => ({ path: `/${at}`, ...good, ...change }));
  const { run, write } = project("faults");
  write("wrangler.json", JSON.stringify({ main: "worker.js", vars: { ROUTES } }));
  const { code, stdout } = await run("check", "--json");
  const [{ errors }] = JSON.parse(stdout).environments;
  const worker = await startWorker({ ROUTES, SECRET: "s3cret" });
  const logged = [];
  for (const { path } of ROUTES) {
    const { log } = await worker.send({ path, body: "{}" });
    logged.push({ code: log.code, message: log.message });
  }
  await worker.stop();
  assert.deepEqual(errors, logged);
  assert.equal(code, 3);
  assert.ok(logged.every(({ message }, at) => message.startsWith(`ROUTES[${at}] (/${at}`)));
});

const TOML = `main = "worker.js"
[[vars.ROUTES]]
path = "/a"
scheme = "standard-webhooks"
secrets = ["A_SECRET"]
origin = "https://app.example.com"
`;

test("check knows the secrets of .dev.vars, and shows none", async () => {
  const { run, write } = project("secrets");
  write("wrangler.toml", TOML);
  const unset = await run("check");
  assert.deepEqual([unset.code, unset.stderr], [0, ""]);
  assert.match(unset.stdout, /1 route, no errors\n {2}requires the secret A_SECRET\n/);
  write(".dev.vars", 'A_SECRET="whsec_no base 64!"\n');
  const set = await run("check");
  assert.equal(set.code, 3);
  assert.match(set.stdout, /ROUTES\[0\] \(\/a, standard-webhooks\): A_SECRET: /);
  assert.doesNotMatch(set.stdout, /no base/);
  write(".dev.vars", "");
  write("wrangler.toml", `vars.A_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"\n${TOML}`);
  const inFile = await run("check");
  assert.equal(inFile.code, 3);
  assert.match(inFile.stdout, /vars\.A_SECRET: Never write a secret in this file/);
  assert.doesNotMatch(inFile.stdout, /MfKQ/);
});

test("check reads each environment, and says where a file cannot be read without quoting it", async () => {
  const { run, write, path } = project("environments");
  assert.match((await run("check")).stderr, /There is no wrangler\.toml here/);
  write("wrangler.toml", `${TOML}[[env.staging.vars.ROUTES]]\npath = "/b"\n`);
  const both = await run("check");
  assert.equal(both.code, 3);
  assert.match(both.stdout, /✓ wrangler\.toml: 1 route, no errors/);
  assert.match(
    both.stdout,
    /✗ ROUTES\[0\] \(\/b\): the key `scheme` is missing\nwrangler\.toml, env\.staging: 1 error/,
  );
  for (const command of ["check", "dev"]) {
    const { code, stderr } = await run(command, "--env", "none");
    assert.equal(code, 2, stderr);
    assert.match(stderr, /wrangler\.toml has no environment none\. Choose one with --env: staging\./);
  }
  write("wrangler.toml", TOML);
  assert.match(
    (await run("check", "--env", "none")).stderr,
    /no environment none\. It has no environments: omit --env\./,
  );
  write("wrangler.toml", '[[env.staging.vars.ROUTES]]\npath = "/b"\n');
  assert.match((await run("dev")).stderr, /has routes only in its environments\. Choose one with --env: staging\./);
  write("wrangler.toml", 'main = "worker.js"\nsecret = "s3cret\n');
  const { code, stderr } = await run("check");
  assert.equal(code, 2);
  assert.match(stderr, /wrangler\.toml is not valid TOML: it cannot be read from line 2, column \d+ on/);
  assert.doesNotMatch(stderr, /s3cret/);
  rmSync(path("wrangler.toml"));
  write("wrangler.jsonc", `// routes\n{ "main": "worker.js", "vars": { "ROUTES": [] }, }`);
  assert.match((await run("check")).stdout, /ROUTES is empty/);
  write("wrangler.jsonc", '{\n  "vars": {{ }');
  assert.match((await run("check")).stderr, /wrangler\.jsonc is not valid JSON: it cannot be read from line 2, column/);
  write("wrangler.jsonc", `{ "vars": ${"[".repeat(200_000)}`);
  assert.match((await run("check")).stderr, /wrangler\.jsonc has too many levels of objects and lists\.$/m);
});

const TENANTS = `main = "worker.js"
compatibility_date = "${COMPATIBILITY_DATE}"
[[vars.ROUTES]]
path = "/webhooks/stripe/{tenant}"
scheme = "stripe"
secrets = ["STRIPE_{TENANT}_SECRET"]
origin = "https://app.example.com/webhooks/stripe"
`;

test("check reads a route of tenants, with the secrets of those that are known or of one that is made up", async () => {
  const { run, write } = project("tenants");
  write("wrangler.toml", TENANTS);
  const unset = await run("check");
  assert.deepEqual([unset.code, unset.stderr], [0, ""], unset.stdout);
  assert.match(unset.stdout, /requires the secret STRIPE_\{TENANT\}_SECRET\n/);
  write(".dev.vars", 'STRIPE_ACME_EU_SECRET=""\nSTRIPE_OTHER_SECRET=" "\nAPP_KEY=""\n');
  const empty = await run("check");
  assert.equal(empty.code, 0, empty.stdout);
  assert.match(empty.stdout, /STRIPE_ACME_EU_SECRET is empty in \.dev\.vars\./);
  assert.match(empty.stdout, /STRIPE_OTHER_SECRET is empty in \.dev\.vars\./);
  assert.doesNotMatch(empty.stdout, /APP_KEY/);
  write(".dev.vars", 'STRIPE_ACME_EU_SECRET="s3cret"\n');
  write("wrangler.toml", TENANTS.replace("https:", "ftp:"));
  const unusable = await run("check");
  assert.equal(unusable.code, 3);
  assert.match(unusable.stdout, /✗ ROUTES\[0\] .*acme-eu: .*origin/, "no fault of .dev.vars");
});

test("check passes with the copied .dev.vars.example, and names each empty secret, with no command for production", async () => {
  const { run, read, write } = project("copied");
  assert.equal((await run("init", "--provider", "gilbert", ...ORIGIN, "--ledger")).code, 0);
  const expected = [
    "GILBERT_WEBHOOK_SECRET is empty in .dev.vars. Fill it in, or remove the line. Until then, hookward dev generates one.",
    "ORIGIN_SECRET is empty in .dev.vars. Fill it in, or remove the line. Until then, hookward dev generates one.",
  ];
  write(".dev.vars", read(".dev.vars.example"));
  const { code, stdout } = await run("check");
  assert.equal(code, 0, stdout);
  for (const note of expected) assert.ok(stdout.includes(`! ${note}\n`), stdout);
  assert.match(stdout, /✓ wrangler\.toml: 1 route, no errors/);
  assert.doesNotMatch(stdout, /secret put/);
  const { ok, environments } = JSON.parse((await run("check", "--json")).stdout);
  assert.deepEqual([ok, environments[0].errors, environments[0].notes], [true, [], expected]);
  // An environment with its own file, and a value that cannot be used: the file is named, and the settings of the deployed Worker are not checked.
  write("wrangler.toml", `${TOML}[[env.staging.vars.ROUTES]]\n${TOML.slice(TOML.indexOf("path"))}`);
  write(".dev.vars", "");
  write(".dev.vars.staging", 'A_SECRET="whsec_no base 64!"\n');
  const staging = await run("check");
  assert.equal(staging.code, 3);
  assert.match(staging.stdout, /✗ \.dev\.vars\.staging: ROUTES\[0\] \(\/a, standard-webhooks\): A_SECRET: /);
  assert.doesNotMatch(staging.stdout, /secret put/);
});

/** Installs hookward and Wrangler in a project. */
function link(path) {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  mkdirSync(path("node_modules"));
  symlinkSync(join(root, "node_modules/wrangler"), path("node_modules/wrangler"), "junction");
  symlinkSync(root, path("node_modules/hookward"), "junction");
}

test("dev sends each route an example and a forged copy, also a route of tenants", { timeout: 120_000 }, async () => {
  const { run, write, path } = project("dev");
  write("wrangler.toml", TENANTS);
  write("worker.js", 'export { default } from "hookward/worker";\n');
  write(".dev.vars", 'STRIPE_ACME_EU_SECRET="s3cret"\n');
  link(path);
  const { code, stdout, stderr } = await run("dev", "--once", "--port", "0", "--json");
  assert.equal(code, 0, stderr);
  const sent = { path: "/webhooks/stripe/acme-eu", scheme: "stripe" };
  assert.deepEqual(JSON.parse(stdout.trim().split("\n").at(-1)).results, [
    { ...sent, forged: false, status: 200, ok: true },
    { ...sent, forged: true, status: 401, ok: true },
  ]);
  assert.match(stderr, /→ the origin received \/webhooks\/stripe, payment_intent\.succeeded, evt_/);
});

test("dev sends a ledger an example and a forged copy, and once more", { timeout: 120_000 }, async () => {
  const { run, read, write, path } = project("dev-ledger");
  assert.equal((await run("init", "--provider", "gilbert", ...ORIGIN, "--ledger")).code, 0);
  // Grillo does not sign an id, so its example is the same each time.
  const route = { path: "/webhooks/grillo", scheme: "grillo", secrets: ["GRILLO_WEBHOOK_SECRET"], origin: ORIGIN[1] };
  const keys = Object.entries({ ...route, mode: "proxy", dedupe: "body" });
  const lines = keys.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
  write("wrangler.toml", `${read("wrangler.toml")}\n[[vars.ROUTES]]\n${lines.join("")}`);
  link(path);
  for (const time of ["first", "second"]) {
    const { code, stdout, stderr } = await run("dev", "--once", "--port", "0", "--json");
    const { results = [] } = JSON.parse(stdout.trim().split("\n").at(-1) || "{}");
    const each = (scheme) => [
      [scheme, 200, true],
      [scheme, 401, true],
    ];
    const got = results.map(({ scheme, status, ok }) => [scheme, status, ok]);
    assert.deepEqual(got, [...each("gilbert"), ...each("grillo")], `${time}: ${stderr}`);
    assert.equal(code, 0);
    assert.match(stderr, /→ the origin received \/webhooks\/gilbert, dossier\./);
  }
});

test("dev sends a route with several schemes an example of each", { timeout: 120_000 }, async () => {
  const { run, write, path } = project("dev-schemes");
  const schemes = `[{ scheme = "gilbert", secrets = ["A_SECRET"] }, { scheme = "grillo", secrets = ["B_SECRET"] }]`;
  const origin = "https://app.example.com/webhooks";
  const route = `[[vars.ROUTES]]\npath = "/webhooks"\nschemes = ${schemes}\norigin = "${origin}"\n`;
  write("wrangler.toml", `main = "worker.js"\ncompatibility_date = "${COMPATIBILITY_DATE}"\n${route}`);
  write("worker.js", 'export { default } from "hookward/worker";\n');
  link(path);
  const { stdout, stderr } = await run("dev", "--once", "--port", "0", "--json");
  const { results } = JSON.parse(stdout.trim().split("\n").at(-1));
  const got = results.map(({ scheme, status, ok }) => [scheme, status, ok].join(" "));
  assert.deepEqual(got, ["gilbert 200 true", "gilbert 401 true", "grillo 200 true", "grillo 401 true"], stderr);
});

test("dev runs the template of one's own Worker, which passes its health on", { timeout: 120_000 }, async () => {
  const { run, write, path } = project("dev-own");
  for (const file of ["worker.ts", "wrangler.toml"]) write(file, readFileSync(`templates/own-worker/${file}`, "utf8"));
  link(path);
  const { code, stdout, stderr } = await run("dev", "--once", "--port", "0", "--json");
  assert.equal(code, 0, stderr);
  const got = JSON.parse(stdout.trim().split("\n").at(-1)).results.map(({ status, ok }) => [status, ok]);
  assert.deepEqual(got, [
    [200, true],
    [401, true],
  ]);
  assert.match(stderr, /GET \/_hookward\/health 200/);
  assert.doesNotMatch(stderr, /responded with 404/);
});

test("dev gives the Worker no address outside this machine", async () => {
  const { run, write, path } = project("dev-addresses");
  const origins = `["https://a.example.com/one?two", "https://b.example.com"]`;
  const keys = `mode = "accept"\ndedupe = "body"\norigins = ${origins}\nalertUrl = "https://alerts.example.com/hookward"\n`;
  const ledger = `[[durable_objects.bindings]]\nname = "LEDGER"\nclass_name = "Ledger"\n\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Ledger"]\n`;
  const route = `[[vars.ROUTES]]\npath = "/webhooks"\nscheme = "gilbert"\nsecrets = ["A_SECRET"]\n${keys}`;
  write("wrangler.toml", `main = "worker.js"\ncompatibility_date = "${COMPATIBILITY_DATE}"\n\n${ledger}\n${route}`);
  write("worker.js", 'export { default, Ledger } from "hookward/worker";\n');
  // A program that records its arguments is installed instead of Wrangler.
  mkdirSync(path("node_modules/wrangler"), { recursive: true });
  write("node_modules/wrangler/package.json", JSON.stringify({ bin: { wrangler: "wrangler.cjs" } }));
  const program = `require("node:fs").writeFileSync(${JSON.stringify(path("given.json"))}, JSON.stringify(process.argv));\n`;
  write("node_modules/wrangler/wrangler.cjs", program);
  const { stderr } = await run("dev", "--port", "0");
  assert.match(stderr, /Wrangler exited/);
  const given = JSON.parse(readFileSync(path("given.json"), "utf8")).find((one) => one.startsWith("ROUTES:"));
  const [{ origin, ...rest }] = JSON.parse(given.slice("ROUTES:".length));
  assert.match(origin, /^http:\/\/127\.0\.0\.1:\d+\/one\?two$/);
  assert.doesNotMatch(JSON.stringify(rest), /example\.com/);
});

test("dev says how to install Wrangler where there is none", async () => {
  const { run, write } = project("no-wrangler");
  write("wrangler.toml", TOML);
  const { code, stderr } = await run("dev");
  assert.deepEqual(
    [code, stderr],
    [3, "hookward: Wrangler is not installed here. Install it in this project: npm install --save-dev wrangler\n"],
  );
});

test("page serves the package's own page on this machine, on a free port where its own is taken", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address();
  const { child, printed, done } = start(["page", "--port", `${port}`, "--json"]);
  while (!printed.stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 20));
  const { url } = JSON.parse(printed.stdout);
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assert.notEqual(new URL(url).port, `${port}`);
  const get = (path, init) => fetch(new URL(path, url), init);
  // Every module that the page imports, directly or indirectly, is served with the policy.
  const open = ["/", "/style.css", "/icon.svg", "/main.js"];
  const seen = new Set(open);
  for (const path of open) {
    const response = await get(path);
    const text = await response.text();
    assert.equal(response.status, 200, path);
    for (const [header, value] of Object.entries(headersOf("explain")))
      assert.equal(response.headers.get(header), value, path);
    if (!path.endsWith(".js")) continue;
    assert.doesNotMatch(text.slice(0, 5000), /"#\w+-wasm"/, path);
    for (const [, name] of text.matchAll(/(?:from|^import) ?"([^"\n]+)"/gm)) {
      const next = new URL(name, new URL(path, url)).pathname;
      if (!seen.has(next)) open.push(next);
      seen.add(next);
    }
  }
  assert.ok(seen.has("/hookward/loaders/inline-explain.js"), [...seen].join());
  for (const path of [
    "/headers.json",
    "/hookward/cli/main.js",
    "/hookward/..%2fpage/main.js",
    "/hookward/%2e%2e/%2e%2e/package.json",
    "/x",
  ])
    assert.equal((await get(path)).status, 404, path);
  assert.equal((await get("/", { method: "POST" })).status, 404);
  child.kill("SIGINT");
  assert.equal((await done).code, 0);
  taken.close();
});

test("the root's wrangler.toml is one that check has nothing against", async () => {
  const { code, stdout } = await hookward(["check", fileURLToPath(new URL("../../wrangler.toml", import.meta.url))], {
    env: {},
  });
  assert.deepEqual([code, /5 routes, no errors/.test(stdout)], [0, true], stdout);
});

test("check knows the services that a route can have as its origin, in each environment", async () => {
  const route =
    '[[vars.ROUTES]]\npath = "/x"\nscheme = "gilbert"\nsecrets = ["SECRET"]\norigin = { service = "APP", url = "https://app.example/x" }\n';
  const bound = '[[services]]\nbinding = "APP"\nservice = "app"\n';
  const { run, write } = project("services");
  const check = async (text) => {
    write("wrangler.toml", `main = "worker.js"\n${text}`);
    const { environments } = JSON.parse((await run("check", "--json")).stdout);
    return environments.map(({ errors }) => errors.map(({ message }) => message).join("\n"));
  };
  assert.deepEqual(await check(bound + route), [""]);
  assert.deepEqual(await check(bound.replace("services", "vpc_services") + route), [""]);
  assert.match((await check(route))[0], /origin\.service: There is no service binding APP\. Add it to services/);
  const other = route.replace("vars.ROUTES", "env.other.vars.ROUTES");
  const [top, inherited] = await check(`${bound}${route}[env.other]\n${other}`);
  assert.equal(top, "");
  assert.match(inherited, /no service binding APP/);
  const own = bound.replace("services", "env.other.services");
  assert.deepEqual(await check(`${bound}${route}${own}${other}`), ["", ""]);
});

test("check refuses a compatibility date with which the Worker or its ledgers do not run", async () => {
  const route =
    '[[vars.ROUTES]]\npath = "/x"\nscheme = "gilbert"\nsecrets = ["SECRET"]\norigin = "https://app.example/x"\n';
  const ledger =
    '[[durable_objects.bindings]]\nname = "LEDGER"\nclass_name = "Ledger"\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Ledger"]\n';
  const { run, write } = project("dates");
  const errors = async (head, ...parts) => {
    write("wrangler.toml", ['main = "worker.js"', head, ...parts].join("\n"));
    const { environments } = JSON.parse((await run("check", "--json")).stdout);
    return environments.map(({ errors: all }) => all.map(({ message }) => message).join("\n"));
  };
  const date = (text, ...flags) => `compatibility_date = "${text}"\ncompatibility_flags = ${JSON.stringify(flags)}`;
  const worker = [
    "compatibility_date: The Worker requires 2022-10-31 or later, without the flag url_original. Write a later date.",
  ];
  const ofLedger = [
    "compatibility_date: The binding LEDGER requires 2024-04-03 or later, without the flag no_rpc. Write a later date.",
  ];
  assert.deepEqual(await errors(date("2022-10-30"), route), worker);
  assert.deepEqual(await errors(date("2022-10-31"), route), [""]);
  assert.deepEqual(await errors(date("2022-10-30", "url_standard"), route), [""]);
  assert.deepEqual(await errors(date("2026-01-01", "url_original"), route), worker);
  assert.deepEqual(await errors(date("2024-04-02"), ledger, route), ofLedger);
  assert.deepEqual(await errors(date("2022-01-01"), ledger, route), ofLedger);
  assert.deepEqual(await errors(date("2024-04-03"), ledger, route), [""]);
  assert.deepEqual(await errors(date("2024-04-02", "rpc"), ledger, route), [""]);
  assert.deepEqual(await errors("", ledger, route), [""]);
  const staging = `[env.staging]\nvars.ROUTES = []\n[env.new]\n${date("2024-01-01")}\nvars.ROUTES = []`;
  const [, inherited, own] = await errors(date("2022-01-01"), route, staging);
  assert.match(inherited, /^compatibility_date: The Worker/);
  assert.doesNotMatch(own, /compatibility_date/);
});

test("init says that it leaves an older Wrangler of the project", async () => {
  const { run, write } = project("old-wrangler");
  for (const [version, isOld] of [
    ["^3.0.0", true],
    ["~3.114.1", true],
    ["4.86.0", false],
    ["latest", false],
  ]) {
    write("package.json", JSON.stringify({ devDependencies: { wrangler: version } }));
    const { code, stderr } = await run("init", "--provider", "gilbert", ...ORIGIN);
    assert.deepEqual([code, stderr.includes("hookward requires Wrangler 4")], [0, isOld], version);
  }
});

test("check knows the binding of the ledgers, and what a mode needs", async () => {
  const route =
    '[[vars.ROUTES]]\npath = "/x"\nscheme = "gilbert"\nsecrets = ["SECRET"]\norigin = "https://app.example/x"\nmode = "accept"\n';
  const bound = '[[durable_objects.bindings]]\nname = "LEDGER"\nclass_name = "Ledger"\n';
  const migrated = '[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Ledger"]\n';
  const { run, write } = project("ledger");
  const messages = async (...parts) => {
    write("wrangler.toml", `main = "worker.js"\n${parts.join("\n")}`);
    const { ok, environments } = JSON.parse((await run("check", "--json")).stdout);
    return {
      ok,
      errors: environments[0].errors.map(({ message }) => message).join("\n"),
      secrets: environments[0].secrets,
    };
  };
  assert.match((await messages(route)).errors, /no binding LEDGER/);
  assert.match((await messages(route, bound)).errors, /No migration creates the class Ledger/);
  assert.deepEqual(await messages(route, bound, migrated), {
    ok: true,
    errors: "",
    secrets: ["SECRET", "ORIGIN_SECRET"],
  });
  const several = '{ scheme = "gilbert", secrets = ["ONE"] }, { scheme = "grillo", secrets = ["TWO"] }';
  const both = `[[vars.ROUTES]]\npath = "/x"\nschemes = [${several}]\norigin = "https://app.example/x"\n`;
  assert.deepEqual(await messages(both), { ok: true, errors: "", secrets: ["ONE", "TWO"] });
  assert.match(
    (await messages(both.replace("grillo", "gilbert"))).errors,
    /gilbert and gilbert have their signatures in/,
  );
  const told = route.replace('mode = "accept"', 'alertUrl = "https://ops.example"');
  assert.deepEqual(await messages(told), { ok: true, errors: "", secrets: ["SECRET", "ORIGIN_SECRET"] });
  assert.match(
    (await messages(route, bound, migrated, '[vars]\nMETRICS = "hookward"')).errors,
    /vars\.METRICS: .* dataset/,
  );
  const inFile = await messages('[vars]\nOPERATOR_TOKEN = "t"', route, bound, migrated);
  assert.match(inFile.errors, /vars\.OPERATOR_TOKEN: Never write a secret in this file/);
});
