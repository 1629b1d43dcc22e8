/** The shapes of JSON values. A value from a server has its type only after its shape has been checked. */

/** A function that returns whether a value has a type. */
export type Shape<T> = (value: unknown) => value is T;

/** The maximum number of entries in a list, which is twice the number in a page. A longer list could not be passed to a function as arguments. */
const MOST = 2000;

/** The latest time that a Date can have, in milliseconds since 1970. */
const LAST = 8.64e15;

export const text: Shape<string> = (value) => typeof value === "string";

export const flag: Shape<boolean> = (value) => typeof value === "boolean";

export const number: Shape<number> = (value): value is number => Number.isFinite(value);

/** A whole number, 0 or more. */
export const count: Shape<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** A time in milliseconds since 1970. */
export const time: Shape<number> = (value): value is number => number(value) && Math.abs(value) <= LAST;

/** Returns the shape of a value that can be null. */
export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value): value is T | null =>
    value === null || shape(value);

/** Returns the shape of a member that may be omitted. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value);

/** Returns the shape of a list. */
export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= MOST && value.every(shape);

/** Returns the shape of an object whose members all have one shape. */
export const mapOf =
  <T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value): value is Readonly<Record<string, T>> =>
    isObject(value) && Object.values(value).every(shape);

/** The shape of each member of a type. An optional member may be undefined. */
type Members<T> = { readonly [K in keyof T]-?: Shape<object extends Pick<T, K> ? T[K] | undefined : T[K]> };

/** Returns the shape of an object with these members. The object may have others, because a newer Worker may send more. */
export function recordOf<T extends object>(members: Members<T>): Shape<T> {
  const shapes = Object.entries<Shape<unknown>>(members);
  return (value): value is T =>
    isObject(value) && shapes.every(([name, shape]) => shape(Object.hasOwn(value, name) ? value[name] : undefined));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
