// Type tests of hookward/testing: a verifier, fetch and an assertion accept signed requests without conversion.

import { type Scheme, type SchemeId, type VerifiedDelivery, Verifier } from "hookward";
import {
  type Case,
  conformance,
  type Example,
  type examples,
  type Flaw,
  type FlawDetails,
  flaws,
  type SignedRequest,
  sign,
} from "hookward/testing";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function exactly<A, B>(...same: Same<A, B> extends true ? [] : [never]): void;
declare const own: Scheme;
declare const url: string;

const sent = sign({ scheme: "gilbert", secret: process.env["SECRET"], flaw: "changed_body" });
exactly<typeof sent, SignedRequest>();
sign({
  scheme: own,
  secrets: [new Uint8Array(1), undefined],
  body: "{}",
  event: "e",
  deliveryId: "1",
  url: "https://example.com",
  method: "PUT",
  now: new Date(),
  tolerance: 1,
});
new Verifier({ scheme: "gilbert", secret: "s" }).verify(sent) satisfies VerifiedDelivery;
new Headers(sent.headers);
new Request(url, sent);
exactly<(typeof sent)["url"], string | undefined>();
exactly<ReturnType<typeof withUrl>["url"], string>();
exactly<(typeof kitWithUrl)[number]["url"], string>();

const withUrl = () => sign({ scheme: "twilio-form", secret: "s", url });
const kitWithUrl = conformance({ scheme: "twilio-form", secret: "s", url });

// @ts-expect-error The flaw does not exist.
sign({ scheme: "gilbert", secret: "s", flaw: "late" });
// @ts-expect-error A flaw is passed by its name.
for (const flaw of flaws("gilbert")) sign({ scheme: "gilbert", secret: "s", flaw });
for (const { name } of flaws("gilbert")) sign({ scheme: "gilbert", secret: "s", flaw: name });
// @ts-expect-error The scheme does not exist.
sign({ scheme: "gilberto", secret: "s" });
// @ts-expect-error A secret is required.
sign({ scheme: "gilbert", flaw: "expired" });
// @ts-expect-error `secret` and `secrets` exclude each other.
conformance({ scheme: "gilbert", secret: "new", secrets: ["new", "old"] });
// @ts-expect-error The option does not exist. A kit contains all flaws.
conformance({ scheme: "gilbert", secret: "s", flaw: "expired" });

const kit = conformance({ scheme: "grillo" satisfies SchemeId, secret: "s" });
exactly<typeof kit, Case[]>();
for (const one of kit) exactly<(typeof one)["expect"], "accept" | "refuse">();

exactly<ReturnType<typeof flaws>, readonly FlawDetails[]>();
exactly<FlawDetails["name"], Flaw>();
exactly<ReturnType<typeof examples>, readonly Example[]>();
