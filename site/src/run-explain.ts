/** One question to hookward, and what comes back. */

import { type Explained, type Explanation, explain, guessSchemes } from "hookward/explain";

/** A delivery as the form has it. Without a scheme, the headers say which. */
export type Question = Omit<Explained, "scheme"> & { readonly scheme?: Explained["scheme"] | undefined };

/** What was asked, as far as the answer is about it, and the answer. */
export interface Answer {
  readonly explanation: Explanation;
  /** The schemes that the headers allow, where none was chosen. */
  readonly guessed?: readonly string[];
}

/** Asks. Where several schemes are possible, the most telling answer is given; where none is, undefined. */
export function ask({ scheme, ...delivery }: Question): Answer | undefined {
  if (scheme !== undefined) return { explanation: explain({ scheme, ...delivery }) };
  const guessed = guessSchemes(delivery.headers);
  const [first, ...others] = guessed.map((id) => explain({ scheme: id, ...delivery }));
  if (first === undefined) return undefined;
  const explanation = others.reduce((best, one) => (worth(one) > worth(best) ? one : best), first);
  return { explanation, guessed };
}

/** How much an answer says. */
function worth({ verdict, findings }: Explanation): number {
  if (verdict.ok) return 2;
  return findings[0]?.confidence === "proven" ? 1 : 0;
}
