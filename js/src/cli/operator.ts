/** The operators' interface of a Worker, as the command line asks it: one request, and what its refusal means. */

import { printable } from "../display/printable.js";
import { CliError, codeOf, configuration, EXIT, failed, usage } from "./cli-error.js";
import type { Given } from "./command.js";
import type { Shape } from "./shape.js";
import { workerUrl } from "./worker-url.js";

/** The variable with the token. It is no option, because everybody on a machine can read those of a process. */
const TOKEN = "OPERATOR_TOKEN";

/** How long to wait for a response, in milliseconds. An export may take longer: it ends when its sender does. */
const PATIENCE = 30_000;

/** The most requests for one list or operation: as many as a million deliveries of a time need, in parts of 500. */
export const MOST_REQUESTS = 2000;

/** The most records that the Worker returns at once. */
const MOST = 1000;

/** The longest line, in characters. The longest record is a hundredth of it. */
const LONGEST_LINE = 32 << 20;

/** The most levels of a response. The records have four. */
const MOST_LEVELS = 32;

/** The error of a Worker that may respond the next time. */
export class Unreachable extends CliError {
  constructor(message: string) {
    super(EXIT.refused, message);
  }
}

/** What is sent beside a path. What is undefined is left out. */
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

  /** Asks for JSON of a shape. A status in `expected` is no refusal. */
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

  /** Asks for one part after another, and yields each. It ends whatever the Worker returns as the place of the next part. */
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

  /** Returns the newest records of a list, at most `most`, and whether there are more. `recordsOf` takes them from a page. */
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

  /** Asks for JSON lines, and yields the value of each as it comes. */
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
      // A redirect could lead the token elsewhere.
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

  /** What a status means. The Worker's own message says what to do, where there is one. */
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

/** Returns the error of a response that no hookward sends. */
export const foreign = (): Unreachable =>
  new Unreachable("The response is not hookward's. Correct the address of --url.");

/** Returns the error of an operation that does not end. */
export const endless = (): CliError =>
  failed(`There is more after ${MOST_REQUESTS} requests. Say what is meant with --path, --from and --before.`);

/** Returns the value of a JSON text. Undefined if it is none, or has so many levels that nothing could print it. */
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
