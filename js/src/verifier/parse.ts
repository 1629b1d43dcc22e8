/** What makes an app's own type of a payload: a Standard Schema, or a function. */

import { PayloadError, type PayloadIssue } from "./errors.js";

/**
 * What Zod, Valibot, ArkType and others have in common, as https://standardschema.dev describes it: the part that is used here.
 *
 * Written down rather than imported, so that nothing has to be installed for the types either.
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

/** What the option `parse` takes. `J` is the type of the JSON before. */
// biome-ignore lint/suspicious/noExplicitAny: as a constraint, for functions of every type of JSON.
export type Parse<J = any> = StandardSchema | ((json: J) => unknown);

/** What `json()` gives where `P` is the option `parse`. Asynchronous functions give nothing: `json()` throws. */
export type Parsed<P> =
  P extends StandardSchema<infer Output>
    ? Output
    : P extends (json: never) => infer Output
      ? Output extends PromiseLike<unknown>
        ? never
        : Output
      : never;

/** Whether something can be the option `parse`. Schemas of ArkType are functions. */
export function isParse(value: unknown): value is Parse {
  return typeof value === "function" || typeof standard(value)?.validate === "function";
}

/** Runs it. Throws a {@link PayloadError} if a schema refuses the value; what a function throws is the app's own. */
export function apply(parse: Parse, json: unknown): unknown {
  const schema = standard(parse);
  const result = schema === undefined ? (parse as (json: unknown) => unknown)(json) : schema.validate(json);
  if (isThenable(result)) {
    // Nobody else will ever look at it, and a rejection that nobody looks at ends a process.
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
