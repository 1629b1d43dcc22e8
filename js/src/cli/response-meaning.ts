/** The meaning of an endpoint's response to a delivery. */

import type { Scheme } from "../index.js";
import { type EndpointResponse, UNREADABLE } from "./post.js";

/** Returns a message if a response is wrong, or undefined if it is right. */
export function wrongIn(response: EndpointResponse, { name, ack }: Scheme, flawed: boolean): string | undefined {
  if ("error" in response) return noResponse(response.error);
  const isAccepted = response.status >= 200 && response.status <= 299;
  if (flawed) {
    return isAccepted ? "The endpoint accepted a delivery that it must refuse." : undefined;
  }
  if (!isAccepted) return byStatus(response.status);
  if (ack?.exact && response.text !== ack.body) {
    return `${name} reads the response, and counts only ${ack.body} as success.`;
  }
  return undefined;
}

/** Returns a note on the status of a refusal. An endpoint that fails on a forgery also refuses it, but should respond with a refusal. */
export const noteOn = (status: number | undefined): string | undefined =>
  status !== undefined && status >= 500 ? "an error instead of a refusal" : undefined;

const noResponse = (error: string) =>
  error === UNREADABLE
    ? "The response cannot be read. Check the address of the endpoint."
    : `There was no response (${error}). Check that the endpoint is running, and its address.`;

/** Returns a message about the endpoint for a status that is not a success. */
function byStatus(status: number): string {
  if (status >= 300 && status <= 399)
    return "The endpoint redirects, and providers do not follow redirects. Use the address that it redirects to.";
  switch (status) {
    case 404:
    case 405:
      return "Nothing at this address accepts a POST. Check the address of the endpoint.";
    case 413:
      return "The endpoint accepts no body of this length. Check its limit, and the limit of its proxy.";
    case 429:
      return "The endpoint accepts no more deliveries for now. Wait, or raise its limit.";
    case 502:
    case 503:
    case 504:
      return "The server at this address did not reach the endpoint, or is not ready. See that server's log.";
  }
  return status >= 500
    ? "The endpoint failed. See its log for the error. The signature may be right or wrong."
    : "The endpoint refused a genuine delivery. Check that it has the same secret.";
}

/** Returns a message if the response to a saved delivery is wrong, or undefined if it is right. */
export function wrongInReplay(response: EndpointResponse): string | undefined {
  if ("error" in response) return noResponse(response.error);
  const { status } = response;
  if (status >= 200 && status <= 299) return undefined;
  return status >= 400 && status <= 403
    ? "The endpoint refused the delivery, which may be too old. To sign the delivery again, use hookward replay --sign."
    : byStatus(status);
}
