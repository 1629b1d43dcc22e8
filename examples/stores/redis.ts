// A dedupe store in Redis or Valkey, from version 2.6.12 on, for the package `redis` from its version 4 on.
//
//   const client = await createClient({ url: process.env.REDIS_URL }).connect();
//   webhook({ scheme: "gilbert", secret, dedupe: redisStore(client) }, handler)
//
// A key is the holder's as long as its lease, and then completed as long as the window. Redis forgets both by itself.

import type { DedupeStore } from "hookward/dedupe";

/** What the store calls of a client of the package `redis`. */
export interface RedisClient {
  set(key: string, value: string, options: { NX?: true; PX: number }): Promise<unknown>;
  get(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** The times are in seconds. */
export interface RedisStoreOptions {
  readonly prefix?: string | undefined;
  readonly lease?: number | undefined;
  readonly window?: number | undefined;
}

/** What stands in place of a holder when a key is completed. A holder is a UUID. */
const COMPLETED = "completed";

/** In one step, so that a key which another holder has by now stays that holder's. */
const RELEASE = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';

/** Returns a store in the Redis of a client. */
export function redisStore(
  client: RedisClient,
  { prefix = "hookward:", lease = 300, window = 86_400 }: RedisStoreOptions = {},
): DedupeStore {
  const milliseconds = (seconds: number) => Math.round(seconds * 1000);
  return {
    async reserve(key, holder) {
      if ((await client.set(prefix + key, holder, { NX: true, PX: milliseconds(lease) })) !== null) return "reserved";
      return (await client.get(prefix + key)) === COMPLETED ? "completed" : "in_progress";
    },
    complete: (key) => client.set(prefix + key, COMPLETED, { PX: milliseconds(window) }),
    release: (key, holder) => client.eval(RELEASE, { keys: [prefix + key], arguments: [holder] }),
  };
}
