/** A request that was authenticated, by a scheme whose signature does not cover the body. */

import type { Bytes } from "../request/body.js";
import type { Ack } from "./ack.js";

/** What one authentication established, for {@link Authenticate}. */
export interface AuthenticatedFields {
  readonly scheme: string;
  readonly signedContent: string;
  /** The names of the headers that are looked for, each in its slot, and what was found. */
  readonly names: readonly string[];
  readonly values: readonly (readonly [slot: number, value: string])[];
  /** The url and the method that were signed, where the scheme needs them. */
  readonly url: string | undefined;
  readonly method: string | undefined;
  readonly secretIndex: number;
  /** Milliseconds since the epoch; NaN where the scheme has no time. */
  readonly timestamp: number;
  readonly ack: Ack;
  readonly body: Bytes;
}

/** Makes the result of an authentication. In a module of its own, which a program has only with such a scheme. */
export type Authenticate = (fields: AuthenticatedFields) => Authenticated;

/**
 * Proof that a holder of a secret signed `signed`, which is not the body: anyone may have put another one there. There is no delivery.
 * Use what is signed, such as an id in the url, to ask the provider's API.
 */
export interface Authenticated {
  /** The id of the scheme that it was authenticated by. */
  readonly scheme: string;
  /** What the signature covers, by the names that the parts have in the scheme's `signedContent`. */
  readonly signed: Readonly<Record<string, string>>;
  /** When the provider signed it, for schemes with a signed timestamp. */
  readonly timestamp: Date | undefined;
  /** Which secret matched: its position in `secrets`. Above 0, a rotation is not over. */
  readonly secretIndex: number;
  /** The bytes of the body, which the signature does not cover. Trust nothing in them. */
  readonly unverifiedBody: Bytes;
  /** What the provider counts as success, ready to be sent. */
  readonly ack: Ack;
}

export const authenticate: Authenticate = ({
  names,
  values,
  signedContent,
  url = "",
  method,
  timestamp,
  body,
  ...rest
}) => {
  const [base = "", query = ""] = url.replace(/#.*/s, "").split(/\?(.*)/s);
  // The core has found every one of them well formed.
  const valueIn = (part: string, kind: string, parameter: string | undefined) => {
    if (parameter !== undefined) {
      const pair = query.split("&").find((one) => one.startsWith(`${parameter}=`));
      const value = pair?.slice(parameter.length + 1);
      return kind === "query" ? value : value?.toLowerCase();
    }
    if (part === "url_without_query") return base;
    if (part === "path") return base.replace(/^[^/]*:\/\/[^/]*/, "");
    const slot = names.indexOf(part);
    return slot < 0 ? { url, query, method }[part] : values.find(([at]) => at === slot)?.[1].trim();
  };
  const signed: Record<string, string> = {};
  for (const [, part = "", kind = "", parameter] of signedContent.matchAll(/\{(([^}:]*):?([^}]+)?)\}/g)) {
    const value = valueIn(part, kind, part.includes(":") ? parameter : undefined);
    if (value !== undefined) signed[part] = value;
  }
  const result = {
    ...rest,
    signed: Object.freeze(signed),
    timestamp: Number.isNaN(timestamp) ? undefined : new Date(timestamp),
    unverifiedBody: body,
  };
  // What loggers print: all but the body, which has no place in a log.
  const value = () => ({ ...result, unverifiedBody: `${body.length} bytes` });
  for (const name of ["toJSON", Symbol.for("nodejs.util.inspect.custom")])
    Object.defineProperty(result, name, { __proto__: null, value } as PropertyDescriptor);
  return result;
};
