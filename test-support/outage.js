// An origin that is down, or refuses everything, while deliveries wait for it in a ledger. The functions measure what the origin receives once it
// works again, and how many attempts arrive at once.

import { setTimeout as wait } from "node:timers/promises";

import { idsOf, startLedger, until } from "./ledger.js";
import { startOrigin } from "./worker.js";

/** The number of deliveries that are sent at once. */
const SENDERS = 10;

/** The number of deliveries that arrive while others are retried, and the time between them in milliseconds. */
const FRESH = 8;
const PAUSE = 100;

/** An origin that records when each attempt began, and how many attempts were in flight. `respond` can be replaced. It returns a promise. */
export class Observed {
  #inFlight = 0;
  /** The attempts: the id, the start time, the number of attempts in flight, and the number of attempts that had succeeded before. */
  attempts = [];
  taken = 0;
  respond = async () => 200;

  async start() {
    this.origin = await startOrigin(async (response, request) => {
      const [id] = idsOf([request]);
      this.#inFlight += 1;
      this.attempts.push({ id, at: performance.now(), inFlight: this.#inFlight, after: this.taken });
      const status = await this.respond(id);
      this.#inFlight -= 1;
      if (status < 300) this.taken += 1;
      response.writeHead(status).end();
    });
    return this.origin.url;
  }

  stop() {
    return this.origin.stop();
  }
}

/** Sends deliveries, several at once, and returns the ids of those that were acknowledged. */
async function accept(worker, ids) {
  const left = [...ids];
  const acknowledged = [];
  const sender = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      if ((await worker.deliver(id)).status === 200) acknowledged.push(id);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return acknowledged;
}

const idsFrom = (name, count) => Array.from({ length: count }, (_, at) => `evt_${name}_${at}`);

/** Returns the highest number of attempts that began within one second. */
export function mostInASecond(attempts) {
  let most = 0;
  for (let first = 0, last = 0; last < attempts.length; last++) {
    while (attempts[last].at - attempts[first].at >= 1000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/**
 * Sends `waiting` deliveries while the origin is down, and waits until the origin has accepted them all. Returns the acknowledged ids, the attempts
 * after the origin was up again, and the number of attempts before.
 */
export async function outage({ waiting, concurrency, rate, patience }) {
  const origin = new Observed();
  const worker = await startLedger(await origin.start(), { mode: "accept", timeout: 5, concurrency, rate });
  try {
    origin.respond = async () => 503;
    const acknowledged = await accept(worker, idsFrom("waiting", waiting));
    const whileDown = origin.attempts.splice(0).length;
    origin.respond = async () => {
      await wait(4 + 4 * Math.random());
      return 200;
    };
    await until("all were taken", () => origin.taken >= waiting, patience);
    // A duplicate would arrive during this second.
    await wait(1000);
    return { acknowledged, whileDown, attempts: origin.attempts };
  } finally {
    await worker.stop();
    await origin.stop();
  }
}

/**
 * Measures how new deliveries pass a backlog. The first attempts of `waiting` deliveries are refused, so that all of them are due again at about the
 * same time. Others are sent meanwhile: some while the origin responds to no retry, and some while it does. A refusal of single deliveries does not
 * open the circuit.
 *
 * Returns the acknowledged ids, the attempts from the first retry on, the number of retries that the origin held at once (`mostHeld`), and the number
 * of attempts still to come after the last of the others (`left`). `overtaken` contains, for each of the later others, the number of attempts that
 * began between its acknowledgement and its own attempt.
 */
export async function backlog({ waiting, concurrency, patience }) {
  const origin = new Observed();
  const delay = 4 + waiting / 100;
  const schedule = [0, ...Array.from({ length: 20 }, () => delay)];
  const worker = await startLedger(await origin.start(), { mode: "accept", timeout: 30, concurrency, schedule });
  try {
    origin.respond = async () => 400;
    const acknowledged = await accept(worker, idsFrom("waiting", waiting));
    // On a slow machine, some deliveries are refused twice before that.
    await until("each was tried", () => new Set(origin.attempts.map(({ id }) => id)).size === waiting, patience);
    origin.attempts.splice(0);

    const others = new Set([...idsFrom("early", FRESH), ...idsFrom("late", FRESH)]);
    let release;
    const released = new Promise((resolve) => (release = resolve));
    let holds = 0;
    origin.respond = async (id) => {
      if (others.has(id)) return 200;
      holds += 1;
      await released;
      await wait(15 + 10 * Math.random());
      return 200;
    };
    await until("retries have begun", () => holds > 0, patience);
    const send = async (id) => {
      if ((await worker.deliver(id)).status === 200) acknowledged.push(id);
      const before = origin.attempts.length;
      const own = () => origin.attempts.findIndex((attempt) => attempt.id === id);
      await until(`${id} was tried`, () => own() >= 0);
      return own() - before;
    };
    for (const id of idsFrom("early", FRESH)) await send(id);
    const mostHeld = holds;
    release();
    const overtaken = [];
    for (const id of idsFrom("late", FRESH)) {
      overtaken.push(await send(id));
      await wait(PAUSE);
    }
    const left = waiting + others.size - origin.attempts.length;
    await until("all were taken", () => origin.taken >= waiting + others.size, patience);
    await wait(1000);
    return { acknowledged, overtaken, mostHeld, left, attempts: origin.attempts };
  } finally {
    await worker.stop();
    await origin.stop();
  }
}
