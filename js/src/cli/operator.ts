/** A client for the operators' interface of a Worker: it sends requests, and converts error responses to messages. */

import { printable } from "../display/printable.js";
import { CliError, codeOf, configuration, EXIT, failed, usage } from "./cli-error.js";
import type { Given } from "./command.js";
import type { Shape } from "./shape.js";
import { workerUrl } from "./worker-url.js";

/** The environment variable with the token. The token is not an option, because every user of a machine can read the options of a process. */
const TOKEN = "OPERATOR_TOKEN";

/** The time limit for a response, in milliseconds. An export has no time limit, and ends when its sender ends it. */
const PATIENCE = 30_000;

/** The maximum number of requests for one list or operation. A million deliveries of a time range need this many requests, in parts of 500. */
export const MOST_REQUESTS = 2000;

/** The maximum number of records that the Worker returns at once. */
const MOST = 1000;

/** The maximum length of a line, in characters. The longest record has a hundredth of this length. */
const LONGEST_LINE = 32 << 20;

/** The maximum number of levels of a response. The records have four. */
const MOST_LEVELS = 32;

/** The error of a Worker that may respond to the next request. */
export class Unreachable extends CliError {
  constructor(message: string) {
    super(EXIT.refused, message);
  }
}

/** The parameters of a request, in addition to its path. A parameter that is undefined is omitted. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** A Worker and the token for it. */
export class Operator {
  readonly #url: URL;
  readonly #token: string;

  constructor(given: Given) {
    this.#url = workerUrl(given);
    const token = process.env[TOKEN]?.trim();
    if (!token) throw configuration(`Set the environment variable ${TOKEN} to the Worker's secret of that name.`);
    if (!/^[\x21-\x7e]+$/.test(token))
      throw configuration(`${TOKEN} contains a character that a header cannot contain.`);
    this.#token = token;
  }

  /** Requests JSON of a shape. A status in `expected` is not an error. */
  async ask<T>(
    method: "GET" | "POST",
    path: string,
    shape: Shape<T>,
    parameters: Parameters = {},
    expected: readonly number[] = [200],
  ): Promise<T> {
    const response = await this.#send(method, path, parameters, AbortSignal.timeout(PATIENCE));
    const text = await response.text().catch((error: unknown) => {
      throw this.#unreachable(error);
    });
    const json = jsonOf(text);
    if (expected.includes(response.status) && shape(json)) return json;
    throw response.status === 200 ? foreign() : this.#refused(response.status, json);
  }

  /** Requests one part after another, and yields each. The loop ends even if the Worker returns wrong cursors. */
  async *parts<T extends { readonly cursor: string | null }>(
    method: "GET" | "POST",
    path: string,
    shape: Shape<T>,
    parameters: Parameters,
  ): AsyncGenerator<T> {
    const cursors = new Set<string>();
    let cursor: string | undefined;
    while (cursors.size < MOST_REQUESTS) {
      const part: T = await this.ask(method, path, shape, { ...parameters, cursor });
      yield part;
      if (part.cursor === null) return;
      if (cursors.has(part.cursor)) throw foreign();
      cursor = part.cursor;
      cursors.add(cursor);
    }
    throw endless();
  }

  /** Returns at most `most` of the newest records of a list, and whether more exist. `recordsOf` returns the records of a page. */
  async newest<P extends { readonly cursor: string | null }, R>(
    path: string,
    shape: Shape<P>,
    parameters: Parameters,
    most: number,
    recordsOf: (page: P) => readonly R[],
  ): Promise<{ found: R[]; isCut: boolean }> {
    const found: R[] = [];
    let cursor: string | null = null;
    for await (const page of this.parts("GET", path, shape, { ...parameters, limit: Math.min(MOST, most) })) {
      found.push(...recordsOf(page));
      cursor = page.cursor;
      if (found.length >= most) break;
    }
    const isCut = cursor !== null || found.length > most;
    found.splice(most);
    return { found, isCut };
  }

  /** Requests JSON lines, and yields the value of each line when it arrives. */
  async *lines<T>(path: string, shape: Shape<T>, parameters: Parameters): AsyncGenerator<T> {
    const response = await this.#send("GET", path, parameters);
    if (response.status !== 200 || response.body === null)
      throw this.#refused(response.status, jsonOf(await response.text()));
    let rest = "";
    try {
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const value = jsonOf(line);
          if (!shape(value)) throw foreign();
          yield value;
        }
        if (rest.length > LONGEST_LINE) throw foreign();
      }
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw failed(
        "The response ended early, so some entries are missing. Try again; the Worker's log has the reason.",
      );
    }
  }

  async #send(method: string, path: string, parameters: Parameters, signal?: AbortSignal): Promise<Response> {
    const url = new URL(`/_hookward/${path}`, this.#url);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, `${value}`);
    }
    const headers = { authorization: `Bearer ${this.#token}` };
    try {
      // A redirect could send the token to a different server.
      return await fetch(url, { method, headers, redirect: "manual", ...(signal && { signal }) });
    } catch (error) {
      throw this.#unreachable(error);
    }
  }

  #unreachable(error: unknown): Unreachable {
    const { name, cause } = error as { name?: string; cause?: unknown };
    const why = name === "TimeoutError" ? `no response in ${PATIENCE / 1000} s` : codeOf(cause ?? error);
    return new Unreachable(
      `Nothing responds at ${this.#url.origin} (${why}). Correct the address of --url, or try again.`,
    );
  }

  /** Returns the error for the status of a response. If the response contains a message of the Worker, the error has this message. */
  #refused(status: number, json: unknown): CliError {
    const error = (json as { error?: unknown } | undefined)?.error;
    const message = typeof error === "string" ? printable(error, 1000) : undefined;
    if (status === 400 && message !== undefined) return usage(message);
    if (message !== undefined) return status === 503 ? new Unreachable(message) : failed(message);
    if (status === 401)
      return configuration(
        `The Worker has a different ${TOKEN}. Set the environment variable to the value of the Worker's secret.`,
      );
    if (status === 404)
      return configuration(
        `hookward does not run at ${this.#url.origin}, or its Worker has no ${TOKEN}. Correct --url, or set the secret with ` +
          `\`npx wrangler secret put ${TOKEN}\`. If hookward is part of a Worker that you wrote, pass requests whose path begins with /_hookward/ to hookward.fetch.`,
      );
    return new Unreachable(
      `The response has the status ${status}. Correct the address of --url, or see the Worker's log.`,
    );
  }
}

/** Returns the error for a response that hookward never sends. */
export const foreign = (): Unreachable =>
  new Unreachable("The response is not hookward's. Correct the address of --url.");

/** Returns the error of an operation that does not end. */
export const endless = (): CliError =>
  failed(`There is more after ${MOST_REQUESTS} requests. Say what is meant with --path, --from and --before.`);

/** Parses a JSON text. Returns undefined if the text is not JSON, or has too many levels to be printed. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value, MOST_LEVELS) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== "object" ||
  value === null ||
  (levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1)));
