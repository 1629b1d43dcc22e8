/** A finding of an explanation in the order in which people need it: the cause, what to do, and how sure it is. */

/** The members of a finding that are read here. */
interface Found {
  readonly message: string;
  readonly confidence: "proven" | "likely";
  readonly also?: string;
  readonly skew?: number;
}

/** Splits a message: its first sentence is the cause, and the rest is what to do about it. */
export function causeAndRemedy(message: string): readonly [cause: string, remedy: string] {
  const [, cause = message, remedy = ""] = /^(.*?[.!?]) (\S.*)$/s.exec(message) ?? [];
  return [cause, remedy];
}

/** Returns why a finding is held for true, as half a sentence. */
export function groundsOf({ confidence, also, skew }: Found): string {
  if (confidence === "likely") return "the request looks like this, but no change that was tried proves it";
  if (skew !== undefined) return "the signature is right";
  return also === undefined
    ? "with this one change, the signature matches"
    : "with this and one more change, the signature matches";
}
