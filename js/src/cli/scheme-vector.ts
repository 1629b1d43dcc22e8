/** Compares the result of one vector with the expected result. */

import { explain, type Finding } from "../explain.js";
import { type Authenticated, ConfigError, type Scheme, Verifier, type VerifierOptions } from "../index.js";
import type { Vector } from "./scheme-vectors.js";

/** A fact of a result that differs from the expected fact. */
export interface Difference {
  readonly fact: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface VectorResult {
  readonly name: string;
  /** The differences from the expected result. Empty if the result is as expected. */
  readonly differences: readonly Difference[];
  /** The message of the refusal or the error, if the result is unexpected. */
  readonly message?: string;
  /** The proven findings, if the delivery was refused and had to be accepted. */
  readonly findings?: readonly Finding[];
}

/** Verifies a vector at the time `now`, and compares each fact that the vector expects. */
export function resultOf(vector: Vector, scheme: Scheme, now: number): VectorResult {
  const { name, expect } = vector;
  const { facts, message } = verified(vector, scheme, now);
  // Results of different kinds have different facts, so only the kinds are compared.
  const isOther = ["ok", "code", "config"].some((kind) => kind in expect !== kind in facts);
  const differences = isOther
    ? [{ fact: "result", expected: kindOf(expect), got: kindOf(facts) }]
    : Object.entries(expect)
        .filter(([fact, expected]) => !isSame(facts[fact], expected))
        .map(([fact, expected]) => ({ fact, expected: hidden(fact, expected), got: hidden(fact, facts[fact]) }));
  if (differences.length === 0) return { name, differences };
  const findings = "ok" in expect && "code" in facts ? findingsOf(vector, scheme, now) : [];
  return {
    name,
    differences,
    ...(message !== undefined && { message }),
    ...(findings.length > 0 && { findings }),
  };
}

type ResultFacts = Readonly<Record<string, unknown>>;

/** Returns the facts of a result, with the names that vectors use. */
function verified(vector: Vector, scheme: Scheme, now: number): { facts: ResultFacts; message?: string } {
  let verifier: Verifier;
  try {
    verifier = new Verifier(optionsOf(vector, scheme));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { code, index, reason, field, option, id, message } = error;
    return { facts: { config: code, index, reason, field, option, id }, message };
  }
  let result: ReturnType<Verifier["check"]>;
  try {
    result = verifier.check({ ...requestOf(vector), now: now * 1000 });
  } catch (error) {
    // The vector lacks a URL.
    if (!(error instanceof TypeError)) throw error;
    return { facts: { code: "TypeError" }, message: error.message };
  }
  if (!result.ok) {
    const { ok: _, message, ...facts } = result;
    return { facts, message };
  }
  const { authenticated } = result as { readonly authenticated?: unknown } as {
    readonly authenticated?: Authenticated;
  };
  if (authenticated !== undefined) {
    const { secretIndex, timestamp } = authenticated;
    const seconds = timestamp === undefined ? null : timestamp.getTime() / 1000;
    return { facts: { ok: true, authenticated: true, secretIndex, timestamp: seconds } };
  }
  const {
    secretIndex,
    timestamp,
    reserialized,
    event = null,
    deliveryId = null,
    deliveryIdSigned,
    body,
  } = result.delivery;
  const seconds = timestamp === undefined ? null : timestamp.getTime() / 1000;
  const text = reserialized ? new TextDecoder().decode(body) : undefined;
  return {
    facts: {
      ok: true,
      secretIndex,
      timestamp: seconds,
      reserialized,
      event,
      deliveryId,
      deliveryIdSigned,
      verified: text,
    },
  };
}

const optionsOf = ({ scheme: own, secrets, options }: Vector, scheme: Scheme) =>
  ({ ...options, scheme: own ?? scheme, secrets }) as VerifierOptions;

const requestOf = ({ headers, body, url, method }: Vector) => ({
  headers,
  body,
  ...(url !== undefined && { url }),
  ...(method !== undefined && { method }),
});

function findingsOf(vector: Vector, scheme: Scheme, now: number): readonly Finding[] {
  const options = optionsOf(vector, scheme) as Parameters<typeof explain>[0];
  const { findings } = explain({ ...options, ...requestOf(vector), now: now * 1000 });
  return findings.filter(({ confidence }) => confidence === "proven");
}

/** Returns `accepted`, or the code of the refusal or of the configuration error. */
const kindOf = (facts: ResultFacts) => ("ok" in facts ? "accepted" : (facts["code"] ?? facts["config"]));

const isSame = (got: unknown, expected: unknown) => JSON.stringify(got) === JSON.stringify(expected);

/** Returns a fact in a form that may be printed. For a body, this is its length. */
const hidden = (fact: string, value: unknown) =>
  fact === "verified" && typeof value === "string" ? `${value.length} characters` : value;
