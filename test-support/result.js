// A verdict as a plain record that can be compared and sent: what a vector says of it, and nothing that depends on the runtime.
//
// Imports nothing, because it also runs inside workerd.

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
 * Builds the verifier of a vector. Gives a judge: a function from the vector's request, in any shape, to the verdict.
 *
 * `entry` is how to ask: `check`, which gives a refusal as a value, or `verify`, which throws it.
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
      // What was thrown has to say all that `check` gives, and nothing else.
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

/** What a vector expects, as a record. A fact that it does not name is left to the runtime, so `got` says which to keep. */
export function expected(vector) {
  const { verified, ...expect } = vector.expect;
  if (!expect.ok || expect.authenticated) return expect;
  return { ...expect, body: verified === undefined ? toHex(vector.body) : toHex(new TextEncoder().encode(verified)) };
}

/** The facts of a record that the expectation names; of a verdict that accepts, all. */
export function named(got, expect) {
  if (expect.ok) return got;
  return compact(Object.fromEntries(Object.keys(expect).map((name) => [name, got[name]])));
}

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const compact = (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
