/** A delivery to be signed: a body of your own, or one of the provider's documented events. */

import type { Scheme, SchemeId } from "../index.js";
import { examples, type Flaw, flaws } from "../testing.js";
import { usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { read } from "./files.js";

export const UNSIGNED: Options = {
  event: {
    type: "string",
    value: "NAME",
    help: "the event: which documented example is sent, and what the headers say that it is",
  },
  body: { type: "string", value: "FILE", help: "a body of your own in place of an example; - is standard input" },
  "delivery-id": {
    type: "string",
    value: "ID",
    help: "the delivery id, in its header or in the example's body; a random one if left out",
  },
};

export const FLAW: Options = {
  flaw: { type: "string", value: "NAME", help: "one thing that is wrong with it; hookward schemes SCHEME lists them" },
};

/** A delivery to be signed, as `sign` of hookward/testing takes it. */
export interface Unsigned {
  readonly body?: Uint8Array | string;
  readonly event?: string;
  readonly deliveryId?: string;
}

export async function unsignedOf(given: Given, scheme: SchemeId | Scheme): Promise<Unsigned> {
  const [file, event, deliveryId] = ["body", "event", "delivery-id"].map((name) => given.text(name));
  for (const [name, value] of Object.entries({ event, "delivery-id": deliveryId })) {
    if (value !== undefined && !/^[\x20-\x7e]+$/.test(value))
      throw usage(`--${name} must be printable ASCII, as a header is.`);
  }
  const id = deliveryId === undefined ? {} : { deliveryId };
  if (file !== undefined) return { body: await read(file, "--body"), ...(event === undefined ? {} : { event }), ...id };
  const known = examples(scheme);
  if (known.length === 0) throw usage("There is no example for a custom scheme. Give a body with --body FILE.");
  if (event === undefined) return id;
  if (known.some((one) => one.event === event)) return { event, ...id };
  const names = known.flatMap((one) => one.event ?? []).join(", ");
  throw usage(
    `There is no documented example of that event. There are: ${names}. For another, give its body with --body FILE.`,
  );
}

/** The flaw that was asked for, if any. */
export function flawOf(given: Given, scheme: SchemeId | Scheme): Flaw | undefined {
  const name = given.text("flaw");
  if (name === undefined) return undefined;
  const known = flaws(scheme).map((flaw) => flaw.name);
  const flaw = known.find((one) => one === name);
  if (flaw !== undefined) return flaw;
  throw usage(`A delivery of this scheme cannot have that flaw. It can have: ${known.join(", ")}.`);
}
