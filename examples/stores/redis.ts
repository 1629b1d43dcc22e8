// A dedupe store in Redis or Valkey, from version 2.6.12 on, for the package `redis` from its version 4 on.
//
//   const client = await createClient({ url: process.env.REDIS_URL }).connect();
//   webhook({ scheme: "gilbert", secret, dedupe: redisStore(client) }, handler)
//
// A holder keeps a key until the lease ends. A completed key is kept until the window ends. Redis then deletes the key.

import type { DedupeStore } from "hookward/dedupe";

/** The methods of a client of the package `redis` that the store calls. */
export interface RedisClient {
  set(key: string, value: string, options: { NX?: true; PX: number }): Promise<unknown>;
  get(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** The prefix of the keys, and the durations of a lease and of the window, in seconds. */
export interface RedisStoreOptions {
  readonly prefix?: string | undefined;
  readonly lease?: number | undefined;
  readonly window?: number | undefined;
}

/** The value of a completed key. The value of a reserved key is its holder, which is a UUID. */
const COMPLETED = "completed";

/** Deletes a key only if the holder still has it. One script does both steps, so that a key of another holder is never deleted. */
const RELEASE = 'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';

/** Creates a store in the Redis of a client. */
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
