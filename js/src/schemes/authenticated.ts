/** A request that was authenticated with a scheme whose signature does not cover the body. */

import type { Bytes } from "../request/body.js";
import type { Ack } from "./ack.js";

/** The facts that one authentication established, for {@link Authenticate}. */
export interface AuthenticatedFields {
  readonly scheme: string;
  readonly signedContent: string;
  /** The names of the headers to find, each in its slot, and the values that were found. */
  readonly names: readonly string[];
  readonly values: readonly (readonly [slot: number, value: string])[];
  /** The signed URL and the signed method, if the scheme requires them. */
  readonly url: string | undefined;
  readonly method: string | undefined;
  readonly secretIndex: number;
  /** The time of signing, in milliseconds since the epoch. NaN if the scheme has no timestamp. */
  readonly timestamp: number;
  readonly ack: Ack;
  readonly body: Bytes;
}

/** A function that creates the result of an authentication. It is in a separate module, which a program contains only with such a scheme. */
export type Authenticate = (fields: AuthenticatedFields) => Authenticated;

/**
 * An authenticated request: proof that a holder of a secret signed the values in `signed`. The body is not signed, and anyone may have
 * replaced it, so no delivery exists. Use a signed value, such as an id in the URL, to request the data from the provider's API.
 */
export interface Authenticated {
  /** The id of the scheme that authenticated the request. */
  readonly scheme: string;
  /** The values that the signature covers, by the names of the parts in the scheme's `signedContent`. */
  readonly signed: Readonly<Record<string, string>>;
  /** The time at which the provider signed the request, for schemes with a signed timestamp. */
  readonly timestamp: Date | undefined;
  /** The position in `secrets` of the secret that matched. If it is above 0, a rotation is not over. */
  readonly secretIndex: number;
  /** The bytes of the body, which the signature does not cover. Do not trust them. */
  readonly unverifiedBody: Bytes;
  /** The response that the provider accepts as success, ready to be sent. */
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
  // The core has already checked that every value is well formed.
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
  // Loggers print this value: everything except the body, which must not be logged.
  const value = () => ({ ...result, unverifiedBody: `${body.length} bytes` });
  for (const name of ["toJSON", Symbol.for("nodejs.util.inspect.custom")])
    Object.defineProperty(result, name, { __proto__: null, value } as PropertyDescriptor);
  return result;
};
