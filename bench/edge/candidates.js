// Runs inside workerd, and verifies its requests the requested number of times. It does not measure time, because the clock in workerd does not
// advance while code runs. bench/workerd.js measures the time from outside.

import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { Verifier } from "hookward";

const encoder = new TextEncoder();
const algorithm = { name: "HMAC", hash: "SHA-256" };
const HEADER = "x-gilbert-signature";

/** The candidates. Each function prepares what can be prepared once, and returns a function that verifies one request. */
const CANDIDATES = {
  /** Measures the HTTP request and the loop. Its time is subtracted from all other times. */
  control: () => () => true,
  hookward(secret) {
    const verifier = new Verifier({ scheme: "gilbert", secret });
    return ({ headers, body }) => verifier.verify({ headers, body }) !== undefined;
  },
  "node:crypto": (secret) => (request) => {
    const expected = Buffer.from(createHmac("sha256", secret).update(request.body).digest("hex"));
    const signature = Buffer.from(request.headers.get(HEADER));
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  },
  async "crypto.subtle"(secret) {
    const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
    return ({ headers, body }) => crypto.subtle.verify("HMAC", key, Buffer.from(headers.get(HEADER), "hex"), body);
  },
};
const ASYNCHRONOUS = ["crypto.subtle"];

let requests = [];
const prepared = new Map();

/** Loads the requests as a Worker receives them: a fetch `Headers` and bytes. */
async function load(request) {
  const { secret, given } = await request.json();
  requests = given.map(({ headers, text }) => ({ headers: new Headers(headers), body: encoder.encode(text) }));
  for (const [name, prepare] of Object.entries(CANDIDATES)) prepared.set(name, await prepare(secret));
  return new Response("ready");
}

/** Returns how many of `times` verifications accepted. */
async function run(name, times) {
  const verify = prepared.get(name);
  const count = requests.length;
  let accepted = 0;
  if (ASYNCHRONOUS.includes(name)) {
    for (let at = 0; at < times; at++) if (await verify(requests[at % count])) accepted++;
  } else {
    for (let at = 0; at < times; at++) if (verify(requests[at % count])) accepted++;
  }
  return accepted;
}

export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const name = searchParams.get("candidate");
    if (name === null) return load(request);
    try {
      return new Response(`${await run(name, Number(searchParams.get("times")))}`);
    } catch (error) {
      // Some candidates throw for a refusal.
      return new Response(`${error}`, { status: 401 });
    }
  },
};
