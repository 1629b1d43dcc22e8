/** `hookward deliveries tail`: prints each delivery when it is accepted, and when its state changes. */

import { EXIT, type ExitCode } from "./cli-error.js";
import type { Given } from "./command.js";
import { type DeliveryPage, type DeliveryRecord, deliveryPage, wholeDelivery } from "./delivery-record.js";
import { printLine } from "./delivery-table.js";
import { type Operator, Unreachable } from "./operator.js";
import { recordOf, text } from "./shape.js";
import type { Terminal } from "./terminal.js";

/** The states in which a delivery can change by itself. */
const OPEN = "waiting,retrying,attempting,queued";

/** The maximum number of open deliveries that are followed, and of pages that are read each time. */
const MOST = 1000;
const MOST_PAGES = 10;

/** The maximum number of deliveries that are requested one by one each time. */
const MOST_SINGLE = 50;

const identity = ({ path, key, origin }: DeliveryRecord) => `${path} ${key} ${origin}`;
const isOpen = ({ state }: DeliveryRecord) => OPEN.split(",").includes(state);
const isSame = (one: DeliveryRecord, other: DeliveryRecord) =>
  one.state === other.state && one.attemptCount === other.attemptCount;

const gone = recordOf<{ readonly error: string }>({ error: text });

/** The shape of a delivery, or of the error if the delivery no longer exists. */
const oneOrNone = (value: unknown) => wholeDelivery(value) || gone(value);

/**
 * Requests changes every few seconds until the command is interrupted. If the Worker does not respond, it is asked
 * again.
 */
export async function tail(operator: Operator, given: Given, terminal: Terminal): Promise<ExitCode> {
  const milliseconds = (given.count("interval") ?? 2) * 1000;
  const path = given.text("path");
  const follower = await Follower.start(operator, path);
  terminal.note("Waiting for deliveries. Press Ctrl-C to stop.");
  let isStopped = false;
  let wake = () => {};
  const stop = () => {
    isStopped = true;
    wake();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  let isLost = false;
  while (!isStopped) {
    try {
      for (const record of await follower.changes()) {
        if (given.is("json")) terminal.json(record);
        else printLine(record, terminal);
      }
      isLost = false;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (!isLost) terminal.note(`hookward: ${error.message}`);
      isLost = true;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  return EXIT.ok;
}

/** The deliveries that were seen: the newest, and those that can still change. */
class Follower {
  readonly #operator: Operator;
  readonly #path: string | undefined;
  /** The time at which the newest delivery was accepted, by the Worker's clock. */
  #newest = 0;
  /** The deliveries of that time and the open deliveries, as they were last seen. */
  #seen = new Map<string, DeliveryRecord>();

  private constructor(operator: Operator, path: string | undefined) {
    this.#operator = operator;
    this.#path = path;
  }

  /** Creates a follower that has seen the existing deliveries, so that they are not printed. */
  static async start(operator: Operator, path: string | undefined): Promise<Follower> {
    const follower = new Follower(operator, path);
    const { deliveries } = await follower.#list({ limit: 1 });
    follower.#newest = deliveries[0]?.acceptedAt ?? 0;
    await follower.changes();
    return follower;
  }

  /** Returns the deliveries that are new or have changed, the oldest first. */
  async changes(): Promise<readonly DeliveryRecord[]> {
    const current = new Map<string, DeliveryRecord>();
    const add = (records: readonly DeliveryRecord[]) => {
      for (const record of records) current.set(identity(record), record);
    };
    add((await this.#list({ state: OPEN, limit: MOST })).deliveries);
    add(await this.#since(this.#newest));
    const left = [...this.#seen.values()].filter((record) => isOpen(record) && !current.has(identity(record)));
    for (const record of left.slice(0, MOST_SINGLE)) add(await this.#one(record));
    add(left.slice(MOST_SINGLE));
    const all = [...current.values()];
    const changed = all.filter((record) => {
      const before = this.#seen.get(identity(record));
      return before === undefined || !isSame(before, record);
    });
    this.#newest = Math.max(this.#newest, ...all.map(({ acceptedAt }) => acceptedAt));
    const kept = all.filter((record) => isOpen(record) || record.acceptedAt >= this.#newest);
    this.#seen = new Map(kept.map((record) => [identity(record), record]));
    return changed.sort((one, other) => one.acceptedAt - other.acceptedAt);
  }

  /** Returns the deliveries that were accepted since a time. */
  async #since(from: number): Promise<readonly DeliveryRecord[]> {
    const found: DeliveryRecord[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; cursor !== null && pages < MOST_PAGES; pages++) {
      const page: DeliveryPage = await this.#list({ from, limit: MOST, ...(cursor && { cursor }) });
      found.push(...page.deliveries);
      cursor = page.cursor;
    }
    return found;
  }

  /** Returns the current record of a delivery that is no longer open, or nothing if the delivery no longer exists. */
  async #one({ path, key, origin }: DeliveryRecord): Promise<readonly DeliveryRecord[]> {
    const page = await this.#operator.ask("GET", `deliveries/${key}`, oneOrNone, { path }, [200, 404]);
    return "error" in page ? [] : page.deliveries.filter((one) => one.origin === origin);
  }

  #list(parameters: Readonly<Record<string, string | number>>): Promise<DeliveryPage> {
    return this.#operator.ask("GET", "deliveries", deliveryPage, { path: this.#path, ...parameters });
  }
}
