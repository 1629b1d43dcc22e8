/** The option `parse`: a Standard Schema, or a function, that converts a payload to a type of the app. */

import { PayloadError, type PayloadIssue } from "./errors.js";

/**
 * The interface that Zod, Valibot, ArkType and others share, as https://standardschema.dev describes it. It contains only the members that
 * are used here.
 *
 * The interface is declared here instead of imported, so that its types require no other package.
 */
export interface StandardSchema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly PayloadIssue[] };

/** The type of the option `parse`. `J` is the type of the JSON before parsing. */
// biome-ignore lint/suspicious/noExplicitAny: as a constraint, for functions of every type of JSON.
export type Parse<J = any> = StandardSchema | ((json: J) => unknown);

/** The return type of `json()` if `P` is the option `parse`. It is `never` for asynchronous functions, because `json()` then throws. */
export type Parsed<P> =
  P extends StandardSchema<infer Output>
    ? Output
    : P extends (json: never) => infer Output
      ? Output extends PromiseLike<unknown>
        ? never
        : Output
      : never;

/** Returns whether a value can be the option `parse`. Schemas of ArkType are functions. */
export function isParse(value: unknown): value is Parse {
  return typeof value === "function" || typeof standard(value)?.validate === "function";
}

/** Runs the option `parse`. Throws a {@link PayloadError} if a schema refuses the value. Errors of a function are thrown unchanged. */
export function apply(parse: Parse, json: unknown): unknown {
  const schema = standard(parse);
  const result = schema === undefined ? (parse as (json: unknown) => unknown)(json) : schema.validate(json);
  if (isThenable(result)) {
    // No other code handles this promise, and an unhandled rejection ends the process.
    result.then(undefined, () => {});
    throw new TypeError(
      "The option parse is asynchronous, but json() is synchronous. Omit the option, and await the schema with the result of json().",
    );
  }
  if (schema === undefined) return result;
  const { issues, value } = result as { issues?: readonly PayloadIssue[]; value?: unknown };
  if (issues) throw new PayloadError(issues);
  return value;
}

function standard(value: unknown): StandardSchema["~standard"] | undefined {
  return (value as Partial<StandardSchema> | null | undefined)?.["~standard"];
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}
