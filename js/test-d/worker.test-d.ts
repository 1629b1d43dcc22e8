// Type tests of hookward/worker: the bindings that its fetch takes, as they are and written out.

/// <reference types="node" />

import hookward, { Ledger, type Route, type WorkerContext, type WorkerEnv } from "hookward/worker";

/** As `wrangler types` writes the type: an interface, which has no index signature. */
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

// Written out: the routes, and only the bindings that they name.
hookward.fetch(request, { ROUTES: routes, A: env.A, APP: env.APP, LEDGER: env.LEDGER }, context);
hookward.fetch(
  request,
  { ROUTES: JSON.stringify(routes), A: env.A, OPERATOR_TOKEN: token, ORIGIN_SECRET: token },
  context,
);
/** The bindings of a program that lists its own. */
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

// @ts-expect-error There are no routes.
hookward.fetch(request, { A: env.A }, context);
// @ts-expect-error A token is text.
hookward.fetch(request, { ROUTES: routes, OPERATOR_TOKEN: 5 }, context);
// @ts-expect-error There is no such key of a route.
hookward.fetch(request, { ROUTES: [{ path: "/x", sheme: "gilbert" }] }, context);

const scheme = { scheme: "gilbert", secrets: ["A"] } as const;
[
  { path: "/x", ...scheme, origins: ["https://a.example", { service: "APP" }] },
  { path: "/x", ...scheme, queue: "Q" },
  { path: "/x", ...scheme, workflow: "W" },
  { path: "/x", schemes: [scheme], origin: "https://a.example" },
] satisfies Route[];
[
  // @ts-expect-error A route has a target.
  { path: "/x", ...scheme },
  // @ts-expect-error A route has one target.
  { path: "/x", ...scheme, origin: "https://a.example", queue: "Q" },
  // @ts-expect-error A route has one target.
  { path: "/x", ...scheme, origin: "https://a.example", origins: ["https://b.example"] },
  // @ts-expect-error A route has a scheme.
  { path: "/x", origin: "https://a.example" },
  // @ts-expect-error A scheme has secrets.
  { path: "/x", scheme: "gilbert", origin: "https://a.example" },
  // @ts-expect-error A route has one scheme or several, not both.
  { path: "/x", ...scheme, schemes: [scheme], origin: "https://a.example" },
] satisfies Route[];

export { Ledger };
