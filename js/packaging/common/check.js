// What runs inside every runtime: the shared vectors and a few deliveries over fetch, against the package that is given.
//
// The package comes as an argument, since how it is imported is what a consumer is there to show. Nothing here needs more than
// the language and fetch's own classes: it also runs in browsers and on the edge.

import { expected, named, resultFor } from "../../../test-support/result.js";

/** Long enough for every way in which a body is hashed: in the module, by the host at once, by the host in steps. */
const LENGTHS = [0, 10, 1000, 70_000];

/** A secret in each encoding. */
const SECRETS = {
  utf8: "s3cret",
  hex: "c5f2a4f6bf2b18a62af8bc2d5bb8a0d7",
  base64: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  whsec: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};

/** Where deliveries are sent to. */
const URL_SENT_TO = "https://app.example/webhook";

const encoder = new TextEncoder();

/**
 * Judges every vector. Gives a report, which is JSON: how much was judged, and what came out otherwise than expected.
 *
 * `api` is what `hookward` and `hookward/fetch` export. What a report must say to be a good one is for ../report.js.
 */
export async function check(api, files) {
  const report = { checked: {}, differences: [], controls: [], handled: [] };
  for (const { name, vectors } of files) {
    for (const vector of vectors) checkVector(api.hookward, name, vector, report);
  }
  for (const scheme of Object.values(api.hookward.schemes).filter(isSignedAsGiven)) {
    for (const length of LENGTHS) report.handled.push(...(await handle(api, scheme, length)));
  }
  return report;
}

/** Whether a delivery can be of any body, and of no other: of the rest, the vectors have some. */
const isSignedAsGiven = ({ timestamp, bodyHash, unsignedBody }) =>
  timestamp?.body === undefined && bodyHash === null && !unsignedBody;

function checkVector(hookward, file, given, report) {
  const vector = { ...given, body: toBytes(given.body) };
  const expect = expected(vector);
  const ask = resultFor(hookward, vector);
  const bodies = { bytes: vector.body, ...(typeof given.body === "string" ? { text: given.body } : {}) };
  for (const [headersShape, headers] of Object.entries({ pairs: vector.headers, Headers: toHeaders(vector.headers) })) {
    if (headers === undefined) continue;
    for (const [bodyShape, body] of Object.entries(bodies)) {
      for (const entry of ["check", "verify"]) {
        const shape = `${headersShape}, ${bodyShape}, ${entry}`;
        const got = attempt(() => named(ask({ headers, body }, entry), expect));
        if (same(got, expect)) {
          report.checked[shape] = (report.checked[shape] ?? 0) + 1;
        } else {
          const difference = { file, name: vector.name, shape, expected: expect, got };
          report[vector.control ? "controls" : "differences"].push(difference);
        }
      }
    }
  }
}

/** A delivery that the package signs itself, and its forged twin, through `hookward/fetch`. Gives what was answered. */
async function handle({ hookward, adapter }, { id: scheme, secretEncoding, secretPrefix, ack }, length) {
  const secret = `${secretPrefix ?? ""}${SECRETS[[secretEncoding].flat()[0]]}`;
  const verifier = new hookward.Verifier({ scheme, secret, url: new URL(URL_SENT_TO).origin });
  const given = { body: JSON.stringify({ pad: "x".repeat(length) }), event: "a.b", url: URL_SENT_TO };
  const { headers, body } = verifier.sign(given);
  const forged = body.with(9, 0x79);
  const refusals = [];
  const handler = adapter.webhook(
    { verifier, onRefused: ({ code }) => void refusals.push(code) },
    (delivery) => new Response(`${delivery.json().pad.length}`),
  );
  const responses = [];
  for (const [kind, bytes] of Object.entries({ genuine: body, forged })) {
    const request = new Request(URL_SENT_TO, { method: "POST", headers, body: bytes });
    const response = await handler(request);
    const seen = `${response.status} ${await response.text()} ${refusals}`.trim();
    // Where only an empty response counts, a refusal is empty too.
    const message = ack.exact && ack.body === "" ? "" : "invalid signature";
    const right = kind === "genuine" ? `200 ${length}` : `401 ${message} signature_mismatch`;
    responses.push({ scheme, length, kind, ok: seen === right, response: seen });
  }
  return responses;
}

function toBytes(body) {
  if (typeof body === "string") return encoder.encode(body);
  return Uint8Array.from(body.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** This runtime's own Headers, or undefined where it refuses these. */
function toHeaders(pairs) {
  try {
    const headers = new Headers();
    for (const [name, value] of pairs) headers.append(name, value);
    return headers;
  } catch {
    return undefined;
  }
}

function attempt(ask) {
  try {
    return ask();
  } catch (error) {
    return { threw: `${error}` };
  }
}

/** Whether two records of JSON are the same, in whatever order their members are. */
function same(a, b) {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return Object.is(a, b);
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}
