/** Finds variables that a route with tenants uses as secrets. Everyone who can read the file knows the value of a variable. */

import type { RouteError } from "./configuration-errors.js";
import { type Environment, placeOf, routesOf, secretNames, tenantNamed } from "./worker-config.js";

/** Returns an error for each variable that has the name of a tenant's secret. The Worker cannot distinguish a variable from a secret. */
export function publicTenants(environment: Environment): readonly RouteError[] {
  const variables = Object.keys(environment.vars);
  return routesOf(environment).flatMap((route, index) =>
    secretNames(route).flatMap((secret) =>
      variables.flatMap((variable) => {
        const tenant = tenantNamed(secret, variable);
        if (tenant === undefined) return [];
        const message =
          `vars.${variable}: ${placeOf(route, index)} uses this variable as the secret ${secret} of a tenant named ${tenant}, so anyone who ` +
          `knows its value can sign for that tenant. Rename the variable, or change ${secret}. If the value is a secret, remove it from this ` +
          `file and set it with \`wrangler secret put ${variable}\`.`;
        return [{ code: "invalid_secret", message }];
      }),
    ),
  );
}
