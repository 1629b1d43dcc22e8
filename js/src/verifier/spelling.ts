/** The rule for old spellings of properties and options: snake_case is refused, and the error names the camelCase form. */

/** Returns a name, or a path of names, in camelCase: `signed_content` becomes `signedContent`. */
export const camelCase = (name: string): string =>
  name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
