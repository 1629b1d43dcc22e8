// Generated from src/events/gabinete360.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Gabinete360, identified by `eventType`:
 *
 * - `price_change`: a price on a monitored page has changed.
 */
export type Gabinete360Event =
  | { "eventType": "price_change" } & Gabinete360PriceChange
  | UnknownEvent<"eventType">;

/**
 * The event `price_change`.
 *
 * Every field is required, because all fields state what was found and where.
 */
export type Gabinete360PriceChange = {
  /**
   * The id of the event: `c0ffee…`.
   */
  id: string,
  /**
   * The importance of the change: `high`. The other values are not documented.
   */
  severity: string,
  /**
   * A title in one line, for people: `Price changed on Acme pricing page`.
   */
  title: string,
  /**
   * The change, for people: `Pro plan went from $49 to $59 / month.`
   */
  summary: string,
  /**
   * The monitored page: `https://example.com/pricing`.
   */
  sourceUrl: string,
};
