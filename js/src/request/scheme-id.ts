/** The scheme that an error of the configuration is about: a program has verifiers for several. */

/** Returns the id of a scheme, if it has one that a message can show; undefined for any other value. */
export function schemeIdOf(scheme: unknown): string | undefined {
  const isObject = typeof scheme === "object" && scheme !== null && Object.hasOwn(scheme, "id");
  const id = isObject ? (scheme as { readonly id: unknown }).id : scheme;
  return typeof id === "string" && /^[\w.-]{1,64}$/.test(id) ? id : undefined;
}

/** Returns what a message about the configuration of a scheme begins with; nothing without an id. */
export const schemePrefix = (id: string | undefined): string => (id === undefined ? "" : `Scheme ${id}: `);
