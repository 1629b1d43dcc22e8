// Support for tests of the ledger: a Worker whose routes have a ledger, in a folder that remains after the Worker has ended.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { send, sign, startWorker } from "./worker.js";

/** The secret of the routes, and the secret with which the edge signs. */
export const SECRET = "s3cret";
export const ORIGIN_SECRET = `whsec_${Buffer.from("the secret of the edge, 32 bytes").toString("base64")}`;

const PATIENCE = 20_000;

/** Starts a Worker with one route to `origin`. `route` contains more properties of the route. `stop` removes the folder, unless it was passed. */
export async function startLedger(origin, route, { folder, vars = {}, ...options } = {}) {
  const ledgers = folder ?? mkdtempSync(join(tmpdir(), "hookward-ledger-"));
  const table = { path: "/x", scheme: "gilbert", secrets: ["SECRET"], origin, ...route };
  const worker = await startWorker(
    { ROUTES: [table], SECRET, ORIGIN_SECRET, ...vars },
    { ledgers, strict: false, ...options },
  );
  return {
    ...worker,
    /** Sends a delivery with an id. */
    deliver: (id, more = {}) => send(worker.port, delivery(id, more)),
    async stop() {
      await worker.stop();
      if (folder === undefined) rmSync(ledgers, { recursive: true, force: true });
    },
  };
}

/** Returns a delivery of `gilbert` with an id. `more` contains more members of its body. */
export function delivery(id, more = {}, path = "/x") {
  const body = JSON.stringify({ event: "order.paid", event_id: id, ...more });
  return { path, body, headers: sign.gilbert(SECRET, body) };
}

/** Waits until a condition holds, and returns its value. */
export async function until(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${patience} ms until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Returns the value of a header of a response or of a request, if it occurs exactly once. */
export function header({ headers }, name) {
  const found = headers.filter(([own]) => own === name);
  return found.length === 1 ? found[0][1] : undefined;
}

/** Returns the ids of deliveries, from the requests that an origin has received. */
export const idsOf = (requests) => requests.map((request) => JSON.parse(request.body).event_id);
