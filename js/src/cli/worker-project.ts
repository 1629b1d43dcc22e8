/** The files of a project that deploys the Worker: what `hookward init` writes. */

import { type BuiltInScheme, type SchemeId, schemes } from "../index.js";
import { variableOf } from "./scheme.js";
import { secretHelpOf } from "./secret-help.js";

/** What a project is for. */
export interface WorkerProject {
  readonly name: string;
  readonly provider: SchemeId;
  readonly path: string;
  readonly origin: string;
  /** For schemes that sign the url. */
  readonly url: string | undefined;
}

/** The behaviour of the runtime that the Worker is tested with. */
const COMPATIBILITY_DATE = "2026-04-01";

/** The versions that a new package.json asks for. */
const WRANGLER = "^4.86.0";

/** Whether the provider signs the url. */
export const signsUrl = (id: SchemeId): boolean => /\{(?:url|path|query)/.test(schemes[id].signedContent);

/** Returns the name of the verify token's secret, for a provider whose challenge has one. */
function verifyTokenOf({ challenge, id }: BuiltInScheme): string | undefined {
  return challenge?.verifyToken ? variableOf(id).replace(/_SECRET$/, "_VERIFY_TOKEN") : undefined;
}

/** Returns the names of the secrets that the project needs. */
export function secretsOfProject({ provider }: WorkerProject): readonly string[] {
  return [variableOf(provider), ...(verifyTokenOf(schemes[provider]) ?? "").split(" ").filter(Boolean)];
}

/** Returns the route as a table of wrangler.toml. */
export function routeTable({ provider, path, origin, url }: WorkerProject): string {
  const scheme = schemes[provider];
  const isUnsigned = scheme.challenge !== null && ["GET", "HEAD"].includes(scheme.challenge.method ?? "POST");
  const values = {
    path,
    scheme: provider,
    secrets: [variableOf(provider)],
    origin,
    ...(url === undefined ? {} : { url }),
    // Without a response to it, the provider does not accept the endpoint.
    ...(isUnsigned ? { challenge: verifyTokenOf(scheme) ?? true } : {}),
  };
  // A text of printable ASCII is the same in JSON and in TOML.
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return `[[vars.ROUTES]]\n${lines.join("\n")}\n`;
}

/** Returns the files by their names. package.json is not among them, since a project mostly has one. */
export function projectFiles(project: WorkerProject): ReadonlyMap<string, string> {
  const { name } = schemes[project.provider];
  const [secret = "", verifyToken] = secretsOfProject(project);
  const token =
    verifyToken === undefined
      ? ""
      : `# The verify token: a text of your own, which you also set at ${name}.\n${verifyToken}=""\n`;
  return new Map([
    [
      "wrangler.toml",
      `# hookward before an origin: every request is verified here, and only verified deliveries are forwarded.
# npx hookward check says what is wrong with this file. A secret is never written in it.

name = ${JSON.stringify(project.name)}
main = "worker.js"
compatibility_date = "${COMPATIBILITY_DATE}"

# The log: one JSON line a request, with the reason of every refusal.
[observability]
enabled = true

# One table a route. All its keys: https://github.com/hookward/hookward/blob/main/docs/ROUTES.md
${routeTable(project)}`,
    ],
    [
      "worker.js",
      '// The Worker as it is built: nothing is compiled here.\nexport { default } from "hookward/worker";\n',
    ],
    [
      ".dev.vars.example",
      `# The secrets of npx hookward dev and npx wrangler dev. Copy this file to .dev.vars, and keep that out of version control.
# ${name}: ${secretHelpOf(project.provider)}
${secret}=""
${token}`,
    ],
  ]);
}

interface Manifest {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const SCRIPTS = { dev: "hookward dev", deploy: "hookward check && wrangler deploy" };

/** Returns a package.json with what the project needs. What is there stays. `version`: hookward's own. */
export function withProject(text: string | undefined, project: WorkerProject, version: string): string {
  const start: Manifest =
    text === undefined ? ({ name: project.name, private: true, type: "module" } as Manifest) : JSON.parse(text);
  const has = (name: string) => [start.dependencies, start.devDependencies].some((list) => list?.[name] !== undefined);
  const missing = (wanted: Record<string, string>) => Object.entries(wanted).filter(([name]) => !has(name));
  const scripts = { ...SCRIPTS, ...start.scripts };
  const dependencies = { ...start.dependencies, ...Object.fromEntries(missing({ hookward: `^${version}` })) };
  const devDependencies = { ...start.devDependencies, ...Object.fromEntries(missing({ wrangler: WRANGLER })) };
  const lists = Object.entries({ dependencies, devDependencies }).filter(([, list]) => Object.keys(list).length > 0);
  const manifest = { ...start, scripts, ...Object.fromEntries(lists) };
  // As its author indents it.
  const indent = /^([\t ]+)"/m.exec(text ?? "")?.[1] ?? 2;
  return `${JSON.stringify(manifest, null, indent)}\n`;
}
