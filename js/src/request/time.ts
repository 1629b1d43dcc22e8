/** The current time, as a caller passes it. */

/** Returns a time in milliseconds since the epoch. Default: the time of the clock. Throws a TypeError for a value that is not a time. */
export function toMillis(now: Date | number | undefined): number {
  if (now === undefined) return Date.now();
  const isDate = Object.prototype.toString.call(now) === "[object Date]";
  const millis = isDate ? (now as Date).getTime() : (now as number);
  if (!Number.isFinite(millis)) throw new TypeError("now must be a Date, or milliseconds since the epoch.");
  return millis;
}
