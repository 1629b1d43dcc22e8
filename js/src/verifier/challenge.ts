/** The responses to challenges. This file finds the values that a scheme names. The core decides whether they get a response. */

import { type Packable, respondToChallenge } from "../modules/verify-module.js";
import { optional } from "../request/optional.js";
import { freeze } from "../schemes/built-in.js";
import type { Challenge } from "../schemes/challenge.js";
import type { CompiledScheme } from "../schemes/scheme.js";
import type { Messages } from "./edition.js";
import type { ChallengeReason, Refusal } from "./errors.js";
import type { Ack } from "./verified-delivery.js";

/** A request that may be an unsigned challenge. */
export interface ChallengeRequest {
  readonly method: string;
  /**
   * The query of the URL: the text after the `?`, or a `URLSearchParams`. It is not the parsed query of a framework, such as `req.query` of
   * Express.
   */
  readonly query?: string | URLSearchParams | undefined;
  /** The verify token that is configured at the provider, for schemes that use a verify token. */
  readonly verifyToken?: string | undefined;
}

/** The result of a challenge: the response to send, or a refusal. */
export type ChallengeResult = { readonly ok: true; readonly response: Ack } | ({ readonly ok: false } & Refusal);

/** The numbers of the values in the core. */
const WHEN = 0;
const TOKEN = 1;
const VERIFY_TOKEN = 2;
const EXPECTED_VERIFY_TOKEN = 3;

/** The reasons, in the order of their numbers. */
const REASONS: readonly ChallengeReason[] = ["condition", "verify_token", "token"];

/** The values that a response to a challenge requires. */
export interface Responder {
  readonly compiled: CompiledScheme;
  /** The number of the verifier in the module `verify`. */
  readonly number: number;
  readonly messages: Messages;
}

/** Responds to a request that may be an unsigned challenge. Returns undefined if the scheme has no challenge by this method. */
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
  /** Returns a text in the JSON of the body, by its path. */
  member(path: string): string | undefined;
  /** Returns whether the JSON of the body may contain a text. This is much faster than parsing the body. */
  mayHave(text: string): boolean;
}

/** Responds to a verified delivery that may be a challenge. `header` is the value of the header that the scheme's challenge names. */
export function respondSigned(
  responder: Responder,
  header: string | undefined,
  body: ChallengeBody,
): ChallengeResult | undefined {
  const { challenge } = responder.compiled.scheme;
  if (challenge?.method !== "POST") return undefined;
  const { when, token } = challenge;
  // For most deliveries, nothing else is read.
  if (when && "body" in when && !body.mayHave(when.is)) return undefined;
  const member = (path: string) => body.member(path);
  const value = when && "body" in when ? member(when.body) : header;
  // If a header identifies challenges, the bodies of other deliveries are not parsed.
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
  // A browser must not display the returned token as a page.
  const headers = { "content-type": type, "x-content-type-options": "nosniff" };
  return { ok: true, response: freeze({ status: 200, headers, body }) };
}

/** Returns the value of a parameter that occurs exactly once. */
function only(query: URLSearchParams, source: object | null | undefined): string | undefined {
  const { query: name } = (source ?? {}) as { readonly query?: string | null };
  const values = typeof name === "string" ? query.getAll(name) : [];
  return values.length === 1 ? values[0] : undefined;
}
