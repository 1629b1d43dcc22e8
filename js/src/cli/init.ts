/** `hookward init`: writes a project that deploys the Worker, without a build step. */

import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { printable } from "../display/printable.js";
import { type SchemeId, schemes } from "../index.js";
import { checkEnvironment } from "./check.js";
import { CliError, codeOf, configuration, EXIT, failed, usage } from "./cli-error.js";
import type { Command, Given } from "./command.js";
import { NO_DEV_VARS } from "./dev-vars.js";
import { ask, canAsk, confirm } from "./prompt.js";
import { unknownScheme } from "./scheme.js";
import { secretHelpOf } from "./secret-help.js";
import type { Terminal } from "./terminal.js";
import { findConfig, isJson, parseConfig, withTenant } from "./worker-config.js";
import {
  addedConfig,
  forExample,
  hasOldWrangler,
  hasTenants,
  projectFiles,
  routeTable,
  secretsOfProject,
  signsUrl,
  type WorkerProject,
  withProject,
} from "./worker-project.js";
import { findWrangler } from "./wrangler.js";

const MANIFEST = "package.json";

export const init: Command = {
  name: "init",
  summary: "write a project that deploys the Worker",
  options: {
    provider: { type: "string", value: "SCHEME", help: "the id of the provider's scheme" },
    origin: { type: "string", value: "URL", help: "the URL of your app, which receives verified deliveries" },
    service: { type: "string", value: "NAME", help: "the name of your app, if it is a Worker in the same account" },
    queue: { type: "string", value: "NAME", help: "a queue that receives the deliveries instead of your app" },
    path: { type: "string", value: "PATH", help: "the path that the provider sends to (default: /webhooks/SCHEME)" },
    tenants: { type: "boolean", help: "use a secret for each tenant, whose name is the last segment of the path" },
    url: {
      type: "string",
      value: "URL",
      help: "for a provider that signs the URL: the Worker's URL as it is configured at the provider, or its origin",
    },
    ledger: {
      type: "boolean",
      help: "store each delivery before it is acknowledged, and retry it until your app accepts it",
    },
    name: { type: "string", value: "NAME", help: "the name of the Worker (default: hookward)" },
    yes: { type: "boolean", short: "y", help: "do not ask questions" },
    force: { type: "boolean", help: "overwrite existing files" },
  },
  about: [
    "Writes wrangler.toml, worker.js and .dev.vars.example into this folder, and scripts into package.json. hookward asks for missing options " +
      "at a terminal. If --origin has no path, the path of the route is used, without the tenant.",
    "With --tenants, {tenant} in --origin stands for the tenant of each delivery. Your app also receives the tenant in the header " +
      "x-hookward-tenant.",
    "With --service, --origin is the URL that your app sees.",
    "If a wrangler.json or wrangler.jsonc exists here or in a folder above, Wrangler does not read wrangler.toml. Nothing is written then, and the JSON to add is printed.",
    "An existing file is overwritten only if you confirm this, or with --force. Existing values in package.json are kept.",
  ],
  examples: [
    "hookward init",
    "hookward init --provider gilbert --origin https://app.example.com --yes",
    "hookward init --provider gilbert --origin https://app.example.com --ledger --yes",
    "hookward init --provider gilbert --origin https://app.example.com/{tenant}/webhooks --tenants --yes",
    "hookward init --provider gilbert --service my-app --yes",
    "hookward init --provider gilbert --queue deliveries --yes",
    "hookward init --provider square --origin https://app.example.com/square --url https://hooks.example.com --yes",
  ],
  async run(given, terminal) {
    const project = await projectOf(given);
    const files = new Map(projectFiles(project));
    await refuseUnusable(files);
    const other = findConfig();
    if (other !== undefined && isJson(other)) {
      showAdded(other, project, given, terminal);
      return EXIT.refused;
    }
    await onDisk(async () => {
      await refuseExisting([...files], project, given);
      const old = existsSync(MANIFEST) ? readFileSync(MANIFEST, "utf8") : undefined;
      files.set(MANIFEST, manifestOf(old, project));
      for (const [name, text] of files) await writeFile(name, text);
    });
    const isInstalled = findWrangler(".") !== undefined;
    if (hasOldWrangler(files.get(MANIFEST) ?? "{}"))
      terminal.note(
        "package.json asks for an older Wrangler, and init did not change this. hookward requires Wrangler 4. Run: npm install --save-dev wrangler@4",
      );
    if (given.is("json")) terminal.json({ ...project, files: [...files.keys()], secrets: secretsOfProject(project) });
    else show(project, [...files.keys()], isInstalled, terminal);
    return EXIT.ok;
  },
};

/** Returns the project from the options, or from the answers at the terminal. */
async function projectOf(given: Given): Promise<WorkerProject> {
  const isAsked = !given.is("yes") && canAsk();
  const textOf = async (name: string, question: string, preset?: string) => {
    const text = given.text(name) ?? (isAsked ? await ask(question, preset) : preset);
    if (text !== undefined && text !== "") return text;
    throw usage(`Give --${name}: ${question.charAt(0).toLowerCase()}${question.slice(1)}.`);
  };
  const provider = providerOf(await textOf("provider", "The provider, such as gilbert"));
  const path = pathOf(given, provider);
  const service = nameOf(given, "service");
  const queue = nameOf(given, "queue");
  if (queue !== undefined && (service !== undefined || given.text("origin") !== undefined || given.is("ledger")))
    throw usage(
      "--queue replaces --origin, --service and --ledger: a queue itself stores deliveries. Omit these options.",
    );
  const isTold = (service !== undefined || queue !== undefined) && given.text("origin") === undefined;
  const origin = isTold ? undefined : originOf(await textOf("origin", "The URL of your app"), path);
  const question = `The Worker's URL as it is configured at ${schemes[provider].name}, which signs it`;
  const url = signsUrl(provider) ? await textOf("url", question) : given.text("url");
  const name = given.text("name") ?? "hookward";
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name))
    throw usage("--name must be at most 63 lowercase letters, digits and -.");
  return { name, provider, path, origin, service, queue, url, ledger: given.is("ledger") };
}

/** Returns the path of the route. */
function pathOf(given: Given, provider: SchemeId): string {
  const path = given.text("path");
  if (!given.is("tenants")) return path ?? `/webhooks/${provider}`;
  if (path === undefined) return `/webhooks/${provider}/{tenant}`;
  if (!hasTenants({ path }))
    throw usage("With --tenants, a segment of --path must be {tenant}, such as /hooks/{tenant}.");
  return path;
}

/** Returns the name of a Worker or of a queue. */
function nameOf(given: Given, option: string): string | undefined {
  const name = given.text(option);
  if (name !== undefined && !/^[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?$/.test(name))
    throw usage(`--${option} must be a name of at most 63 letters, digits, - and _.`);
  return name;
}

/** Returns the id of the scheme whose id or provider name matches a text. */
function providerOf(text: string): SchemeId {
  const id = text.toLowerCase();
  if (Object.hasOwn(schemes, id)) return id as SchemeId;
  const named = Object.values(schemes).find(({ name }) => name.toLowerCase() === id);
  if (named !== undefined) return named.id;
  throw unknownScheme(text, "");
}

/** Returns the URL of the origin. An origin without a path gets the path of the route. */
function originOf(text: string, path: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw usage("--origin must be an absolute URL, such as https://app.example.com/webhooks.");
  }
  const isBare = url.pathname === "/" && url.search === "" && !text.endsWith("/");
  // The braces would be percent-encoded in the URL, and nothing would replace them.
  if (/[{}]/.test(text.replace("{tenant}", "")))
    throw usage("--origin may contain only the braces of one {tenant}, in lowercase. Remove the other braces.");
  if (text.includes("{tenant}") && !hasTenants({ path }))
    throw usage(
      "--origin contains {tenant}, which is replaced only with --tenants. Add --tenants, or remove {tenant}.",
    );
  return isBare ? new URL(path.replace("/{tenant}", ""), url).href : withTenant(url.href);
}

/** Throws if the Worker would refuse the configuration that is about to be written. */
async function refuseUnusable(files: ReadonlyMap<string, string>): Promise<void> {
  const config = parseConfig("wrangler.toml", files.get("wrangler.toml") ?? "");
  for (const environment of config.environments) {
    const [error] = (await checkEnvironment(config, environment, NO_DEV_VARS)).errors;
    if (error !== undefined) throw configuration(`Nothing was written. ${error.message}`);
  }
}

/** Throws if a file exists that must not be overwritten. */
async function refuseExisting(
  files: readonly (readonly [string, string])[],
  project: WorkerProject,
  given: Given,
): Promise<void> {
  const names = files
    .filter(([name, text]) => existsSync(name) && readFileSync(name, "utf8") !== text)
    .map(([name]) => name);
  if (names.length === 0 || given.is("force")) return;
  const list = names.join(", ");
  if (!given.is("yes") && canAsk() && (await confirm(`Overwrite ${list}?`))) return;
  const message = `Nothing was written: ${list} already ${names.length === 1 ? "exists" : "exist"}. Use --force to overwrite.`;
  if (!names.includes("wrangler.toml")) throw failed(message);
  throw failed(`${message} To keep its routes and add this one, append to wrangler.toml:\n\n${routeTable(project)}`);
}

/**
 * Runs `work`, which reads or writes files. Converts errors of the file system, such as a folder with the name of a file, to messages for the
 * operator.
 */
async function onDisk(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CliError || !(error instanceof Error && "syscall" in error)) throw error;
    throw failed(
      `A file cannot be read or written in this folder (${codeOf(error)}). Check its permissions and names.`,
    );
  }
}

function manifestOf(text: string | undefined, project: WorkerProject): string {
  const { version } = createRequire(import.meta.url)("../../../package.json") as { version: string };
  try {
    return withProject(text, project, version);
  } catch {
    throw usage("Nothing was written: package.json is not a JSON object.");
  }
}

/** Prints the commands that only the user can run. */
function printCommands(project: WorkerProject, isInstalled: boolean, print: Terminal["print"]): void {
  print("Next, run these commands:");
  if (!isInstalled) print("  npm install");
  if (project.queue !== undefined) print(`  npx wrangler queues create ${project.queue}`);
  for (const secret of secretsOfProject(project)) {
    const of = secret === forExample(secret) ? "" : "    # for the tenant acme: set one for each tenant";
    print(`  npx wrangler secret put ${forExample(secret)}${of}`);
  }
  print("  npx wrangler deploy");
}

function show(
  project: WorkerProject,
  files: readonly string[],
  isInstalled: boolean,
  { print, paint }: Terminal,
): void {
  const { name, docs } = schemes[project.provider];
  print(`${paint.green("✓")} ${files.join(", ")}`);
  print();
  printCommands(project, isInstalled, print);
  print();
  print(`The secret of ${name}: ${secretHelpOf(project.provider)}`);
  print(`There, set the webhook's URL to the Worker's address and ${project.path}`);
  print(`  ${paint.dim(docs)}`);
  print("To try it on this machine first: npx hookward dev");
}

/** Shows the JSON to add to a configuration. Wrangler reads that configuration instead of a wrangler.toml. */
function showAdded(path: string, project: WorkerProject, given: Given, { print, json, note, paint }: Terminal): void {
  const file = printable(path);
  note(
    `hookward: Nothing was written. Wrangler already reads ${file}, so it would ignore a wrangler.toml in this folder.`,
  );
  const add = addedConfig(project);
  if (given.is("json")) {
    json({ ...project, config: path, add, secrets: secretsOfProject(project) });
    return;
  }
  print(`Add this to ${file}:`);
  print(JSON.stringify(add, null, 2));
  print();
  print("In the Worker of this file, call hookward for the path of the route, as shown here:");
  print(`  ${paint.dim("https://github.com/hookward/hookward/blob/main/docs/DEPLOYING.md#in-your-own-worker")}`);
  if (project.ledger) print('and export the ledger: export { Ledger } from "hookward/worker";');
  print();
  printCommands(project, true, print);
}
