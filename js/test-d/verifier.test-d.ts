// Type tests of the published package: `node scripts/build.js js`, then `tsc --noEmit -p js/test-d`. The code is never run. A line after
// `@ts-expect-error` must not compile, and tsc fails if it does.

import {
  type Ack,
  type BodyInput,
  ConfigError,
  defineScheme,
  type GilbertDossierQualified,
  type GilbertEvent,
  type GrilloEvent,
  type Scheme,
  type SchemeId,
  type SmarterbotEvent,
  schemes,
  type VerificationCode,
  VerificationError,
  type VerificationResult,
  type VerifiedDelivery,
  Verifier,
  type VerifierOptions,
  type WholeScheme,
} from "hookward";
import { defineScheme as defineLite } from "hookward/lite";
import { gilbert as gilbertScheme } from "hookward/schemes";
import { grillo as grilloScheme } from "hookward/schemes/grillo";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Asserts that `A` and `B` are the same type. If they differ, a call requires an argument of type `never`, and does not compile. */
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;

declare const environment: { readonly [name: string]: string | undefined };
declare const body: Uint8Array;

interface MyEvent {
  readonly kind: "a" | "b";
}
const acme: Scheme = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example/webhooks",
  signature: { header: "x-acme-signature", syntax: { prefixed: "sha256=" }, encoding: "hex" },
  signedContent: "{body}",
  contentTypes: ["application/json", "application/x-www-form-urlencoded"],
  headerPrefix: "x-acme-",
};

// The id of the scheme determines the types of the events.
const gilbert: Verifier<GilbertEvent> = new Verifier({ scheme: "gilbert", secret: environment["SECRET"] });
exactly<ReturnType<typeof gilbert.verify>, VerifiedDelivery<GilbertEvent>>();

export function narrows(): GilbertDossierQualified | undefined {
  const event = new Verifier({ scheme: "gilbert", secret: "s" }).verify({ headers: {}, body }).json();
  exactly<typeof event, GilbertEvent>();
  if (event.event !== "dossier.qualified") return undefined;
  exactly<typeof event.data, GilbertDossierQualified>();
  return event.data;
}

export function perScheme(): void {
  exactly<ReturnType<VerifiedDelivery<GrilloEvent>["json"]>, GrilloEvent>();
  const grillo = new Verifier({ scheme: "grillo", secrets: ["new", "old", undefined] });
  exactly<ReturnType<ReturnType<typeof grillo.verify>["json"]>, GrilloEvent>();
  const smarterbot = new Verifier({ scheme: "smarterbot", secret: new Uint8Array(32), tolerance: 60 });
  exactly<ReturnType<ReturnType<typeof smarterbot.verify>["json"]>, SmarterbotEvent>();
  const standard = new Verifier({ scheme: "standard-webhooks", secret: "whsec_YQ==" });
  exactly<ReturnType<ReturnType<typeof standard.verify>["json"]>, Record<string, unknown>>();
}

// An imported scheme and a copy of it have the events of the scheme's id.
export function imported(): void {
  const ofGilbert = new Verifier({ scheme: gilbertScheme, secret: "s" });
  exactly<ReturnType<ReturnType<typeof ofGilbert.verify>["json"]>, GilbertEvent>();
  const ofGrillo = new Verifier({ scheme: grilloScheme, secret: "s" });
  exactly<ReturnType<ReturnType<typeof ofGrillo.verify>["json"]>, GrilloEvent>();
  const ofTable = new Verifier({ scheme: schemes.smarterbot, secret: "s" });
  exactly<ReturnType<ReturnType<typeof ofTable.verify>["json"]>, SmarterbotEvent>();
  const ofCopy = new Verifier({ scheme: { ...gilbertScheme, tolerance: 60 }, secret: "s" });
  exactly<ReturnType<ReturnType<typeof ofCopy.verify>["json"]>, GilbertEvent>();
  const parsed = new Verifier({ scheme: gilbertScheme, secret: "s", parse: (json) => [json] });
  exactly<ReturnType<ReturnType<typeof parsed.verify>["json"]>, GilbertEvent[]>();
  exactly<typeof gilbertScheme.id, "gilbert">();
}

// A custom scheme has custom events, or events of type `unknown`.
const own: Verifier<MyEvent> = new Verifier<MyEvent>({ scheme: acme, secret: "s" });
exactly<ReturnType<ReturnType<typeof own.verify>["json"]>, MyEvent>();
const unknown_ = new Verifier({ scheme: acme, secret: "s" });
exactly<ReturnType<ReturnType<typeof unknown_.verify>["json"]>, unknown>();
const overridden = new Verifier<MyEvent>({ scheme: "gilbert", secret: "s" });
exactly<ReturnType<ReturnType<typeof overridden.verify>["json"]>, MyEvent>();
const inline = new Verifier({
  scheme: {
    ...acme,
    signature: { header: "x", syntax: { fields: { separator: ",", key: "v1" } }, encoding: "base64" },
    timestamp: { field: "t", unit: "ms" },
    deliveryId: { header: "x-id" },
  },
  secret: "s",
});
exactly<typeof inline.scheme, WholeScheme>();

// defineScheme() keeps the types of the literals in a scheme.
const defined = defineScheme({
  id: "defined",
  name: "Defined",
  docs: "https://defined.example",
  signature: { header: "x-signature", syntax: "plain", encoding: "hex" },
  timestamp: { header: "x-timestamp", unit: "s" },
  signedContent: "{timestamp}.{body}",
  deliveryId: { body: "id" },
  waivers: ["adjacent_parts"],
});
exactly<typeof defined.signature.syntax, "plain">();
exactly<typeof defined.signature.encoding, "hex">();
exactly<typeof defined.timestamp.unit, "s">();
exactly<typeof defined.id, "defined">();
export const asScheme: Scheme = defined;
exactly<ReturnType<typeof defineScheme<Scheme>>, Scheme>();
defineScheme(asScheme);
new Verifier<MyEvent>({ scheme: defined, secret: "s" });
defineLite(defined) satisfies Scheme;
const { signature } = defined;
// @ts-expect-error: the encoding does not exist
defineScheme({ ...defined, signature: { ...signature, encoding: "hexadecimal" } });
// @ts-expect-error: the property does not exist
defineScheme({ ...defined, signed_content: "{body}" });
// @ts-expect-error: the property does not exist in `signature`
defineScheme({ ...defined, signature: { ...signature, prefix: "sha256=" } });
// @ts-expect-error: the syntax has no header
defineScheme({ ...defined, signature: { ...signature, syntax: { header: "x" } } });
// @ts-expect-error: the name is required
defineScheme({ id: "acme", docs: "https://acme.example", signature, signedContent: "{body}" });
// @ts-expect-error: the secret is an option of the verifier
defineLite({ ...defined, secret: "s" });

// If the id is known only at run time, the type is a union of all events.
declare const id: SchemeId;
const any = new Verifier({ scheme: id, secret: "s" }).verify({ headers: {}, body }).json();
export const isGilbert: boolean = "event" in any;

// Mistakes that do not compile.
// @ts-expect-error: the scheme does not exist
new Verifier({ scheme: "gilbrt", secret: "s" });
// @ts-expect-error: the option does not exist
new Verifier({ scheme: "gilbert", secret: "s", tolerence: 60 });
// @ts-expect-error: a secret is text or bytes
new Verifier({ scheme: "gilbert", secret: 123 });
// @ts-expect-error: a secret is required
new Verifier({ scheme: "gilbert" });
// @ts-expect-error: a secret is required for a custom scheme, too
new Verifier({ scheme: acme });
// @ts-expect-error: `secret` and `secrets` exclude each other
new Verifier({ scheme: "gilbert", secret: "new", secrets: ["new", "old"] });
// @ts-expect-error: the tolerance is a number of seconds
new Verifier({ scheme: "gilbert", secret: "s", tolerance: "60" });
// @ts-expect-error: the encoding does not exist
new Verifier({ scheme: { ...acme, signature: { ...acme.signature, encoding: "hexadecimal" } }, secret: "s" });
// @ts-expect-error: `signedContent` is required
new Verifier({ scheme: { id: "acme", name: "Acme", docs: "", signature: acme.signature }, secret: "s" });
// @ts-expect-error: a parsed object is not a body
gilbert.verify({ headers: {}, body: { event: "dossier.created" } });
// @ts-expect-error: undefined is not a valid value for headers
gilbert.verify({ headers: undefined, body });
// @ts-expect-error: the schemes cannot be changed
schemes.gilbert.signature.header = "x";
// @ts-expect-error: an event must be narrowed first
gilbert.verify({ headers: {}, body }).json().data.dossier_id;

// All types of requests.
declare const pairs: [string, string][];
declare const incoming: { [name: string]: string | string[] | undefined };
declare const bodies: { text: string; buffer: ArrayBuffer; view: DataView; bytes: Uint8Array };
export const accepted: BodyInput[] = Object.values(bodies);
gilbert.check({ headers: pairs, body: bodies.text, now: new Date() });
gilbert.check({ headers: incoming, body: bodies.buffer, now: Date.now() });
gilbert.check({ headers: new Map<string, string>(), body: bodies.view });
gilbert.check({ headers: { "x-gilbert-signature": "00", other: ["a", "b"] as const }, parsed: { a: 1 } });
exactly<typeof gilbert.reserialize, boolean>();

// The member `ok` distinguishes results. The code of a refusal can be used in `switch`.
export function switches(result: VerificationResult<GilbertEvent>): number {
  if (result.ok) {
    exactly<typeof result.delivery, VerifiedDelivery<GilbertEvent>>();
    exactly<typeof result.delivery.event, string | undefined>();
    exactly<typeof result.delivery.timestamp, Date | undefined>();
    return result.delivery.ack.status;
  }
  // @ts-expect-error: a refusal has no delivery
  result.delivery;
  exactly<typeof result.code, VerificationCode>();
  switch (result.code) {
    case "timestamp_too_old":
      return result.age + result.tolerance;
    case "timestamp_too_new":
      return result.ahead + result.tolerance;
    case "body_too_large":
    case "too_many_candidates":
    case "too_many_fields":
      return result.limit;
    case "invalid_url":
    case "malformed_body":
      exactly<typeof result.header, undefined>();
      return 0;
    case "malformed_header":
      return result.header.length + result.reason.length;
    case "invalid_challenge":
      exactly<typeof result.reason, "condition" | "verify_token" | "token">();
      return result.reason.length;
    case "missing_header":
    case "duplicate_header":
      exactly<typeof result.reason, undefined>();
      return result.header.length;
    case "signature_mismatch":
      return result.secrets + (result.paddedSecret ?? 0);
    default:
      exactly<typeof result, never>();
      return 0;
  }
}

export function errors(error: unknown): string {
  if (error instanceof VerificationError) {
    exactly<typeof error.code, VerificationCode>();
    exactly<typeof error.status, 401 | 413>();
    return `${error.header} ${error.reason} ${error.message}`;
  }
  if (error instanceof ConfigError) return `${error.option} ${error.field} ${error.index}`;
  return "";
}

// A generic function can pass on options.
export function wrap<S extends SchemeId>(options: VerifierOptions<S>): string {
  return new Verifier(options).scheme.id;
}
exactly<keyof typeof schemes, SchemeId>();

/** Uses challenges in a scheme, in a verifier and in a delivery. */
export function challenges(delivery: VerifiedDelivery): number {
  const scheme = defineScheme({
    id: "acme",
    name: "Acme",
    docs: "https://acme.example",
    signature: { header: "x-acme-signature", syntax: "plain", encoding: "hex" },
    signedContent: "{body}",
    challenge: { method: "GET", when: { query: "mode", is: "x" }, token: { query: "challenge" }, verifyToken: "token" },
  });
  const result = new Verifier({ scheme, secret: "s" }).checkChallenge({
    method: "GET",
    query: "a=b",
    verifyToken: "v",
  });
  if (result === undefined) return 0;
  if (!result.ok) return result.code.length;
  exactly<typeof delivery.challenge, Ack | undefined>();
  return result.response.body.length + (delivery.challenge?.headers["content-type"].length ?? 0);
}

// The type of a scheme that does not sign the body has no delivery.
const plivo = new Verifier({ scheme: "plivo-v2", secret: "s", url: "https://example.com" });
const authentication = plivo.check({ headers: {} });
if (authentication.ok) {
  const nonce: string | undefined = authentication.authenticated.signed["x-plivo-signature-v2-nonce"];
  void nonce;
  // @ts-expect-error: the body was not verified
  authentication.delivery.json();
}
// @ts-expect-error: an authenticated request has no JSON
plivo.verify({ headers: {} }).json();

// With exactOptionalPropertyTypes, a property of a scheme may be undefined, and then has its default.
defineScheme({ ...acme, event: undefined, deliveryId: undefined, tolerance: undefined, ack: undefined });
