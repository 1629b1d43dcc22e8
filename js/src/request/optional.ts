/** Optional properties, in a program in which another part may have added properties to `Object.prototype`. */

/** Returns a copy of an object with its own properties, and without a prototype. */
export function ownOf<T extends object>(object: T): T {
  return Object.assign(Object.create(null) as T, object);
}

/** Returns a property of an object or of its class, or undefined if the property is inherited from `Object.prototype`. */
export function optional<T extends object, K extends keyof T>(object: T, name: K): T[K] | undefined {
  return name in Object.prototype && !Object.hasOwn(object, name) ? undefined : object[name];
}
