/** Properties that may be left out, where something else in the program has put properties on `Object.prototype`. */

/** Returns a copy that has an object's own properties, and no others at all. */
export function ownOf<T extends object>(object: T): T {
  return Object.assign(Object.create(null) as T, object);
}

/** Returns a property of an object, or of its class; undefined where every object has it. */
export function optional<T extends object, K extends keyof T>(object: T, name: K): T[K] | undefined {
  return name in Object.prototype && !Object.hasOwn(object, name) ? undefined : object[name];
}
