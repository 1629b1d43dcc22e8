/** The files of a project that deploys the Worker, as `hookward init` writes them. */

import { parse as parseToml } from "smol-toml";

import { type BuiltInScheme, type SchemeId, schemes } from "../index.js";
import { compiledOf } from "../schemes/built-in.js";
import { variableOf } from "./scheme.js";
import { secretHelpOf } from "./secret-help.js";

/** The settings of a project. */
export interface WorkerProject {
  readonly name: string;
  readonly provider: SchemeId;
  /** The path of the route. One segment is `{tenant}` if each tenant has its own secret. */
  readonly path: string;
  /** The URL of the app. For a service, the URL that the service sees. */
  readonly origin: string | undefined;
  /** The name of the app, if it is a Worker in the same account. */
  readonly service: string | undefined;
  /** The name of the queue that receives deliveries instead of the app. */
  readonly queue: string | undefined;
  /** The URL that is signed, for schemes that sign the URL. */
  readonly url: string | undefined;
  /** Whether deliveries are stored and acknowledged before the origin receives them. */
  readonly ledger: boolean;
}

/** The compatibility date with which the Worker is tested. */
const COMPATIBILITY_DATE = "2026-04-01";

/** The range of Wrangler versions in a new package.json. */
const WRANGLER = "^4.86.0";

/** Returns whether the provider signs the URL. */
export const signsUrl = (id: SchemeId): boolean => /\{(?:url|path|query)/.test(schemes[id].signedContent);

/** Returns whether each tenant has its own secret. */
export const hasTenants = ({ path }: Pick<WorkerProject, "path">): boolean => path.includes("{tenant}");

/** The names of the bindings of an app and of a queue. */
const SERVICE = "APP";
const QUEUE = "DELIVERIES";

/** Returns the name of the provider's secret, with `{TENANT}` if each tenant has its own secret. */
const secretOf = (project: WorkerProject): string =>
  variableOf(project.provider) + (hasTenants(project) ? "_{TENANT}" : "");

/** Returns the name of the verify token's secret, for a provider whose challenge has one. */
function verifyTokenOf({ challenge, id }: BuiltInScheme): string | undefined {
  return challenge?.verifyToken ? variableOf(id).replace(/_SECRET$/, "_VERIFY_TOKEN") : undefined;
}

/** The secrets of a project with a ledger, and what each is for. */
const LEDGER_SECRETS: Readonly<Record<string, string>> = {
  ORIGIN_SECRET: 'Signs the requests to your app. Create one: echo "whsec_$(openssl rand -base64 32)"',
  OPERATOR_TOKEN: "Gives access to /_hookward/status. Create one: openssl rand -hex 32",
};

/** Returns the names of the secrets that the project needs. */
export function secretsOfProject(project: WorkerProject): readonly string[] {
  const { provider, ledger } = project;
  const verifyToken = verifyTokenOf(schemes[provider]);
  return [
    secretOf(project),
    ...(verifyToken === undefined ? [] : [verifyToken]),
    ...(ledger ? Object.keys(LEDGER_SECRETS) : []),
  ];
}

/** Returns the keys of a route with a ledger. A provider that signs neither an id nor a time sends equal events as equal bytes. */
function ledgerKeys({ provider, ledger }: WorkerProject): Readonly<Record<string, string>> {
  if (!ledger) return {};
  const scheme = schemes[provider];
  const isTold = compiledOf(scheme)?.deliveryIdSigned === true || scheme.timestamp !== null;
  return { mode: "accept", ...(isTold ? {} : { dedupe: "body" }) };
}

/** Returns the keys of a route that determine the target of its deliveries. */
function targetKeys({ origin, service, queue }: WorkerProject): Readonly<Record<string, unknown>> {
  if (queue !== undefined) return { queue: QUEUE };
  if (service === undefined) return { origin };
  return { origin: { service: SERVICE, ...(origin === undefined ? {} : { url: origin }) } };
}

/** Returns a value in TOML. A text of printable ASCII, or a list of such texts, is the same in TOML and in JSON. */
function tomlOf(value: unknown): string {
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  const members = Object.entries(value as object).map(([key, member]) => `${key} = ${tomlOf(member)}`);
  return `{ ${members.join(", ")} }`;
}

/** Returns the route as a table of wrangler.toml. */
export function routeTable(project: WorkerProject): string {
  const { provider, path, url } = project;
  const scheme = schemes[provider];
  const isUnsigned = scheme.challenge !== null && ["GET", "HEAD"].includes(scheme.challenge.method ?? "POST");
  const values = {
    path,
    scheme: provider,
    secrets: [secretOf(project)],
    ...targetKeys(project),
    ...(url === undefined ? {} : { url }),
    // The provider does not accept an endpoint that does not respond to the challenge.
    ...(isUnsigned ? { challenge: verifyTokenOf(scheme) ?? true } : {}),
    ...ledgerKeys(project),
  };
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${tomlOf(value)}`);
  return `[[vars.ROUTES]]\n${lines.join("\n")}\n`;
}

/** The tables that a ledger requires, in addition to the keys of its route. */
const LEDGER_TABLES = `# Deliveries are stored here until your app accepts them: https://github.com/hookward/hookward/blob/main/docs/LEDGER.md
[[durable_objects.bindings]]
name = "LEDGER"
class_name = "Ledger"

[[migrations]]
tag = "hookward-1"
new_sqlite_classes = ["Ledger"]

# Wakes the ledgers, in case one has lost its alarm.
[triggers]
crons = ["0 * * * *"]

`;

/** Returns the tables of the bindings that the route names. */
function bindingTables({ service, queue }: WorkerProject): string {
  if (queue !== undefined) return `[[queues.producers]]\nbinding = "${QUEUE}"\nqueue = ${JSON.stringify(queue)}\n\n`;
  if (service !== undefined) return `[[services]]\nbinding = "${SERVICE}"\nservice = ${JSON.stringify(service)}\n\n`;
  return "";
}

/** Returns the name of a secret for the tenant of the example. */
export const forExample = (secret: string): string => secret.replace("{TENANT}", "ACME");

/** Returns the files by name. package.json is not included, because most projects already have one. */
export function projectFiles(project: WorkerProject): ReadonlyMap<string, string> {
  const { name } = schemes[project.provider];
  const [secret = "", ...others] = secretsOfProject(project).map(forExample);
  const verifyToken = `The verify token: any text that you also configure at ${name}.`;
  const more = others.map((one) => `# ${LEDGER_SECRETS[one] ?? verifyToken}\n${one}=""\n`).join("");
  const names = project.ledger ? "default, Ledger" : "default";
  return new Map([
    [
      "wrangler.toml",
      `# hookward in front of your app: the Worker verifies every request, and forwards only verified deliveries.
# npx hookward check reports what is wrong with this file. Never write a secret in it.

name = ${JSON.stringify(project.name)}
main = "worker.js"
compatibility_date = "${COMPATIBILITY_DATE}"

# The log: one JSON line for each request, with the reason for every refusal.
[observability]
enabled = true

${project.ledger ? LEDGER_TABLES : ""}${bindingTables(project)}# One table for each route. All keys: https://github.com/hookward/hookward/blob/main/docs/ROUTES.md
${routeTable(project)}`,
    ],
    [
      "worker.js",
      // In a template literal, this text would begin a line of the built file, and would look like an import.
      ["// The prebuilt Worker: there is nothing to compile.", `export { ${names} } from "hookward/worker";`, ""].join(
        "\n",
      ),
    ],
    [
      ".dev.vars.example",
      `# The secrets for npx hookward dev and npx wrangler dev. Copy this file to .dev.vars, and keep .dev.vars out of version control.
${hasTenants(project) ? "# One for each tenant: this secret is for acme.\n" : ""}# ${name}: ${secretHelpOf(project.provider)}
${secret}=""
${more}`,
    ],
  ]);
}

/** Returns the values that an existing configuration requires for the project. Values that the configuration already has are omitted. */
export function addedConfig(project: WorkerProject): Readonly<Record<string, unknown>> {
  const text = projectFiles(project).get("wrangler.toml") ?? "";
  const { name: _, main: __, compatibility_date: ___, observability: ____, ...added } = parseToml(text);
  return added;
}

interface Manifest {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const SCRIPTS = { dev: "hookward dev", deploy: "hookward check && wrangler deploy" };

/**
 * Returns whether a package.json requests a Wrangler version in which ledgers do not run. Existing values are kept, so only the user can change the
 * version.
 */
export function hasOldWrangler(manifest: string): boolean {
  const { dependencies, devDependencies } = JSON.parse(manifest) as Manifest;
  const [, major] =
    /^[\^~]?(\d+)(?:\.|$)/.exec(devDependencies?.["wrangler"] ?? dependencies?.["wrangler"] ?? "") ?? [];
  return major !== undefined && Number(major) < 4;
}

/** Returns a package.json with the values that the project requires. Existing values are kept. `version` is the version of hookward. */
export function withProject(text: string | undefined, project: WorkerProject, version: string): string {
  // The text may begin with a byte order mark, which npm also accepts.
  const start: Manifest =
    text === undefined
      ? ({ name: project.name, private: true, type: "module" } as Manifest)
      : JSON.parse(text.replace(/^\ufeff/, ""));
  if (typeof start !== "object" || start === null || Array.isArray(start)) throw new TypeError("no object");
  const has = (name: string) => [start.dependencies, start.devDependencies].some((list) => list?.[name] !== undefined);
  const missing = (wanted: Record<string, string>) => Object.entries(wanted).filter(([name]) => !has(name));
  const scripts = { ...SCRIPTS, ...start.scripts };
  const dependencies = { ...start.dependencies, ...Object.fromEntries(missing({ hookward: `^${version}` })) };
  const devDependencies = { ...start.devDependencies, ...Object.fromEntries(missing({ wrangler: WRANGLER })) };
  const lists = Object.entries({ dependencies, devDependencies }).filter(([, list]) => Object.keys(list).length > 0);
  const manifest = { ...start, scripts, ...Object.fromEntries(lists) };
  // The indentation of the existing file is kept.
  const indent = /^([\t ]+)"/m.exec(text ?? "")?.[1] ?? 2;
  const written = `${JSON.stringify(manifest, null, indent)}\n`;
  return text?.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
}
