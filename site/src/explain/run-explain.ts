/** Explaining what is in the form. */

import { type Explained, type Explanation, explain, guessSchemes } from "hookward/explain";

/** No more schemes are tried where many share a header. */
const MOST_TRIED = 8;

/** A request as the form has it. Without a scheme, the headers say which. */
export type FormRequest = SchemeOptional<Explained>;

/** Each member of a union by itself: `Omit` would make one type of them. */
type SchemeOptional<One> = One extends Explained
  ? Omit<One, "scheme"> & { readonly scheme?: One["scheme"] | undefined }
  : never;

/** An explanation, and how its scheme was found. */
export interface FormExplanation {
  readonly explanation: Explanation;
  /** The schemes that the headers allow, where none was chosen. */
  readonly guessed?: readonly string[];
}

/** Explains a request. Where several schemes are possible, returns the most telling explanation; where none is, undefined. */
export function runExplain({ scheme, ...request }: FormRequest): FormExplanation | undefined {
  if (scheme !== undefined) return { explanation: explain({ scheme, ...request }) };
  const { headers, url, method, body, secret, secrets: all = [secret] } = request;
  const secrets = all.filter((one) => one !== undefined);
  const guesses = guessSchemes(headers, { url, method, body, secrets });
  const proven = guesses.filter(({ confidence }) => confidence === "proven");
  // Of many that share a header, those after the first few are as likely as these, and no other explanation says more.
  const tried = (proven.length > 0 ? proven : guesses).slice(0, MOST_TRIED).map((guess) => guess.scheme);
  const guessed = guesses.map((guess) => guess.scheme);
  const [first, ...others] = tried.map((id) => explain({ scheme: id, ...request }));
  if (first === undefined) return undefined;
  const explanation = others.reduce((best, one) => (worth(one) > worth(best) ? one : best), first);
  return { explanation, guessed };
}

/** Returns how much an explanation says. */
function worth({ result, findings }: Explanation): number {
  if (result.ok) return 2;
  return findings[0]?.confidence === "proven" ? 1 : 0;
}
