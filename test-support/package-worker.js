// The package in a Worker, as an application uses it. It verifies vectors that are posted to it, and accepts real
// deliveries.

import * as api from "hookward";
import { webhook } from "hookward/fetch";
import * as lite from "hookward/lite";
import * as allSchemes from "hookward/schemes";

import { resultFor } from "./result.js";

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Returns the runtime's own Headers, or undefined if the runtime refuses these headers. */
function toHeaders(pairs) {
  try {
    const headers = new Headers();
    for (const [name, value] of pairs) headers.append(name, value);
    return headers;
  } catch {
    return undefined;
  }
}

const imported = { ...allSchemes };

/** Returns a vector with its scheme imported, as `hookward/lite` requires it. An unknown scheme stays an id. */
function withScheme(vector) {
  const name = vector.scheme.replace(/-./g, (pair) => pair[1].toUpperCase());
  return { ...vector, scheme: imported[name] ?? vector.scheme };
}

function results(vector) {
  const shapes = { pairs: vector.headers, Headers: toHeaders(vector.headers) };
  const body = bytes(vector.hex);
  const ask = resultFor(api, vector);
  const results = {};
  if (typeof vector.scheme === "string")
    results["lite, pairs, check"] = resultFor(lite, withScheme(vector))({ headers: vector.headers, body }, "check");
  for (const [shape, headers] of Object.entries(shapes)) {
    if (headers === undefined) continue;
    for (const entry of ["check", "verify"]) {
      try {
        results[`${shape}, ${entry}`] = ask({ headers, body }, entry);
      } catch (error) {
        results[`${shape}, ${entry}`] = { threw: `${error}` };
      }
    }
  }
  return results;
}

const handlers = new Map();
/** The code of the last refusal. It is only for the operator, so that it is returned at a separate path. */
let last;
const onRefused = ({ code }) => {
  last = code;
};

export default {
  async fetch(request, env, context) {
    const [, kind, id] = new URL(request.url).pathname.split("/");
    if (kind === "vectors") return Response.json((await request.json()).map(results));
    if (kind === "about") {
      const builtin = globalThis.process?.getBuiltinModule?.("node:crypto");
      return Response.json({ schemes: Object.keys(api.schemes), hash: typeof builtin?.hash, last });
    }
    if (!handlers.has(id)) {
      const handler = (delivery, _request, _env, { waitUntil }) => {
        if (api.schemes[id].ack.exact) return undefined;
        const seen = { event: delivery.event, json: delivery.json(), waits: typeof waitUntil };
        return Response.json(seen);
      };
      const secret = env.SECRETS[id];
      handlers.set(id, webhook({ scheme: id, secret, maxBodyBytes: 100_000, onRefused }, handler));
    }
    return handlers.get(id)(request, env, context);
  },
};
