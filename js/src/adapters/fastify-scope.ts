/** The parts of Fastify's scopes, requests and replies that the adapter uses. Fastify's own types differ between its versions. */

import type { IncomingMessage } from "node:http";

/** The part of a Fastify instance that the adapter uses. */
export interface Scope {
  hasRequestDecorator(name: string): boolean;
  decorateRequest(name: string): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: each hook has different arguments.
  addHook(name: any, hook: any): unknown;
}

/** A plugin that is registered in a scope. */
export type Plugin = (scope: Scope) => Promise<void>;

/** The options of a route that verifies its requests. They fit every server of Fastify, although each server has its own types. */
export interface RouteOptions {
  // biome-ignore lint/suspicious/noExplicitAny: the types of every server fit.
  preParsing(request: any, reply: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: the types of every server fit.
  preValidation(request: any, reply: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: the types of every server fit.
  onSend?(request: any, reply: any, payload: any): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: the types of every server fit.
  handler(request: any, reply: any): Promise<any>;
}

/** The part of a Fastify request that the adapter uses. */
export interface Request {
  readonly raw: IncomingMessage;
  readonly url: string;
  readonly method: string;
  readonly rawBody?: unknown;
  // biome-ignore lint/suspicious/noExplicitAny: Node's type when it is read, and any value of a hook when it is set.
  headers: any;
  delivery?: unknown;
}

/** The part of a Fastify reply that the adapter uses. */
export interface Reply {
  readonly sent: boolean;
  readonly statusCode: number;
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Uint8Array): Reply;
}
