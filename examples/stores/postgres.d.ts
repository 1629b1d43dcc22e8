// The types of postgres.js, for a project in TypeScript: copy both files.

import type { DedupeStore } from "hookward/dedupe";

/** What the store calls of a pool of the package `pg`. */
export interface PostgresPool {
  query(
    text: string,
    values?: (string | number)[],
  ): Promise<{ rowCount: number | null; rows: { holder?: string | null }[] }>;
}

/** The table of the keys. Without a holder, a key is completed. */
export declare const TABLE: string;

/** Returns a store in the database of a pool. The times are in seconds. `forget` deletes the keys whose time is over. */
export declare function postgresStore(
  pool: PostgresPool,
  options?: { readonly lease?: number; readonly window?: number },
): DedupeStore & { forget(): Promise<unknown> };
