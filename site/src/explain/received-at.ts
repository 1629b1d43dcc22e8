/** The time at which a delivery was received, in the formats that people write. */

/** Parses a time in seconds or milliseconds since 1970, or a date. Returns undefined for any other text. */
export function readTime(text: string): Date | undefined {
  const trimmed = text.trim();
  const number = /^\d{1,16}$/.test(trimmed) ? Number(trimmed) : undefined;
  // Seconds have ten digits until 2286, and milliseconds have had twelve since 1973.
  const date = new Date(number === undefined ? trimmed : number < 1e11 ? number * 1000 : number);
  return trimmed === "" || Number.isNaN(date.getTime()) ? undefined : date;
}
