// The dedupe stores in examples/stores, with a real Redis and a real PostgreSQL: the tests of every store, and a webhook with each.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { webhook } from "hookward/fetch";
import pg from "pg";
import { createClient } from "redis";
import { createClient as createClient4 } from "redis4";

import { delivery } from "../test-support/providers.js";
import { SECRETS } from "../test-support/schemes.js";
import { startPostgres, startRedis } from "../test-support/servers.js";
import { storeSuite } from "../test-support/store-suite.js";
import { postgresStore, TABLE } from "./stores/postgres.mjs";
import { redisStore } from "./stores/redis.mjs";

/** Runs the tests of a store. If its server is missing, the tests are skipped with a message. With the environment variable CI, they fail instead. */
function testing(name, server, open) {
  if (server === undefined) {
    test(`${name}: not run`, { skip: process.env.CI === undefined && `${name} is not on this machine` }, () =>
      assert.fail(`${name} is not on this machine. Install it, or run npm test, which does.`),
    );
    return;
  }
  storeSuite(name, open);

  test(`${name}: a delivery is handled once, of many that come at once and later`, async () => {
    const { store, another } = await open({});
    let handled = 0;
    const handles = [store, another].map((dedupe) =>
      webhook({ scheme: "gilbert", secret: SECRETS.gilbert, dedupe }, async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        handled += 1;
      }),
    );
    const { headers, body } = delivery("gilbert");
    const ask = async (at) => {
      const request = new Request("https://app.example/", { method: "POST", headers, body });
      return (await handles[at % 2](request)).status;
    };
    const statuses = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(at)));
    assert.deepEqual(statuses.sort(), [200, ...Array(19).fill(503)]);
    assert.deepEqual([await ask(0), await ask(1), handled], [200, 200, 1]);
  });
}

// Both start before the first test, because Node ends a test file when no test is left to run.
const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
const clients = [];
after(async () => {
  await Promise.all(clients.map((client) => client.disconnect()));
  await redis?.stop();
});
// Version 4 of the package silently omits unknown options from the command.
for (const [name, create] of Object.entries({ Redis: createClient, "Redis by the package's version 4": createClient4 }))
  testing(name, redis, async (options) => {
    const opened = await Promise.all([1, 2].map(() => create({ url: redis.url }).connect()));
    clients.push(...opened);
    const [store, another] = opened.map((client) => redisStore(client, { prefix: name, ...options }));
    return { store, another };
  });

const pools = [];
after(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await postgres?.stop();
});
testing("PostgreSQL", postgres, async (options) => {
  const opened = [1, 2].map(() => new pg.Pool(postgres.connection));
  pools.push(...opened);
  await opened[0].query(TABLE);
  const [store, another] = opened.map((pool) => postgresStore(pool, options));
  return { store, another };
});

if (postgres !== undefined)
  test("PostgreSQL: forget() deletes the keys whose time is over, and no other", async () => {
    const pool = new pg.Pool(postgres.connection);
    pools.push(pool);
    await pool.query(TABLE);
    const [short, long] = [{ lease: 0.01, window: 0.01 }, {}].map((options) => postgresStore(pool, options));
    const keyOf = (digit) => digit.repeat(64);
    await short.reserve(keyOf("a"), "holder");
    await short.complete(keyOf("b"), "holder");
    await long.reserve(keyOf("c"), "holder");
    await long.complete(keyOf("d"), "holder");
    await new Promise((resolve) => setTimeout(resolve, 50));
    await long.forget();
    const { rows } = await pool.query("select key from webhook_key where key ~ '^([abcd])\\1*$' order by key");
    assert.deepEqual(
      rows.map(({ key }) => key),
      [keyOf("c"), keyOf("d")],
    );
  });
