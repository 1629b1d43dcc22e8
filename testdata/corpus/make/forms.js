// Forms: the changes that programs make to a body. A form has the name `tool/form`. The tool itself runs each form.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { RECEIVERS } from "./receivers.js";
import { run, SCRIPTS, shell, versioned } from "./tools.js";

const text = (write) => (body) => Buffer.from(write(body.toString()));

/** Forms in JavaScript without a framework: [the code as text, the function]. */
const NODE = {
  stringify: ["JSON.stringify(JSON.parse(body))", text((body) => JSON.stringify(JSON.parse(body)))],
  "stringify-2": ["JSON.stringify(value, null, 2)", text((body) => JSON.stringify(JSON.parse(body), null, 2))],
  "stringify-4": ["JSON.stringify(value, null, 4)", text((body) => JSON.stringify(JSON.parse(body), null, 4))],
  "stringify-tab": ['JSON.stringify(value, null, "\\t")', text((body) => JSON.stringify(JSON.parse(body), null, "\t"))],
  twice: ["JSON.stringify(JSON.stringify(value))", text((body) => JSON.stringify(body))],
  object: ["String(JSON.parse(body))", text((body) => String(JSON.parse(body)))],
  latin1: ['Buffer.from(body, "latin1").toString()', (body) => Buffer.from(body.toString("latin1"))],
  "decode-ascii": ['body.toString("ascii")', (body) => Buffer.from(body.toString("ascii"))],
  base64: ['body.toString("base64")', (body) => Buffer.from(body.toString("base64"))],
  form: [
    "new URLSearchParams({ payload: body }).toString()",
    text((body) => new URLSearchParams({ payload: body }).toString()),
  ],
  "form-percent": [`"payload=" + encodeURIComponent(body)`, text((body) => `payload=${encodeURIComponent(body)}`)],
  "form-again": ["new URLSearchParams(body).toString()", text((body) => new URLSearchParams(body).toString())],
  buffer: [
    "Buffer.alloc(1024), filled from the body",
    (body) => Buffer.concat([body, Buffer.alloc(1024 - body.length)]),
  ],
  template: ["a template literal with the body on a line of its own", text((body) => `\n  ${body}\n`)],
  "parsed-string": ["JSON.parse(body)", text(JSON.parse)],
  "lambda-event": [
    "JSON.stringify(event) of API Gateway",
    text((body) => JSON.stringify({ version: "2.0", rawPath: "/hook", body, isBase64Encoded: !body.startsWith("{") })),
  ],
  hex: ['body.toString("hex")', (body) => Buffer.from(body.toString("hex"))],
  "bytes-as-object": ["JSON.stringify(new Uint8Array(body))", (body) => JSON.stringify(new Uint8Array(body))],
  // Users of Meta's webhooks found these characters. Meta documents that characters are escaped, but not which ones.
  meta: [
    "text.replace(/[/<%@]|[^\\0-\\x7f]/g, …), as Meta escapes",
    text((body) =>
      body.replace(/[/<%@]|[^\0-\x7f]/g, (unit) => {
        if (unit === "/") return "\\/";
        const digits = unit.charCodeAt(0).toString(16).padStart(4, "0");
        return `\\u${unit < "\x7f" ? digits.toUpperCase() : digits}`;
      }),
    ),
  ],
  "percent-encoded": ["encodeURIComponent(body)", text(encodeURIComponent)],
  chunks: [
    "text = ''; for await (const chunk of stream) text += chunk",
    // A stream emits Buffers of any length, here of 23 bytes. A character that is split between two Buffers is lost.
    (body) =>
      Buffer.from(
        body
          .toString("latin1")
          .match(/.{1,23}/gs)
          .map((part) => Buffer.from(part, "latin1"))
          .join(""),
      ),
  ],
};

/** Command lines that read the body from the standard input: [the tool, the line]. */
const SHELL = {
  "jq/default": ["jq", "jq ."],
  "jq/compact": ["jq", "jq -c ."],
  "jq/sorted": ["jq", "jq -cjS ."],
  "jq/tab": ["jq", "jq -j --tab ."],
  "jq/join": ["jq", "jq -j ."],
  "jq/ascii": ["jq", "jq -cja ."],
  "bash/echo": ["bash", 'BODY=$(cat); echo "$BODY"'],
  "bash/printf": ["bash", `BODY=$(cat); printf '%s' "$BODY"`],
  "bash/unquoted": ["bash", "BODY=$(cat); echo -n $BODY"],
  "bash/base64-decoded": ["bash", "base64 -d"],
  "unix2dos/crlf": ["unix2dos", "unix2dos"],
  "dos2unix/bom": ["dos2unix", "dos2unix --add-bom"],
  "iconv/latin-1": ["iconv", "iconv -f UTF-8 -t ISO-8859-1//TRANSLIT"],
  "iconv/utf-16": ["iconv", "iconv -f UTF-8 -t UTF-16LE"],
  "iconv/translit": ["iconv", "LC_ALL=C.UTF-8 iconv -f UTF-8 -t ASCII//TRANSLIT"],
  "gzip/gzip": ["gzip", "gzip -n -9"],
  "head/truncated": ["head", "head -c 100"],
};

const form = (tools, command, make) => ({ tool: () => tools.map(versioned).join(", "), command, make });

/** Returns the named form as `{ tool, command, make }`. `make` takes a body, and returns a body or a promise of a body. */
export function named(name) {
  const [tool, variant] = name.split("/");
  if (name in RECEIVERS) return form([RECEIVERS[name].tool], RECEIVERS[name].command, RECEIVERS[name].make);
  if (tool === "node") return form(["node"], NODE[variant][0], NODE[variant][1]);
  if (name in SHELL) return form([tool], SHELL[name][1], (body) => shell(SHELL[name][1], body));
  if (name === "git/autocrlf") return form(["git"], "git -c core.autocrlf=true checkout body.json", autocrlf);
  const { argv, command } = SCRIPTS[tool](variant);
  return form([tool], command, (body) => run(argv, body));
}

/** Commits a body to a repository as a fixture, and checks it out with the settings of Git on Windows. */
function autocrlf(body) {
  const cwd = mkdtempSync(join(tmpdir(), "autocrlf-"));
  try {
    const git = (...args) => run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], "", { cwd });
    const file = join(cwd, "body.json");
    writeFileSync(file, body);
    git("init", "--quiet");
    git("-c", "core.autocrlf=false", "add", "body.json");
    git("commit", "--quiet", "--message", "a fixture");
    rmSync(file);
    git("-c", "core.autocrlf=true", "checkout", "--", "body.json");
    return readFileSync(file);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
