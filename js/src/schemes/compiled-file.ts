/** What `hookward scheme compile` writes: a custom scheme, compiled, as JSON. */

import { VERSION } from "./defaults.js";
import type { CompiledScheme, Scheme } from "./scheme.js";

/** A custom scheme that was compiled by the command line. As TypeScript types a JSON file that is imported. */
export interface CompiledFile {
  /** The version of hookward that compiled it. No other reads it. */
  readonly compiledBy: string;
  readonly scheme: object;
  readonly bytes: string;
  readonly headers: readonly string[];
  readonly deliveryIdSigned: boolean;
}

/** Returns a compiled scheme as it is written. */
export function toFile({ scheme, bytes, headers, deliveryIdSigned }: CompiledScheme): CompiledFile {
  const text = typeof bytes === "string" ? bytes : String.fromCharCode(...bytes);
  return { compiledBy: VERSION, scheme, bytes: text, headers, deliveryIdSigned };
}

/** Whether an object is a compiled scheme and not a scheme. */
export const isFile = (value: object): value is CompiledFile => Object.hasOwn(value, "compiledBy");

/** Returns the compiled scheme of a file; undefined for one of another version, or one that is not whole. */
export function fromFile({
  compiledBy,
  scheme,
  bytes,
  headers,
  deliveryIdSigned,
}: CompiledFile): CompiledScheme | undefined {
  const isWhole = compiledBy === VERSION && typeof bytes === "string" && Array.isArray(headers) && scheme;
  return isWhole ? { scheme: { ...scheme } as Required<Scheme>, bytes, headers, deliveryIdSigned } : undefined;
}
