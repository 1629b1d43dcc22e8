// Keeping a refused request for operators, where its route asks for that. The sender has its response by then: nothing here can change it.

import { callLedger } from "./exchange.js";

/** How many bytes of a body are kept. The store knows by the length that there were more. */
const MOST_BYTES = 65_536;

/** How many requests of a route this isolate has kept within a minute. The store has the same bound; here it spares the calls. */
const MOST_A_MINUTE = 100;
const MINUTE = 60_000;

/** For each store, when its minute began, and how many requests there were in it. */
const minutes = new Map();

/** Has a request kept that was refused. A store that cannot be reached is a line of the log. */
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
