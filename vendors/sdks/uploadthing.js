import { signPayload, verifySignature } from "@uploadthing/shared";
import * as Micro from "effect/Micro";
import * as Redacted from "effect/Redacted";

export default {
  package: "@uploadthing/shared",
  call: "verifySignature",
  verify: ({ text, headers, secret }) =>
    Micro.runPromise(verifySignature(text, headers["x-uploadthing-signature"] ?? null, Redacted.make(secret))),
  sign: async ({ text, secret }) => ({
    "x-uploadthing-signature": await Micro.runPromise(signPayload(text, Redacted.make(secret))),
  }),
};
