/**
 * Stores of dedupe keys, for the option `dedupe` of `webhook()`: what it asks of one, and one in memory.
 *
 * ```js
 * const dedupe = memoryStore();
 * app.post("/webhooks/gilbert", webhook({ scheme: "gilbert", secret, dedupe }, async (delivery) => {
 *   await save(delivery.json());
 * }));
 * ```
 */

/** What a store finds about a key: it is now reserved, another holder has it, or it was completed. */
export type KeyState = "reserved" | "in_progress" | "completed";

/** Where dedupe keys are kept. Each method may return a promise, and what one throws is the app's own error. */
export interface DedupeStore {
  /**
   * Reserves a key for a holder, in one step: of two callers at once, one gets it.
   *
   * A reservation ends by itself some minutes later, since its holder may have crashed.
   *
   * @param key The dedupe key.
   * @param holder A random text, which names the caller.
   * @returns `"reserved"`, or what the key is instead.
   */
  reserve(key: string, holder: string): KeyState | PromiseLike<KeyState>;
  /**
   * Marks a key as completed, whoever has it by now: its delivery was handled.
   *
   * @param key The dedupe key.
   * @param holder The caller.
   * @returns Nothing that is read, or a promise to wait for.
   */
  complete(key: string, holder: string): unknown;
  /**
   * Ends the reservation of a holder. Does nothing if the key is no longer the holder's, or is completed.
   *
   * @param key The dedupe key.
   * @param holder The caller.
   * @returns Nothing that is read, or a promise to wait for.
   */
  release(key: string, holder: string): unknown;
}

/** The options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** How long a reservation lasts if nothing ends it, in seconds. 300 if left out. */
  readonly lease?: number | undefined;
  /** How long a completed key is kept, in seconds: longer than the provider retries. A day if left out. */
  readonly window?: number | undefined;
  /** The most keys to keep. Over it, the completed key that is the oldest is forgotten. 100000 if left out. */
  readonly limit?: number | undefined;
}

interface Entry {
  /** The holder of a reservation; undefined once the key is completed. */
  readonly holder: string | undefined;
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
}

const DAY = 86_400;

/**
 * Returns a store in the memory of this process.
 *
 * Other processes have stores of their own, and a restart forgets the keys.
 *
 * @param options How long keys are kept, and how many.
 * @returns A store for the option `dedupe`.
 * @throws {TypeError} An option does not exist, or is no number above 0.
 */
export function memoryStore(options: MemoryStoreOptions = {}): DedupeStore {
  const { lease = 300, window = DAY, limit = 100_000, ...others } = options;
  for (const name of Object.keys(others))
    throw new TypeError(`There is no option ${JSON.stringify(name)}. The options are lease, window, limit.`);
  for (const [name, value] of Object.entries({ lease, window, limit })) {
    if (!Number.isFinite(value) || value <= 0) throw new TypeError(`The option ${name} must be a number above 0.`);
  }
  // In the order in which they were set, and of each kind the first to end comes first.
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
