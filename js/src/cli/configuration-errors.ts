/** The errors of the Worker's configuration, as the Worker itself finds them: its own code, built for Node. */

/** Why a route cannot be used, as the Worker's log has it. */
export interface RouteError {
  readonly code: string;
  readonly message: string;
}

/** What worker/build/check.js makes of the Worker. */
interface BuiltCheck {
  configurationErrors(bindings: object): string;
}

/** Returns every error of a configuration. `bindings`: the variables and the secrets that the Worker would get. */
export async function configurationErrors(bindings: object): Promise<RouteError[]> {
  // It is beside the Worker in the package, and no part of any bundle.
  const url = new URL("../../worker/check.js", import.meta.url);
  const { configurationErrors } = (await import(url.href)) as BuiltCheck;
  return JSON.parse(configurationErrors(bindings)) as RouteError[];
}
