/** An example delivery for a route of the Worker, as the provider would send it now, and a forged copy. */

import { createHash } from "node:crypto";

import { type BuiltInScheme, type SchemeId, schemes, Verifier } from "../index.js";
import { examples } from "../testing.js";
import { PLACEHOLDER } from "./dev-vars.js";

/** A request to the Worker. */
export interface RouteExample {
  /** The path, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The keys of a route that an example depends on. */
export interface ExampleRoute {
  readonly path: string;
  readonly scheme: SchemeId;
  readonly url?: string;
}

/** Returns whether an example exists for a route. Custom schemes have no examples. */
export const hasExample = (route: Readonly<Record<string, unknown>>): boolean =>
  typeof route["scheme"] === "string" &&
  Object.hasOwn(schemes, route["scheme"]) &&
  examples(route["scheme"] as SchemeId).length > 0;

/** Returns the example of a route, signed with a secret. A forged copy is signed with a different secret. */
export function exampleOf({ path, scheme: id, url }: ExampleRoute, secret: string, forged: boolean): RouteExample {
  const scheme = schemes[id];
  const [example] = examples(id);
  const text = withTime(example?.body ?? "", scheme);
  const query = scheme.bodyHash ? `?${scheme.bodyHash.query}=${createHash("sha256").update(text).digest("hex")}` : "";
  const key = forged ? [...PLACEHOLDER].reverse().join("") : secret;
  const verifier = new Verifier({
    scheme: id,
    secret: key,
    url: url === undefined ? undefined : signedUrl(url, path + query),
  });
  const { headers, body } = verifier.sign({ body: text, event: example?.event });
  const [contentType = "application/json"] = scheme.contentTypes;
  return { target: path + query, headers: { "content-type": contentType, ...headers }, body };
}

/** Returns a body with the current time, if its scheme has a timestamp in the body. */
function withTime(body: string, { timestamp }: BuiltInScheme): string {
  if (timestamp === null || !("body" in timestamp)) return body;
  const now = new Date();
  const units: Partial<Record<typeof timestamp.unit, unknown>> = {
    s: Math.floor(now.getTime() / 1000),
    ms: now.getTime(),
  };
  const json = JSON.parse(body) as Record<string, unknown>;
  const names = timestamp.body.split(".");
  const last = names.pop() as string;
  const table = names.reduce((value, name) => value[name] as Record<string, unknown>, json);
  const time = units[timestamp.unit] ?? now.toISOString();
  table[last] = typeof table[last] === "string" ? String(time) : time;
  return JSON.stringify(json);
}

/** Returns the URL that the provider would sign. If `url` is only an origin, the path and the query are added. */
const signedUrl = (url: string, target: string): string => (/^https?:\/\/[^/?#]+$/.test(url) ? url + target : url);
