// The stores in examples/stores, as users copy them: as TypeScript into a project of either format, whose output runs, and as JavaScript.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, it } from "node:test";
import { promisify } from "node:util";
import { transformSync } from "esbuild";

import { compile, compilers, VERSIONS } from "../test-support/typescript.js";
import { root, writing } from "./pages.js";

const PROGRAM = `import pg from "pg";
import { createClient } from "redis";
import { createClient as createClient4 } from "redis4";
import { webhook } from "hookward/fetch";
import { postgresStore, TABLE } from "./postgres.js";
import { redisStore } from "./redis.js";

const client = await createClient({ url: "redis://127.0.0.1" }).connect();
const client4 = await createClient4({ url: "redis://127.0.0.1" });
const pool = new pg.Pool({ connectionString: "" });
await pool.query(TABLE);
const store = postgresStore(pool, { lease: 60, window: 3600 });
await store.forget();
for (const dedupe of [redisStore(client, { prefix: "mine:", lease: 60 }), redisStore(client4), store])
  webhook({ scheme: "gilbert", secret: "s", dedupe }, () => {});
`;

/** Handles one delivery at once and another later, with a client that has its keys in memory. */
const SERVER = `import { webhook } from "hookward/fetch";
import { postgresStore, TABLE } from "./postgres.js";
import { redisStore } from "./redis.js";

const keys = new Map<string, string>();
const client = {
  set: async (key: string, value: string) => (keys.has(key) ? null : keys.set(key, value)),
  get: async (key: string) => keys.get(key),
  eval: async () => 0,
};
const rows: [] = [];
const pool = { query: async () => ({ rowCount: 1, rows }) };

async function main(): Promise<void> {
  for (const dedupe of [redisStore(client, { lease: undefined }), postgresStore(pool, { window: undefined })]) {
    webhook({ scheme: "gilbert", secret: "s", dedupe }, () => {});
    console.log(await dedupe.reserve("key", "holder"), await dedupe.reserve("key", "another"));
  }
  console.log(TABLE.includes("create table"));
}
void main();
`;
const PRINTED = "reserved in_progress\nreserved reserved\ntrue\n";

/**
 * The kinds of projects: the format of their output in Node, and the TypeScript settings. `before` is the TypeScript version that no longer supports
 * the setting.
 */
const PROJECTS = [
  { type: "module", module: "node16" },
  { type: "module", module: "nodenext" },
  { type: "module", module: "esnext", moduleResolution: "bundler" },
  { type: "commonjs", module: "node16" },
  { type: "commonjs", module: "nodenext" },
  { type: "commonjs", module: "commonjs", moduleResolution: "node10", before: 6 },
];

/** The additional settings of strict projects. */
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  isolatedModules: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

const runs = promisify(execFile);
const NAMES = ["redis", "postgres"];

describe("the stores", () => {
  const write = writing("store-types");
  const read = (name) => readFileSync(join(root, "examples/stores", name), "utf8");

  before(compilers, { timeout: 300_000 });

  for (const version of VERSIONS) {
    it(`have types that fit their clients, in strict mode, TypeScript ${version}`, async () => {
      const files = [write(`${version}/program.mts`, PROGRAM)];
      for (const name of NAMES) files.push(write(`${version}/${name}.ts`, read(`${name}.ts`)));
      write(`${version}/package.json`, '{"type":"module"}');
      install(dirname(files[0]));
      assert.deepEqual(await compile(version, dirname(files[0]), { files, types: ["node"] }), []);
    });

    for (const { before = Number(version) + 1, type, ...how } of PROJECTS) {
      if (Number(version) >= before) continue;
      const title = `run where they were copied in TypeScript: ${type}, ${Object.values(how).join(", ")}, TypeScript ${version}`;
      it(title, { timeout: 60_000 }, async () => {
        const at = `${version}-${type}-${how.module}`;
        const folder = dirname(write(`${at}/package.json`, JSON.stringify({ type })));
        install(folder);
        write(`${at}/src/server.ts`, SERVER);
        for (const name of NAMES) write(`${at}/src/${name}.ts`, read(`${name}.ts`));
        const compilerOptions = {
          ...STRICT,
          ...how,
          target: "es2022",
          types: ["node"],
          typeRoots: [join(root, "node_modules", "@types")],
          skipLibCheck: true,
          rootDir: "src",
          outDir: "dist",
        };
        const config = write(`${at}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["src"] }));
        const compiler = join(await compilers(), "node_modules", `typescript${version}`, "bin", "tsc");
        await runs(process.execPath, [compiler, "--project", config]).catch(({ stdout }) => assert.fail(stdout));
        assert.equal((await runs(process.execPath, [join(folder, "dist/server.js")])).stdout, PRINTED);
      });
    }
  }

  for (const name of NAMES) {
    it(`are the same program in ${name}.ts and in ${name}.mjs`, () => {
      const program = (file, loader) =>
        transformSync(read(file), { loader, minifyWhitespace: true, target: "es2022" }).code;
      assert.equal(program(`${name}.ts`, "ts"), program(`${name}.mjs`, "js"));
    });

    it(`can be imported as ${name}.mjs by CommonJS`, async () => {
      const folder = dirname(write("javascript/package.json", '{"type":"commonjs"}'));
      write(`javascript/${name}.mjs`, read(`${name}.mjs`));
      const program = write(
        `javascript/${name}.cjs`,
        `import("./${name}.mjs").then((all) => console.log(typeof all.${name}Store));`,
      );
      assert.equal((await runs(process.execPath, [program], { cwd: folder })).stdout, "function\n");
    });
  }
});

/** Installs hookward in a project, whose package.json hides that of the surrounding project. */
function install(folder) {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/hookward"), "junction");
}
