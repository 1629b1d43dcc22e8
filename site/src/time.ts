/** Times and durations, for people. */

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];

/** Returns a number of seconds in its two largest units. */
export function duration(seconds: number): string {
  let rest = seconds;
  const parts = UNITS.map(([name, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return { count, text: `${count} ${name}` };
  });
  const from = parts.findIndex(({ count }) => count > 0);
  return (
    parts
      .slice(Math.max(from, 0), Math.max(from, 0) + 2)
      .filter(({ count }) => count > 0)
      .map(({ text }) => text)
      .join(" ") || "0 s"
  );
}

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });

/** Returns a time as text for people. */
export function utc(date: Date): string {
  return `${clock.format(date)} UTC`;
}
