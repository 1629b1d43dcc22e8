/** Members of JSON, by a path with dots between the names. */

/** Returns the member, or undefined if it does not exist. An inherited property is not a member. */
export function member(json: unknown, path: string): unknown {
  let value = json;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
