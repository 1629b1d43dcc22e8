/** The name that was meant by one that is not known. */

/** Returns what was meant by a name that is not known, where one that is known is nearly the same. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  known
    .map((one) => ({ one, letters: distance(one, name) }))
    .filter(({ one, letters }) => letters <= Math.min(2, Math.floor(one.length / 2)))
    .sort((a, b) => a.letters - b.letters)[0]?.one;

/** How many letters have to be changed, added or taken away (Levenshtein). */
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
