// The last member of every union of events. Written by hand: nothing in Rust says that a string is none of the others.

declare const unknownEventName: unique symbol;

/**
 * The name of an event that this version does not know.
 *
 * At run time it is a string, and it can be used as one. For the compiler it is also marked, so that it is not any of the
 * names that are known: were it a plain `string`, it could be `"dossier.qualified"` too, and `case "dossier.qualified":`
 * would leave the unknown event in the union, with `data` of type `unknown`.
 *
 * The mark is inside a template literal because alone it does not do: when the compiler narrows a union it lets a marked
 * string be any literal, as a cast does, but a template literal only those that match it. TypeScript 5.1 is the first that
 * keeps a template literal of nothing but a marked string.
 *
 * The other side of that: to compare it with the name of an event newer than this version, take it as a string first.
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
 * An event that this version does not know: any JSON object. `Tag` is the member that holds the event's name, if there is
 * one.
 */
export type UnknownEvent<Tag extends string> = { [Name in Tag]?: UnknownEventName } & { [field: string]: unknown };
