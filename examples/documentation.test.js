// Every block of code in the documentation must be handled in one of the ways below, including new ones. Blocks that no other test runs are run here.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { schemes, Verifier } from "hookward";

import { hookward, scratch } from "../test-support/command.js";
import { block, blocks, isCode, shapes, snippets } from "../test-support/documentation.js";
import { root, script, writing } from "./pages.js";
import { ENVIRONMENT_VARIABLES, SURROUNDED, whole } from "./surroundings.js";

/** The tests that run the blocks of a page, by block, page or folder. */
const RUN_ELSEWHERE = {
  "README.md#hookward js": "readme.test.js",
  "README.md#in-your-framework js": "readme.test.js",
  "README.md#at-the-edge toml": "readme.test.js",
  "README.md#another-provider js": "readme.test.js",
  "README.md#why-did-it-fail js": "readme.test.js",
  "docs/TESTING.md#trying-an-endpoint sh": "readme.test.js",
  "docs/TESTING.md#trying-an-endpoint js": "readme.test.js",
  "docs/TESTING.md#a-local-loop sh": "../js/test/cli-replay.test.js",
  "docs/COMPONENT.md": "component.test.js",
  "docs/MIGRATING.md": "migrating.test.js",
  "docs/ROUTES.md": "routes.test.js",
  "docs/LEDGER.md#setting-it-up toml": "deploying.test.js",
  "docs/DEPLOYING.md#wranglerjsonc jsonc": "deploying.test.js",
  "docs/QUEUES.md#a-queue toml": "deploying.test.js",
  "docs/QUEUES.md#a-workflow toml": "deploying.test.js",
  "docs/QUEUES.md#the-consumer toml": "deploying.test.js",
  "docs/LEDGER.md#order toml": "deploying.test.js",
  "docs/LEDGER.md#operating-it sh": "../js/test/cli-deliveries.test.js",
  "docs/CONSOLE.md#from-the-worker toml": "../worker/test/console.test.js",
  "docs/CONSOLE.md#from-the-worker ts": "../worker/test/console.test.js",
  "docs/OPERATING.md#metrics toml": "deploying.test.js",
  "docs/frameworks/": "frameworks.test.js",
};

/** The lines of shell that can be run here, by block. They change nothing. */
const SHELL = {
  "docs/BENCHMARKS.md#benchmarks sh": /^npm run size\b/,
  "testdata/lookalikes/README.md#look-alikes sh": / --check\b/,
};

/** The blocks that cannot be run here, with the reason. */
const NOT_RUN = {
  "docs/RUST.md#hookward-for-rust sh": "installs from the registry",
  "CONTRIBUTING.md#set-up sh": "installs packages of the system, and Rust",
  "CONTRIBUTING.md#set-up sh 2": "clones the repository, and runs this suite among the others",
  "CONTRIBUTING.md#add-a-provider sh": "changes the project; below it is followed elsewhere, but for what compiles",
  "README.md#hookward sh": "installs from the registry; the packaging suite installs what npm packs",
  "README.md#development sh": "clones the repository, and runs this suite among the others",
  "docs/WORKER.md#the-worker sh": "needs an account of Cloudflare's",
  "docs/LEDGER.md#setting-it-up js": "runs in workerd alone; the suite of the Worker starts it with the same line",
  "docs/QUEUES.md#a-queue ts": "runs in workerd alone; the suite of the Worker has a consumer with the same loop",
  "docs/QUEUES.md#the-class ts":
    "runs in workerd alone; the suite of the Worker has a workflow, and deploying.test.js compares the name of the class",
  "docs/QUEUES.md#on-your-machine sh":
    "sends to a Worker that keeps running; the suite of the Worker has a producer and a consumer in one process",
  "docs/CONSOLE.md#on-your-machine sh":
    "asks a Worker that is deployed; the suite of the Worker does it with one that is not",
  "docs/COMPONENT.md#from-go go": "needs componentize-go, which needs a Go of its own",
  "docs/ROUTES.md#tenants sh": "needs an account of Cloudflare's",
  "docs/LEDGER.md#alerts json": "the body of an alert; the suite of the Worker verifies those that a ledger sends",
  "docs/OPERATING.md#metrics sql": "needs an account of Cloudflare's",
  "docs/OPERATING.md#metrics sql 2": "needs an account of Cloudflare's",
  "docs/OPERATING.md#metrics sql 3": "needs an account of Cloudflare's",
  "docs/OPERATING.md#alerts sh": "needs an account of Cloudflare's",
  "docs/OPERATING.md#genuine-deliveries-are-refused sh":
    "asks a Worker that is deployed; js/test/cli-deliveries.test.js does it with one that is not",
  "docs/OPERATING.md#genuine-deliveries-are-refused sh 2": "waits for a provider; docs/CLI.md runs the same command",
  "docs/OPERATING.md#genuine-deliveries-are-refused sh 3":
    "explains what a provider sent; docs/CLI.md runs the same command",
  "README.md#at-the-edge sh": "installs from the registry; the packaging suite does all of it",
  "docs/DEPLOYING.md#deploying sh": "deploys to Cloudflare; the packaging suite does all but that",
  "docs/DEPLOYING.md#in-your-own-worker ts": "runs in workerd alone; the packaging suite builds it, as a template",
  "docs/DEPLOYING.md#routes-in-code ts": "runs in workerd alone; worker/test/own-routes.test.js has such a Worker",
  "templates/worker/README.md#hookward-as-a-cloudflare-worker sh":
    "deploys to Cloudflare; the packaging suite does all but that",
  "templates/own-worker/README.md#hookward-in-your-own-worker sh":
    "deploys to Cloudflare; the packaging suite does all but that",
  "testdata/corpus/README.md#how-they-are-made sh": "makes the corpus anew with programs of a dozen languages",
  "js/src/testing.ts js": "sends to an endpoint; the same lines of docs/TESTING.md are run",
};

/** The languages of drawings, which are not code. */
const DRAWINGS = ["", "text"];

/** The page of commands and their output. `npm run generate` writes it by running them. */
const GENERATED = "docs/CLI.md";

/** The files whose records a block shows. */
const RECORDS = {
  "testdata/vectors/README.md#vectors jsonc": "schemes/gilbert/vectors.json",
  "testdata/corpus/README.md#a-record jsonc": "testdata/corpus/bodies.json",
  "testdata/lookalikes/README.md#look-alikes jsonc": "testdata/lookalikes/lookalikes.json",
};

/** The blocks that are the file of a custom scheme. */
const SCHEME_FILES = ["docs/SCHEMES.md#in-a-file json"];

/** The blocks that are a file of vectors, each with the block of its scheme. */
const VECTOR_FILES = { "docs/SCHEMES.md#check-a-scheme json": "docs/SCHEMES.md#in-a-file json" };

/** The two files of a provider's folder. */
const PROVIDER = ["CONTRIBUTING.md#add-a-provider json", "CONTRIBUTING.md#add-a-provider json 2"];

/** Returns whether a key of a table above refers to the block: by its id, its page, or the folder of its page. */
const isOf = (key, { id, file }) => key === id || key === file || (key.endsWith("/") && file.startsWith(key));

const runElsewhere = (block) => Object.entries(RUN_ELSEWHERE).find(([key]) => isOf(key, block))?.[1];

describe("the documentation", () => {
  /** The pages that cargo runs as tests. */
  const run = [...readFileSync(join(root, "src/lib.rs"), "utf8").matchAll(/doc = include_str!\("..\/(.*?)"\)/g)];
  const byCargo = run.map(([, page]) => page);

  it("has no block that nothing handles", () => {
    const handled = blocks.filter((block) => {
      if (
        block.id in NOT_RUN ||
        block.id in SHELL ||
        runElsewhere(block) !== undefined ||
        DRAWINGS.includes(block.language)
      )
        return true;
      if (block.language === "console") return block.file === GENERATED;
      if (/^rust\b/.test(block.language)) return byCargo.includes(block.file);
      return (
        isCode(block) ||
        block.id in RECORDS ||
        block.id in VECTOR_FILES ||
        [...SCHEME_FILES, ...PROVIDER].includes(block.id)
      );
    });
    const ids = (some) => some.map(({ id }) => id);
    assert.deepEqual(ids(blocks.filter((block) => !handled.includes(block))), []);
    assert.ok(blocks.some(({ language }) => language === "rust"));
    // The tables above name no block that does not exist.
    for (const key of [NOT_RUN, SHELL, RUN_ELSEWHERE].flatMap(Object.keys))
      assert.ok(
        blocks.some((block) => isOf(key, block)),
        key,
      );
    for (const id of SURROUNDED) assert.ok(ids(blocks).includes(id), id);
    assert.equal(new Set(ids(blocks)).size, blocks.length);
  });

  it("is run by the tests that are named for it", () => {
    for (const [key, test] of Object.entries(RUN_ELSEWHERE)) {
      const source = readFileSync(new URL(test, import.meta.url), "utf8");
      assert.ok(source.includes(key.replace(/^README\.md/, "")), `${test} does not name ${key}`);
    }
  });

  it("names scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    // A template is a separate project with its own scripts.
    const own = blocks.filter(({ language, file }) => language === "sh" && !file.startsWith("templates/"));
    const lines = own.flatMap(({ code }) => code.split("\n"));
    const named = lines
      .flatMap((line) => /^npm (?:run )?(\S+)/.exec(line)?.[1] ?? [])
      .filter((name) => name !== "install");
    assert.ok(named.length > 5);
    for (const name of named) assert.ok(name in scripts, name);
    for (const [, file] of lines.join("\n").matchAll(/^(?:node|python3) (\S+)/gm)) readFileSync(join(root, file));
  });
});

describe("the lines for every provider", () => {
  it("are there once for each built-in scheme", () => {
    assert.deepEqual(snippets.map(({ scheme }) => scheme).sort(), Object.keys(schemes).sort());
  });

  it("are the same but for the scheme, for the url where it is signed, and for the body where it is not", () => {
    // If one block of a shape works, all of them do.
    for (const { scheme, shape } of snippets) {
      assert.match(shape, /"\/webhooks\/ID".*scheme: "ID", secret: process\.env\.SECRET[, ]/s, scheme);
      const signsUrl = /\{(url|path|query)/.test(schemes[scheme].signedContent) || schemes[scheme].bodyHash;
      assert.equal(shape.includes("url: "), Boolean(signsUrl), scheme);
      assert.equal(shape.includes("authenticated"), Boolean(schemes[scheme].unsignedBody), scheme);
    }
    assert.ok(shapes.length <= 4);
  });
});

describe("the records in the documentation", () => {
  for (const [id, file] of Object.entries(RECORDS)) {
    it(`${id} shows every member that the records of ${file} have`, () => {
      const { code } = block(id);
      const shown = JSON.parse(code.replaceAll(/(^|\s)\/\/.*$/gm, "").replaceAll("{ … }", "{}"));
      const records = (value) => value.vectors ?? [value].flat();
      const names = (value) => new Set(records(value).flatMap(Object.keys));
      const known = names(shown);
      const real = names(JSON.parse(readFileSync(join(root, file), "utf8")));
      assert.ok(real.size > 3);
      assert.deepEqual(
        [...real].filter((name) => !known.has(name)),
        [],
      );
    });
  }
});

describe("the files of schemes in the documentation", () => {
  for (const id of SCHEME_FILES) {
    it(`${id} verifies, and names the JSON Schema of the package`, () => {
      const scheme = JSON.parse(block(id).code);
      const verifier = new Verifier({ scheme, secret: "s" });
      const sent = verifier.sign({ body: "{}" });
      assert.equal(verifier.verify(sent).scheme, scheme.id);
      assert.equal(verifier.check({ ...sent, body: "[]" }).code, "signature_mismatch");
      const { exports, files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      const [, path] = /^\.\/node_modules\/hookward\/(.*)$/.exec(scheme.$schema);
      assert.ok(JSON.stringify([exports, files]).includes(path), path);
      readFileSync(join(root, path));
    });
  }
});

describe("the files of vectors in the documentation", () => {
  const file = scratch();
  for (const [id, scheme] of Object.entries(VECTOR_FILES)) {
    it(`${id} has the results that it expects`, async () => {
      const named = [file("acme.json", block(scheme).code), "--vectors", file("vectors.json", block(id).code)];
      const { code, stdout } = await hookward(["scheme", "check", ...named]);
      assert.equal(code, 0, stdout);
      assert.match(stdout, /1 of 1 deliveries/);
    });
  }
});

describe("the provider in CONTRIBUTING.md", () => {
  it("verifies its published delivery, and gets about fifty vectors that a second reading agrees with", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hookward-acme-"));
    try {
      const path = join(folder, "scheme.json");
      for (const [index, name] of ["scheme.json", "vectors.json"].entries())
        writeFileSync(join(folder, name), block(PROVIDER[index]).code);
      assert.match((await hookward(["scheme", "check", path])).stdout, /1 of 1 deliveries/);
      const vectors = ["schemes/make_vectors.py", folder];
      await promisify(execFile)("python3", vectors, { cwd: root });
      assert.match((await hookward(["scheme", "check", path])).stdout, /(5\d) of \1 deliveries/);
      // A wrong signature is refused, and not overwritten.
      const wrong = block(PROVIDER[1]).code.replace("6f98fabe", "6f98fabf");
      writeFileSync(join(folder, "vectors.json"), wrong);
      await assert.rejects(promisify(execFile)("python3", vectors, { cwd: root }), /signature_mismatch/);
      assert.equal(readFileSync(join(folder, "vectors.json"), "utf8"), wrong);
      const unknown = block(PROVIDER[1]).code.replace("documented-", "example-");
      writeFileSync(join(folder, "vectors.json"), unknown);
      await assert.rejects(promisify(execFile)("python3", vectors, { cwd: root }), /Rename example-order\.paid/);
      assert.equal(readFileSync(join(folder, "vectors.json"), "utf8"), unknown);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the properties in docs/SCHEMES.md", () => {
  it("are those of the JSON Schema", () => {
    const page = readFileSync(join(root, "docs/SCHEMES.md"), "utf8");
    const { properties } = JSON.parse(readFileSync(join(root, "schemes/scheme.schema.json"), "utf8"));
    // These properties are about the provider. They are only in the files of the built-in schemes.
    const aboutProvider = ["confirmed", "secretHelp", "retries"];
    for (const name of Object.keys(properties).filter((one) => !aboutProvider.includes(one)))
      assert.ok(page.includes(`\`${name}\``), name);
    for (const one of JSON.stringify(properties).matchAll(/"(?:enum|const)":(\[.*?\]|"\w+")/g))
      for (const value of [JSON.parse(one[1])].flat())
        if (!["vendor", "third_party", "document", "POST", "GET", "HEAD"].includes(value))
          assert.match(page, new RegExp(`"${value}"`), value);
  });
});

describe("the shell in the documentation, run", () => {
  for (const [id, pattern] of Object.entries(SHELL)) {
    it(id, async () => {
      const lines = block(id).code.split("\n");
      const chosen = lines.filter((line) => pattern.test(line));
      assert.ok(chosen.length > 0);
      for (const line of chosen) await promisify(execFile)("sh", ["-ec", line], { cwd: root });
    });
  }
});

describe("the code in the documentation, run", () => {
  const write = writing("documentation");
  before(() => Object.assign(process.env, ENVIRONMENT_VARIABLES));

  for (const block of blocks.filter((one) => isCode(one) && !(one.id in NOT_RUN) && runElsewhere(one) === undefined)) {
    it(`${block.file}:${block.line}`, async (t) => {
      t.mock.method(console, "log", () => {});
      const name = `${block.id.replaceAll(/\W+/g, "-")}.mjs`;
      await import(pathToFileURL(write(name, script({ language: "ts", code: whole(block).text }))));
    });
  }
});
