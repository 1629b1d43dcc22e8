// Generates docs/CLI.md: runs every command on the page, and inserts its real output. With --check, it only checks whether the page is up to date.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { build } from "./build.js";
import { Failure, root } from "./shell.js";

const FILE = "docs/CLI.md";
const MAIN = join(root, "dist", "esm", "cli", "main.js");

/** Made-up secrets, in the environment variables in which the commands on the page look for them. */
const SECRETS = {
  GILBERT_WEBHOOK_SECRET: "gb_5f0c91d27ab84e63",
  INBOUNDFLOW_WEBHOOK_SECRET: "if_b7d20e4498c13fa6",
};

/** A scheme with a part and a property that do not exist. */
const ACME = `{
  "id": "acme",
  "name": "Acme",
  "docs": "https://acme.example/webhooks",
  "signature": { "header": "x-acme-signature", "syntax": "plain", "encoding": "hex" },
  "timestamp": { "header": "x-acme-timestamp", "unit": "s" },
  "tolerence": 60,
  "signedContent": "{timestamp}.{payload}"
}`;

/** The ports that the page shows. The commands really use free ports. */
const PORTS = { endpoint: 3000, listen: 8788 };

/** A temporary folder, and a shell in it that runs the page's commands. `hookward` is in its PATH. */
class Session {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "hookward-docs-"));
    const command = join(this.folder, "hookward");
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
    chmodSync(command, 0o755);
    this.ports = new Map();
  }

  start(line) {
    const real = [...this.ports].reduce((text, [shown, port]) => text.replaceAll(`:${shown}`, `:${port}`), line);
    const env = { ...SECRETS, PATH: `${this.folder}${delimiter}${process.env.PATH}` };
    const child = spawn("sh", ["-c", real], { cwd: this.folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const printed = { text: "" };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        printed.text += text;
      });
    }
    return { child, printed, done: once(child, "close").then(([code]) => code) };
  }

  /** Runs a line of shell. Returns the line and its output, as the page shows them. */
  async run(line, expected = 0) {
    const { printed, done } = this.start(line);
    const code = await done;
    if (code !== expected) throw new Failure(`${FILE}: ${line} ended with ${code}, not ${expected}:\n${printed.text}`);
    return this.shown(line, printed.text, code);
  }

  shown(line, text, code = 0) {
    const stable = [...this.ports]
      .reduce((all, [shown, port]) => all.replaceAll(`:${port}`, `:${shown}`), text)
      .replace(/in \d+ ms/g, "in 4 ms")
      .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "3db63b0e-1725-4056-a153-5b3800343064")
      .replaceAll("\r", "");
    for (const secret of Object.values(SECRETS)) {
      if (stable.includes(secret)) throw new Failure(`${FILE}: ${line} prints a secret`);
    }
    const ending = code === 0 ? "" : `\n$ echo $?\n${code}`;
    return `\`\`\`console\n$ ${line}\n${stable.trimEnd()}${ending}\n\`\`\``.replace(/\n\n```$/, "\n```");
  }

  end() {
    rmSync(this.folder, { recursive: true });
  }
}

/** Calls `use` while an InboundFlow endpoint listens, shown on the page with its port. The endpoint ignores the timestamp. */
async function withEndpoint(session, use) {
  const server = createServer(async (req, res) => {
    const body = Buffer.concat(await req.toArray());
    const { "x-inboundflow-timestamp": timestamp, "x-inboundflow-signature": signature } = req.headers;
    const mac = createHmac("sha256", SECRETS.INBOUNDFLOW_WEBHOOK_SECRET).update(`${timestamp}.`).update(body);
    const genuine = signature?.toLowerCase() === `sha256=${mac.digest("hex")}`;
    res.writeHead(genuine ? 200 : 401).end(genuine ? "ok" : "no");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  session.ports.set(PORTS.endpoint, server.address().port);
  try {
    return await use();
  } finally {
    server.close();
  }
}

/** Returns the output of `listen`, and of two commands `send` that send to it. */
async function listenAndSend(session) {
  const line = "hookward listen --scheme gilbert";
  const { child, printed, done } = session.start(`exec ${line} --port 0`);
  const deadline = Date.now() + 20_000;
  const until = async (pattern) => {
    while (!pattern.test(printed.text)) {
      if (Date.now() > deadline) throw new Failure(`${FILE}: ${line} prints only:\n${printed.text}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return pattern.exec(printed.text);
  };
  const [, port] = await until(/127\.0\.0\.1:(\d+)/);
  session.ports.set(PORTS.listen, port);
  const send = `hookward send http://127.0.0.1:${PORTS.listen}/hook --scheme gilbert`;
  const sent = [await session.run(send), await session.run(`${send} --flaw changed_body`)];
  await until(/refused/);
  child.kill("SIGINT");
  await done;
  return { listened: session.shown(line, printed.text), sent: sent.join("\n\n") };
}

async function page(session) {
  const run = (line, code) => session.run(line, code);
  const help = async (name) => `${await run(`hookward help ${name}`)}`;
  const at = "--now 2024-02-27T20:00:00Z";
  const sections = [
    "# The command line",
    `<!-- Generated by npm run generate, which runs every command on this page. Changes made here are lost. -->`,
    `\`npx hookward\` verifies, explains and signs deliveries in a terminal. It needs Node 20 or later, and installs nothing else.`,
    await run("hookward help"),
    "## A saved delivery",
    `Name a file with the headers and the body of a delivery, in any of these formats: an HTTP request, a curl command, a HAR file of a
browser, a proxy or a tunnel, or JSON. The format is recognized by the content. If the request is old, pass the time of receipt with
\`--now\`. Here, \`sign\` creates one:`,
    await run(`hookward sign --scheme inboundflow --event lead.created --delivery-id dlv_1 ${at} > delivery.http`),
    await run("cat delivery.http"),
    await run(`hookward verify delivery.http ${at}`),
    `The scheme is recognized by the headers, and the secret is read from the environment variable \`INBOUNDFLOW_WEBHOOK_SECRET\`. If it is
elsewhere, pass \`--secret-env NAME\` or \`--secret-file FILE\`. At a terminal, you are asked for it. Most refused deliveries are not
forgeries. \`explain\` tries the usual causes, and a change that makes the signature match is proof:`,
    await run(
      `hookward sign --scheme gilbert --json | node -e 'const { headers, body } = JSON.parse(fs.readFileSync(0));
    fs.writeFileSync("body.json", JSON.stringify(JSON.parse(body), null, 2));
    fs.writeFileSync("headers.txt", headers.map((pair) => pair.join(": ")).join("\\n"))'`,
    ),
    await run("hookward explain --body body.json -H @headers.txt", 1),
    await run("hookward explain --body body.json -H @headers.txt --json", 1),
    await help("verify"),
    await help("explain"),
    "## A custom delivery",
    `\`sign\` prints a delivery as the provider would send it, one of the events that its documentation shows or a custom body, and
\`send\` sends it. With \`--flaw\` one thing is wrong with it:`,
    ...(await withEndpoint(session, async () => [
      await run("hookward send http://127.0.0.1:3000/webhooks --scheme inboundflow"),
      await run("hookward send http://127.0.0.1:3000/webhooks --scheme inboundflow --flaw wrong_secret"),
      await run("hookward send http://127.0.0.1:3000/webhooks --scheme inboundflow --flaw expired", 1),
      await help("sign"),
      await help("send"),
      "## A delivery again",
      `\`replay\` sends what was saved, byte for byte. With \`--sign\` it is signed again, with the current time:`,
      await run("hookward replay delivery.http --to http://127.0.0.1:3000/webhooks"),
      await run("hookward replay delivery.http --to http://127.0.0.1:3000/webhooks --sign"),
      await help("replay"),
      "## An endpoint",
      `\`conform\` sends a kit of deliveries: genuine ones, genuine ones that are unusual, and one for each flaw. This endpoint verifies the
signature and does not look at the time:`,
      await run("hookward conform http://127.0.0.1:3000/webhooks --scheme inboundflow", 1),
    ])),
    `A program has the same kit from \`conformance()\` of \`hookward/testing\`.`,
    await help("conform"),
    "## A receiver",
    `\`listen\` runs instead of an app, and prints the result of each delivery. With a tunnel, a provider can reach it.`,
  ];
  const { listened, sent } = await listenAndSend(session);
  sections.push(
    listened,
    "In another terminal:",
    sent,
    `\`--forward URL\` puts it before your app: a genuine delivery is sent on byte for byte, and the sender gets the app's response.
\`--save DIR\` keeps each request in a file that only you can read, and which \`verify\`, \`explain\` and \`replay\` read again.
\`--show-body\` prints the bodies.`,
    await help("listen"),
  );
  sections.push(
    "## The page",
    `\`page\` serves the page that explains a delivery.`,
    await help("page"),
    "## The Worker",
    `[DEPLOYING.md](DEPLOYING.md) is about deploying it. \`init\` writes the project:`,
    await run("hookward init --provider stripe --origin https://app.example.com --yes"),
    await run("cat wrangler.toml"),
    `\`check\` finds what is wrong with a configuration, before it is deployed:`,
    await run("hookward check"),
    await run(`sed 's/"stripe"/"strpe"/' wrangler.toml > wrong.toml; hookward check wrong.toml`, 3),
    await help("init"),
    await help("check"),
    await help("dev"),
    "## What the Worker's ledgers have",
    `\`deliveries\` asks a Worker whose routes have a [ledger](LEDGER.md#operating-it), from anywhere:`,
    await help("deliveries"),
    "## The operators' page",
    `\`console\` serves the page on which operators see the deliveries of a Worker with a ledger: [CONSOLE.md](CONSOLE.md).`,
    await help("console"),
  );
  sections.push(
    "## Schemes",
    await run("hookward schemes"),
    await run("hookward schemes grillo"),
    await help("schemes"),
    "## A custom scheme",
    `\`scheme check\` reads a scheme, and prints every property that is wrong. Where there are deliveries with their results, it verifies them.`,
    await run(`cat > acme.json <<'END'\n${ACME}\nEND`),
    await run("hookward scheme check acme.json", 3),
    await help("scheme"),
  );
  return `${sections.join("\n\n")}\n`;
}

export async function generateCli({ check }) {
  await build(["wasm", "js", "worker"]);
  const session = new Session();
  try {
    const text = await page(session);
    if (!check) return writeFileSync(join(root, FILE), text);
    if (!existsSync(join(root, FILE)) || readFileSync(join(root, FILE), "utf8") !== text) {
      throw new Failure(`${FILE} is not what the command line prints. Run: npm run generate`);
    }
  } finally {
    session.end();
  }
}
