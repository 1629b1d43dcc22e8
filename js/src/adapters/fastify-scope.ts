/** A scope of Fastify, with its requests and replies, as far as they are used: its own types are other ones in each version. */

import type { IncomingMessage } from "node:http";

/** What is used of a Fastify instance. */
export interface Scope {
  hasRequestDecorator(name: string): boolean;
  decorateRequest(name: string): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: which hooks are called with which arguments differs.
  addHook(name: any, hook: any): unknown;
}

/** A plugin that is registered in a scope. */
export type Plugin = (scope: Scope) => Promise<void>;

/** The options of a route that verifies its requests. For every server of Fastify, of which each has types of its own. */
export interface RouteOptions {
  // biome-ignore lint/suspicious/noExplicitAny: of any server.
  preParsing(request: any, reply: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: of any server.
  preValidation(request: any, reply: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: of any server.
  onSend?(request: any, reply: any, payload: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: of any server.
  handler(request: any, reply: any): Promise<any>;
}

/** What is used of a Fastify request. */
export interface Request {
  readonly raw: IncomingMessage;
  readonly url: string;
  readonly method: string;
  readonly rawBody?: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: read as what Node has, and set to what a hook may set.
  headers: any;
  delivery?: unknown;
}

/** What is used of its reply. */
export interface Reply {
  readonly sent: boolean;
  readonly statusCode: number;
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Uint8Array): Reply;
}
