/** Finds the known name that a misspelled name resembles. */

/** Returns the known name that is most similar to an unknown name, or undefined if none is similar enough. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  known
    .map((one) => ({ one, letters: distance(one, name) }))
    .filter(({ one, letters }) => letters <= Math.min(2, Math.floor(one.length / 2)))
    .sort((a, b) => a.letters - b.letters)[0]?.one;

/** Returns the number of letters that must be changed, added or removed (Levenshtein distance). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [to, wanted] of [...other].entries()) {
      const above = row[to + 1] as number;
      const left = next[to] as number;
      next.push(Math.min(above + 1, left + 1, (row[to] as number) + (letter === wanted ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length] as number;
}
