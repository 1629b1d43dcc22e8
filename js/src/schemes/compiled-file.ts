/** The output of `hookward scheme compile`: a compiled custom scheme, as JSON. */

import { VERSION } from "./defaults.js";
import type { CompiledScheme, WholeScheme } from "./scheme.js";

/** A custom scheme that the command line compiled, with the type that TypeScript gives to an imported JSON file. */
export interface CompiledFile {
  /** The version of hookward that compiled the scheme. Only this version can read it. */
  readonly compiledBy: string;
  readonly scheme: object;
  readonly bytes: string;
  readonly headers: readonly string[];
  readonly deliveryIdSigned: boolean;
}

/** Returns a compiled scheme in the format of the file. */
export function toFile({ scheme, bytes, headers, deliveryIdSigned }: CompiledScheme): CompiledFile {
  const text = typeof bytes === "string" ? bytes : String.fromCharCode(...bytes);
  return { compiledBy: VERSION, scheme, bytes: text, headers, deliveryIdSigned };
}

/** Returns whether an object is a compiled scheme from a file, and not a scheme. */
export const isFile = (value: object): value is CompiledFile => Object.hasOwn(value, "compiledBy");

/** Returns the compiled scheme of a file, or undefined if the file is from another version or incomplete. */
export function fromFile({
  compiledBy,
  scheme,
  bytes,
  headers,
  deliveryIdSigned,
}: CompiledFile): CompiledScheme | undefined {
  const isWhole = compiledBy === VERSION && typeof bytes === "string" && Array.isArray(headers) && scheme;
  return isWhole ? { scheme: { ...scheme } as WholeScheme, bytes, headers, deliveryIdSigned } : undefined;
}
