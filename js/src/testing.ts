/**
 * Makes deliveries to try a receiver with: genuine ones, unusual ones, and ones with a single thing wrong with them.
 *
 * ```js
 * import { conformance, sign } from "hookward/testing";
 *
 * const { headers, body } = sign({ scheme: "gilbert", secret, flaw: "changed_body" });
 * const response = await fetch(url, { method: "POST", headers, body });
 * assert.equal(response.status, 401);
 *
 * // A scheme that signs the url needs it, and the request has the one to send it to.
 * const request = sign({ scheme: "square", secret, url });
 * await fetch(request.url, request);
 * ```
 *
 * For tests and tools: a program that receives deliveries has no use for it.
 */

import { explainModule } from "./modules/explain-module.js";
import { type BodyInput, type Bytes, toBytes, toText } from "./request/body.js";
import { optional, ownOf } from "./request/optional.js";
import { toMillis } from "./request/time.js";
import { type DocumentedExample, EXAMPLES, type Example } from "./schemes/examples.js";
import { identify } from "./schemes/identity.js";
import type { Scheme, SchemeId } from "./schemes/scheme.js";
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

/** What is known of a flaw. */
export interface FlawDetails {
  /** The name that {@link sign} takes as `flaw`. */
  readonly name: Flaw;
  /** What it is, as a phrase for people. */
  readonly about: string;
  /** The code that hookward refuses it with. */
  readonly code: VerificationCode;
}

/** A delivery, ready to be sent. `fetch` and `Verifier` take it as it is. */
export interface SignedRequest {
  /** The url to send it to, if one was given: with the hash of the body in it, for schemes that have that there. */
  readonly url?: string;
  /** The method to send it with. */
  readonly method: string;
  /** Pairs, in order, since a name may be there twice. `fetch`, `Headers` and `Verifier` take them as they are. */
  readonly headers: [name: string, value: string][];
  /** The bytes of the body: with the time of signing in it, for schemes that have that there. */
  readonly body: Bytes;
}

/** Of a delivery whose url was given. */
interface WithUrl {
  readonly url: string;
}

/** A delivery of the kit, and what a receiver must do with it. */
export interface Case extends SignedRequest {
  /** The name of its flaw, or of what is unusual about it. */
  readonly name: string;
  /** What it is, as a phrase for people. */
  readonly about: string;
  readonly expect: "accept" | "refuse";
  /** The code that hookward refuses it with. */
  readonly code?: VerificationCode;
}

/** Whose deliveries are made, and when. Of several secrets, the newest signs. */
export type KitOptions = WithSecrets<KitSettings>;

/** The options of a kit but for its secrets. */
interface KitSettings {
  /** The id of a built-in scheme, or a scheme of your own. */
  readonly scheme: SchemeId | Scheme;
  /** How far a timestamp may be from now, in seconds. The scheme's own if left out: 300. */
  readonly tolerance?: number | undefined;
  /**
   * The body. The first of {@link examples} if left out. A scheme that has its timestamp there, such as Linear's, gets it there, so that the
   * body has to be a JSON object; all else stays as it is, byte for byte.
   */
  readonly body?: BodyInput | undefined;
  /** The event, for schemes that carry it in a header. That of the example if left out. */
  readonly event?: string | undefined;
  /** The delivery id: in its header, or in the body of an example. A body of your own stays as it is. A random one if left out. */
  readonly deliveryId?: string | undefined;
  /** For schemes that sign it: the url that the delivery is sent to. */
  readonly url?: string | undefined;
  /** For schemes that sign it: the method that the delivery is sent with. `POST` if left out. */
  readonly method?: string | undefined;
  /** The time: a Date, or milliseconds since the epoch. The clock's if left out. */
  readonly now?: Date | number | undefined;
}

/** A delivery to be signed. */
export type SignOptions = WithSecrets<SignSettings>;

interface SignSettings extends KitSettings {
  /** One thing that is to be wrong with it: the `name` of one of {@link flaws}. */
  readonly flaw?: Flaw | undefined;
}

/**
 * Returns the events that a built-in scheme's provider documents, each with a random id in place of the documented one.
 *
 * The first one is used where no body is given.
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
 * A delivery without a timestamp cannot expire.
 *
 * @param scheme The id of a built-in scheme, or a scheme.
 * @returns The details of the flaws: the name that {@link sign} takes, and the code that a receiver must refuse it with.
 * @throws {ConfigError} The scheme or a secret cannot be used.
 */
export function flaws(scheme: SchemeId | Scheme): readonly FlawDetails[] {
  // What a delivery can have is a matter of the scheme alone.
  return signer(ownOf({ scheme, secret: new Uint8Array([1]) }), false).flaws() as FlawDetails[];
}

/**
 * Signs a delivery as the provider would send it, with one flaw if one is named.
 *
 * @param given The scheme, its secret, and what is to be signed.
 * @returns The request: headers, body, and the url if the scheme signs it.
 * @throws {ConfigError} The scheme or a secret cannot be used.
 * @throws {TypeError} The options describe no delivery, or none with this flaw.
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

/** Throws a TypeError for what is no flaw, or none of the scheme. JavaScript can pass anything, and the details of {@link flaws} come closest. */
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
 * Returns the kit: requests to send to a receiver, each with what the receiver must do.
 *
 * Genuine ones come first, then one for each flaw. A delivery id in a header or in an example ends with the case's name, so that no two
 * are the
 * same.
 *
 * @param given The scheme, its secret, and what is to be signed.
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
    // The core signs all cases over one body. An example has the id of its delivery in it.
    const own = toBytes(identify(example, `${bodyId}-${name}`).body, messages);
    const again =
      expect === "accept"
        ? kit(own)[index]?.request
        : ready.sign(own, ownOf({ ...unsigned, deliveryId: `${unsigned.deliveryId}-${name}` }), name);
    return { ...details, ...typed(again as Made) };
  });
}

/** A case as the core has it. */
type InKit = Omit<Case, keyof SignedRequest> & { readonly request: Made };

/** A delivery as the core has it: the content type is not among its headers. */
type Made = SignedRequest & { readonly contentType: string };

const OPTIONS = ["scheme", "secret", "secrets", "tolerance", "body", "event", "deliveryId", "url", "method", "now"];

/** What is to be signed, with all that was left out. */
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

/** Throws a TypeError for a url, a method or a body with which the scheme's provider sends nothing. */
function checkTarget({ name, signedContent, timestamp }: Required<Scheme>, { url, method, body }: KitOptions): void {
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

/** Whether a body is a JSON object. */
function isObject(body: Bytes): boolean {
  try {
    const json: unknown = JSON.parse(toText(body));
    return typeof json === "object" && json !== null && !Array.isArray(json);
  } catch {
    return false;
  }
}

/** Returns the documented events of a built-in scheme; none for another. */
function documented(scheme: SchemeId | Scheme): readonly DocumentedExample[] {
  const id = typeof scheme === "object" && scheme !== null ? optional(scheme, "id") : scheme;
  return Object.hasOwn(EXAMPLES, `${id}`) ? EXAMPLES[id as SchemeId].map(ownOf) : [];
}

/** Returns the example of an event, or the first. */
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
  // A verifier reads the options strictly, and is thrown away.
  const { scheme } = new Verifier(options);
  if (isSent) checkTarget(scheme, given);
  return new (explainModule().Signer)(scheme, secretsOf(options), tolerance);
}

/** Returns a delivery with the content type that providers send. */
function typed({ contentType, headers, ...request }: Made): SignedRequest {
  return { ...request, headers: [["content-type", contentType], ...headers] };
}
