#!/usr/bin/env node
/** The command line: `npx hookward`. */

import { createRequire } from "node:module";

import { ConfigError } from "../index.js";
import { check } from "./check.js";
import { CliError, configuration, EXIT, type ExitCode, usage } from "./cli-error.js";
import { type Command, parse } from "./command.js";
import { conform } from "./conform.js";
import { operatorsConsole } from "./console.js";
import { deliveries } from "./deliveries.js";
import { dev } from "./dev.js";
import { explain } from "./explain.js";
import { helpOf, overview } from "./help.js";
import { init } from "./init.js";
import { listen } from "./listen.js";
import { nearest } from "./nearest.js";
import { page } from "./page.js";
import { replay } from "./replay.js";
import { scheme } from "./scheme-command.js";
import { schemes } from "./schemes.js";
import { send } from "./send.js";
import { sign } from "./sign.js";
import { type Terminal, terminal } from "./terminal.js";
import { verify } from "./verify.js";

const COMMANDS: readonly Command[] = [
  verify,
  explain,
  sign,
  send,
  replay,
  conform,
  listen,
  page,
  schemes,
  scheme,
  init,
  check,
  dev,
  deliveries,
  operatorsConsole,
];

async function run([name, ...args]: readonly string[], io: Terminal): Promise<ExitCode> {
  if (name === "--version" || name === "-V") {
    io.print(version());
    return EXIT.ok;
  }
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const [about] = args;
    if (about === undefined) overview(COMMANDS, io);
    else helpOf(named(about), io);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = named(name);
  // The help is printed before the arguments are parsed, so that it is available even if they are invalid.
  if (args.includes("--help") || args.includes("-h")) {
    helpOf(command, io);
    return EXIT.ok;
  }
  return command.run(parse(command, args), io);
}

function named(name: string): Command {
  const command = COMMANDS.find((one) => one.name === name);
  if (command !== undefined) return command;
  const near = nearest(
    name,
    COMMANDS.map((one) => one.name),
  );
  if (near !== undefined) throw usage(`There is no such command. Did you mean hookward ${near}?`);
  throw usage(`There is no such command. The commands are ${COMMANDS.map((one) => one.name).join(", ")} and help.`);
}

function version(): string {
  return (createRequire(import.meta.url)("../../../package.json") as { version: string }).version;
}

const io = terminal();
try {
  // process.exit could end the process before a pipe has received the whole output.
  process.exitCode = await run(process.argv.slice(2), io);
} catch (error) {
  const cliError = error instanceof ConfigError ? configuration(error.message) : error;
  if (!(cliError instanceof CliError)) throw error;
  io.note(`hookward: ${cliError.message}`);
  process.exitCode = cliError.exitCode;
}
