// The types of the stores in examples/stores: they are what the programs beside them have, and fit the clients that these are for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, it } from "node:test";

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

describe("the stores", () => {
  const write = writing("store-types");
  const read = (name) => readFileSync(join(root, "examples/stores", name), "utf8");

  before(compilers, { timeout: 300_000 });

  for (const version of VERSIONS) {
    it(`have types that fit their clients, in strict mode, TypeScript ${version}`, async () => {
      const files = [write(`${version}/program.mts`, PROGRAM)];
      for (const name of ["redis.d.ts", "postgres.d.ts"]) files.push(write(`${version}/${name}`, read(name)));
      assert.deepEqual(await compile(version, dirname(files[0]), { files, types: ["node"] }), []);
    });
  }

  for (const name of ["redis", "postgres"]) {
    it(`have a type for each name that ${name}.js exports`, () => {
      const names = (file) =>
        [...read(file).matchAll(/^export (?:declare )?(?:const|function) (\w+)/gm)].map(([, one]) => one).sort();
      assert.deepEqual(names(`${name}.d.ts`), names(`${name}.js`));
    });
  }
});
