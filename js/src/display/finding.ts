/** The texts of a finding, in the order in which people need them: the cause, what to do, and how certain the finding is. */

/** The members of a finding that this file reads. */
interface Found {
  readonly message: string;
  readonly confidence: "proven" | "likely";
  readonly also?: string;
  readonly skew?: number;
}

/** Splits a message. Its first sentence is the cause, and the rest states what to do. */
export function causeAndRemedy(message: string): readonly [cause: string, remedy: string] {
  const [, cause = message, remedy = ""] = /^(.*?[.!?]) (\S.*)$/s.exec(message) ?? [];
  return [cause, remedy];
}

/** Returns the grounds for a finding, as half a sentence. */
export function groundsOf({ confidence, also, skew }: Found): string {
  if (confidence === "likely") return "the request looks like this, but no change that was tried proves it";
  if (skew !== undefined) return "the signature is right";
  return also === undefined
    ? "with this one change, the signature matches"
    : "with this and one more change, the signature matches";
}
