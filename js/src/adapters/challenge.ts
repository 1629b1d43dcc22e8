/** Unsigned challenges: the option that enables a response, and the response. A signed challenge is a delivery with a `challenge`. */

import { type Ack, ConfigError, type WholeScheme } from "../index.js";
import { schemePrefix } from "../request/scheme-id.js";
import { refuse } from "./common.js";
import type { Route } from "./webhook-options.js";

/**
 * Whether unsigned challenges get a response. If the scheme has a verify token, the value is this token or a function that returns it.
 * Otherwise the value is `true`.
 */
export type ChallengeOption<A extends readonly unknown[]> =
  | boolean
  | string
  | undefined
  | ((...request: A) => string | null | undefined | PromiseLike<string | null | undefined>);

/** Returns what is wrong with the option for a scheme, or undefined if the option is valid. */
export function aboutChallenge(option: unknown, { name, challenge }: WholeScheme): string | undefined {
  if (option === false) return undefined;
  if (challenge === null) return `${name} sends no challenge. Omit the option challenge.`;
  if (challenge.method === "POST")
    return `${name} signs its challenges, which get their response without the option challenge. Omit the option.`;
  if (challenge.verifyToken === null)
    return option === true ? undefined : "Set the option challenge to true: this provider uses no verify token.";
  if (option === undefined || option === null || option === "") return unset(option, name);
  if (typeof option === "string" || typeof option === "function") return undefined;
  return `The option challenge must be the verify token that is configured at ${name}, or a function that returns it.`;
}

/** Returns the response to a request with a method other than POST. Returns undefined if it is not a challenge of this route. */
export async function respondToChallenge<E, A extends readonly unknown[]>(
  route: Route<E, A>,
  { method, query }: { readonly method: string | undefined; readonly query: string | URLSearchParams },
  request: A,
): Promise<Ack | undefined> {
  const { challenge, scheme, hasTenants } = route;
  if (!challenge || method === undefined || method !== scheme.challenge?.method) return undefined;
  const asked = typeof challenge === "function" ? await challenge(...request) : challenge;
  // For a tenant that does not exist, the token is random, so that no token that a sender knows can match.
  const verifyToken = hasTenants && asked === null ? crypto.randomUUID() : asked;
  if (typeof challenge === "function" && (typeof verifyToken !== "string" || verifyToken === "")) {
    const message = `${schemePrefix(scheme.id)}${unset(verifyToken, scheme.name)} (${route.placeOf(...request)})`;
    throw new ConfigError({ code: "invalid_option", option: "challenge", message });
  }
  const verifier = await route.verifierOf(...request);
  const expected = typeof verifyToken === "string" ? verifyToken : undefined;
  const result = verifier.checkChallenge({ method, query, verifyToken: expected });
  if (result === undefined) return undefined;
  return result.ok ? result.response : refuse(route, result, request);
}

/** Returns the methods that a webhook accepts, for the header `allow`. */
export function methodsOf<E, A extends readonly unknown[]>({ challenge, scheme }: Route<E, A>): string {
  return challenge && scheme.challenge?.method !== undefined ? `${scheme.challenge.method}, POST` : "POST";
}

/** Returns the query of a URL, without its `?`. */
export function queryOf(url: unknown): string {
  const [withoutFragment = ""] = `${url ?? ""}`.split("#");
  const at = withoutFragment.indexOf("?");
  return at < 0 ? "" : withoutFragment.slice(at + 1);
}

function unset(option: unknown, name: string): string {
  const given = option === "" ? "empty" : `${option}`;
  return `The option challenge is ${given}. If it comes from an environment variable, set the variable to the verify token that is configured at ${name}.`;
}
