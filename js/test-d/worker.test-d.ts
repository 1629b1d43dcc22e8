// Type tests of hookward/worker: the bindings that `fetch` takes, as a generated type and as object literals.

/// <reference types="node" />

import hookward, { Ledger, type Route, type WorkerContext, type WorkerEnv } from "hookward/worker";

/** A type as `wrangler types` generates it: an interface without an index signature. */
interface Env {
  readonly ROUTES: [{ path: "/x"; scheme: "gilbert"; secrets: ["A"]; origin: { service: "APP" } }];
  readonly A: string;
  readonly APP: { fetch(request: Request): Promise<Response> };
  readonly LEDGER: object;
}

declare const env: Env;
declare const request: Request;
declare const context: WorkerContext;
declare const token: string | undefined;

const routes: readonly Route[] = [
  { path: "/x", scheme: "gilbert", secrets: ["A"], origin: { service: "APP" }, mode: "accept" },
];

hookward.fetch(request, env, context) satisfies Promise<Response>;
hookward.scheduled(undefined, env, context);
hookward.fetch(request, { ...env, ROUTES: routes }, context);

// Object literals with the routes, and only the bindings that the routes name.
hookward.fetch(request, { ROUTES: routes, A: env.A, APP: env.APP, LEDGER: env.LEDGER }, context);
hookward.fetch(
  request,
  { ROUTES: JSON.stringify(routes), A: env.A, OPERATOR_TOKEN: token, ORIGIN_SECRET: token },
  context,
);
/** The bindings of a program that declares its own bindings. */
interface OwnEnv extends WorkerEnv {
  readonly A: string;
}
export const bindings: OwnEnv = { ROUTES: routes, A: env.A };
hookward.fetch(request, bindings, context);
({ fetch: hookward.fetch, scheduled: hookward.scheduled }) satisfies {
  fetch(request: Request, env: Env, context: WorkerContext): Promise<Response>;
  scheduled(controller: unknown, env: Env, context: WorkerContext): void;
};
// @ts-expect-error No binding has this name.
void bindings.B;

// @ts-expect-error The routes are required.
hookward.fetch(request, { A: env.A }, context);
// @ts-expect-error A token is a string.
hookward.fetch(request, { ROUTES: routes, OPERATOR_TOKEN: 5 }, context);
// @ts-expect-error The key does not exist.
hookward.fetch(request, { ROUTES: [{ path: "/x", sheme: "gilbert" }] }, context);

const scheme = { scheme: "gilbert", secrets: ["A"] } as const;
[
  { path: "/x", ...scheme, origins: ["https://a.example", { service: "APP" }] },
  { path: "/x", ...scheme, queue: "Q" },
  { path: "/x", ...scheme, workflow: "W" },
  { path: "/x", schemes: [scheme], origin: "https://a.example" },
  { path: "/x", ...scheme, queue: "Q", mode: "proxy", origin: undefined, tolerance: undefined },
] satisfies Route[];
[
  // @ts-expect-error A target is required.
  { path: "/x", ...scheme },
  // @ts-expect-error A route can have only one target.
  { path: "/x", ...scheme, origin: "https://a.example", queue: "Q" },
  // @ts-expect-error A route can have only one target.
  { path: "/x", ...scheme, origin: "https://a.example", origins: ["https://b.example"] },
  // @ts-expect-error A scheme is required.
  { path: "/x", origin: "https://a.example" },
  // @ts-expect-error Secrets are required.
  { path: "/x", scheme: "gilbert", origin: "https://a.example" },
  // @ts-expect-error `scheme` and `schemes` exclude each other.
  { path: "/x", ...scheme, schemes: [scheme], origin: "https://a.example" },
] satisfies Route[];

export { Ledger };
