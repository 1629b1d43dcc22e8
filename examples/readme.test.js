// Runs the README's own code, unchanged.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { schemes } from "hookward";
import { sign } from "hookward/testing";
import { unstable_readConfig } from "wrangler";
import { block } from "../test-support/documentation.js";
import { hmac, post, start } from "../test-support/program.js";
import { vector } from "../test-support/vectors.js";
import { page, root, writing } from "./pages.js";

const { text: readme } = page("README.md");
const { text: verifying } = page("docs/VERIFYING.md");
const code = (id) => block(`README.md${id}`).code;
const write = writing("readme");

describe("the README", () => {
  it("has an Express app of ten lines that verifies", async () => {
    const app = code("#in-your-framework js");
    assert.ok(app.trim().split("\n").length <= 10, "the first example is longer than it says");
    const listening =
      'app.listen(0, "127.0.0.1", function () { console.log("listening on " + this.address().port); });';
    assert.ok(app.includes("app.listen(3000);"));
    const path = write("app.mjs", app.replace("app.listen(3000);", listening));
    const server = await start("node", [path], { GILBERT_WEBHOOK_SECRET: "secret" });
    try {
      const body = '{"event":"dossier.created","event_id":"evt_1"}';
      const genuine = await post(
        server.port,
        "/webhooks/gilbert",
        { "x-gilbert-signature": hmac("secret", body) },
        body,
      );
      assert.deepEqual([genuine.status, await genuine.text()], [200, "ok"]);
      assert.ok(await server.printed("evt_1"));
      const forged = await post(server.port, "/webhooks/gilbert", { "x-gilbert-signature": hmac("other", body) }, body);
      assert.deepEqual([forged.status, await forged.text()], [401, "invalid signature"]);
    } finally {
      await server.stop();
    }
  });

  it("has a wrangler.toml that is this repository's own, for the Worker in the package", () => {
    const config = code("#at-the-edge toml");
    const { vars, main } = unstable_readConfig({ config: write("wrangler.toml", config) });
    const own = unstable_readConfig({ config: join(root, "wrangler.toml") });
    assert.match(main, /[\\/]worker\.js$/);
    assert.deepEqual(
      vars.ROUTES,
      own.vars.ROUTES.filter((route) => route.scheme === "gilbert"),
    );
  });

  it("has a scheme of one's own that verifies", async () => {
    process.env.ACME_SECRET = "secret";
    const { verifier } = await import(
      pathToFileURL(write("acme.mjs", `${code("#another-provider js")}export { verifier };\n`))
    );
    const now = Math.floor(Date.now() / 1000);
    const body = '{"id":"evt_1"}';
    const headers = { "x-acme-timestamp": `${now}`, "x-acme-signature": `sha256=${hmac("secret", `${now}.${body}`)}` };
    const delivery = verifier.verify({ headers, body });
    assert.equal(delivery.deliveryId, "evt_1");
    assert.equal(verifier.check({ headers, body: "{}" }).code, "signature_mismatch");
  });

  it("has a test that signs a forgery, and commands that there are", async () => {
    const app = code("#in-your-framework js");
    const printing = 'app.listen(0, "127.0.0.1", function () { console.log("listening on " + this.address().port); });';
    const server = await start("node", [write("tried.mjs", app.replace("app.listen(3000);", printing))], {
      GILBERT_WEBHOOK_SECRET: "secret",
    });
    try {
      const url = `http://127.0.0.1:${server.port}/webhooks/gilbert`;
      const before = `import assert from "node:assert";\nconst secret = "secret", url = "${url}";\n`;
      const run = promisify(execFile);
      await run("node", [write("trying.mjs", before + block("docs/TESTING.md#trying-an-endpoint js").code)]);
      const [explaining] = readme.match(/npx hookward explain [^`]+/);
      const lines = [explaining, block("docs/TESTING.md#trying-an-endpoint sh").code].join("\n");
      const commands = [...lines.matchAll(/^npx hookward (.*?) *(?:#.*)?$/gm)].map(([, line]) => line.split(" "));
      assert.equal(commands.length, 2);
      const request = write("saved.http", "POST / HTTP/1.1\r\nx-gilbert-signature: 00\r\n\r\n");
      for (const args of commands) {
        const real = args.map((arg) =>
          arg.replace("http://127.0.0.1:3000/webhooks", url).replace("saved.http", request),
        );
        const main = join(root, "dist", "esm", "cli", "main.js");
        const env = { ...process.env, GILBERT_WEBHOOK_SECRET: "secret" };
        // Here, explain finds a refusal, so its exit code is 1.
        const { stdout } = await run("node", [main, ...real], { env }).catch((error) => error);
        assert.match(
          stdout,
          args[0] === "explain" ? /refused by gilbert: malformed_header/ : /^(\d+) of \1 results are right/m,
        );
      }
    } finally {
      await server.stop();
    }
  });

  it("has an explanation that says what it prints", async () => {
    const explained = code("#why-did-it-fail js");
    const [, said] = /^\/\/ (.*), …$/m.exec(explained);
    const given = `const body = "{}", secret = "secret\\n", headers = { "x-gilbert-signature": "${hmac("secret", "{}")}" };\n`;
    const found = "export const message = findings[0].message;\n";
    const { message } = await import(pathToFileURL(write("explain.mjs", [given, explained, found].join("\n"))));
    assert.ok(message.startsWith(said), message);
  });

  it("says how many providers are built in, and names those that are", () => {
    const [, count, names] = /^(\d+) providers are built in, among them ([^:]*):/m.exec(readme);
    assert.equal(Number(count), Object.keys(schemes).length);
    const builtIn = Object.values(schemes).map(({ name }) => name);
    const named = names.replaceAll(/\s+/g, " ").split(/, | and /);
    assert.equal(named.length, 20);
    for (const name of named) {
      const [first] = name.split(" ");
      assert.ok(
        builtIn.some((one) => one.split(/\W/)[0] === first),
        name,
      );
    }
  });

  it("has a first example of ten lines, and what it prints", async (t) => {
    const first = code("#hookward js");
    assert.ok(first.trim().split("\n").length <= 10);
    assert.match(first, /^import \{ Verifier \} from "hookward";$/m);
    process.env.STRIPE_WEBHOOK_SECRET = "whsec_of_nobody";
    const event = vector("stripe", "documented-payment_intent.succeeded");
    const { mock } = t.mock.method(console, "log", () => {});
    for (const [at, sent] of [event.body, Buffer.from(`${event.body} `)].entries()) {
      const signed = sign({
        scheme: "stripe",
        secret: process.env.STRIPE_WEBHOOK_SECRET,
        body: Buffer.from(event.body),
      });
      const before = `const headers = ${JSON.stringify(signed.headers)}, body = Buffer.from("${sent.toString("hex")}", "hex");\n`;
      await import(pathToFileURL(write(`first-${at}.mjs`, before + first)));
    }
    const lines = code("#hookward text").trim().split("\n");
    const printed = mock.calls.map(({ arguments: words }) => words.join(" "));
    for (const [at, line] of lines.entries()) assert.ok(printed[at].startsWith(line.replace(/ …$/, "")), printed[at]);
  });

  it("is short, and names the commands to begin with", () => {
    assert.ok(readme.split("\n").length <= 161);
    for (const command of ["npm install hookward", "npm install ", "npm start ", "npm test "])
      assert.ok(readme.includes(`\n${command}`), command);
  });
});

describe("docs/VERIFYING.md", () => {
  it("names every code, and no other", async () => {
    const errors = readFileSync(join(root, "src", "error.rs"), "utf8");
    const codes = [...errors.matchAll(/=> "([a-z_]+)"/g)].map(([, code]) => code);
    for (const code of codes) assert.ok(verifying.includes(`\`${code}\``), `${code} is not there`);
    assert.equal(codes.length, 15);
  });
});
