/** The options of all commands with a verifier, and their values. */

import type { Scheme, SchemeId } from "../index.js";
import type { Pairs } from "../saved-request/index.js";
import { usage } from "./cli-error.js";
import type { Given, Options } from "./command.js";
import { idOf, SCHEME, schemeOf } from "./scheme.js";
import { SECRET, secretsOf } from "./secret.js";
import type { Terminal } from "./terminal.js";

export const NOW: Options = {
  now: {
    type: "string",
    value: "TIME",
    help: "the time: a date, or seconds since the epoch (default: now)",
  },
};

export const VERIFIER: Options = {
  ...SCHEME,
  ...SECRET,
  tolerance: {
    type: "string",
    value: "SECONDS",
    help: "how far a timestamp may be from now (default: the scheme's, 300 for most)",
  },
  "max-body-bytes": { type: "string", value: "BYTES", help: "the longest body accepted (default: 1 MiB)" },
};

const { "max-body-bytes": _, ...signer } = VERIFIER;

/** The options for signing. */
export const SIGNER: Options = signer;

/** The options from which a verifier is built. */
export interface Setup {
  readonly scheme: SchemeId | Scheme;
  readonly secrets: readonly string[];
  readonly tolerance?: number;
  readonly maxBodyBytes?: number;
}

/** Reads the options of a verifier. If `headers` is given, --scheme may be omitted. */
export async function setupOf(given: Given, terminal: Terminal, headers?: Pairs): Promise<Setup> {
  const scheme = await schemeOf(given, headers);
  const tolerance = given.count("tolerance");
  const maxBodyBytes = given.count("max-body-bytes");
  const secrets = await secretsOf(given, idOf(scheme), terminal);
  return {
    scheme,
    secrets,
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
  };
}

/** A date, or a date and a time, as in RFC 3339. */
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/i;

/** Returns the time of --now, in milliseconds since the epoch. Default: the current time. */
export function nowOf(given: Given): number {
  const text = given.text("now");
  if (text === undefined) return Date.now();
  // Seconds have ten digits until the year 2286, milliseconds thirteen.
  if (/^\d{1,15}$/.test(text)) return Number(text) * (text.length > 11 ? 1 : 1000);
  const date = DATE.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date)) {
    throw usage(
      "--now must be seconds since the epoch, such as 1709064000, or a date with its zone, such as 2024-02-27T20:00:00Z.",
    );
  }
  return date;
}
