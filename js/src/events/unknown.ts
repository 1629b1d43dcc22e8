// The last member of every union of events. It is not generated, because Rust has no type for a string that equals none of the known names.

declare const unknownEventName: unique symbol;

/**
 * The name of an event that this version does not know.
 *
 * At run time, it is a string, and can be used as a string. For the compiler, it is also marked, so that it differs from
 * every known name. Without the mark, it could also be `"dossier.qualified"`, and `case "dossier.qualified":` would leave
 * the unknown event in the union, with `data` of type `unknown`.
 *
 * The mark is inside a template literal, because the mark alone is not enough. When the compiler narrows a union, a marked
 * string may be any literal, as in a cast, but a template literal may only be a literal that matches it. TypeScript 5.1 is
 * the first version that keeps a template literal that contains only a marked string.
 *
 * To compare it with the name of an event that is newer than this version, assign it to a variable of type string first.
 *
 * ```ts
 * default: {
 *   const name: string | undefined = event.event;
 *   if (name === "dossier.archived") archive(event.data);
 * }
 * ```
 */
export type UnknownEventName = `${string & { readonly [unknownEventName]: true }}`;

/**
 * An event that this version does not know: any JSON object. `Tag` is the member that contains the name of the event, if
 * the event has a name.
 */
export type UnknownEvent<Tag extends string> = { [Name in Tag]?: UnknownEventName } & { [field: string]: unknown };
