// docs/DEPLOYING.md and what it leads to: the types of a route, and the template that the Deploy button copies.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";

import { unstable_readConfig } from "wrangler";

import { block } from "../test-support/documentation.js";
import { root, script, writing } from "./pages.js";

const HOOKWARD = join(root, "dist/esm/cli/main.js");
const read = (path) => readFileSync(join(root, path), "utf8");

describe("docs/DEPLOYING.md", () => {
  const write = writing("deploying");

  it("is about a route whose types have the keys that the Worker knows", () => {
    const path = write("wrangler.toml", `${read("templates/worker/wrangler.toml")}noSuchKey = 1\n`);
    let message = "";
    try {
      execFileSync(process.execPath, [HOOKWARD, "check", path], { encoding: "utf8", stdio: "pipe" });
    } catch ({ stdout }) {
      message = stdout;
    }
    const [, list] = /unknown key `noSuchKey`, expected one of (.*)$/m.exec(message) ?? [];
    const known = [...list.matchAll(/`(\w+)`/g)].map(([, key]) => key).sort();
    assert.ok(known.length > 8);
    const types = read("js/src/worker.ts");
    const keys = ["SchemeKeys", "TargetKeys", "RouteKeys"].flatMap((name) => {
      const [, members] = new RegExp(`^interface ${name} \\{$([\\s\\S]*?)^\\}$`, "m").exec(types);
      return [...members.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, key]) => key);
    });
    assert.deepEqual([...keys, "mode"].sort(), known);
  });

  it("has one's own Worker, as the template has, that gives hookward its paths and its schedule", async () => {
    const own = block("docs/DEPLOYING.md#in-your-own-worker ts").code;
    for (const code of [own, read("templates/own-worker/worker.ts")]) {
      const instead = 'const hookward = { fetch: () => "hookward", scheduled() {} };';
      const changed = script({ language: "ts", code }).replace('import hookward from "hookward/worker";', instead);
      const { default: worker } = await import(`data:text/javascript,${encodeURIComponent(changed)}`);
      assert.equal(typeof worker.scheduled, "function");
      const fetched = (path) => worker.fetch(new Request(`https://hooks.example.com${path}`));
      for (const path of ["/webhooks/stripe", "/_hookward/health", "/_hookward/status"])
        assert.equal(await fetched(path), "hookward", path);
      for (const path of ["/", "/webhooks", "/_hookward"]) assert.equal((await fetched(path)).status, 404, path);
    }
  });

  it("has a page of ledgers, docs/LEDGER.md, whose configuration has no fault, and each part of it is needed", () => {
    const { code } = block("docs/LEDGER.md#setting-it-up toml");
    const check = (text) => {
      const path = write(
        "ledger.toml",
        `name = "edge"\nmain = "worker.js"\ncompatibility_date = "2026-04-01"\n\n${text}`,
      );
      return spawnSync(process.execPath, [HOOKWARD, "check", path], { encoding: "utf8" });
    };
    assert.equal(check(code).status, 0, check(code).stdout);
    const ordered = code.replace(/\[\[vars\.ROUTES\]\][\s\S]*/, block("docs/LEDGER.md#order toml").code);
    assert.equal(check(ordered).status, 0, check(ordered).stdout);
    assert.match(check(ordered.replace('"accept"', '"proxy"')).stdout, /order: This key requires mode "accept"/);
    for (const table of ["durable_objects.bindings", "migrations"]) {
      const without = code.replace(new RegExp(`\\[\\[${table}\\]\\][^[]*(\\[[^[]*)?`), "");
      assert.notEqual(without, code, table);
      assert.notEqual(check(without).status, 0, table);
    }
  });

  it("has a wrangler.jsonc that check has nothing against, with the same tables as the page of ledgers", () => {
    const config = write("wrangler.jsonc", block("docs/DEPLOYING.md#wranglerjsonc jsonc").code);
    const { status, stdout } = spawnSync(process.execPath, [HOOKWARD, "check", config], { encoding: "utf8" });
    assert.equal(status, 0, stdout);
    const tables = ({ durable_objects, migrations, triggers }) => ({ durable_objects, migrations, triggers });
    const toml = unstable_readConfig({ config: write("same.toml", block("docs/LEDGER.md#setting-it-up toml").code) });
    const [one, other] = [unstable_readConfig({ config }), toml].map(tables);
    assert.deepEqual(
      { ...one, migrations: one.migrations.map((migration) => migration.new_sqlite_classes) },
      { ...other, migrations: other.migrations.map((migration) => migration.new_sqlite_classes) },
    );
  });

  for (const [what, table, id] of [
    ["queue", "queues.producers", "docs/QUEUES.md#a-queue toml"],
    ["workflow", "workflows", "docs/QUEUES.md#a-workflow toml"],
  ])
    it(`has a page of queues, docs/QUEUES.md, whose ${what} is a binding that the route needs`, () => {
      const { code } = block(id);
      const check = (text) => {
        const path = write(
          `${what}.toml`,
          `name = "edge"\nmain = "worker.js"\ncompatibility_date = "2026-04-01"\n\n${text}`,
        );
        return spawnSync(process.execPath, [HOOKWARD, "check", path], { encoding: "utf8" });
      };
      assert.equal(check(code).status, 0, check(code).stdout);
      const without = check(code.slice(code.indexOf("[[vars.ROUTES]]")));
      assert.ok(without.stdout.includes(`There is no ${what} binding`), without.stdout);
      assert.ok(without.stdout.includes(`Add it to ${table} `), without.stdout);
    });

  it("has a consumer in docs/QUEUES.md that takes from the queue of the producer, with the binding that its program uses", () => {
    const read = (id) => unstable_readConfig({ config: write("consumer.toml", block(id).code) });
    const { queues, kv_namespaces } = read("docs/QUEUES.md#the-consumer toml");
    const [{ queue, dead_letter_queue }] = queues.consumers;
    assert.deepEqual(
      [queue],
      read("docs/QUEUES.md#a-queue toml").queues.producers.map((producer) => producer.queue),
    );
    assert.ok(dead_letter_queue);
    assert.ok(block("docs/QUEUES.md#a-queue ts").code.includes(`env.${kv_namespaces[0].binding}.put`));
  });

  it("has a main module in docs/QUEUES.md that exports the Worker and the class of the workflow", () => {
    const { code } = block("docs/QUEUES.md#the-class ts");
    const { workflows } = unstable_readConfig({
      config: write("class.toml", block("docs/QUEUES.md#a-workflow toml").code),
    });
    assert.deepEqual(
      workflows.map((one) => one.class_name),
      [...code.matchAll(/^export class (\w+) extends WorkflowEntrypoint/gm)].map(([, name]) => name),
    );
    assert.match(code, /^export \{ default \} from "hookward\/worker";$/m);
  });

  it("has a binding for metrics, in docs/OPERATING.md, by the name that the Worker reads", () => {
    const { analytics_engine_datasets } = unstable_readConfig({
      config: write("metrics.toml", block("docs/OPERATING.md#metrics toml").code),
    });
    const [{ binding }] = analytics_engine_datasets;
    assert.ok(read("build/index.js").includes(`.${binding}`), binding);
  });

  for (const page of ["docs/DEPLOYING.md", "docs/WORKER.md"]) {
    it(`has a button for a template that there is, on ${page}`, () => {
      const [, template] =
        /deploy\.workers\.cloudflare\.com\/\?url=https:\/\/github\.com\/hookward\/hookward\/tree\/main\/([\w/-]+)\)/.exec(
          read(page),
        );
      const { cloudflare } = JSON.parse(read(join(template, "package.json")));
      const example = read(join(template, ".dev.vars.example"));
      // The button asks for every secret of the example, with its description.
      const asked = [...example.matchAll(/^(\w+)=""$/gm)].map(([, name]) => name);
      assert.deepEqual(asked, Object.keys(cloudflare.bindings));
    });
  }
});
