/** The current time, as a caller passes it. */

/** Returns milliseconds since the epoch. Throws a TypeError for what is no time. */
export function toMillis(now: Date | number | undefined): number {
  if (now === undefined) return Date.now();
  const isDate = Object.prototype.toString.call(now) === "[object Date]";
  const millis = isDate ? (now as Date).getTime() : (now as number);
  if (!Number.isFinite(millis)) throw new TypeError("now must be a Date, or milliseconds since the epoch.");
  return millis;
}
