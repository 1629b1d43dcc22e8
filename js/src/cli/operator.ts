/** The operators' interface of a Worker, as the command line asks it: one request, and what its refusal means. */

import { printable } from "../display/printable.js";
import { CliError, codeOf, configuration, EXIT, failed, usage } from "./cli-error.js";
import type { Given } from "./command.js";
import { workerUrl } from "./worker-url.js";

/** The variable with the token. It is no option, because everybody on a machine can read those of a process. */
const TOKEN = "OPERATOR_TOKEN";

/** How long to wait for a response, in milliseconds. An export may take longer: it ends when its sender does. */
const PATIENCE = 30_000;

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

  /** Asks for JSON. A status in `expected` is no refusal. */
  async ask<T>(method: "GET" | "POST", path: string, parameters: Parameters = {}, expected: readonly number[] = [200]) {
    const response = await this.#send(method, path, parameters, AbortSignal.timeout(PATIENCE));
    const text = await response.text().catch((error: unknown) => {
      throw this.#unreachable(error);
    });
    const json = jsonOf(text);
    if (!expected.includes(response.status) || json === undefined) throw this.#refused(response.status, json);
    return json as T;
  }

  /** Asks for JSON lines, and yields the value of each as it comes. */
  async *lines<T>(path: string, parameters: Parameters): AsyncGenerator<T> {
    const response = await this.#send("GET", path, parameters);
    if (response.status !== 200 || response.body === null)
      throw this.#refused(response.status, jsonOf(await response.text()));
    let rest = "";
    try {
      for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) yield JSON.parse(line) as T;
      }
    } catch (error) {
      if (error instanceof SyntaxError)
        throw failed("The response is not from hookward. Correct the address of --url.");
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
          `\`npx wrangler secret put ${TOKEN}\`. Your own Worker has to pass requests below /_hookward/ to hookward.fetch.`,
      );
    return new Unreachable(
      `The response has the status ${status}. Correct the address of --url, or see the Worker's log.`,
    );
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
