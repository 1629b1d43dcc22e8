// The documents: a complete table of contents, and the claims of the README, each with the command that proves it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, test } from "node:test";

import { filesBelow, root } from "../../scripts/shell.js";

const read = (path) => readFileSync(join(root, path), "utf8");
const { scripts } = JSON.parse(read("package.json"));
const suites = new Set(
  [...read("scripts/test.js").matchAll(/^ {2}"?([\w-]+)"?: (?:async )?\(\) =>|^ {2}(\w+),$/gm)].map(
    ([, a, b]) => a ?? b,
  ),
);

describe("docs/SUMMARY.md", () => {
  const entries = [...read("docs/SUMMARY.md").matchAll(/^ *- \[(.*)\]\((.*)\)$/gm)].map(([, title, path]) => ({
    title,
    path,
  }));

  test("has each page of docs/ once", () => {
    const pages = filesBelow(join(root, "docs"))
      .map((path) => relative(join(root, "docs"), path))
      .filter((path) => path.endsWith(".md") && path !== "SUMMARY.md");
    assert.deepEqual(entries.map(({ path }) => path).sort(), pages.sort());
  });

  test("has the title that each page has", () => {
    for (const { title, path } of entries) assert.equal(title, /^# (.*)$/m.exec(read(`docs/${path}`))?.[1], path);
  });
});

/**
 * The claims of the README, in its words, and the commands that prove them. If a claim changes in the README, it has to be changed here. A new claim
 * has to be added, with its command.
 */
const CLAIMS = {
  "gives the same result everywhere: in Rust programs and, compiled to WebAssembly, in Node, edge runtimes, browsers, and a Cloudflare Worker":
    "npm test -- native wasm-node wasm-chrome package packaging worker",
  "respond to the sender with only `invalid signature`": "npm test -- package worker",
  "The package has no dependencies at run time": "npm test -- package",
  "For a genuine delivery, this prints the first line below": "npm test -- examples",
  "providers are built in": "npm test -- confirm",
  "`npm start` sends examples from the providers' documentation, and a forged copy of each": "npm start -- --once",
  "takes about 25 minutes. Later runs take about 20 minutes": "npm test",
  "`webhook` reads the raw body itself and refuses a forged delivery with 401": "npm test -- package",
  "shows the code for each framework, including axum in Rust": "npm test -- examples",
  "no acknowledged delivery is lost": "npm run crash:ledger",
  "does not forward a delivery that your app has already accepted": "npm test -- worker",
  "forwards each verified delivery and returns your app's response": "npm test -- worker",
  "verifies each delivery before it reaches your app": "npm test -- worker",
  "The package contains the built Worker, so there is nothing to compile": "npm test -- packaging",
  "throws a `ConfigError` that names the invalid property": "npm test -- native package",
  "prints every invalid property": "npm test -- package",
  "undoes one likely mistake after another until the signature matches": "npm test -- native package",
  "`npx hookward page` opens a web page that explains requests": "npm test -- page",
  "The crate is `no_std` with `alloc`": "npm test -- bare",
  "has no `unsafe` code": "npm run lint",
  "does not allocate while it verifies": "npm test -- native",
  "it never reads the clock": "npm test -- bare",
};

/** The words that make a sentence of the README a claim. */
const CLAIM = /\b(no|only|every|each|same|any|all|nothing|before anything|refuses|built in|verifies|tries)\b/;

describe("the README's claims", () => {
  const readme = read("README.md");
  const prose = readme
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    .replaceAll(/^\|.*$/gm, "")
    .replaceAll(/^!\[.*$/gm, "")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .replaceAll(/[[\]]/g, "");
  const paragraphs = prose.split(/\n{2,}/).map((text) => text.replaceAll(/\s+/g, " ").trim());

  test("are in the README", () => {
    for (const claim of Object.keys(CLAIMS))
      assert.ok(
        paragraphs.some((text) => text.includes(claim)),
        claim,
      );
  });

  test("are each one command away", () => {
    for (const command of Object.values(CLAIMS)) {
      const [, script, args] = /^npm (?:run )?([\w:]+)(?: -- (.*))?$/.exec(command) ?? [];
      assert.ok(script in scripts, command);
      if (script === "test")
        for (const suite of args?.split(" ") ?? []) assert.ok(suites.has(suite), `${command}: ${suite}`);
    }
  });

  test("are all in the list: no paragraph that claims something is without one", () => {
    const links = /^More: /;
    const without = paragraphs.filter(
      (text) => CLAIM.test(text) && !links.test(text) && !Object.keys(CLAIMS).some((claim) => text.includes(claim)),
    );
    assert.deepEqual(without, []);
  });
});

describe("SECURITY.md and CONTRIBUTING.md", () => {
  for (const page of ["SECURITY.md", "CONTRIBUTING.md"]) {
    test(`${page} names files and commands that exist`, () => {
      const text = read(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
      const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);
      const files = spans.filter((span) =>
        /^(src|tests|testdata|crates|worker|site|js|docs|\.github|scripts)\/[\w./-]*$/.test(span),
      );
      for (const file of files) assert.ok(existsSync(join(root, file)), file);
      const commands = spans.flatMap(
        (span) => /^npm (?:run )?([\w:]+)(?: -- ([\w ]+))?$/.exec(span)?.slice(1, 3).join(" ").trim() ?? [],
      );
      assert.ok(files.length > 3 && commands.length > 2);
      for (const span of spans.filter((one) => /^(check|crash|bench):\w+$/.test(one))) assert.ok(span in scripts, span);
      for (const command of commands) {
        const [script, ...args] = command.split(" ");
        assert.ok(script in scripts || script === "install" || script === "audit", command);
        if (script === "test") for (const suite of args) assert.ok(suites.has(suite), command);
      }
    });
  }
  test("SECURITY.md is the one page about security", () => {
    assert.ok(!existsSync(join(root, "docs/SECURITY.md")));
  });
});
