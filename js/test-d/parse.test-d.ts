// Type tests of the option `parse`: `json()` returns the type that the schema or the function returns.

import { type } from "arktype";
import {
  type GilbertEvent,
  PayloadError,
  type PayloadIssue,
  type Scheme,
  type StandardSchema,
  type VerifiedDelivery,
  Verifier,
  type VerifierOptions,
} from "hookward";
import { webhook } from "hookward/fetch";
import * as v from "valibot";
import { z } from "zod";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;
/** The type of the events of a verifier. */
type Json<V> = V extends { verify(received: never): VerifiedDelivery<infer E> } ? E : never;

interface Order {
  id: string;
  count: number;
}
declare const scheme: Scheme;

// The type is the output of a library's schema, not its input.
const zod = z.object({ id: z.string(), count: z.string().transform(Number) });
const byZod = new Verifier({ scheme: "gilbert", secret: "s", parse: zod });
exactly<Json<typeof byZod>, Order>();
exactly<ReturnType<ReturnType<typeof byZod.verify>["json"]>, Order>();

const valibot = v.object({ id: v.string(), count: v.pipe(v.string(), v.transform(Number)) });
const byValibot = new Verifier({ scheme: "grillo", secret: "s", parse: valibot });
exactly<Json<typeof byValibot>, Order>();

const arktype = type({ id: "string", count: "string.numeric.parse" });
const byArkType = new Verifier({ scheme: "gilbert", secret: "s", parse: arktype });
exactly<Json<typeof byArkType>, Order>();

// A custom scheme with a schema.
const own = new Verifier({ scheme, secret: "s", parse: zod });
exactly<Json<typeof own>, Order>();

// Any library that implements Standard Schema.
declare const other: StandardSchema<Order>;
const byOther = new Verifier({ scheme: "gilbert", secrets: ["new", "old"], parse: other });
exactly<Json<typeof byOther>, Order>();

// A function gets the provider's events, or `unknown` for a custom scheme.
const byFunction = new Verifier({
  scheme: "gilbert",
  secret: "s",
  parse(json) {
    exactly<typeof json, GilbertEvent>();
    return { id: String(json.event), count: 1 };
  },
});
exactly<Json<typeof byFunction>, Order>();
const byUnknown = new Verifier({
  scheme,
  secret: "s",
  parse(json) {
    exactly<typeof json, unknown>();
    return 1;
  },
});
exactly<Json<typeof byUnknown>, number>();
const byMethod = new Verifier({ scheme: "gilbert", secret: "s", parse: (json) => zod.parse(json) });
exactly<Json<typeof byMethod>, Order>();

// Without `parse`, `json()` returns the provider's events, or the type argument of the verifier.
const plain = new Verifier({ scheme: "gilbert", secret: "s", parse: undefined });
exactly<Json<typeof plain>, GilbertEvent>();
const named = new Verifier<Order>({ scheme: "gilbert", secret: "s" });
exactly<Json<typeof named>, Order>();

// An asynchronous function results in `never`.
const asynchronous = new Verifier({ scheme: "gilbert", secret: "s", parse: async () => 1 });
exactly<Json<typeof asynchronous>, never>();

// @ts-expect-error: the value is neither a schema nor a function
new Verifier({ scheme: "gilbert", secret: "s", parse: "zod" });
// @ts-expect-error: the function takes different events
new Verifier({ scheme: "gilbert", secret: "s", parse: (json: { Type: 7 }) => json });
// @ts-expect-error: an asynchronous method is not a schema
new Verifier({ scheme: "gilbert", secret: "s", parse: { parse: async () => 1 } });

// Options without a schema can be passed on.
export const wrap = (options: VerifierOptions<"gilbert">): Verifier<GilbertEvent> => new Verifier(options);

// The adapters pass on the type.
webhook({ scheme: "gilbert", secret: "s", parse: zod }, (delivery) => {
  exactly<typeof delivery, VerifiedDelivery<Order>>();
});
webhook({ scheme, secret: "s", parse: arktype }, (delivery) => {
  exactly<typeof delivery, VerifiedDelivery<Order>>();
});
webhook({ scheme: "gilbert", secret: "s", parse: undefined }, (delivery) => {
  exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
});
webhook(
  {
    parse(json) {
      exactly<typeof json, GilbertEvent>();
      return 1;
    },
    scheme: "gilbert",
    secret: "s",
  },
  (delivery) => {
    exactly<typeof delivery, VerifiedDelivery<number>>();
  },
);
webhook(byValibot, (delivery) => {
  exactly<typeof delivery, VerifiedDelivery<Order>>();
});
webhook({ scheme: "gilbert", secret: "s" }, (delivery) => {
  exactly<typeof delivery, VerifiedDelivery<GilbertEvent>>();
});

export function issues(error: unknown): readonly PayloadIssue[] {
  if (!(error instanceof PayloadError)) return [];
  exactly<typeof error.message, string>();
  return error.issues;
}
