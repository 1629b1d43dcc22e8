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
export const bindings: WorkerEnv = { ROUTES: routes, A: env.A };
void ({ ROUTES: routes, A: env.A } satisfies WorkerEnv);

// @ts-expect-error There are no routes.
hookward.fetch(request, { A: env.A }, context);
// @ts-expect-error A token is text.
hookward.fetch(request, { ROUTES: routes, OPERATOR_TOKEN: 5 }, context);
// @ts-expect-error There is no such key of a route.
hookward.fetch(request, { ROUTES: [{ path: "/x", sheme: "gilbert" }] }, context);

export { Ledger };
