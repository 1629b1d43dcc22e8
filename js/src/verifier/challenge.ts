/** The responses to challenges. The values that a scheme names are found here; whether they get a response is the core's decision. */

import { type Packable, respondToChallenge } from "../modules/verify-module.js";
import { optional } from "../request/optional.js";
import { freeze } from "../schemes/built-in.js";
import type { Challenge } from "../schemes/challenge.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import type { Messages } from "./edition.js";
import type { ChallengeReason, Refusal } from "./errors.js";
import type { Ack } from "./verified-delivery.js";

/** A request that may be a challenge that is not signed. */
export interface ChallengeRequest {
  readonly method: string;
  /** The query, as text or parsed. */
  readonly query?: string | URLSearchParams | undefined;
  /** The verify token that was set at the provider, for schemes that have one. */
  readonly verifyToken?: string | undefined;
}

/** What becomes of a challenge. */
export type ChallengeResult = { readonly ok: true; readonly response: Ack } | ({ readonly ok: false } & Refusal);

/** The numbers of the values in the core. */
const WHEN = 0;
const TOKEN = 1;
const VERIFY_TOKEN = 2;
const EXPECTED_VERIFY_TOKEN = 3;

/** In the order of their numbers. */
const REASONS: readonly ChallengeReason[] = ["condition", "verify_token", "token"];

/** What challenges are answered with. */
export interface Responder {
  readonly compiled: CompiledScheme;
  /** The verifier's number in the module that verifies. */
  readonly number: number;
  readonly messages: Messages;
}

/** Responds to a request that may be an unsigned challenge; undefined if the scheme has none by that method. */
export function respondUnsigned(responder: Responder, request: ChallengeRequest): ChallengeResult | undefined {
  const { challenge } = responder.compiled.scheme;
  if (challenge === null || challenge.method === "POST" || request.method !== challenge.method) return undefined;
  const query = new URLSearchParams(optional(request, "query") ?? "");
  return respond(responder, challenge, [
    [WHEN, only(query, challenge.when)],
    [TOKEN, only(query, challenge.token)],
    [VERIFY_TOKEN, only(query, { query: challenge.verifyToken })],
    [EXPECTED_VERIFY_TOKEN, optional(request, "verifyToken")],
  ]);
}

/** The body of a verified delivery that may be a challenge. */
export interface ChallengeBody {
  /** Returns a text in its JSON, by its path. */
  member(path: string): string | undefined;
  /** Whether its JSON may have a text in it. Takes less time by far than to read it. */
  mayHave(text: string): boolean;
}

/** Responds to a verified delivery that may be a challenge. `header` is that of the scheme's challenge. */
export function respondSigned(
  responder: Responder,
  header: string | undefined,
  body: ChallengeBody,
): ChallengeResult | undefined {
  const { challenge } = responder.compiled.scheme;
  if (challenge?.method !== "POST") return undefined;
  const { when, token } = challenge;
  // Of most deliveries this is all that is read.
  if (when && "body" in when && !body.mayHave(when.is)) return undefined;
  const member = (path: string) => body.member(path);
  const value = when && "body" in when ? member(when.body) : header;
  // The body of most deliveries is not parsed for this where a header tells it.
  return respond(responder, challenge, [
    [WHEN, value],
    [TOKEN, value === when?.is && token && "body" in token ? member(token.body) : undefined],
  ]);
}

function respond(
  { number, messages }: Responder,
  challenge: Challenge,
  values: readonly (readonly [number, string | undefined])[],
): ChallengeResult | undefined {
  const body = respondToChallenge(number, values.filter(([, value]) => value !== undefined) as unknown as Packable);
  if (body === undefined) return undefined;
  if (typeof body === "number") {
    const message = messages.challenge(body);
    return { ok: false, code: "invalid_challenge", message, reason: REASONS[body] as ChallengeReason };
  }
  const type = challenge.response === null ? "text/plain; charset=utf-8" : "application/json";
  // A browser must not take an echo for a page.
  const headers = { "content-type": type, "x-content-type-options": "nosniff" };
  return { ok: true, response: freeze({ status: 200, headers, body }) };
}

/** Returns the value of a parameter that is there once. */
function only(query: URLSearchParams, source: object | null | undefined): string | undefined {
  const { query: name } = (source ?? {}) as { readonly query?: string | null };
  const values = typeof name === "string" ? query.getAll(name) : [];
  return values.length === 1 ? values[0] : undefined;
}
