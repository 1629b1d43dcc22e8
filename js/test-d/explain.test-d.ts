// Type tests of the published `hookward/explain`.

import type { Refusal, Scheme, SchemeId } from "hookward";
import { type Check, type Explanation, explain, type Finding, type Guess, guessSchemes } from "hookward/explain";

declare const body: Uint8Array;
declare const own: Scheme;
declare const environment: { readonly [name: string]: string | undefined };

const explanation: Explanation = explain({ scheme: "gilbert", secret: environment["SECRET"], headers: {}, body });
explain({ scheme: own, secrets: [body, "text"], headers: [["a", "b"]], body: "text", now: 0, tolerance: 60 });
explain({ scheme: "square", secret: "s", headers: {}, body, url: "https://a.example/in", method: "POST" });
// @ts-expect-error The scheme does not exist.
explain({ scheme: "nobody", secret: "s", headers: {}, body });
// @ts-expect-error A secret is required.
explain({ scheme: "gilbert", headers: {}, body });
// @ts-expect-error `secret` and `secrets` exclude each other.
explain({ scheme: "gilbert", secret: "new", secrets: ["new", "old"], headers: {}, body });
// @ts-expect-error A parsed object is not a body.
explain({ scheme: "gilbert", secret: "s", headers: {}, body: { a: 1 } });
// @ts-expect-error A body is required.
explain({ scheme: "gilbert", secret: "s", headers: {} });

if (explanation.result.ok) {
  const signedAt: Date | undefined = explanation.result.timestamp;
  void signedAt;
} else {
  const code: Refusal["code"] | "invalid_secret" | "unknown_scheme" | "invalid_scheme" | "invalid_option" =
    explanation.result.code;
  void code;
}
const checks: readonly Check[] = explanation.checks;
const finding: Finding | undefined = explanation.findings[0];
const offset: number | undefined = finding?.offset;
const guesses: readonly Guess[] = guessSchemes({ accept: "a" });
const ids: SchemeId[] = guessSchemes({ accept: "a" }, { body, secrets: ["a"], url: "https://a.example" }).map(
  ({ scheme }) => scheme,
);
void [checks, offset, guesses, ids];
