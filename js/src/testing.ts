/**
 * Makes deliveries for tests of a receiver: genuine ones, unusual ones, and ones with exactly one flaw.
 *
 * ```js
 * import { conformance, sign } from "hookward/testing";
 *
 * const { headers, body } = sign({ scheme: "gilbert", secret, flaw: "changed_body" });
 * const response = await fetch(url, { method: "POST", headers, body });
 * assert.equal(response.status, 401);
 *
 * // If the scheme signs the URL, pass it. The request contains the URL to send it to.
 * const request = sign({ scheme: "square", secret, url });
 * await fetch(request.url, request);
 * ```
 *
 * This module is for tests and tools. A program that receives deliveries does not need it.
 */

import { explainModule } from "./modules/explain-module.js";
import { type BodyInput, type Bytes, toBytes, toText } from "./request/body.js";
import { optional, ownOf } from "./request/optional.js";
import { toMillis } from "./request/time.js";
import { type DocumentedExample, EXAMPLES, type Example } from "./schemes/examples.js";
import { identify } from "./schemes/identity.js";
import type { Scheme, SchemeId, WholeScheme } from "./schemes/scheme.js";
import type { VerificationCode } from "./verifier/errors.js";
import { checkOptions, messages } from "./verifier/full-edition.js";
import { secretsOf, type VerifierOptions, type WithSecrets } from "./verifier/options.js";
import { isUrl } from "./verifier/target.js";
import { Verifier } from "./verifier/verifier.js";
import type { Signer } from "./wasm/explain.js";

export type { Example } from "./schemes/examples.js";

/** One thing that can be wrong with a delivery. */
export type Flaw =
  | "no_signature"
  | "empty_signature"
  | "malformed_signature"
  | "truncated_signature"
  | "extended_signature"
  | "wrong_encoding"
  | "no_prefix"
  | "wrong_prefix"
  | "duplicated_signature"
  | "too_many_signatures"
  | "changed_signature"
  | "no_timestamp"
  | "malformed_timestamp"
  | "expired"
  | "from_the_future"
  | "changed_timestamp"
  | "expired_group"
  | "no_signed_header"
  | "changed_signed_header"
  | "changed_url"
  | "changed_method"
  | "no_body_hash"
  | "wrong_secret"
  | "unkeyed"
  | "other_delivery"
  | "changed_body"
  | "truncated_body"
  | "emptied_body"
  | "extra_whitespace"
  | "repeated_form_field";

/** The details of a flaw. */
export interface FlawDetails {
  /** The name of the flaw, for the option `flaw` of {@link sign}. */
  readonly name: Flaw;
  /** A description of the flaw, as a phrase for people. */
  readonly about: string;
  /** The code with which hookward refuses a delivery with this flaw. */
  readonly code: VerificationCode;
}

/** A delivery that is ready to be sent. `fetch` and `Verifier` accept it unchanged. */
export interface SignedRequest {
  /** The URL to send the delivery to, if a URL was passed. It contains the hash of the body if the scheme has a body hash. */
  readonly url?: string;
  /** The method to send the delivery with. */
  readonly method: string;
  /** The headers as pairs, in order, because a name may occur twice. `fetch`, `Headers` and `Verifier` accept them unchanged. */
  readonly headers: [name: string, value: string][];
  /** The bytes of the body. They contain the time of signing if the scheme has its timestamp in the body. */
  readonly body: Bytes;
}

/** The URL of a delivery, if a URL was passed. */
interface WithUrl {
  readonly url: string;
}

/** A delivery of the kit, with the result that is expected from a receiver. */
export interface Case extends SignedRequest {
  /** The name of the flaw, or of the unusual property. */
  readonly name: string;
  /** A description of the case, as a phrase for people. */
  readonly about: string;
  readonly expect: "accept" | "refuse";
  /** The code with which hookward refuses the delivery. */
  readonly code?: VerificationCode;
}

/** The options of {@link conformance}. If several secrets are passed, the newest one signs. */
export type KitOptions = WithSecrets<KitSettings>;

/** The options of {@link conformance} without the secrets. */
interface KitSettings {
  /** The id of a built-in scheme, or a custom scheme. */
  readonly scheme: SchemeId | Scheme;
  /** The maximum difference between the timestamp and the current time, in seconds. Default: that of the scheme, mostly 300. */
  readonly tolerance?: number | undefined;
  /**
   * The body. Required for a custom scheme. Default for a built-in scheme: the example of `event`, or the first of {@link examples}. If the
   * scheme has its timestamp in the body, as Linear does, the body must be a JSON object, and the timestamp is written into it. All other
   * bytes stay unchanged.
   */
  readonly body?: BodyInput | undefined;
  /** The name of the event, for schemes that have it in a header. Default: the event of the example. */
  readonly event?: string | undefined;
  /** The delivery id, in its header or in the body of an example. A body that you pass stays unchanged. Default: a random id. */
  readonly deliveryId?: string | undefined;
  /** The URL that the delivery is sent to. Required if the scheme signs the URL. */
  readonly url?: string | undefined;
  /** The method that the delivery is sent with, for schemes that sign the method. Default: `POST`. */
  readonly method?: string | undefined;
  /** The time of signing: a Date, or milliseconds since the epoch. Default: the current time. */
  readonly now?: Date | number | undefined;
}

/** The options of {@link sign}. */
export type SignOptions = WithSecrets<SignSettings>;

interface SignSettings extends KitSettings {
  /** The flaw of the delivery: the `name` of one of {@link flaws}. */
  readonly flaw?: Flaw | undefined;
}

/**
 * Returns the events that a built-in scheme's provider documents, each with a random id instead of the documented one.
 *
 * The first event is used if neither a body nor an event is passed.
 *
 * @param scheme The id of a built-in scheme, or a scheme.
 * @returns The examples. Empty for a custom scheme.
 */
export function examples(scheme: SchemeId | Scheme): readonly Example[] {
  return documented(scheme).map((example) => {
    const { deliveryId: _, bodyId: __, ...own } = identify(example);
    return own;
  });
}

/**
 * Returns the flaws that a delivery of a scheme can have.
 *
 * For example, a delivery without a timestamp cannot expire.
 *
 * @param scheme The id of a built-in scheme, or a scheme.
 * @returns The details of the flaws, with the name for {@link sign} and the code with which a receiver must refuse the delivery.
 * @throws {ConfigError} The scheme or a secret cannot be used.
 */
export function flaws(scheme: SchemeId | Scheme): readonly FlawDetails[] {
  // The possible flaws depend only on the scheme, so any secret can be used.
  return signer(ownOf({ scheme, secret: new Uint8Array([1]) }), false).flaws() as FlawDetails[];
}

/**
 * Signs a delivery as the provider would send it, with one flaw if `flaw` is passed.
 *
 * @param given The scheme, its secret, and the delivery to sign.
 * @returns The request: method, headers, body, and the URL if it was passed.
 * @throws {ConfigError} The scheme or a secret cannot be used.
 * @throws {TypeError} The options do not describe a delivery, or the delivery cannot have the flaw.
 */
export function sign(given: SignOptions & WithUrl): SignedRequest & WithUrl;
export function sign(given: SignOptions): SignedRequest;
export function sign(given: SignOptions): SignedRequest {
  checkOptions(given, [...OPTIONS, "flaw"], "sign requires an object: { scheme, secret }.");
  const options = ownOf(given);
  const { flaw } = options;
  const ready = signer(options);
  const { body, example: _, bodyId: __, ...unsigned } = unsignedOf(options);
  if (flaw !== undefined) checkFlaw(flaw, ready.flaws() as FlawDetails[]);
  const sent = ready.sign(body, ownOf(unsigned), flaw) as Made | undefined;
  if (sent !== undefined) return typed(sent);
  throw new TypeError(`A delivery of this scheme with this body and time cannot have the flaw ${flaw}.`);
}

/** Throws a TypeError for a value that is not a flaw of the scheme. A likely mistake is to pass the details from {@link flaws}. */
function checkFlaw(flaw: unknown, known: readonly FlawDetails[]): void {
  const names: string[] = known.map(({ name }) => name);
  if (typeof flaw !== "string") {
    const name = typeof flaw === "object" && flaw !== null ? optional(flaw as Partial<FlawDetails>, "name") : undefined;
    const meant = name !== undefined && names.includes(name) ? name : names[0];
    const given = flaw === null ? "null" : typeof flaw;
    throw new TypeError(
      `flaw is of type ${given}, but must be the name of a flaw, such as "${meant}". flaws() returns objects: pass the name of one of them.`,
    );
  }
  if (!names.includes(flaw))
    throw new TypeError(`flaw must be one that a delivery of this scheme can have: ${names.join(", ")}.`);
}

/**
 * Returns the kit: requests to send to a receiver, each with the result that is expected from the receiver.
 *
 * Genuine deliveries come first, then one delivery for each flaw. A delivery id in a header or in an example ends with the name of the
 * case, so that no two deliveries have the same id.
 *
 * @param given The scheme, its secret, and the deliveries to sign.
 * @returns The cases.
 * @throws {ConfigError} The scheme or a secret cannot be used.
 */
export function conformance(given: KitOptions & WithUrl): (Case & WithUrl)[];
export function conformance(given: KitOptions): Case[];
export function conformance(given: KitOptions): Case[] {
  checkOptions(given, OPTIONS, "conformance requires an object: { scheme, secret }.");
  const options = ownOf(given);
  const ready = signer(options);
  const { body, example, bodyId, ...unsigned } = unsignedOf(options);
  const kit = (one: Bytes) => ready.conformance(one, ownOf(unsigned)) as InKit[];
  return kit(body).map(({ request, ...details }, index) => {
    const { name, expect } = details;
    if (example?.identity === undefined) return { ...details, ...typed(request) };
    // The core signs the same body for all cases. The body of an example contains the delivery id, so each case needs its own body.
    const own = toBytes(identify(example, `${bodyId}-${name}`).body, messages);
    const again =
      expect === "accept"
        ? kit(own)[index]?.request
        : ready.sign(own, ownOf({ ...unsigned, deliveryId: `${unsigned.deliveryId}-${name}` }), name);
    return { ...details, ...typed(again as Made) };
  });
}

/** A case as the core returns it. */
type InKit = Omit<Case, keyof SignedRequest> & { readonly request: Made };

/** A delivery as the core returns it: the content type is not among its headers. */
type Made = SignedRequest & { readonly contentType: string };

const OPTIONS = ["scheme", "secret", "secrets", "tolerance", "body", "event", "deliveryId", "url", "method", "now"];

/** Returns the delivery to sign, with the default of each omitted option. */
function unsignedOf({ scheme, body, event, deliveryId, url, method, now }: KitOptions) {
  for (const [name, value] of Object.entries({ event, deliveryId })) {
    if (value !== undefined && typeof value !== "string") throw new TypeError(`${name} must be text.`);
  }
  const example = body === undefined ? exampleOf(scheme, event) : undefined;
  const own = example && ownOf(identify(example, deliveryId));
  return {
    body: toBytes(body ?? own?.body, messages),
    now: toMillis(now),
    deliveryId: deliveryId ?? own?.deliveryId ?? crypto.randomUUID(),
    event: event ?? own?.event,
    url,
    method,
    example,
    bodyId: own?.bodyId,
  };
}

/** Throws a TypeError for a URL, a method or a body that the scheme's provider would never send. */
function checkTarget({ name, signedContent, timestamp }: WholeScheme, { url, method, body }: KitOptions): void {
  const signsUrl = /\{(?:url|path|query)/.test(signedContent);
  if (url === undefined ? signsUrl : !isUrl(url))
    throw new TypeError(
      signsUrl ? messages.misuse("url", name) : "url must be a URL, such as https://api.example.com/webhooks.",
    );
  if (method !== undefined && !/^[A-Z]+$/.test(`${method}`)) throw new TypeError(messages.misuse("method", name));
  if (timestamp === null || !("body" in timestamp) || body === undefined) return;
  if (isObject(toBytes(body, messages))) return;
  throw new TypeError(
    `${name} sends the time of signing in the body, as ${timestamp.body}. Pass a JSON object as the body, so that the time can be added.`,
  );
}

/** Returns whether a body is a JSON object. */
function isObject(body: Bytes): boolean {
  try {
    const json: unknown = JSON.parse(toText(body));
    return typeof json === "object" && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}

/** Returns the documented events of a built-in scheme. Empty for a custom scheme. */
function documented(scheme: SchemeId | Scheme): readonly DocumentedExample[] {
  const id = typeof scheme === "object" && scheme !== null ? optional(scheme, "id") : scheme;
  return Object.hasOwn(EXAMPLES, `${id}`) ? EXAMPLES[id as SchemeId].map(ownOf) : [];
}

/** Returns the example of an event, or the first example. */
function exampleOf(scheme: SchemeId | Scheme, event: string | undefined): DocumentedExample {
  const all = documented(scheme);
  if (all.length === 0) throw new TypeError("Only built-in schemes have examples. Pass a body.");
  const example = all.find((one) => event === undefined || one.event === event);
  if (example !== undefined) return example;
  const events = new Set(all.flatMap((one) => one.event ?? []));
  throw new TypeError(
    `There is no example of this event. Pass a body, or one of the events ${[...events].join(", ")}.`,
  );
}

function signer(given: KitOptions, isSent = true): Signer {
  const { scheme: id, secret, secrets, tolerance } = given;
  const options = { scheme: id, secret, secrets, tolerance } as VerifierOptions;
  // The verifier is built only to check the options.
  const { scheme } = new Verifier(options);
  if (isSent) checkTarget(scheme, given);
  return new (explainModule().Signer)(scheme, secretsOf(options), tolerance);
}

/** Returns a delivery with its content type as the first header. */
function typed({ contentType, headers, ...request }: Made): SignedRequest {
  return { ...request, headers: [["content-type", contentType], ...headers] };
}
