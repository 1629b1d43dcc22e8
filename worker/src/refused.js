// Storing a refused request for operators, if its route keeps refused requests. The response to the sender is already
// complete, so nothing here can change it.

import { callLedger } from "./exchange.js";

/** The maximum number of bytes of a body that are kept. The store knows from the length that the body was longer. */
const MOST_BYTES = 65_536;

/**
 * The maximum number of requests of a route that this isolate keeps within a minute. The store has the same limit. The
 * limit here saves calls to the store.
 */
const MOST_A_MINUTE = 100;
const MINUTE = 60_000;

/** The beginning of the current minute for each store, and the number of requests in that minute. */
const minutes = new Map();

/** Stores a refused request. If the store cannot be reached, a line is logged. */
export async function keepRefused(ledgers, { refused, received, arrival }) {
  if (refused === undefined || isTooMany(refused.object, arrival)) return;
  // Encoding the body waits until the response is on its way.
  await new Promise((resolve) => setTimeout(resolve));
  const { object, about, headers } = refused;
  const body = received === undefined ? undefined : received.subarray(0, MOST_BYTES).toBase64();
  try {
    const event = { type: "refuse", about, headers, body, length: received?.length };
    const { reply } = await callLedger(ledgers, object, event);
    if (reply === "unavailable") fail(object, "The preceding line ledger_failed has the reason.");
  } catch (error) {
    fail(object, String(error));
  }
}

/** Logs that a request was not kept. The name of the store begins with the path of the route. */
function fail(object, message) {
  const [path] = object.split("#");
  console.log(JSON.stringify({ level: "error", path, code: "refused_not_kept", message }));
}

function isTooMany(object, now) {
  const minute = minutes.get(object);
  if (minute === undefined || now - minute.since >= MINUTE || now < minute.since) {
    minutes.set(object, { since: now, count: 1 });
    return false;
  }
  minute.count += 1;
  return minute.count > MOST_A_MINUTE;
}
