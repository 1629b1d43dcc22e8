// A substitute for the Worker's interface for operators, with sample deliveries, for tests of the page and for its pictures. It receives and sends
// the same messages as the Worker, but contains none of the Worker's logic. The page is also tested with the real Worker.

import { once } from "node:events";
import { createServer } from "node:http";

import { pageFiles } from "../site/build/serve.js";

export const TOKEN = "an-operator-token";

const MINUTE = 60_000;

/** Returns an attempt that ended with the origin's response or with an error. */
export const attempt = (number, at, outcome, took = 84) => ({
  number,
  at,
  took,
  status: typeof outcome === "number" ? outcome : null,
  error: typeof outcome === "number" ? null : outcome,
  response: outcome === 500 ? "the database is down\n" : typeof outcome === "number" ? "ok" : null,
});

/** Returns a delivery as the interface shows it. `more` replaces properties. */
export function record(at, more = {}) {
  const id = more.deliveryId ?? `evt_${at.toString(36)}`;
  const attempts = more.attempts ?? [attempt(1, at + 90, 200)];
  const state = more.state ?? "delivered";
  const hasEnded = ["delivered", "dead", "dismissed", "erased"].includes(state);
  return {
    path: "/webhooks/gilbert",
    key: Buffer.from(id).toString("hex").padEnd(64, "0").slice(0, 64),
    origin: 0,
    state,
    reason: null,
    acceptedAt: at,
    endedAt: hasEnded ? at + 200 : null,
    nextAt: state === "retrying" ? at + 5 * MINUTE : null,
    attemptCount: attempts.length,
    bytes: 289,
    hasBody: state !== "erased",
    webhookId: id,
    deliveryId: id,
    event: "dossier.qualified",
    scheme: "gilbert",
    tenant: null,
    headers: { "content-type": "application/json", "x-gilbert-signature": "9c16" },
    attempts,
    ...more,
  };
}

/** Returns the deliveries of half a day, on two routes. Most were delivered, and some were not accepted by the origin an hour ago. */
export function sampleDeliveries(now) {
  const begin = now - 11.6 * 60 * MINUTE;
  const all = [];
  for (let at = begin, step = 0; at < now - 12 * MINUTE; at += (3 + ((step * 7) % 9)) * MINUTE, step++) {
    const isSecond = step % 3 === 0;
    all.push(
      record(at, {
        deliveryId: `evt_${(0x3f2a91 + step * 7919).toString(16)}`,
        ...(isSecond ? { path: "/webhooks/grillo", scheme: "grillo", event: "sensor.online" } : {}),
        ...(step % 4 === 1 ? { event: "dossier.created" } : {}),
      }),
    );
  }
  const failed = (at, count) =>
    [...Array(count).keys()].map((one) => attempt(one + 1, at + one * 5 * MINUTE, 500, 61 + one * 17));
  const dead = now - 96 * MINUTE;
  const retrying = now - 9 * MINUTE;
  all.push(
    record(dead, {
      deliveryId: "evt_dead0001",
      state: "dead",
      reason: "attempts_exhausted",
      attempts: [
        attempt(1, dead + 80, "origin_timeout", 9000),
        ...failed(dead + 5 * MINUTE, 3).map((one) => ({ ...one, number: one.number + 1 })),
      ],
    }),
    record(dead + MINUTE, {
      deliveryId: "evt_dead0002",
      state: "dead",
      reason: "gone",
      event: "dossier.archived",
      attempts: [attempt(1, dead + MINUTE + 70, 410)],
    }),
    record(retrying, {
      deliveryId: "evt_7b41c0",
      state: "retrying",
      attempts: failed(retrying, 2),
      nextAt: now + 4 * MINUTE,
    }),
    record(now - 2 * MINUTE, { deliveryId: "evt_7b41c9", state: "waiting", attempts: [], nextAt: now + 1000 }),
  );
  return all.sort((a, b) => b.acceptedAt - a.acceptedAt);
}

const OPEN = ["reserved", "waiting", "queued", "attempting", "retrying"];

/** Starts the substitute together with the page. Its data can be changed while it runs. */
export async function startOperators({ deliveries = sampleDeliveries(Date.now()), refused = [], explain = true } = {}) {
  const held = {
    deliveries,
    refused,
    paused: new Set(),
    circuits: {},
    token: TOKEN,
    paths: ["/webhooks/gilbert", "/webhooks/grillo"],
  };
  const requests = [];
  const pages = { console: await pageFiles("console"), ...(explain ? { explain: await pageFiles("explain") } : {}) };
  const server = createServer((request, response) => {
    const [, page, rest] = /^\/_hookward\/(console|explain)(\/.*)$/.exec(request.url) ?? [];
    if (page !== undefined && pages[page] !== undefined) {
      request.url = rest;
      pages[page](request, response);
      return;
    }
    const { headers, method, url } = request;
    requests.push({ method, url, authorization: headers.authorization });
    const [status, value] = respond(held, method, new URL(url, "http://worker.example"), headers.authorization);
    if (status === undefined) return void request.socket.destroy();
    const isText = typeof value === "string";
    response.writeHead(status, {
      "content-type": isText ? "text/plain" : "application/json",
      "cache-control": "no-store",
    });
    response.end(isText ? value : JSON.stringify(value));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/_hookward/console/`,
    held,
    requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function respond(held, method, { pathname, searchParams }, authorization) {
  if (held.isDown) return [undefined];
  if (held.response !== undefined) return [200, held.response];
  if (held.token === undefined) return [404, "not found"];
  if (authorization !== `Bearer ${held.token}`) return [401, { error: "The token is wrong." }];
  const given = Object.fromEntries(searchParams);
  const [, name, key, operation] = /^\/_hookward\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
  if (name === "refused") return respondOfRefused(held, method, given, key, operation);
  if (method === "GET") {
    if (name === "status") return status(held);
    if (name === "deliveries" && key === undefined) return [200, list(held, given)];
    const found = held.deliveries.filter((one) => one.key === key && one.path === given.path);
    return found.length === 0 ? [404, { error: "There is no such delivery." }] : [200, { deliveries: found }];
  }
  const change = (records, more) => {
    for (const one of records) Object.assign(one, more(one));
    return [200, { count: records.length, more: false, cursor: null }];
  };
  const redelivered = () => ({ state: "waiting", reason: null, endedAt: null, nextAt: Date.now() });
  const dismissed = () => ({ state: "dismissed" });
  const ofPath = held.deliveries.filter((one) => one.path === given.path);
  const dead = ofPath.filter(({ state }) => state === "dead");
  if (name === "pause" || name === "resume") {
    held.paused[name === "pause" ? "add" : "delete"](given.path);
    return [200, { paused: name === "pause" }];
  }
  if (name === "redeliver" && given.state === "dead") return change(dead, redelivered);
  if (name === "redeliver") {
    const inTime = ({ acceptedAt, state }) =>
      acceptedAt >= Number(given.from) && acceptedAt < Number(given.before) && ["delivered", "dead"].includes(state);
    return change(ofPath.filter(inTime), redelivered);
  }
  if (name === "dismiss") return change(dead, dismissed);
  const found = ofPath.filter((one) => one.key === key);
  if (found.length === 0) return [404, { error: "There is no such delivery." }];
  if (operation === "redeliver") {
    if (!found[0].hasBody) return [409, { error: "The body is not kept any more, so it cannot be sent again." }];
    return change(found, redelivered);
  }
  if (operation === "dismiss") return change(found, dismissed);
  return change(found, () => ({ state: "erased", hasBody: false, headers: null, attempts: [], nextAt: null }));
}

/** Returns a refused request as the interface shows it. In a list, it has no headers and no body. */
export function refusedRecord(more = {}) {
  const at = more.at ?? Date.now();
  const facts = { code: "signature_mismatch", scheme: "gilbert", method: "POST", url: "/webhooks/gilbert" };
  const kept = { bytes: 2, isCut: false, headers: { "x-gilbert-signature": "00" }, bodyBase64: "e30=" };
  return { path: "/webhooks/gilbert", id: `${at * 256}`, at, ...facts, ...kept, ...more };
}

function respondOfRefused(held, method, { path }, key, operation) {
  const isAsked = (one) => (path === undefined || one.path === path) && [undefined, "erase", one.id].includes(key);
  const found = held.refused.filter(isAsked);
  if (method === "POST") {
    if (key !== "erase" && operation !== "erase") return [404, { error: "There is no such path." }];
    held.refused = held.refused.filter((one) => !isAsked(one));
    return [200, { count: found.length }];
  }
  if (key !== undefined) return found.length > 0 ? [200, { refused: found }] : [404, { error: "It is gone." }];
  return [200, { refused: found.map(({ headers: _, bodyBase64: __, ...one }) => one), cursor: null }];
}

function status({ deliveries, paths, paused, circuits }) {
  const routes = paths.map((path) => {
    const own = deliveries.filter((one) => one.path === path);
    const count = (state) => own.filter((one) => one.state === state).length;
    const waiting = own.filter(({ state }) => OPEN.includes(state)).map(({ acceptedAt }) => acceptedAt);
    return {
      path,
      ok: count("dead") === 0,
      ...Object.fromEntries(
        ["waiting", "retrying", "attempting", "queued", "delivered", "dead"].map((state) => [state, count(state)]),
      ),
      oldestAcceptedAt: waiting.length === 0 ? null : Math.min(...waiting),
      paused: paused.has(path),
      circuits: circuits[path] ?? [],
    };
  });
  const ok = routes.every((route) => route.ok);
  return [ok ? 200 : 503, { ok, routes }];
}

function list(
  { deliveries },
  { path, state, from = 0, before = Number.POSITIVE_INFINITY, text = "", cursor = 0, limit = 100 },
) {
  const states = state?.split(",");
  const found = deliveries.filter(
    (one) =>
      (path === undefined || one.path === path) &&
      (states === undefined || states.includes(one.state)) &&
      one.acceptedAt >= Number(from) &&
      one.acceptedAt < Number(before) &&
      [one.webhookId, one.deliveryId, one.event, one.tenant, one.key].some((value) => value?.includes(text)),
  );
  const end = Number(cursor) + Number(limit);
  const page = found.slice(Number(cursor), end).map(({ headers: _, attempts: __, ...one }) => one);
  return { deliveries: page, cursor: end < found.length ? String(end) : null };
}
