/** The errors of the Worker's configuration, found by the Worker's own code, which is built for Node. */

/** The reason why a route cannot be used, as in the Worker's log. */
export interface RouteError {
  readonly code: string;
  readonly message: string;
}

/** The module that worker/build/check.js builds from the Worker. */
interface BuiltCheck {
  configurationErrors(bindings: object): string;
}

/** Returns every error of a configuration. `bindings`: the variables and the secrets that the Worker would get. */
export async function configurationErrors(bindings: object): Promise<RouteError[]> {
  // The module is next to the Worker in the package, and is not part of any bundle.
  const url = new URL("../../worker/check.js", import.meta.url);
  const { configurationErrors } = (await import(url.href)) as BuiltCheck;
  return JSON.parse(configurationErrors(bindings)) as RouteError[];
}
