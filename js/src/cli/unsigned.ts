/** A delivery to be signed: a custom body or one of the provider's documented events, and its target. */

import type { Scheme, SchemeId } from "../index.js";
import { examples, type Flaw, flaws, type SignedRequest } from "../testing.js";
import { isOrigin, isUrl } from "../verifier/target.js";
import { usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { read } from "./files.js";
import type { Outgoing } from "./post.js";
import { needUrl, signsUrl } from "./received.js";

export const UNSIGNED: Options = {
  event: {
    type: "string",
    value: "NAME",
    help: "the event: selects the documented example, and is written in the headers",
  },
  body: { type: "string", value: "FILE", help: "a body to use instead of an example; - reads standard input" },
  "delivery-id": {
    type: "string",
    value: "ID",
    help: "the delivery id, in its header or in the example's body (default: a random one)",
  },
  url: {
    type: "string",
    value: "URL",
    help: "the URL that is configured at the provider, for schemes that sign it (default: that of the endpoint)",
  },
  method: { type: "string", value: "METHOD", help: "the method, for schemes that sign it (default: POST)" },
};

export const FLAW: Options = {
  flaw: {
    type: "string",
    value: "NAME",
    help: "a flaw to add to the delivery; hookward schemes SCHEME lists the flaws",
  },
};

/** A delivery to be signed, as `sign` of hookward/testing accepts it. */
export interface Unsigned {
  readonly body?: Uint8Array | string;
  readonly event?: string;
  readonly deliveryId?: string;
  readonly url?: string;
  readonly method?: string;
}

/** Returns the delivery to sign. `endpoint` is the address to which the delivery is sent, if it is sent. */
export async function unsignedOf(given: Given, scheme: SchemeId | Scheme, endpoint?: URL): Promise<Unsigned> {
  const [file, event, deliveryId] = ["body", "event", "delivery-id"].map((name) => given.text(name));
  for (const [name, value] of Object.entries({ event, "delivery-id": deliveryId })) {
    if (value !== undefined && !/^[\x20-\x7e]+$/.test(value))
      throw usage(`--${name} must be printable ASCII, as a header is.`);
  }
  const rest = { ...targetOf(given, scheme, endpoint), ...(deliveryId === undefined ? {} : { deliveryId }) };
  if (file !== undefined)
    return { body: await read(file, "--body"), ...(event === undefined ? {} : { event }), ...rest };
  const known = examples(scheme);
  if (known.length === 0) throw usage("There is no example for a custom scheme. Give a body with --body FILE.");
  if (event === undefined) return rest;
  if (known.some((one) => one.event === event)) return { event, ...rest };
  const names = known.flatMap((one) => one.event ?? []).join(", ");
  throw usage(
    `There is no documented example of that event. The examples are: ${names}. For a different event, give its body with --body FILE.`,
  );
}

/** Returns the URL and the method that are signed. Default for the URL: the URL of the endpoint. */
function targetOf(
  given: Given,
  scheme: SchemeId | Scheme,
  endpoint: URL | undefined,
): Pick<Unsigned, "url" | "method"> {
  const option = given.text("url");
  if (option !== undefined && !isUrl(option))
    throw usage("--url must begin with https:// or http://, as it is configured at the provider.");
  const method = given.text("method")?.toUpperCase();
  if (method !== undefined && !/^[A-Z]+$/.test(method)) throw usage("--method must be a method, such as PUT.");
  const url =
    option !== undefined && isOrigin(option) ? `${option}${pathAndQuery(endpoint)}` : (option ?? endpoint?.href);
  needUrl(scheme, url === undefined ? {} : { url });
  return {
    ...(url === undefined || !signsUrl(scheme) ? {} : { url }),
    ...(method === undefined ? {} : { method }),
  };
}

const pathAndQuery = (url: URL | undefined): string => (url === undefined ? "/" : url.pathname + url.search);

/** Returns a delivery as it is sent to an endpoint. A change to the signed URL, `signed`, is also made to the URL of the endpoint. */
export function outgoing(request: SignedRequest, signed: string | undefined, endpoint: URL): Outgoing {
  const { url, method, headers, body } = request;
  if (url === undefined || signed === undefined) return { method, headers, body };
  const [before, after] = [partsOf(signed), partsOf(url)];
  const path = endpoint.pathname + after.path.slice(before.path.length);
  return { method, headers, body, path: path + after.query };
}

/** Returns the path of a URL, and its query with the question mark, as written. */
export function partsOf(url: string): { readonly path: string; readonly query: string } {
  const [, path = "", query = ""] = /^[^/]*\/\/[^/?#]*([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
  return { path, query };
}

/** Returns the flaw of --flaw, if the option is given. */
export function flawOf(given: Given, scheme: SchemeId | Scheme): Flaw | undefined {
  const name = given.text("flaw");
  if (name === undefined) return undefined;
  const known = flaws(scheme).map((flaw) => flaw.name);
  const flaw = known.find((one) => one === name);
  if (flaw !== undefined) return flaw;
  throw usage(`A delivery of this scheme cannot have that flaw. The flaws are: ${known.join(", ")}.`);
}
