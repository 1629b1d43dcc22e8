// Type tests of hookward/lite: the types of hookward, for built-in schemes. Nothing here runs.

import type { Verifier as FullVerifier, GilbertEvent, GrilloEvent, VerifiedDelivery } from "hookward";
import { webhook } from "hookward/fetch";
import {
  ConfigError,
  type Scheme,
  type SchemeId,
  type SENDER_MESSAGE,
  VerificationError,
  Verifier,
} from "hookward/lite";
import { gilbert as gilbertScheme, standardWebhooks } from "hookward/schemes";
import { grillo } from "hookward/schemes/grillo";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Takes no argument if `A` and `B` are the same type, and one that nobody can give if they are not. */
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;

declare const environment: { readonly [name: string]: string | undefined };
declare const acme: Scheme;
declare const id: SchemeId;
declare const body: Uint8Array;

// A verifier of the one entry is a verifier of the other, in both directions, and the adapters take it.
const gilbert: FullVerifier<GilbertEvent> = new Verifier({ scheme: gilbertScheme, secret: environment["SECRET"] });
export const small: Verifier<GilbertEvent> = gilbert;
exactly<ReturnType<typeof gilbert.verify>, VerifiedDelivery<GilbertEvent>>();
export const handler: (request: Request) => Promise<Response> = webhook(gilbert, () => undefined);
const ofGrillo = new Verifier({ scheme: grillo, secret: "s" });
exactly<ReturnType<ReturnType<typeof ofGrillo.verify>["json"]>, GrilloEvent>();
export const standard: Record<string, unknown> = new Verifier({ scheme: standardWebhooks, secret: "s" })
  .verify({ headers: {}, body })
  .json();
export const own: number = new Verifier<number>({ scheme: grillo, secret: "s" }).verify({ headers: {}, body }).json();

// What `hookward scheme compile` wrote, as a JSON file is typed that is imported.
declare const compiled: {
  compiledBy: string;
  scheme: { id: string; signature: { header: string; syntax: { prefixed: string } } };
  bytes: string;
  headers: string[];
  deliveryIdSigned: boolean;
};
export const fromFile: Verifier = new Verifier({ scheme: compiled, secret: "s" });

// @ts-expect-error: it takes no id
new Verifier({ scheme: id, secret: "s" });
// @ts-expect-error: a custom scheme is compiled before
new Verifier({ scheme: acme, secret: "s" });
// @ts-expect-error: without a secret nothing is verified
new Verifier({ scheme: gilbertScheme });
// @ts-expect-error: one secret or several
new Verifier({ scheme: gilbertScheme, secret: "new", secrets: ["new", "old"] });
// @ts-expect-error: there is no such option
new Verifier({ scheme: gilbertScheme, secret: "s", tolerence: 60 });

exactly<typeof SENDER_MESSAGE, "invalid signature">();
export function errors(error: unknown): string {
  if (error instanceof VerificationError) return `${error.code} ${error.status} ${error.header}`;
  return error instanceof ConfigError ? `${error.code} ${error.option}` : "";
}
