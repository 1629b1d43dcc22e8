// docs/MIGRATING.md: the code before and after the migration. Each is started as an app, and receives the same
// deliveries.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import { hmac, post, start } from "../test-support/program.js";
import { page, writing } from "./pages.js";

const { text, blocks } = page("docs/MIGRATING.md");
const write = writing("migrating");
const BODY = '{"id":"evt_1","event_id":"evt_1","name":"Zoë"}';

/** The headers that each provider sends for a body and a secret, as its documentation describes. */
const now = () => Math.floor(Date.now() / 1000);
const PROVIDERS = {
  "From Stripe": {
    secret: "whsec_stripe",
    sign: (secret, body) => {
      const seconds = now();
      return { "stripe-signature": `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)},v0=${"0".repeat(64)}` };
    },
  },
  "From standardwebhooks": {
    secret: `whsec_${Buffer.from("0123456789abcdef01234567").toString("base64")}`,
    sign: (secret, body) => {
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      const seconds = now();
      const tag = createHmac("sha256", key).update(`msg_1.${seconds}.${body}`).digest("base64");
      return { "webhook-id": "msg_1", "webhook-timestamp": `${seconds}`, "webhook-signature": `v1,${tag}` };
    },
  },
  "From octokit": {
    secret: "octo",
    sign: (secret, body) => ({ "x-hub-signature-256": `sha256=${hmac(secret, body)}`, "x-github-event": "ping" }),
  },
  "From node:crypto": {
    secret: "gilbert",
    sign: (secret, body) => ({ "x-gilbert-signature": hmac(secret, body) }),
  },
};

const sections = text
  .split(/^## /m)
  .slice(1)
  .filter((section) => section.startsWith("From "));

/** Starts a block of the page as an app. The page omits what every Express app contains. */
async function running(name, code, secret, use) {
  const whole = `import express from "express";\nconst app = express();\n${code}\napp.listen(0, "127.0.0.1");\n`;
  const before = new URL("print-port.js", import.meta.url).href;
  const env = { WEBHOOK_SECRET: secret, STRIPE_API_KEY: "sk_test_1" };
  const server = await start("node", ["--import", before, write(`${name}.mjs`, whole)], env);
  try {
    return await use((headers, body = BODY) => post(server.port, "/webhook", headers, body), server);
  } finally {
    await server.stop();
  }
}

/** Returns the code under a label in a section. */
const code = (section, label) => new RegExp(`^\`\`\`js\\n// ${label}\\n(.*?)^\`\`\``, "ms").exec(section)[1];

describe("docs/MIGRATING.md", () => {
  for (const section of sections) {
    const title = section.slice(0, section.indexOf("\n"));
    const { secret, sign } = PROVIDERS[title];
    for (const label of ["before", "after"]) {
      it(`${title}, ${label}: takes a genuine delivery and refuses a forged one`, async () => {
        await running(`${title.replaceAll(/\W/g, "-")}-${label}`, code(section, label), secret, async (send) => {
          const genuine = await send(sign(secret, BODY));
          assert.deepEqual([genuine.status, await genuine.json()], [200, { received: "evt_1" }]);
          const other = secret.startsWith("whsec_M") ? "whsec_AAAA" : "another";
          const forgeries = [
            [sign(secret, BODY), BODY.replace("evt_1", "evt_2")],
            [sign(other, BODY), BODY],
            [{}, BODY],
          ];
          for (const [headers, body] of forgeries) {
            const { status } = await send(headers, body);
            assert.ok(label === "after" ? status === 401 : status === 400 || status === 401, `${status}`);
          }
        });
      });
    }
  }

  it("has a provider for every section, and a section for every provider", () => {
    assert.deepEqual(
      sections.map((section) => section.slice(0, section.indexOf("\n"))),
      Object.keys(PROVIDERS),
    );
    assert.equal(blocks.length, 2 * sections.length);
  });

  it("verifies what Stripe sends while a secret is rolled, with either secret", async () => {
    const [section] = sections;
    const { secret, sign } = PROVIDERS["From Stripe"];
    const rolled = (first, second) => {
      const value = (given) => sign(given, BODY)["stripe-signature"];
      return { "stripe-signature": `${value(first)},${/v1=\w+/.exec(value(second))[0]}` };
    };
    const deliveries = [
      [rolled(secret, "whsec_old"), true],
      [rolled("whsec_new", secret), true],
      [rolled("whsec_new", "whsec_old"), false],
    ];
    for (const label of ["before", "after"])
      await running(`rolled-${label}`, code(section, label), secret, async (send) => {
        for (const [headers, genuine] of deliveries) assert.equal((await send(headers)).ok, genuine, label);
      });
  });

  it("says of hex with junk behind it what is so", async () => {
    const section = sections.at(-1);
    const { secret, sign } = PROVIDERS["From node:crypto"];
    const junk = { "x-gilbert-signature": `${sign(secret, BODY)["x-gilbert-signature"]}zz` };
    for (const [label, status] of [
      ["before", 200],
      ["after", 401],
    ]) {
      await running(`junk-${label}`, code(section, label), secret, async (send) => {
        assert.equal((await send(junk)).status, status);
      });
    }
  });

  it("says of a secret that is not set what is so", async () => {
    for (const section of sections) {
      await assert.rejects(
        running("no-secret", code(section, "after").replace("process.env.WEBHOOK_SECRET", "undefined"), "", () => {}),
        /ended before it listened:[\s\S]*ConfigError/,
      );
    }
  });
});
