/**
 * Stores of dedupe keys, for the option `dedupe` of `webhook()`: the interface of a store, and a store in memory.
 *
 * ```js
 * const dedupe = memoryStore();
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret, dedupe }, async (delivery) => {
 *   await save(delivery.json());
 * }));
 * ```
 */

/** The state of a key: reserved for the caller, reserved by another holder (`"in_progress"`), or completed. */
export type KeyState = "reserved" | "in_progress" | "completed";

/** A store of dedupe keys. Each method may return a promise. An error that a method throws is an error of the app. */
export interface DedupeStore {
  /**
   * Reserves a key for a holder, atomically.
   *
   * If two callers reserve the same key at once, only one of them gets it. A reservation ends automatically after some
   * minutes, because its holder may have crashed.
   *
   * @param key The dedupe key.
   * @param holder A random text that identifies the caller.
   * @returns `"reserved"`, or the current state of the key.
   */
  reserve(key: string, holder: string): KeyState | PromiseLike<KeyState>;
  /**
   * Marks a key as completed, because its delivery was handled.
   *
   * It does so even if another holder has reserved the key in the meantime.
   *
   * @param key The dedupe key.
   * @param holder The caller.
   * @returns Any value, which is ignored, or a promise, which is awaited.
   */
  complete(key: string, holder: string): unknown;
  /**
   * Ends the reservation of a holder. Does nothing if the key is no longer the holder's, or is completed.
   *
   * @param key The dedupe key.
   * @param holder The caller.
   * @returns Any value, which is ignored, or a promise, which is awaited.
   */
  release(key: string, holder: string): unknown;
}

/** The options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** The maximum duration of a reservation, in seconds. Default: 300. */
  readonly lease?: number | undefined;
  /** The time for which a completed key is kept, in seconds. It must be longer than the provider retries. Default: 86400. */
  readonly window?: number | undefined;
  /** The maximum number of keys. Above it, the oldest completed key is deleted. Default: 100000. */
  readonly limit?: number | undefined;
}

interface Entry {
  /** The holder of a reservation. Undefined if the key is completed. */
  readonly holder: string | undefined;
  /** The time at which the entry expires, in milliseconds since the epoch. */
  readonly until: number;
}

const DAY = 86_400;

/**
 * Returns a store in the memory of this process.
 *
 * The keys are not shared with other processes, and are lost when the process restarts.
 *
 * @param options The lease, the window and the limit.
 * @returns A store for the option `dedupe`.
 * @throws {TypeError} An option does not exist, or is not a number above 0.
 */
export function memoryStore(options: MemoryStoreOptions = {}): DedupeStore {
  const { lease = 300, window = DAY, limit = 100_000, ...others } = options;
  for (const name of Object.keys(others))
    throw new TypeError(`There is no option ${JSON.stringify(name)}. The options are lease, window, limit.`);
  for (const [name, value] of Object.entries({ lease, window, limit })) {
    if (!Number.isFinite(value) || value <= 0) throw new TypeError(`The option ${name} must be a number above 0.`);
  }
  // Each map is in the order in which its keys were set, so the first entry expires first.
  const reserved = new Map<string, Entry>();
  const completed = new Map<string, Entry>();
  const put = (map: Map<string, Entry>, key: string, entry: Entry) => {
    map.delete(key);
    map.set(key, entry);
  };
  const forget = (now: number) => {
    for (const map of [reserved, completed]) {
      for (const [key, { until }] of map) {
        if (until > now) break;
        map.delete(key);
      }
    }
    for (const [key] of completed) {
      if (reserved.size + completed.size <= limit) break;
      completed.delete(key);
    }
  };
  return {
    reserve(key, holder) {
      const now = Date.now();
      forget(now);
      if (completed.has(key)) return "completed";
      if (reserved.has(key)) return "in_progress";
      put(reserved, key, { holder, until: now + lease * 1000 });
      return "reserved";
    },
    complete(key) {
      const now = Date.now();
      reserved.delete(key);
      put(completed, key, { holder: undefined, until: now + window * 1000 });
      forget(now);
    },
    release(key, holder) {
      if (reserved.get(key)?.holder === holder) reserved.delete(key);
    },
  };
}
