// hookward dev, with a program instead of Wrangler: what it starts, what it waits for, and when it gives up. Where Wrangler itself has to start, its
// test and cli-worker.test.js run the real Wrangler.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

import { hookward, projects, start } from "../../test-support/command.js";

const real = projects();

const folder = mkdtempSync(join(tmpdir(), "hookward-"));
after(() => rmSync(folder, { recursive: true }));

const TOML = `main = "worker.js"
compatibility_date = "2026-04-01"
[[vars.ROUTES]]
path = "/webhooks/gilbert"
scheme = "gilbert"
secrets = ["GILBERT_WEBHOOK_SECRET"]
origin = "https://app.example.com/webhooks/gilbert"
`;

const WORKFLOW = `workflows = [{ binding = "FLOW", name = "flow", class_name = "Flow" }]\n`;

/** Returns a program that serves on the given port, prints this as Wrangler does, and records its requests. `respond` is the source of a listener. */
const serving = (respond) => `
const { createServer } = require("node:http");
const { appendFileSync, writeFileSync } = require("node:fs");
writeFileSync("given.json", JSON.stringify(process.argv));
const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
const server = createServer((request, response) => {
  appendFileSync("got.txt", request.url + "\\n");
  (${respond})(request, response);
});
server.listen(port, "127.0.0.1", () => process.send(JSON.stringify({ event: "DEV_SERVER_READY", ip: "127.0.0.1", port })));
`;

/** Creates a project with a route, and with a program instead of Wrangler. */
function project(name, program) {
  const cwd = join(folder, name);
  const write = (file, text) => {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  };
  write("node_modules/wrangler/package.json", JSON.stringify({ bin: { wrangler: "wrangler.cjs" } }));
  write("node_modules/wrangler/wrangler.cjs", program);
  write("wrangler.toml", TOML);
  return {
    write,
    run: (...args) => hookward(["dev", ...args], { cwd, env: {} }),
    start: (...args) => start(["dev", ...args], { cwd, env: {} }),
    read: (file) => readFileSync(join(cwd, file), "utf8"),
    files: () => readdirSync(cwd),
  };
}

/** Starts a server on a free port of this machine. */
async function listening(respond) {
  const server = createServer(respond).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { server, port: `${server.address().port}` };
}

test("dev starts nothing on a port that is taken, and sends nothing there", async () => {
  const got = [];
  const { server, port } = await listening((request, response) => {
    got.push(request.url);
    response.end();
  });
  const { run, read } = project("taken", serving("() => {}"));
  const { code, stderr } = await run("--once", "--port", port);
  server.close();
  assert.deepEqual(
    [code, stderr],
    [1, `hookward: Port ${port} is taken. Stop what listens there, or name another with --port.\n`],
  );
  assert.deepEqual(got, []);
  assert.throws(() => read("given.json"), "Wrangler was started");
});

test("dev ends at once where the URL of the app is none", async () => {
  const { run, read } = project("no-url", serving("() => {}"));
  assert.equal((await run("--port", "0", "--origin", "app")).code, 2);
  assert.throws(() => read("given.json"), "Wrangler was started");
});

test("dev takes no other program for the Worker, also one that comes before Wrangler", async () => {
  // The other server responds to every request as soon as Wrangler has started. Wrangler then ends.
  const program = `
    const { appendFileSync } = require("node:fs");
    const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
    const other = require("node:http").createServer((request, response) => {
      appendFileSync("got.txt", request.url);
      response.end();
    });
    other.listen(port, "127.0.0.1", () => setTimeout(() => process.exit(1), 1500));`;
  const { run, read } = project("other", program);
  const { code, stdout, stderr } = await run("--once", "--port", "0");
  assert.deepEqual([code, stdout, stderr], [1, "", "hookward: Wrangler exited. See its output for the reason.\n"]);
  assert.throws(() => read("got.txt"), "something was sent to the other program");
});

test("dev notices when Wrangler ends, while it sends and after", async () => {
  const atOnce = `(request, response) => (request.url.startsWith("/webhooks/") ? process.exit(1) : response.end())`;
  const amid = project("amid", serving(atOnce));
  for (const args of [["--once"], []]) {
    const { code, stdout, stderr } = await amid.run("--port", "0", ...args);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /^hookward: Wrangler exited\. See its output for the reason\.$/m);
  }
  const afterwards = "(request, response) => { response.end(); setTimeout(() => process.exit(1), 1500).unref(); }";
  const { code, stdout, stderr } = await project("later", serving(afterwards)).run("--port", "0");
  assert.equal(code, 1);
  assert.match(stdout, /The Worker is at/);
  assert.match(stderr, /^hookward: Wrangler exited\. See its output for the reason\.$/m);
});

test("dev ends Wrangler when it is ended itself, and leaves no file behind", async () => {
  for (const signal of ["SIGTERM", "SIGHUP"]) {
    const { start, read, write, files } = project(
      signal,
      `${serving("(request, response) => response.end()")}
      process.on("SIGTERM", () => { writeFileSync("ended.txt", ""); process.exit(143); });`,
    );
    write("wrangler.toml", `${WORKFLOW}${TOML.replace(/^origin = .*$/m, 'workflow = "FLOW"')}`);
    const { child, printed, done } = start("--port", "0");
    while (!printed.stdout.includes("Ctrl-C")) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.match(files().join(), /\.hookward-dev-/);
    child.kill(signal);
    assert.equal((await done).code, 0, signal);
    assert.equal(read("ended.txt"), "");
    assert.doesNotMatch(files().join(), /\.hookward-dev-/);
  }
});

test("dev starts Wrangler without the bindings that it replaces and that need a class, a Worker or an account", {
  timeout: 120_000,
}, async () => {
  const { run, write, path, link } = real("replaced");
  const id = "0199295b-b3ac-7760-8246-bca40877b3e9";
  const targets = {
    'workflow = "OWN"': '[[workflows]]\nbinding = "OWN"\nname = "own"\nclass_name = "Own"\n',
    'workflow = "OTHER"':
      '[[workflows]]\nbinding = "OTHER"\nname = "other"\nclass_name = "Other"\nscript_name = "flows"\n',
    'queue = "FAR"': '[[queues.producers]]\nbinding = "FAR"\nqueue = "far"\nremote = true\n',
    'origin = { service = "APP" }': '[[services]]\nbinding = "APP"\nservice = "app"\nremote = true\n',
    'origins = [{ service = "VPC" }]': `[[vpc_services]]\nbinding = "VPC"\nservice_id = "${id}"\n`,
  };
  const route = (target, at) =>
    `[[vars.ROUTES]]\npath = "/${at}"\nscheme = "gilbert"\nsecrets = ["A_SECRET"]\n${target}\n`;
  const text = Object.values(targets).join("") + Object.keys(targets).map(route).join("");
  write("wrangler.toml", `name = "hookward"\nmain = "worker.js"\ncompatibility_date = "2026-04-01"\n${text}`);
  write("worker.js", 'export { default } from "hookward/worker";\n');
  link();
  const { code, stdout, stderr } = await run("dev", "--once", "--port", "0", "--json");
  assert.equal(code, 0, stderr);
  const { results } = JSON.parse(stdout.trim().split("\n").at(-1));
  assert.deepEqual(
    results.map((one) => [one.path, one.status]),
    Object.keys(targets).flatMap((_, at) => [
      [`/${at}`, 200],
      [`/${at}`, 401],
    ]),
  );
  assert.match(stderr, /^Bindings that the Worker does not have here, because .*: APP, VPC, OWN, OTHER, FAR$/m);
  assert.doesNotMatch(readdirSync(path(".")).join(), /\.hookward-dev-/);
});

test("dev omits no other binding, and changes only the environment that it runs", async () => {
  const { run, read, write } = project(
    "kept",
    `${serving("(request, response) => response.end()")}
    const { readFileSync } = require("node:fs");
    writeFileSync("used.txt", readFileSync(process.argv[process.argv.indexOf("--config") + 1]));`,
  );
  const flow = (binding) => ({ binding, name: binding.toLowerCase(), class_name: binding });
  const queue = (binding) => ({ binding, queue: binding.toLowerCase() });
  const route = (target) => ({ path: "/a", scheme: "gilbert", secrets: ["A_SECRET"], ...target });
  const own = (...targets) => ({
    vars: { ROUTES: targets.map((target, at) => ({ ...route(target), path: `/${at}` })), KEPT: "a value" },
    workflows: [flow("ONE"), flow("TWO")],
    queues: { producers: [queue("NEAR")], consumers: [{ queue: "near" }] },
    services: [{ binding: "APP", service: "app" }],
  });
  const local = [{ queue: "NEAR" }, { origin: { service: "APP" } }];
  const program = { main: "worker.js", compatibility_date: "2026-04-01" };
  // Wrangler prefers this file to wrangler.toml.
  const config = { ...program, ...own(...local), env: { staging: own({ workflow: "TWO" }, ...local) } };
  write("wrangler.json", JSON.stringify(config));
  await run("--once", "--port", "0");
  assert.equal(read("used.txt"), read("wrangler.json"));
  assert.ok(JSON.parse(read("given.json")).includes("wrangler.json"));
  await run("--once", "--port", "0", "--env", "staging");
  const staging = { ...config.env.staging, workflows: [flow("ONE")] };
  assert.deepEqual(JSON.parse(read("used.txt")), { ...config, env: { staging } });
});

test("dev takes any response for the Worker's, and says what to add where health is not passed on", async () => {
  const deliveries = "request.headers['x-gilbert-signature'] ? 200 : 401";
  for (const [status, expected] of [
    [
      404,
      /^The Worker responded with 404 to \/_hookward\/health\. In the Worker's fetch, also pass .* to hookward\.fetch\. /m,
    ],
    [503, undefined],
    [302, undefined],
  ]) {
    const respond = `(request, response) => {
      const status = request.url === "/_hookward/health" ? ${status} : ${deliveries};
      response.writeHead(status, { location: "http://127.0.0.1:1/" }).end();
    }`;
    const { run, read } = project(`health-${status}`, serving(respond));
    const { stdout, stderr } = await run("--once", "--port", "0", "--json");
    assert.equal(JSON.parse(stdout.trim().split("\n").at(-1)).results.length, 2, stderr);
    assert.deepEqual(read("got.txt").split("\n"), ["/_hookward/health", "/webhooks/gilbert", "/webhooks/gilbert", ""]);
    if (expected) assert.match(stderr, expected);
    else assert.doesNotMatch(stderr, /health/);
  }
});

test("dev makes up a secret whose line in .dev.vars is empty, also of other tenants and of the edge", async () => {
  const { run, read, write } = project("empty", serving("(request, response) => response.end()"));
  write("wrangler.toml", TOML.replace("/gilbert", "/{tenant}").replace("GILBERT_WEBHOOK_SECRET", "GILBERT_{TENANT}"));
  write(".dev.vars", 'GILBERT_ACME=""\nGILBERT_B=\nGILBERT_C=set\nORIGIN_SECRET=""\nOPERATOR_TOKEN=""\nAPP_KEY=""\n');
  const { stderr } = await run("--once", "--port", "0");
  assert.match(
    stderr,
    /^Generated, because they have no value in \.dev\.vars: GILBERT_ACME, GILBERT_B, ORIGIN_SECRET$/m,
  );
  const vars = JSON.parse(read("given.json")).filter((_, at, all) => all[at - 1] === "--var");
  const names = vars.map((one) => one.slice(0, one.indexOf(":")));
  assert.deepEqual(names, ["ROUTES", "GILBERT_ACME", "GILBERT_B", "ORIGIN_SECRET"]);
  assert.ok(vars.every((one) => !one.endsWith(":")));
  write(".dev.vars", 'ORIGIN_SECRET="whsec_no base 64!"\n');
  const unusable = await run("--once", "--port", "0");
  assert.equal(unusable.code, 3);
  assert.match(unusable.stderr, /^hookward: \.dev\.vars: .*ORIGIN_SECRET: /);
  assert.doesNotMatch(unusable.stderr, /secret put/);
});
