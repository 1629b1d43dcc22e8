// `hookward init` and `hookward dev` for a route of tenants, whose origin can have the tenant in its URL.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unstable_readConfig } from "wrangler";

import { projects } from "../../test-support/command.js";
import { COMPATIBILITY_DATE } from "../../test-support/worker.js";

const project = projects();

test("init keeps {tenant} in an origin as it is, and checks the rest", async () => {
  const { run, path, has } = project("init");
  const originOf = async (origin, ...args) => {
    const given = ["--provider", "stripe", "--origin", origin, "--tenants", "--force", ...args];
    const { code, stderr } = await run("init", ...given);
    assert.deepEqual([code, stderr], [0, ""], origin);
    assert.equal((await run("check")).code, 0);
    return unstable_readConfig({ config: path("wrangler.toml") }).vars.ROUTES[0].origin;
  };
  const url = "https://app.example.com/hooks/{tenant}/in";
  assert.equal(await originOf(url), url);
  assert.equal(await originOf("https://app.example.com/ü/{tenant}"), "https://app.example.com/%C3%BC/{tenant}");
  assert.equal(await originOf("https://app.example.com"), "https://app.example.com/webhooks/stripe");
  assert.deepEqual(await originOf(url, "--service", "my-app"), { service: "APP", url });

  const refused = project("refused");
  for (const [args, message] of [
    [
      ["https://app.example.com/{tenant}"],
      /--origin contains \{tenant\}, which is replaced only with --tenants\. Add --tenants/,
    ],
    [["app.example.com/{tenant}", "--tenants"], /--origin must be an absolute URL/],
    ...["{TENANT}", "{tenant}/{tenant}", "{{tenant}}", "{x}"].map((braces) => [
      [`https://app.example.com/${braces}`, "--tenants"],
      /--origin may contain only the braces of one \{tenant\}, in lowercase/,
    ]),
    [["ftp://app.example.com/{tenant}", "--tenants"], /origin must be an absolute http or https URL/],
  ]) {
    const { code, stderr } = await refused.run("init", "--provider", "stripe", "--yes", "--origin", ...args);
    assert.ok(code > 1, `${args}`);
    assert.match(stderr, message);
    assert.equal(refused.has("wrangler.toml"), false);
  }
  assert.ok(has("wrangler.toml"));
});

test("dev leaves {tenant} in the path of an origin to the Worker, also where the path is that of the route", async () => {
  const { run, write, read, path, wrangler } = project("dev");
  const route = (name, origin) =>
    `[[vars.ROUTES]]\npath = "/${name}/{tenant}"\nscheme = "stripe"\nsecrets = ["${name.toUpperCase()}_{TENANT}"]\norigin = ${origin}\n`;
  const routes = [
    route("a", '"https://app.example.com/in?of={tenant}"'),
    route("b", '{ service = "APP" }'),
    route("c", '{ service = "APP", url = "https://app.example.com/{tenant}" }'),
  ];
  const bound = '[[services]]\nbinding = "APP"\nservice = "app"\n';
  const head = `main = "worker.js"\ncompatibility_date = "${COMPATIBILITY_DATE}"\n`;
  write("wrangler.toml", head + bound + routes.join(""));
  write("worker.js", "");
  wrangler(`require("node:fs").writeFileSync(${JSON.stringify(path("given.json"))}, JSON.stringify(process.argv));\n`);
  await run("dev", "--port", "0");
  const given = JSON.parse(read("given.json")).find((one) => one.startsWith("ROUTES:"));
  const origins = JSON.parse(given.slice("ROUTES:".length)).map(({ origin }) => origin.replace(/^http:\/\/[^/]+/, ""));
  assert.deepEqual(origins, ["/in?of={tenant}", "/b/{tenant}", "/{tenant}"]);
});
