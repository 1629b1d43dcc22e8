/** Signs a saved delivery again. Headers that the signature does not cover stay as they were saved. */

import { type Scheme, type SchemeId, schemes } from "../index.js";
import type { Pairs } from "../saved-request/index.js";
import { sign } from "../testing.js";
import { isOrigin } from "../verifier/target.js";
import { usage } from "./cli-error.js";
import type { Outgoing } from "./post.js";
import { signsUrl } from "./received.js";
import { outgoing } from "./unsigned.js";
import type { Setup } from "./verifier.js";

/** The options for signing a delivery again. */
export interface Signing {
  readonly setup: Setup;
  /** The time of the new signature, in milliseconds since the epoch. */
  readonly now: number;
  /** The URL that is configured at the provider, or its origin. Default: the URL of the endpoint. */
  readonly url: string | undefined;
  /** Whether the delivery gets a new delivery id. */
  readonly isNewId: boolean;
}

/** Signs a delivery for the endpoint that it is sent to. */
export function signAgain(saved: Required<Outgoing>, { setup, now, url: option, isNewId }: Signing, to: URL): Outgoing {
  const { headers, body, method, path } = saved;
  const scheme = wholeOf(setup.scheme);
  const header = headerOf(scheme.deliveryId);
  if (isNewId && header === undefined)
    throw usage(`${scheme.name} sends no delivery id in a header, so --new-id has no effect. Omit --new-id.`);
  const [event, deliveryId] = [onlyValue(headers, headerOf(scheme.event)), onlyValue(headers, header)];
  // The given URL is not parsed, because a URL is signed as it is written.
  const endpoint = new URL(to.origin + path);
  const url = option === undefined ? endpoint.href : isOrigin(option) ? `${option}${path}` : option;
  const request = sign({
    ...setup,
    body,
    now,
    method,
    ...(event === undefined ? {} : { event }),
    ...(isNewId || deliveryId === undefined ? {} : { deliveryId }),
    ...(signsUrl(setup.scheme) ? { url } : {}),
  });
  const sent = outgoing(request, request.url === undefined ? undefined : url, endpoint);
  return { path, ...sent, headers: [...kept(headers, scheme, sent.headers), ...addedTo(headers, sent.headers)] };
}

const wholeOf = (scheme: SchemeId | Scheme): Scheme => (typeof scheme === "string" ? schemes[scheme] : scheme);

/** Returns the name of the header that contains an id or an event, if a header contains it. */
function headerOf(source: unknown): string | undefined {
  if (typeof source !== "object" || source === null || !("header" in source)) return undefined;
  return `${source.header}`.toLowerCase();
}

/** Returns the value of a header that occurs once and can be written again. */
function onlyValue(headers: Pairs, name: string | undefined): string | undefined {
  const [value, ...others] = headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
  return others.length === 0 && value !== undefined && /^[\x20-\x7e]+$/.test(value) ? value : undefined;
}

/** Returns the saved headers that stay: neither those of the old signature, nor those that signing writes. */
function kept(headers: Pairs, { signature }: Scheme, written: Pairs): Pairs {
  const { header, moreHeaders = [] } = signature as { header: string; moreHeaders?: readonly string[] };
  const gone = new Set([header, ...moreHeaders, ...written.map(([name]) => name)].map((name) => name.toLowerCase()));
  gone.delete("content-type");
  return headers.filter(([name]) => !gone.has(name.toLowerCase()));
}

/** Returns the headers that signing writes. If a content type was saved, it is kept instead of the new one. */
function addedTo(headers: Pairs, written: Pairs): Pairs {
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  return written.filter(([name]) => !hasType || name.toLowerCase() !== "content-type");
}
