/** The id of the scheme in configuration errors, because a program may have verifiers for several schemes. */

/** Returns the id of a scheme if a message can contain it, or undefined for any other value. */
export function schemeIdOf(scheme: unknown): string | undefined {
  const isObject = typeof scheme === "object" && scheme !== null && Object.hasOwn(scheme, "id");
  const id = isObject ? (scheme as { readonly id: unknown }).id : scheme;
  return typeof id === "string" && /^[\w.-]{1,64}$/.test(id) ? id : undefined;
}

/** Returns the beginning of a message about the configuration of a scheme. Empty if the id is undefined. */
export const schemePrefix = (id: string | undefined): string => (id === undefined ? "" : `Scheme ${id}: `);
