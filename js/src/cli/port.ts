/** The number of a port, as it is typed. */

import { usage } from "./cli-error.js";

/** Returns a port: `preset` if none is typed; 0 is any that is free. */
export function portOf(text: string | undefined, preset: number): number {
  if (text === undefined) return preset;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usage("--port must be a number from 0 to 65535.");
  return Number(text);
}
