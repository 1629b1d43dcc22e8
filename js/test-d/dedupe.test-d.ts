// Type tests of the published dedupe stores, and of their options.

/// <reference types="node" />

import { Verifier } from "hookward";
import { type DedupeStore, type KeyState, memoryStore } from "hookward/dedupe";
import * as onExpress from "hookward/express";
import * as onFetch from "hookward/fetch";

declare const secret: string | undefined;

const store: DedupeStore = memoryStore({ lease: 60, window: 3600, limit: 1000 });
onExpress.webhook({ scheme: "gilbert", secret, dedupe: store });
onExpress.webhook({ scheme: "grillo", secret, dedupe: { store, by: "body" } });
onExpress.webhook({ verifier: new Verifier({ scheme: "gilbert", secret }), dedupe: store }, () => {});
// @ts-expect-error: the store has no such option
memoryStore({ ttl: 60 });
// @ts-expect-error: the option does not exist
onExpress.webhook({ scheme: "grillo", secret, dedupe: { store, by: "id" } });
// @ts-expect-error: a Map is not a store
onExpress.webhook({ scheme: "gilbert", secret, dedupe: new Map() });

// A custom store may be synchronous or asynchronous. `complete` and `release` may return any value.
export const own: DedupeStore = {
  reserve: async (key: string, holder: string): Promise<KeyState> => (key === holder ? "in_progress" : "reserved"),
  complete: (key) => key.length,
  release: async () => true,
};
// @ts-expect-error: reserve() returns a state
export const wrong: DedupeStore = { ...own, reserve: () => true };

// The secrets and the tenant can depend on the request.
export const tenants: (request: Request) => Promise<Response> = onFetch.webhook(
  {
    scheme: "gilbert",
    secrets: async (request: Request) => [request.url, new Uint8Array(32)],
    tenant: (request: Request) => new URL(request.url).pathname,
    dedupe: store,
  },
  (delivery) => console.log(delivery.json().event),
);
// @ts-expect-error: a function for secrets returns a list
onFetch.webhook({ scheme: "gilbert", secrets: () => "text" }, () => {});
// @ts-expect-error: a tenant is a string
onFetch.webhook({ scheme: "gilbert", secret, tenant: () => 7 }, () => {});
// @ts-expect-error: a verifier has one tenant
new Verifier({ scheme: "gilbert", secret, tenant: () => "one" });
const signed: boolean = new Verifier({ scheme: "gilbert", secret }).deliveryIdSigned;
console.log(signed);
