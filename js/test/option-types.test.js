// The compiler's errors about options, in each TypeScript that the package supports. The type tests (js/test-d) compile, and the error names each
// mistake, in every adapter.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { compile, compilers, VERSIONS } from "../../test-support/typescript.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const typeTests = join(root, "js/test-d");

/** The library of browsers, whose fetch types differ from those of Node. */
const DOM = ["es2023", "dom", "dom.iterable"];

/** Functions that take a scheme and its secret: the import, the name, and the arguments after the options. */
const TAKERS = {
  azure: ["azure", "webhook", ", (delivery, request, context) => context.log(delivery.json(), request.url)"],
  elysia: ["elysia", "webhook", ", (delivery, { path }) => void [delivery.json(), path]"],
  "express, a middleware": ["express", "webhook", ""],
  "express, a handler": [
    "express",
    "webhook",
    ", (delivery, req, res) => void [delivery.json(), req.ip, res.status(204)]",
  ],
  "fastify, a plugin": ["fastify", "webhook", ""],
  "fastify, a handler": ["fastify", "webhook", ", (delivery, request) => void [delivery.json(), request.ip]"],
  fetch: ["fetch", "webhook", ", (delivery, request) => void [delivery.json(), request.url]"],
  h3: ["h3", "webhook", ", (delivery, event) => void [delivery.json(), event]"],
  "hono, a middleware": ["hono", "webhook", ""],
  "hono, a handler": ["hono", "webhook", ", (delivery, c) => void [delivery.json(), c.req.path]"],
  "koa, a middleware": ["koa", "webhook", ""],
  "koa, a handler": ["koa", "webhook", ", (delivery, ctx) => void [delivery.json(), ctx.path]"],
  lambda: ["lambda", "webhook", ", (delivery, event) => void [delivery.json(), event.headers]"],
  nestjs: ["nestjs", "webhook", ""],
  node: ["node", "webhook", ", (delivery, req) => void [delivery.json(), req.url]"],
  Verifier: ["", "new Verifier", ""],
  "Verifier of hookward/lite": ["lite", "new Verifier", ""],
};

/** Mistakes in options, and what the compiler's error contains. */
const MISTAKES = {
  "scheme is misspelt": ['{ sheme: "gilbert", secret }', /'sheme' does not exist/],
  "secret is misspelt": ['{ scheme: "gilbert", sercet: secret }', /'sercet' does not exist/],
  "another option is misspelt": ['{ scheme: "gilbert", secret, tolerence: 60 }', /'tolerence' does not exist/],
  "the id is misspelt": ['{ scheme: "gilbrt", secret }', /"gilbrt"' is not assignable .* Did you mean '"gilbert"'\?/],
  "a number is text": ['{ scheme: "gilbert", secret, tolerance: "60" }', /'string' is not assignable to type 'number'/],
  "there is no secret": ['{ scheme: "gilbert" }', /Property 'secret' is missing/],
  "there are a secret and several": [
    '{ scheme: "gilbert", secret, secrets: [secret] }',
    /'secrets?' are incompatible|is not assignable to type 'undefined'/,
  ],
};

/**
 * The lines of the type tests for which an older compiler has another type. It does not know the type of Elysia's context, and keeps the literal
 * types of only some properties of a scheme.
 */
const NOT_YET = {
  5.1: [
    'onElysia.webhook({ scheme: "gilbert", secret }, (delivery, { set, request, status }) => {',
    'exactly<typeof defined.id, "defined">();',
  ],
};

describe("the types of options", { concurrency: 2 }, () => {
  let folder;
  before(
    async () => {
      await compilers();
      // The folder is inside the project, so that `hookward` is resolved as in an app that has installed it.
      folder = mkdtempSync(join(root, "js", "option-types-"));
    },
    { timeout: 300_000 },
  );
  after(() => rmSync(folder, { recursive: true }));

  /** Writes a file in a separate folder for each test. */
  function write(version, name, lines) {
    const own = join(folder, `${version}-${name}`);
    mkdirSync(own);
    const path = join(own, "program.mts");
    writeFileSync(path, `${lines.join("\n")}\n`);
    return { own, path };
  }

  for (const version of VERSIONS) {
    it(`the type tests compile, TypeScript ${version}`, async () => {
      const files = readdirSync(typeTests).filter((name) => name.endsWith(".test-d.ts"));
      assert.ok(files.length > 5);
      const { own } = write(version, "tests", []);
      const errors = await compile(version, own, {
        files: files.map((name) => join(typeTests, name)),
        types: ["node"],
      });
      const lines = errors.map(({ file, line, message }) => {
        const text = file && readFileSync(join(own, file), "utf8").split("\n")[line - 1].trim();
        return NOT_YET[version]?.includes(text) ? text : `${file}:${line}: ${message}`;
      });
      assert.deepEqual(lines, NOT_YET[version] ?? []);
    });

    it(`each mistake in options is named, TypeScript ${version}`, async () => {
      const cases = Object.entries(TAKERS).flatMap(([taker, [, name, behind]], index) =>
        Object.entries(MISTAKES)
          // This entry point accepts schemes, but no ids.
          .filter(([mistake]) => !(taker.endsWith("/lite") && mistake === "the id is misspelt"))
          .map(([mistake, [options, expected]]) => {
            const call = name.replace(/\w+$/, (own) => `on${index}.${own}`);
            const given = taker.endsWith("/lite") ? options.replace('"gilbert"', "gilbert") : options;
            return { title: `${taker}: ${mistake}`, line: `${call}(${given}${behind});`, expected };
          }),
      );
      const imports = Object.values(TAKERS).map(
        ([subpath], index) => `import * as on${index} from "${["hookward", subpath].filter(Boolean).join("/")}";`,
      );
      const head = [
        ...imports,
        'import { gilbert } from "hookward/schemes/gilbert";',
        "declare const secret: string | undefined;",
      ];
      const { own, path } = write(version, "mistakes", [...head, ...cases.map(({ line }) => line)]);
      const errors = await compile(version, own, { files: [path], types: ["node"] });
      const wrong = cases.flatMap(({ title, expected }, index) => {
        const found = errors.filter(({ line }) => line === head.length + 1 + index);
        const text = found.map(({ message }) => message).join("\n");
        // `new` has overloads, each of which shows the same error. The signatures of an adapter would show different errors.
        const isOne = found.length === 1 && (title.startsWith("Verifier") || !text.includes("No overload matches"));
        const isNamed = isOne && expected.test(text);
        return isNamed ? [] : [`${title}: ${text}`];
      });
      assert.deepEqual(wrong, []);
      assert.equal(errors.length, cases.length);
    });

    for (const lib of [["es2023"], DOM]) {
      it(`Azure Functions take a webhook, with ${lib.at(-1)}, TypeScript ${version}`, async () => {
        const { own, path } = write(version, `azure-${lib.length}`, [
          'import { app } from "@azure/functions";',
          'import { webhook } from "hookward/fetch";',
          'const given = { scheme: "gilbert", secret: process.env["SECRET"] } as const;',
          'app.http("a", { methods: ["POST"], handler: webhook(given, (delivery) => console.log(delivery.json().event)) });',
          'app.http("b", { methods: ["POST"], handler: webhook(given, async () => new Response("ok")) });',
          'app.http("c", { handler: webhook(given, (_, request, { log }) => log(request.params["id"])) });',
        ]);
        assert.deepEqual(await compile(version, own, { files: [path], types: ["node"], lib }), []);
      });
    }
  }
});
