/** The notes of `hookward check` about a route: keys of the ledger that have no effect on new deliveries. */

import { type Environment, placeOf, routesOf } from "./worker-config.js";

/** The keys about attempts, which a ledger makes only in mode "accept". */
const ATTEMPTS = ["schedule", "concurrency", "rate", "keepBodies", "keepDead", "maxWait", "alertUrl"];

/** The keys about duplicates, which a ledger recognizes in either mode. */
const DUPLICATES = ["dedupe", "dedupeWindow", "shards", "shardsPrevious"];

/**
 * Returns a note for each route and mode. These keys are not an error: if `mode` was removed from a route, they still apply to the deliveries that
 * the route has accepted.
 */
export function routeNotes(environment: Environment): readonly string[] {
  return routesOf(environment).flatMap((route, index) => {
    const note = (keys: readonly string[], mode: string) => {
      const set = keys.filter((key) => route[key] !== undefined);
      if (set.length === 0) return [];
      const have = set.length === 1 ? "has" : "have";
      return [
        `${placeOf(route, index)}: ${set.join(", ")} ${have} an effect only on deliveries that are already accepted, because the ` +
          `route has no ${mode}.`,
      ];
    };
    // A queue and a workflow get an id that `dedupe` determines.
    const isQueued = route["queue"] !== undefined || route["workflow"] !== undefined;
    const duplicates = isQueued ? DUPLICATES.filter((key) => key !== "dedupe") : DUPLICATES;
    return [
      ...(route["mode"] === "accept" ? [] : note(ATTEMPTS, 'mode "accept"')),
      ...(route["mode"] === undefined ? note(duplicates, "mode") : []),
    ];
  });
}
