// Type tests of hookward/lite, which has the types of hookward for built-in schemes. The code is never run.

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

/** Asserts that `A` and `B` are the same type. If they differ, a call requires an argument of type `never`, and does not compile. */
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;

declare const environment: { readonly [name: string]: string | undefined };
declare const acme: Scheme;
declare const id: SchemeId;
declare const body: Uint8Array;

// The verifiers of both entry points are assignable to each other, and the adapters accept both.
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

// The output of `hookward scheme compile`, with the type of an imported JSON file.
declare const compiled: {
  compiledBy: string;
  scheme: { id: string; signature: { header: string; syntax: { prefixed: string } } };
  bytes: string;
  headers: string[];
  deliveryIdSigned: boolean;
};
export const fromFile: Verifier = new Verifier({ scheme: compiled, secret: "s" });

// @ts-expect-error: hookward/lite takes no id
new Verifier({ scheme: id, secret: "s" });
// @ts-expect-error: a custom scheme must be compiled
new Verifier({ scheme: acme, secret: "s" });
// @ts-expect-error: a secret is required
new Verifier({ scheme: gilbertScheme });
// @ts-expect-error: `secret` and `secrets` exclude each other
new Verifier({ scheme: gilbertScheme, secret: "new", secrets: ["new", "old"] });
// @ts-expect-error: the option does not exist
new Verifier({ scheme: gilbertScheme, secret: "s", tolerence: 60 });

exactly<typeof SENDER_MESSAGE, "invalid signature">();
export function errors(error: unknown): string {
  if (error instanceof VerificationError) return `${error.code} ${error.status} ${error.header}`;
  return error instanceof ConfigError ? `${error.code} ${error.option}` : "";
}
