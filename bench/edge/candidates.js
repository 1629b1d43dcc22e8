// Runs inside workerd: verifies what it was given, as often as it is asked to, and keeps no time. The clock stands still there
// while code runs, so bench/workerd.js times the requests from outside.

import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { Verifier } from "hookward";

const encoder = new TextEncoder();
const algorithm = { name: "HMAC", hash: "SHA-256" };
const HEADER = "x-gilbert-signature";

/** Each prepares what can be prepared once, and gives what verifies one delivery. */
const CANDIDATES = {
  /** Costs what a request costs, and a loop: taken off all the others. */
  control: () => () => true,
  hookward(secret) {
    const verifier = new Verifier({ scheme: "gilbert", secret });
    return ({ headers, body }) => verifier.verify({ headers, body }) !== undefined;
  },
  "node:crypto": (secret) => (delivery) => {
    const expected = Buffer.from(createHmac("sha256", secret).update(delivery.body).digest("hex"));
    const signature = Buffer.from(delivery.headers.get(HEADER));
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  },
  async "crypto.subtle"(secret) {
    const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
    return ({ headers, body }) => crypto.subtle.verify("HMAC", key, Buffer.from(headers.get(HEADER), "hex"), body);
  },
};
const ASYNCHRONOUS = ["crypto.subtle"];

let deliveries = [];
const prepared = new Map();

/** The deliveries as a Worker meets them: a fetch `Headers` and bytes. */
async function take(request) {
  const { secret, given } = await request.json();
  deliveries = given.map(({ headers, text }) => ({ headers: new Headers(headers), body: encoder.encode(text) }));
  for (const [name, prepare] of Object.entries(CANDIDATES)) prepared.set(name, await prepare(secret));
  return new Response("ready");
}

/** How many of so many verifications accepted. */
async function run(name, times) {
  const verify = prepared.get(name);
  const count = deliveries.length;
  let accepted = 0;
  if (ASYNCHRONOUS.includes(name)) {
    for (let at = 0; at < times; at++) if (await verify(deliveries[at % count])) accepted++;
  } else {
    for (let at = 0; at < times; at++) if (verify(deliveries[at % count])) accepted++;
  }
  return accepted;
}

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const name = searchParams.get("candidate");
    if (name === null) return take(request);
    try {
      return new Response(`${await run(name, Number(searchParams.get("times")))}`);
    } catch (error) {
      // A refusal, for those that throw.
      return new Response(`${error}`, { status: 401 });
    }
  },
};
