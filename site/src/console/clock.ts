/** Times as the page shows them: in a short form in UTC, with the full time as the title. */

import { el } from "../dom.js";
import { duration, utc } from "../time.js";

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Returns only the time for today, otherwise the day and the time. */
export function shortTime(at: number, now = Date.now()): string {
  const isToday = new Date(at).toISOString().slice(0, 10) === new Date(now).toISOString().slice(0, 10);
  return isToday ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
}

/** Creates an element for a time, with the full time as the title. */
export function timeElement(at: number): HTMLTimeElement {
  return el("time", { datetime: new Date(at).toISOString(), title: utc(new Date(at)) }, shortTime(at));
}

/** Returns the duration since a time. */
export const since = (at: number): string => coarse((Date.now() - at) / 1000);

/** Returns the duration until a time. */
export const until = (at: number): string => coarse((at - Date.now()) / 1000);

/** Returns a duration to the minute. A text that changes every second would be announced with every update. */
const coarse = (seconds: number): string =>
  seconds < 60 ? "less than 1 min" : duration(Math.floor(seconds / 60) * 60);
