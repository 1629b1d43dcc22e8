/** A scope of Fastify, with its requests and replies, as far as they are used: its own types are other ones in each version. */

import type { IncomingMessage } from "node:http";

/** What is used of a Fastify instance. */
export interface Scope {
  hasRequestDecorator(name: string): boolean;
  decorateRequest(name: string): unknown;
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    parser: (request: Request, payload: unknown, done: (error: null) => void) => void,
  ): unknown;
  addHook(name: "preParsing", hook: (request: Request, reply: Reply, payload: unknown) => Promise<unknown>): unknown;
}

/** What is used of a Fastify request. */
export interface Request {
  readonly raw: IncomingMessage;
  readonly url: string;
  readonly method: string;
  readonly rawBody?: unknown;
  delivery?: unknown;
}

/** What is used of its reply. */
export interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Uint8Array): Reply;
}
