/** The text of .dev.vars and .env, read as Wrangler reads it. It uses the package `dotenv`, and for .env also `dotenv-expand`. */

export type Values = Readonly<Record<string, string>>;

/** One variable: `NAME=value` or `NAME: value`. A byte order mark counts as white space. */
const VARIABLE =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;

/** Returns the values of a text by their names. */
export function variablesOf(text: string): Values {
  const lines = text.replace(/\r\n?/g, "\n");
  return Object.fromEntries([...lines.matchAll(VARIABLE)].map(([, name = "", value = ""]) => [name, unquoted(value)]));
}

function unquoted(written: string): string {
  const value = written.trim();
  const text = value.replace(/^(['"`])([\s\S]*)\1$/gm, "$2");
  return value.startsWith('"') ? text.replace(/\\n/g, "\n").replace(/\\r/g, "\r") : text;
}

/** Replaces `$NAME` and `${NAME}` in each value by the values before it. A backslash before `$` keeps it. */
export function expanded(values: Values): Values {
  const known: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(values)) known[name] = expand(value, known).replace(/\\\$/g, "$");
  return known;
}

const REFERENCE = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_]\w*)/;

function expand(value: string, known: Values): string {
  const seen = new Set<string>();
  let text = value;
  // A value may have references itself, also to itself.
  while (!seen.has(text)) {
    seen.add(text);
    const [reference, inBraces, bare = ""] = REFERENCE.exec(text) ?? [];
    if (reference === undefined) break;
    const [, name = "", operator = "", other = ""] = /^(.*?)(?:(:?[+-])(.*))?$/s.exec(inBraces ?? bare) ?? [];
    const own = known[name] ?? "";
    const put = operator.endsWith("+") ? own && other : own === "" || seen.has(own) ? other : own;
    text = text.replace(reference, put);
    if (text === known[name]) break;
  }
  return text;
}
