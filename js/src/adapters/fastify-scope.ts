/** A scope of Fastify, with its requests and replies, as far as they are used: its own types are other ones in each version. */

import type { IncomingMessage } from "node:http";

/** What is used of a Fastify instance. */
export interface Scope {
  hasRequestDecorator(name: string): boolean;
  decorateRequest(name: string): unknown;
  addHook(name: "preParsing", hook: (request: Request, reply: Reply, payload: unknown) => Promise<unknown>): unknown;
  addHook(name: "preValidation", hook: (request: Request) => Promise<void>): unknown;
}

/** What is used of a Fastify request. */
export interface Request {
  readonly raw: IncomingMessage;
  readonly url: string;
  readonly method: string;
  readonly rawBody?: unknown;
  headers: object | undefined;
  delivery?: unknown;
}

/** What is used of its reply. */
export interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Uint8Array): Reply;
}
