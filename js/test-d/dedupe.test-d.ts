// Type tests of the stores of dedupe keys, and of the options that go with them, as they are published.

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
// @ts-expect-error: there is no such option of a store
memoryStore({ ttl: 60 });
// @ts-expect-error: there is nothing else to dedupe by
onExpress.webhook({ scheme: "grillo", secret, dedupe: { store, by: "id" } });
// @ts-expect-error: a Map is no store
onExpress.webhook({ scheme: "gilbert", secret, dedupe: new Map() });

// A store of one's own may be synchronous or not, and return what it likes where nothing is expected.
export const own: DedupeStore = {
  reserve: async (key: string, holder: string): Promise<KeyState> => (key === holder ? "in_progress" : "reserved"),
  complete: (key) => key.length,
  release: async () => true,
};
// @ts-expect-error: reserve() returns a state
export const wrong: DedupeStore = { ...own, reserve: () => true };

// The secrets, and the tenant, of a request.
export const tenants: (request: Request) => Promise<Response> = onFetch.webhook(
  {
    scheme: "gilbert",
    secrets: async (request: Request) => [request.url, new Uint8Array(32)],
    tenant: (request: Request) => new URL(request.url).pathname,
    dedupe: store,
  },
  (delivery) => console.log(delivery.json().event),
);
// @ts-expect-error: secrets are a list
onFetch.webhook({ scheme: "gilbert", secrets: () => "text" }, () => {});
// @ts-expect-error: a tenant is a text
onFetch.webhook({ scheme: "gilbert", secret, tenant: () => 7 }, () => {});
// @ts-expect-error: a verifier has one tenant
new Verifier({ scheme: "gilbert", secret, tenant: () => "one" });
const signed: boolean = new Verifier({ scheme: "gilbert", secret }).deliveryIdSigned;
console.log(signed);
