// The types of redis.js, for a project in TypeScript: copy both files.

import type { DedupeStore } from "hookward/dedupe";

/** What the store calls of a client of the package `redis`. */
export interface RedisClient {
  set(key: string, value: string, options: { NX?: true; PX: number }): Promise<unknown>;
  get(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Returns a store in the Redis of a client. The times are in seconds. */
export declare function redisStore(
  client: RedisClient,
  options?: { readonly prefix?: string; readonly lease?: number; readonly window?: number },
): DedupeStore;
