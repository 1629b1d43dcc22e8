// Generated from src/events/gabinete360.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Gabinete360, told apart by `eventType`:
 *
 * - `price_change`: a price on a page under watch is another one.
 */
export type Gabinete360Event =
  | { "eventType": "price_change" } & Gabinete360PriceChange
  | UnknownEvent<"eventType">;

/**
 * The event `price_change`.
 *
 * Every field is required: all of them say what was found and where.
 */
export type Gabinete360PriceChange = {
  /**
   * Identifies the event: `c0ffee…`.
   */
  id: string,
  /**
   * How much it matters: `high`. The other values are not documented.
   */
  severity: string,
  /**
   * One line for people: `Price changed on Acme pricing page`.
   */
  title: string,
  /**
   * What changed, for people: `Pro plan went from $49 to $59 / month.`
   */
  summary: string,
  /**
   * The page under watch: `https://example.com/pricing`.
   */
  sourceUrl: string,
};
