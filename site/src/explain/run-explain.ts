/** Explains the request in the form. */

import { type Explained, type Explanation, explain, guessSchemes } from "hookward/explain";

/** The maximum number of schemes that are tried if many schemes share a header. */
const MOST_TRIED = 8;

/** A request from the form. If it has no scheme, the headers determine the scheme. */
export type FormRequest = SchemeOptional<Explained>;

/** A union in which the scheme is optional in each member. `Omit` alone would make one type of all members. */
type SchemeOptional<One> = One extends Explained
  ? Omit<One, "scheme"> & { readonly scheme?: One["scheme"] | undefined }
  : never;

/** An explanation, and the way in which its scheme was found. */
export interface FormExplanation {
  readonly explanation: Explanation;
  /** The schemes that the headers allow, if no scheme was chosen. */
  readonly guessed?: readonly string[];
}

/**
 * Explains a request. If several schemes are possible, returns the explanation that says most. If no scheme is
 * possible, returns undefined.
 */
export function runExplain({ scheme, ...request }: FormRequest): FormExplanation | undefined {
  if (scheme !== undefined) return { explanation: explain({ scheme, ...request }) };
  const { headers, url, method, body, secret, secrets: all = [secret] } = request;
  const secrets = all.filter((one) => one !== undefined);
  const guesses = guessSchemes(headers, { url, method, body, secrets });
  const proven = guesses.filter(({ confidence }) => confidence === "proven");
  // If many schemes share a header, the first few are as likely as the others, and no other explanation says more.
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
