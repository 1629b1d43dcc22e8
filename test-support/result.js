// Converts a result to a plain record that can be compared and sent. The record contains what a vector states, and nothing that depends on the
// runtime.
//
// This file imports nothing, because it also runs inside workerd.

/** Every code that a refusal can have. */
export const CODES = [
  "missing_header",
  "malformed_header",
  "duplicate_header",
  "too_many_candidates",
  "timestamp_too_old",
  "timestamp_too_new",
  "signature_mismatch",
  "body_too_large",
];

/**
 * Builds the verifier of a vector. Returns a function from the vector's request, in any shape, to the result as a record.
 *
 * Its parameter `entry` is the method to call: `check`, which returns a refusal as a value, or `verify`, which throws it.
 */
export function resultFor({ Verifier, VerificationError, ConfigError }, vector) {
  try {
    const verifier = new Verifier({ scheme: vector.scheme, secrets: vector.secrets, ...vector.options });
    const { url, method, now } = vector;
    const sent = { ...(url && { url }), ...(method && { method }), now: now * 1000 };
    return (request, entry) => record(ask[entry](verifier, { ...request, ...sent }, VerificationError));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { code, index, reason, field, option, id } = error;
    return () => compact({ config: code, index, reason, field, option, id });
  }
}

const ask = {
  check: (verifier, request) => verifier.check(request),
  verify(verifier, request, VerificationError) {
    try {
      const verified = verifier.verify(request);
      return verifier.scheme.unsignedBody ? { ok: true, authenticated: verified } : { ok: true, delivery: verified };
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      // A thrown refusal must have exactly the facts that `check` returns.
      const { name, ...facts } = error;
      if (name !== "VerificationError") throw new Error(`the name is ${name}`);
      return { ok: false, ...facts, message: error.message };
    }
  },
};

function record(result) {
  if (!result.ok) {
    const { ok: _, message, ...facts } = result;
    if (typeof message !== "string" || message.length < 20) throw new Error(`no sentence: ${message}`);
    return facts;
  }
  const { delivery, authenticated } = result;
  if (authenticated !== undefined) {
    if (delivery !== undefined || "body" in authenticated) throw new Error("nothing was verified of the body");
    const { secretIndex, timestamp } = authenticated;
    return { ok: true, authenticated: true, secretIndex, timestamp: timestamp ? timestamp.getTime() / 1000 : null };
  }
  return {
    ok: true,
    secretIndex: delivery.secretIndex,
    timestamp: delivery.timestamp === undefined ? null : delivery.timestamp.getTime() / 1000,
    reserialized: delivery.reserialized,
    event: delivery.event ?? null,
    deliveryId: delivery.deliveryId ?? null,
    deliveryIdSigned: delivery.deliveryIdSigned,
    body: toHex(delivery.body),
  };
}

/** Returns what a vector expects, as a record. */
export function expected(vector) {
  const { verified, ...expect } = vector.expect;
  if (!expect.ok || expect.authenticated) return expect;
  return { ...expect, body: verified === undefined ? toHex(vector.body) : toHex(new TextEncoder().encode(verified)) };
}

/** Returns the facts of a record that the expectation names. If the delivery is expected to verify, all facts are returned. */
export function named(got, expect) {
  if (expect.ok) return got;
  return compact(Object.fromEntries(Object.keys(expect).map((name) => [name, got[name]])));
}

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const compact = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
