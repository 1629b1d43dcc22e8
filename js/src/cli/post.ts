/** Sending a delivery, header for header as it was signed. */

import http from "node:http";
import https from "node:https";
import type { Pairs } from "../saved-request/index.js";
import { codeOf, failed, usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";

/** What came back, or why nothing did. */
export type EndpointResponse =
  | { readonly status: number; readonly text: string; readonly milliseconds: number }
  | { readonly error: string; readonly milliseconds: number };

/** What every command that sends has. */
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

/** How long to wait, in milliseconds. */
export const timeoutOf = (given: Given): number => Math.min(given.count("timeout") ?? 10, 86_400) * 1000;

/** A URL that can be posted to. */
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

/** Returns the path and query that a request goes to: those of the address, or its own where the address has none, as at a proxy. */
export function pathAt({ pathname, search }: URL, own: string): string {
  return pathname === "/" && search === "" && own.startsWith("/") ? own : pathname + search;
}

/** The errors after which nothing else can be sent either. */
const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** Ends the command where nobody listens, since nothing more can be learned there. */
export function needEndpoint(url: URL, response: EndpointResponse): void {
  if ("error" in response && UNREACHABLE.test(response.error))
    throw failed(
      `No server responds at ${url.origin} (${response.error}). Start the endpoint, or correct the address.`,
    );
}

/** A response as it came, or why none did. */
export type RawResponse =
  | {
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: Buffer;
      readonly milliseconds: number;
    }
  | { readonly error: string; readonly milliseconds: number };

/** What is posted. */
export interface Outgoing {
  readonly headers: Pairs;
  readonly body: Uint8Array;
  /** `POST` if left out. */
  readonly method?: string;
  /** The path and query, where they are not those of the URL. */
  readonly path?: string;
}

/** No more of a response is read, in bytes. */
const MOST = 1_048_576;
/** No more of it is shown. */
const MOST_SHOWN = 65_536;

/** Posts it, and returns the response as text. */
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

/** Posts it. Redirects are not followed, as providers do not. `stopped` ends the wait for a response. */
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
      // An endpoint that switches protocols does not respond, nor does one whose connection ends without an error.
      outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        reject(new Unreadable());
      });
      outgoing.on("close", () => reject(new Unreadable()));
      // A receiver that has refused need not wait for the body: once there is a response, that is what counts.
      outgoing.end(body);
    });
    const { statusCode: status = 0 } = response;
    // Such a response cannot be handed on, and means nothing: RFC 9110, section 15.
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

/** The error of a response that is none of HTTP. */
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
    // The status has come, and that is the result. A response that breaks off changes nothing about it.
  }
  return Buffer.concat(chunks);
}

/** What belongs to one connection and not to the request, RFC 9110, section 7.6.1, and what is written anew for each. */
const OF_CONNECTION = new Set([
  ..."connection content-length expect host keep-alive proxy-connection te trailer transfer-encoding upgrade".split(
    " ",
  ),
]);

/** Returns the headers of a request that was received or saved, as they are sent on. */
export const endToEnd = (headers: Pairs): Pairs => headers.filter(([name]) => !OF_CONNECTION.has(name.toLowerCase()));

/** Every value under its name as it is spelt, so that two of one name are two lines. */
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
