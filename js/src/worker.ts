/** The types of `hookward/worker`: the Cloudflare Worker, whose code is built from `worker/`. */

import type { Scheme, SchemeId } from "./schemes/scheme.js";

/**
 * Where verified deliveries go: a URL, or a Worker of yours that is asked through a service binding. On a route whose `path` has `{tenant}`,
 * `{tenant}` in a URL is replaced by the tenant of each delivery.
 */
export type Origin =
  | string
  | {
      /** The name of the binding. */
      readonly service: string;
      /** The URL of the requests to it. `https://service` and the path of the request if left out. */
      readonly url?: string;
    };

/** One route of the Worker: a table of `ROUTES` in wrangler.toml. */
export interface Route {
  /**
   * Where the provider delivers to, as it arrives. Compared byte for byte, without the query. One segment may be `{tenant}`: each tenant then
   * has a secret of its own, and the origin gets the tenant in `x-hookward-tenant`.
   */
  readonly path: string;
  /** The id of a built-in scheme, or a custom scheme. Left out where there are `schemes`. */
  readonly scheme?: SchemeId | Scheme;
  /** The names of secrets, newest first. Never the secrets themselves. With tenants, each has `{TENANT}` in it. Left out where there are `schemes`. */
  readonly secrets?: readonly string[];
  /** In place of `scheme` and `secrets`: several of them, which are told apart by their signature headers. */
  readonly schemes?: readonly { readonly scheme: SchemeId | Scheme; readonly secrets: readonly string[] }[];
  /** Where a verified delivery goes. Either this, `origins`, `queue` or `workflow`. */
  readonly origin?: Origin;
  /** Several places where each goes, 16 at most. The response of the first is the provider's. */
  readonly origins?: readonly Origin[];
  /** In place of an origin, the binding of the queue that each delivery is sent to, as a `QueuedDelivery`. */
  readonly queue?: string;
  /** In place of an origin, the binding of the workflow that is started with each delivery: a `QueuedDelivery` is its payload. */
  readonly workflow?: string;
  /** For schemes that sign the url: the url that is set at the provider, or its origin. */
  readonly url?: string;
  /** How far a signed timestamp may be from now, in seconds. The scheme's own if left out, mostly 300. */
  readonly tolerance?: number;
  /** The longest body, in bytes. 1048576 if left out, 26214400 at most. */
  readonly maxBodyBytes?: number;
  /** `false`: only the bytes received are verified, also where the provider signs `JSON.stringify` of the body. */
  readonly reserialize?: boolean;
  /** How long the origin may take to respond, in seconds. 9 if left out, 60 at most. */
  readonly timeout?: number;
  /** Whether challenges that are not signed get their response. Where there is a verify token, the name of its secret. */
  readonly challenge?: boolean | string;
  /** Further headers that the origin gets as the sender wrote them. */
  readonly forwardHeaders?: readonly string[];
  /**
   * What the ledger of the route is for. `"proxy"`: a duplicate is acknowledged and does not reach the origin. `"accept"`: a delivery is stored
   * and acknowledged at once, and sent to the origin until it takes it. Left out, nothing is stored.
   */
  readonly mode?: "proxy" | "accept";
  /** What a duplicate is known by. `"body"`: by the body alone. `false`, in mode `"accept"`: each delivery is a new one. */
  readonly dedupe?: "body" | boolean;
  /** The seconds before each attempt, from the acceptance or the attempt before. Varied by a fifth. */
  readonly schedule?: readonly number[];
  /** How many attempts may be in flight at once. 5 if left out, 100 at most. */
  readonly concurrency?: number;
  /** How many attempts may begin in a second, 1000 at most. Not limited if left out. */
  readonly rate?: number;
  /** How long a key is known after its delivery ended, in seconds. 86400 if left out. */
  readonly dedupeWindow?: number;
  /** How long a body is kept after the origin took it, in seconds. 86400 if left out. */
  readonly keepBodies?: number;
  /** How long a dead delivery is kept, in seconds. 2592000 if left out. */
  readonly keepDead?: number;
  /** How long a delivery may wait before that is reported, in seconds. 3600 if left out. */
  readonly maxWait?: number;
  /** Among how many ledgers the deliveries are shared out. 1 if left out, 64 at most. */
  readonly shards?: number;
  /** How many there were before that was changed. For as long as `dedupeWindow`, and until they hold nothing that waits. */
  readonly shardsPrevious?: number;
  /**
   * A member of the JSON body, by its path with dots. In mode `"accept"`, deliveries with one value go one at a time, in the order in which they
   * came. Not with `shards`.
   */
  readonly order?: string;
  /** The URL that the alerts of the ledger are sent to. Needs `ORIGIN_SECRET`. */
  readonly alertUrl?: string;
  /** Whether requests that are refused are kept for operators: the newest 50, for 7 days. Needs the binding `LEDGER`. */
  readonly keepRefused?: boolean;
}

/** Holds a verified delivery: the message of a queue, or the payload of a workflow. */
export interface QueuedDelivery {
  /** The path that it came to. */
  readonly path: string;
  /** The tenant, where the route has them. */
  readonly tenant?: string;
  /** The id of the scheme that verified it. */
  readonly scheme: string;
  /** The name of its event, exactly as it has it. */
  readonly event?: string;
  /** The id that its provider gave it, exactly as it has it. */
  readonly deliveryId?: string;
  /** Its id, the same for each retry: the `webhook-id` that an origin would get. */
  readonly webhookId: string;
  /** When it came, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** The headers that cross to an origin, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that were verified, as text. */
  readonly body: string;
  /** How the bytes are written. `"base64"`: they are no UTF-8. */
  readonly bodyEncoding: "utf8" | "base64";
}

/**
 * The bindings that the Worker reads, and those that its routes name: secrets, services, queues and workflows. They are read once for each isolate.
 *
 * The object may have any other binding of your Worker too.
 */
export interface WorkerEnv {
  /** The routes, or their JSON. */
  readonly ROUTES: readonly Route[] | string;
  /** The secret of the edge's own signature, `whsec_…`. Without it, deliveries are forwarded unsigned. */
  readonly ORIGIN_SECRET?: string | undefined;
  /** The token of operators, who list and redeliver deliveries with it. Without it, there are no such paths. */
  readonly OPERATOR_TOKEN?: string | undefined;
  /** The ledgers of the routes that have a `mode` or `keepRefused`: the Durable Objects of the class `Ledger`. */
  readonly LEDGER?: unknown;
  /** A dataset of Workers Analytics Engine, which gets a data point for each request and each attempt. */
  readonly METRICS?: unknown;
  /** A binding that a route names, or one that is not hookward's. */
  // biome-ignore lint/suspicious/noExplicitAny: an interface, as `wrangler types` writes one, has no index signature, and is assignable to this one alone.
  readonly [binding: string]: any;
}

/** What the Worker needs of the runtime's context. */
export interface WorkerContext {
  /** Keeps the isolate until a promise is settled. */
  waitUntil(promise: Promise<unknown>): void;
}

/** The Worker: the default export of a Worker's main module. */
declare const worker: {
  /** Verifies a request, forwards it to the origin of its route, and returns the response for the sender. */
  fetch(request: Request, env: WorkerEnv, context: WorkerContext): Promise<Response>;
  /** Wakes the ledgers, in case that one has lost its alarm. For a cron trigger. */
  scheduled(controller: unknown, env: WorkerEnv, context: WorkerContext): void;
};

/** The class of the Durable Objects that keep the deliveries of a route, for the binding `LEDGER`. Its methods are the Worker's own. */
export declare class Ledger {
  constructor(state: unknown, env: unknown);
  /** Marks the class for the types that `wrangler types` writes. There is no such property. */
  readonly __DURABLE_OBJECT_BRAND: never;
  /** Makes the attempts that are due. The runtime calls it. */
  alarm(): Promise<void>;
}

export default worker;
