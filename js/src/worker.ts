/** The types of `hookward/worker`: the Cloudflare Worker, whose code is built from `worker/`. */

import type { Scheme, SchemeId, UnsignedBodyId } from "./schemes/scheme.js";

/**
 * An origin: the server that receives the verified deliveries. Either its URL, or a service binding to another Worker of yours.
 *
 * On a route whose `path` contains `{tenant}`, the URL may contain `{tenant}` once. It is replaced by the tenant of each delivery.
 */
export type Origin =
  | string
  | {
      /** The name of the service binding. */
      readonly service: string;
      /** The URL of the requests to the service. Default: `https://service` and the path of the request. */
      readonly url?: string | undefined;
    };

/**
 * A route of the Worker: one table of `ROUTES` in wrangler.toml.
 *
 * A route has either `scheme` and `secrets`, or `schemes`. It has one of `origin`, `origins`, `queue` and `workflow`.
 */
// A compiler error about a union is about its last member, so the usual keys come last.
export type Route = RouteKeys &
  (
    | (Pick<SchemeKeys, "schemes"> & Without<SchemeKeys, "scheme" | "secrets">)
    | (Pick<SchemeKeys, "scheme" | "secrets"> & Without<SchemeKeys, "schemes">)
  ) &
  (To<"workflow", never> | To<"queue", "proxy"> | To<"origins", Mode> | To<"origin", Mode>);

/** A mode of a route's ledger. */
type Mode = "proxy" | "accept";

/** Keys that a route must omit, because it has different keys. */
type Without<Keys, Name extends keyof Keys> = { readonly [K in Name]?: undefined };

/** A scheme whose signature covers the body. The Worker forwards no other requests. */
type DeliveryScheme = Exclude<SchemeId, UnsignedBodyId> | Scheme;

/** The keys that state how a delivery is verified. */
interface SchemeKeys {
  /** Several schemes, each with its secrets. A request is verified with the first one whose signature header is present. */
  readonly schemes: readonly { readonly scheme: DeliveryScheme; readonly secrets: readonly string[] }[];
  /** The id of a built-in scheme, or a custom scheme. Its signature must cover the body. */
  readonly scheme: DeliveryScheme;
  /** The names of the secrets, newest first, never the secrets themselves. With tenants, each name contains `{TENANT}`. Maximum: 16. */
  readonly secrets: readonly string[];
}

/** The keys of a target, and the modes of the ledger that the target supports. */
type To<Target extends keyof TargetKeys, Supported extends Mode> = Pick<TargetKeys, Target> &
  Without<TargetKeys, Exclude<keyof TargetKeys, Target>> & {
    /**
     * The mode of the route's ledger. `"proxy"` acknowledges a duplicate, and does not forward it. `"accept"` stores and acknowledges each
     * delivery, and sends it to the origin until the origin accepts it. A queue supports only `"proxy"`, and a workflow no mode. If omitted,
     * nothing is stored.
     */
    readonly mode?: Supported | undefined;
  };

/** The keys that state where a verified delivery is sent. */
interface TargetKeys {
  /** The name of the binding of a workflow. Each delivery starts an instance, with a `QueuedDelivery` as its payload. */
  readonly workflow: string;
  /** The name of the binding of a queue. Each delivery is sent to the queue, as a `QueuedDelivery`. */
  readonly queue: string;
  /** Several origins, each of which receives every delivery. The provider gets the response of the first. Maximum: 16. */
  readonly origins: readonly Origin[];
  /** The origin of each verified delivery. */
  readonly origin: Origin;
}

/** The other keys of a route. */
interface RouteKeys {
  /**
   * The path to which the provider delivers. It is compared byte for byte, without the query. One segment may be `{tenant}`: each tenant then
   * has its own secret, and the origin reads the tenant from `x-hookward-tenant`.
   */
  readonly path: string;
  /** The URL that is configured at the provider, or its origin. For schemes that sign the URL. */
  readonly url?: string | undefined;
  /** The maximum difference between the signed timestamp and the current time, in seconds. Default: that of the scheme, mostly 300. */
  readonly tolerance?: number | undefined;
  /** The maximum length of a body, in bytes. Default: 1048576. Maximum: 26214400. */
  readonly maxBodyBytes?: number | undefined;
  /**
   * Whether the Worker also verifies the re-serialized body, for schemes that sign the output of `JSON.stringify`. Default: `true`. With
   * `false`, it verifies only the received bytes.
   */
  readonly reserialize?: boolean | undefined;
  /** The maximum time for the response of the origin, in seconds. Default: 9. Maximum: 60. */
  readonly timeout?: number | undefined;
  /** Whether the Worker responds to unsigned challenges. If the provider uses a verify token: the name of the secret that contains it. */
  readonly challenge?: boolean | string | undefined;
  /** The names of further headers to forward to the origin. */
  readonly forwardHeaders?: readonly string[] | undefined;
  /**
   * The dedupe key of a delivery. `"body"`: the body alone. `false`, in mode `"accept"` and for a workflow: every delivery is new. Default:
   * the delivery id if the provider signs it, otherwise the body.
   */
  readonly dedupe?: "body" | boolean | undefined;
  /** The seconds to wait before each attempt. Each wait is varied by up to a fifth. */
  readonly schedule?: readonly number[] | undefined;
  /** The maximum number of attempts in flight. Default: 5. Maximum: 100. */
  readonly concurrency?: number | undefined;
  /** The maximum number of attempts that begin in a second. Default: no limit. Maximum: 1000. */
  readonly rate?: number | undefined;
  /** The time for which the ledger recognizes duplicates of a delivery that is delivered or dead, in seconds. Default: 86400. */
  readonly dedupeWindow?: number | undefined;
  /** The time for which a body is kept after the origin has accepted the delivery, in seconds. Default: 86400. */
  readonly keepBodies?: number | undefined;
  /** The time for which a dead delivery is kept, in seconds. Default: 2592000. */
  readonly keepDead?: number | undefined;
  /** The time that a delivery may wait before the ledger reports it, in seconds. Default: 3600. */
  readonly maxWait?: number | undefined;
  /** The number of ledgers that share the deliveries. Default: 1. Maximum: 64. */
  readonly shards?: number | undefined;
  /** The previous value of `shards`. Keep it for the `dedupeWindow`, and until no delivery waits in the previous ledgers. */
  readonly shardsPrevious?: number | undefined;
  /**
   * The path of a member of the JSON body, with dots. In mode `"accept"`, deliveries with the same value are sent one at a time, in the order
   * in which they arrived. Cannot be combined with `shards`.
   */
  readonly order?: string | undefined;
  /** The URL to which the ledger sends its alerts. Requires `ORIGIN_SECRET`. */
  readonly alertUrl?: string | undefined;
  /** Whether the newest 50 refused requests are kept for operators, for 7 days. Requires the binding `LEDGER`. */
  readonly keepRefused?: boolean | undefined;
}

/** Holds a verified delivery: the message of a queue, or the payload of a workflow. */
export interface QueuedDelivery {
  /** The path to which the provider delivered. */
  readonly path: string;
  /** The tenant. Only on a route with tenants. */
  readonly tenant?: string;
  /** The id of the scheme that verified the delivery. */
  readonly scheme: string;
  /** The name of the event, exactly as in the delivery. */
  readonly event?: string;
  /** The provider's id of the delivery, exactly as in the delivery. */
  readonly deliveryId?: string;
  /** The id of the delivery, the same for each retry. An origin gets it as `webhook-id`. */
  readonly webhookId: string;
  /** The time at which the Worker received the delivery, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** The headers that an origin would get, with their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The verified body, encoded as `bodyEncoding` states. */
  readonly body: string;
  /** The encoding of `body`. `"base64"` if the bytes are not valid UTF-8. */
  readonly bodyEncoding: "utf8" | "base64";
}

/**
 * The bindings that the Worker itself reads. The object also has the bindings that the routes name: secrets, services, queues and workflows.
 */
export interface WorkerEnv {
  /** The routes, or their JSON. */
  readonly ROUTES: readonly Route[] | string;
  /** The secret with which the Worker signs what it forwards: `whsec_…`. If omitted, deliveries are forwarded unsigned. */
  readonly ORIGIN_SECRET?: string | undefined;
  /** The bearer token of operators, who list and redeliver deliveries. If omitted, requests of operators get 404. */
  readonly OPERATOR_TOKEN?: string | undefined;
  /** The Durable Objects of the class `Ledger`. Required by routes with a `mode` or `keepRefused`. */
  readonly LEDGER?: unknown;
  /** A dataset of Workers Analytics Engine. It gets a data point for each request and each attempt. */
  readonly METRICS?: unknown;
}

/** The context of a request that the runtime passes. */
export interface WorkerContext {
  /** Keeps the isolate alive until a promise is settled. */
  waitUntil(promise: Promise<unknown>): void;
}

// `env` is a type parameter, so that it may have other bindings: those that the routes name, and those of your own Worker.
/** The Worker: the default export of a Worker's main module. */
declare const worker: {
  /** Verifies a request, forwards it to the origin of its route, and returns the response for the sender. */
  fetch<Env extends WorkerEnv>(request: Request, env: Env, context: WorkerContext): Promise<Response>;
  /** Wakes the ledgers, in case a ledger has lost its alarm. The runtime calls it for a cron trigger. */
  scheduled<Env extends WorkerEnv>(controller: unknown, env: Env, context: WorkerContext): void;
};

/** The class of the Durable Objects that store the deliveries of a route, for the binding `LEDGER`. Only the Worker calls its methods. */
export declare class Ledger {
  constructor(state: unknown, env: unknown);
  /** Marks the class for the types that `wrangler types` generates. The property does not exist. */
  readonly __DURABLE_OBJECT_BRAND: never;
  /** Makes the attempts that are due. The runtime calls it. */
  alarm(): Promise<void>;
}

export default worker;
