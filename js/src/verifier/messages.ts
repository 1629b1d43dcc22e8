/**
 * What the two entries of the package differ in: how much they say, and whether they can read a scheme that is not built in.
 *
 * `hookward` says all there is to say (full.ts), `hookward/lite` next to nothing (lite.ts), which is the larger part of the difference
 * in their size. The verdicts, codes and facts are the same.
 */

import type { Row } from "../schemes/scheme.js";
import type { ConfigFault, Facts, VerificationCode } from "./errors.js";

/** A mistake in the program that has no code: it is a TypeError when it is made. */
export type Misuse = "body" | "surrogate" | "both" | "bytes" | "off" | "parsed";

/** What is wrong with an option, where its name alone does not say it. */
export type Wrong = "unknown" | "both" | "list" | "type" | undefined;

/** What an entry says and reads. */
export interface Words {
  /** Reads a scheme of the caller's own. Throws a ConfigError that names the field at fault. */
  read(scheme: object): Row;
  /** Why a delivery was refused. */
  refusal(row: Row, code: VerificationCode, facts: Facts): string;
  /** Why a verifier could not be built. */
  config(fault: Omit<ConfigFault, "message">, wrong: Wrong, detail?: string): string;
  /** What a program did wrong; `detail` is what it gave. */
  misuse(misuse: Misuse, detail?: unknown): string;
}
