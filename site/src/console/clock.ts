/** Times as the page shows them: short, in UTC, and in full for whoever asks. */

import { el } from "../dom.js";
import { duration, utc } from "../time.js";

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Returns a time of today, or the day and the time. */
export function shortTime(at: number, now = Date.now()): string {
  const isToday = new Date(at).toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10);
  return isToday ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
}

/** Returns an element for a time, with the time in full. */
export function timeElement(at: number): HTMLTimeElement {
  return el("time", { datetime: new Date(at).toISOString(), title: utc(new Date(at)) }, shortTime(at));
}

/** Returns how long ago a time was. */
export const since = (at: number): string => coarse((Date.now() - at) / 1000);

/** Returns in how long a time will be. */
export const until = (at: number): string => coarse((at - Date.now()) / 1000);

/** Returns a duration to the minute: what changed with every second would be announced with every update. */
const coarse = (seconds: number): string =>
  seconds < 60 ? "less than 1 min" : duration(Math.floor(seconds / 60) * 60);
