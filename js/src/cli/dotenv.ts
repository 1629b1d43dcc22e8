/** Parses .dev.vars and .env files with the same packages as Wrangler. */

import { parse } from "dotenv";
import { expand } from "dotenv-expand";

export type Values = Readonly<Record<string, string>>;

/** Parses a text, and returns its values by name. */
export const variablesOf = (text: string): Values => parse(text);

/** Replaces `$NAME` and `${NAME}` in each value with earlier values. A backslash before `$` prevents this. */
export const expanded = (values: Values): Values => expand({ parsed: { ...values }, processEnv: {} }).parsed ?? {};
