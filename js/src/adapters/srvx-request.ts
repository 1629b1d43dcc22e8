/** Fetch requests that srvx may have made from Node requests, as it does for h3 2 and for Elysia in Node. */

import type { IncomingMessage } from "node:http";

import type { BodyInput, VerificationResult } from "../index.js";
import { checkFetch, type FetchRequest, isRead, pathOf } from "./fetch-body.js";
import { verifyNode } from "./node-body.js";
import type { Route } from "./webhook-options.js";

interface SrvxRequest extends FetchRequest {
  readonly runtime?: { readonly node?: { readonly req?: IncomingMessage } };
}

/** Returns the Node request from which this request was made. */
export function nodeRequestOf(request: object): IncomingMessage | undefined {
  return (request as SrvxRequest).runtime?.node?.req;
}

/**
 * Verifies a request. In Node, it verifies the original Node request, which has all headers and states. `parsed` is the body that the
 * framework has parsed, if any. `wasRead` creates the app's error if the bytes are gone.
 */
export async function verifySrvx<E, A extends readonly unknown[]>(
  route: Pick<Route<E, A>, "verifierOf" | "decompress">,
  { request, parsed, wasRead }: { readonly request: object; readonly parsed?: unknown; readonly wasRead: () => Error },
  args: A,
): Promise<VerificationResult<E>> {
  const { decompress } = route;
  const verifier = route.verifierOf(...args);
  const incoming = nodeRequestOf(request);
  const given = request as SrvxRequest;
  if (incoming !== undefined)
    return verifyNode({ verifier, decompress }, incoming, [incoming, { body: parsed }], wasRead);
  if (!isRead(given)) return checkFetch(await verifier, given, decompress);
  const { headers, method, url } = given;
  const head = { headers, method, url: pathOf(url) };
  const built = await verifier;
  if (typeof parsed === "string" || ArrayBuffer.isView(parsed) || parsed instanceof ArrayBuffer)
    return built.check({ ...head, body: parsed as BodyInput });
  if (built.reserialize && typeof parsed === "object" && parsed !== null) return built.check({ ...head, parsed });
  throw wasRead();
}
