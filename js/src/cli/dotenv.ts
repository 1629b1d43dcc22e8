/** The text of .dev.vars and .env, read by the packages with which Wrangler reads it. */

import { parse } from "dotenv";
import { expand } from "dotenv-expand";

export type Values = Readonly<Record<string, string>>;

/** Returns the values of a text by their names. */
export const variablesOf = (text: string): Values => parse(text);

/** Replaces `$NAME` and `${NAME}` in each value by the values before it. A backslash before `$` keeps it. */
export const expanded = (values: Values): Values => expand({ parsed: { ...values }, processEnv: {} }).parsed ?? {};
