/** Sends a delivery with exactly the headers that were signed. */

import http from "node:http";
import https from "node:https";
import type { Pairs } from "../saved-request/index.js";
import { codeOf, failed, usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";

/** The response of an endpoint, or the reason why the endpoint did not respond. */
export type EndpointResponse =
  | { readonly status: number; readonly text: string; readonly milliseconds: number }
  | { readonly error: string; readonly milliseconds: number };

/** The options of every command that sends requests. */
export const POSTING: Options = {
  header: {
    type: "string",
    short: "H",
    multiple: true,
    value: "'NAME: VALUE'",
    help: "an additional header, such as one that authorizes you; @FILE contains one on each line",
  },
  timeout: { type: "string", value: "SECONDS", help: "how long to wait for a response (default: 10)" },
};

/** Returns the timeout for a response, in milliseconds. */
export const timeoutOf = (given: Given): number => Math.min(given.count("timeout") ?? 10, 86_400) * 1000;

/** Parses a URL to which requests can be posted. */
export function urlOf(text: string | undefined): URL {
  if (text === undefined) throw usage("Give the address to send to, such as http://127.0.0.1:3000/webhooks.");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usage(
      "The address must be a URL that begins with http:// or https://, such as http://127.0.0.1:3000/webhooks.",
    );
  }
  return url;
}

/** Returns the path and query for a request. If the address has neither, the request's own are used, as at a proxy. */
export function pathAt({ pathname, search }: URL, own: string): string {
  return pathname === "/" && search === "" && own.startsWith("/") ? own : pathname + search;
}

/** The errors after which no other request can succeed. */
const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** Throws if no server listens at the URL, because no further request could succeed. */
export function needEndpoint(url: URL, response: EndpointResponse): void {
  if ("error" in response && UNREACHABLE.test(response.error))
    throw failed(
      `No server responds at ${url.origin} (${response.error}). Start the endpoint, or correct the address.`,
    );
}

/** A response as it was received, or the reason why no response was received. */
export type RawResponse =
  | {
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: Buffer;
      readonly milliseconds: number;
    }
  | { readonly error: string; readonly milliseconds: number };

/** A request to send. */
export interface Outgoing {
  readonly headers: Pairs;
  readonly body: Uint8Array;
  /** The method. Default: `POST`. */
  readonly method?: string;
  /** The path and query. Default: those of the URL. */
  readonly path?: string;
}

/** The maximum number of bytes of a response that are read. */
const MOST = 1_048_576;
/** The maximum number of bytes of a response that are shown. */
const MOST_SHOWN = 65_536;

/** Sends a request, and returns the response as text. */
export async function post(url: URL, outgoing: Outgoing, milliseconds: number): Promise<EndpointResponse> {
  const response = await exchange(url, outgoing, milliseconds);
  if ("error" in response) {
    if (/^ERR_INVALID_(CHAR|HTTP_TOKEN)$/.test(response.error)) {
      throw usage("A header of -H contains a character that cannot be sent.");
    }
    return response;
  }
  const { status, body } = response;
  return { status, text: body.subarray(0, MOST_SHOWN).toString(), milliseconds: response.milliseconds };
}

/**
 * Sends a request, and returns the response. Redirects are not followed, because providers do not follow them. `stopped` ends the wait for a
 * response.
 */
export async function exchange(
  url: URL,
  { headers, body, method = "POST", path }: Outgoing,
  milliseconds: number,
  stopped?: AbortSignal,
): Promise<RawResponse> {
  const started = performance.now();
  const time = () => Math.round(performance.now() - started);
  let isLate = false;
  let end = () => {};
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, milliseconds);
  const stop = () => end();
  stopped?.addEventListener("abort", stop);
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const { request } = url.protocol === "https:" ? https : http;
      const more = path === undefined ? {} : { path };
      const outgoing = request(url, { method, headers: grouped(headers), agent: false, ...more });
      end = () => void outgoing.destroy();
      if (stopped?.aborted) end();
      outgoing.on("response", resolve).on("error", reject);
      // No response arrives if an endpoint switches protocols, or if its connection closes without an error.
      outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        reject(new Unreadable());
      });
      outgoing.on("close", () => reject(new Unreadable()));
      // An endpoint may refuse a request before it has read the body. A response counts as soon as it arrives.
      outgoing.end(body);
    });
    const { statusCode: status = 0 } = response;
    // Such a response has no meaning and cannot be forwarded: RFC 9110, section 15.
    if (status < 200 || status > 999) {
      response.destroy();
      throw new Unreadable();
    }
    return { status, headers: response.headers, body: await bodyOf(response), milliseconds: time() };
  } catch (error) {
    const why = isLate
      ? `no response in ${milliseconds / 1000} s`
      : error instanceof Unreadable
        ? UNREADABLE
        : codeOf(error);
    return { error: why, milliseconds: time() };
  } finally {
    clearTimeout(timer);
    stopped?.removeEventListener("abort", stop);
  }
}

/** The error for a response that is not valid HTTP. */
export const UNREADABLE = "no response that can be read";

class Unreadable extends Error {}

async function bodyOf(response: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MOST) break;
    }
  } catch {
    // The status has arrived, and it is the result. The result does not change if the response breaks off.
  }
  return Buffer.concat(chunks);
}

/** The headers that belong to one connection (RFC 9110, section 7.6.1), and those that are set again for each request. */
const OF_CONNECTION = new Set([
  ..."connection content-length expect host keep-alive proxy-connection te trailer transfer-encoding upgrade".split(
    " ",
  ),
]);

/** Returns the headers of a received or saved request, without those that belong to one connection. */
export const endToEnd = (headers: Pairs): Pairs => headers.filter(([name]) => !OF_CONNECTION.has(name.toLowerCase()));

/** Groups the values of headers by name, in the first spelling of each name. Two values of one name are sent as two lines. */
function grouped(headers: Pairs): Record<string, string | string[]> {
  const groups = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of headers) {
    const group = groups.get(name.toLowerCase()) ?? { name, values: [] };
    group.values.push(value);
    groups.set(name.toLowerCase(), group);
  }
  return Object.fromEntries(
    [...groups.values()].map(({ name, values }) => [name, values.length === 1 ? (values[0] as string) : values]),
  );
}
