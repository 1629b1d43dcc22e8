// Runs the programs that break deliveries, finds their versions, and reports programs that are missing.

import { execFileSync, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));

// The environment variable names another interpreter, as in the other tests. It must have the frameworks of requirements.txt.
const PYTHON = process.env.PYTHON ?? "python3";
const JARS = ["gson", "jackson-core", "jackson-databind", "jackson-annotations"];
const CLASSPATH = JARS.map((jar) => `/usr/share/java/${jar}.jar`).join(":");

/** The error for a program that is not installed. The record that requires the program is kept unchanged. */
export class Missing extends Error {}

const pythonVersion = (expression) => [PYTHON, "-c", `import importlib.metadata as m, platform; print(${expression})`];
/** Returns code that prints the version of the first package, the names and versions of the others, and Python's version. */
const packages = (first, ...others) =>
  [
    `m.version("${first}")`,
    ...others.map((name) => `"${name} " + m.version("${name}")`),
    '"Python " + platform.python_version()',
  ].join(' + ", " + ');

/** The commands that print the version of each program. The version is the match of `pattern`, or else the first line. */
const VERSIONS = {
  bash: { argv: ["bash", "--version"], pattern: /\d+\.\d+\.\d+/ },
  openssl: { argv: ["openssl", "version"], pattern: /\d+\.\d+\.\d+\w*/ },
  jq: { argv: ["jq", "--version"], pattern: /[\d.]+/ },
  curl: { argv: ["curl", "--version"], pattern: /\d+\.\d+\.\d+/ },
  git: { argv: ["git", "--version"], pattern: /\d+\.\d+\.\d+/ },
  iconv: { argv: ["iconv", "--version"], pattern: /\d+\.\d+/ },
  unix2dos: { argv: ["unix2dos", "--version"], pattern: /\d+\.\d+\.\d+/ },
  dos2unix: { argv: ["dos2unix", "--version"], pattern: /\d+\.\d+\.\d+/ },
  sha256sum: { argv: ["sha256sum", "--version"], pattern: /\d+\.\d+/ },
  gzip: { argv: ["gzip", "--version"], pattern: /\d+\.\d+/ },
  head: { argv: ["head", "--version"], pattern: /\d+\.\d+/ },
  xxd: { argv: ["sh", "-c", "xxd -v 2>&1"], pattern: /\d{4}-\d\d-\d\d/ },
  nginx: { argv: ["sh", "-c", "nginx -v 2>&1"], pattern: /\d+\.\d+\.\d+/ },
  php: { argv: ["php", "--version"], pattern: /\d+\.\d+\.\d+/ },
  perl: { argv: ["perl", "-MJSON::PP", "-e", 'printf "%vd, JSON::PP %s", $^V, $JSON::PP::VERSION'] },
  ruby: { argv: ["ruby", "-rjson", "-e", 'print RUBY_VERSION, ", json ", JSON::VERSION'] },
  rails: {
    argv: [
      "ruby",
      "-e",
      'require "active_support"; print ActiveSupport::VERSION::STRING, " (to_json of ActiveSupport)"',
    ],
  },
  go: { argv: ["go", "version"], pattern: /\d+\.\d+(\.\d+)?/ },
  gson: { argv: ["sh", "-c", "ls /usr/share/java/gson-*.jar"], pattern: /\d+\.\d+(\.\d+)?/ },
  jackson: { argv: ["sh", "-c", "ls /usr/share/java/jackson-databind-*.jar"], pattern: /\d+\.\d+\.\d+/ },
  java: { argv: ["sh", "-c", "java -version 2>&1"], pattern: /\d+\.\d+\.\d+/ },
  python: { argv: [PYTHON, "--version"], pattern: /\d+\.\d+\.\d+/ },
  flask: { argv: pythonVersion(packages("Flask")) },
  django: { argv: pythonVersion(packages("Django")) },
  fastapi: { argv: pythonVersion(packages("fastapi", "pydantic")) },
  ".net": { argv: [PYTHON, "-c", "import dotnet; print(dotnet.VERSION, '(System.Text.Json)')"] },
};

const require = createRequire(import.meta.url);
const known = new Map();

/** Returns the name and the version of a program or an npm package, such as `jq 1.6`. */
export function versioned(name) {
  if (!known.has(name)) known.set(name, `${name} ${versionOf(name)}`);
  return known.get(name);
}

function versionOf(name) {
  if (name === "node") return process.versions.node;
  if (!(name in VERSIONS)) return `${npmVersion(name)}, Node ${process.versions.node}`;
  const { argv, pattern } = VERSIONS[name];
  const printed = run(argv, "").toString().trim();
  const version = pattern === undefined ? printed.split("\n")[0] : pattern.exec(printed)?.[0];
  if (!version) throw new Missing(name);
  return version;
}

/** Reads the version of an npm package from the file package.json, because not every package exports it. */
function npmVersion(name) {
  const found = require.resolve.paths(name).map((folder) => `${folder}/${name}/package.json`);
  for (const path of found) {
    try {
      return require(path).version;
    } catch {}
  }
  throw new Missing(name);
}

/** Matches the messages of interpreters and shells about missing modules and programs. */
const ABSENT = /not found|No such file|NotFoundError|cannot load such file|package .* does not exist|Can't locate/;

/** Runs a program in this folder with `input` on its standard input. Returns its output, as bytes. */
export function run(argv, input, { env = {}, cwd = HERE } = {}) {
  const [program, ...args] = argv;
  const options = { input, cwd, env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", ...env }, maxBuffer: 1 << 24 };
  const { error, status, stdout, stderr } = spawnSync(program, args, options);
  if (error?.code === "ENOENT") throw new Missing(program);
  if (error) throw error;
  if (status === 0) return stdout;
  const said = stderr.toString();
  if (status === 127 || ABSENT.test(said)) throw new Missing(argv.slice(0, 3).join(" "));
  throw new Error(`${argv.join(" ")} failed with ${status}: ${said}`);
}

/** Returns the programs that a command line names, with their versions. */
export const versionsIn = (line) =>
  Object.keys(VERSIONS)
    .filter((name) => line.split(/[^\w]+/).includes(name))
    .map(versioned);

/** Runs a command line of a shell with `input` on its standard input and `env` in its environment. Returns its output. */
export const shell = (line, input = "", env = {}) => run(["bash", "-c", line], input, { env });

/** The command lines of the scripts in this folder. `command` is recorded, and omits everything that depends on the machine. */
export const SCRIPTS = {
  python: (form) => ({ argv: [PYTHON, "forms.py", form], command: `python3 forms.py ${form}` }),
  flask: (form) => ({ argv: [PYTHON, "web.py", form], command: `python3 web.py ${form}` }),
  django: (form) => ({ argv: [PYTHON, "web.py", form], command: `python3 web.py ${form}` }),
  fastapi: (form) => ({ argv: [PYTHON, "-W", "ignore", "web.py", form], command: `python3 web.py ${form}` }),
  ".net": (form) => ({ argv: [PYTHON, "dotnet.py", form], command: `python3 dotnet.py ${form}` }),
  php: (form) => ({ argv: ["php", "forms.php", form], command: `php forms.php ${form}` }),
  ruby: (form) => ({ argv: ["ruby", "forms.rb", form], command: `ruby forms.rb ${form}` }),
  rails: (form) => ({ argv: ["ruby", "forms.rb", form], command: `ruby forms.rb ${form}` }),
  perl: (form) => ({ argv: ["perl", "forms.pl", form], command: `perl forms.pl ${form}` }),
  go: (form) => ({ argv: ["go", "run", "forms.go", form], command: `go run forms.go ${form}` }),
  gson: (form) => ({ argv: ["java", "-cp", CLASSPATH, "Forms.java", form], command: `java Forms.java ${form}` }),
  jackson: (form) => ({ argv: ["java", "-cp", CLASSPATH, "Forms.java", form], command: `java Forms.java ${form}` }),
  java: (form) => ({ argv: ["java", "-cp", CLASSPATH, "Forms.java", form], command: `java Forms.java ${form}` }),
};

/** Returns the HMAC that OpenSSL computes, or the digest if the key is undefined. */
export function openssl(digest, key, content) {
  const mac = key === undefined ? [] : ["-mac", "HMAC", "-macopt", `hexkey:${Buffer.from(key).toString("hex")}`];
  return execFileSync("openssl", ["dgst", `-${digest}`, ...mac, "-binary"], { input: content });
}
