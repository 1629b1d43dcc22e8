// The operators' page: what it shows of the ledgers, and which operations it sends to the Worker.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, afterEach, test } from "node:test";

import { hookward } from "../../test-support/command.js";
import { attempt, record, refusedRecord, TOKEN } from "../../test-support/operators.js";
import { connect, hide, refresh, rowsOf, startPage } from "./operators.js";
import { violations } from "./visit.js";

const HOUR = 3_600_000;
const now = Date.now();

let browser;
/** Opens the page with the given data in the Worker. */
async function visit(options, work, look) {
  browser = await startPage(options);
  await browser.open((page, more) => work(page, { ...more, ...browser.served }), look);
}
afterEach(() => browser?.stop());
after(() => {
  browser = undefined;
});

/** Returns the paths of the requests that changed something. */
const posted = (requests) =>
  requests.filter(({ method }) => method === "POST").map(({ url }) => url.replace("/_hookward/", ""));

test("what is happening is in words, by route, and in a chart of the last hours", async () => {
  const failed = [attempt(1, now - 30 * 60_000, 500)];
  const deliveries = [
    record(now - 1000, { deliveryId: "evt_4", state: "waiting", attempts: [], path: "/webhooks/grillo" }),
    record(now - 30 * 60_000, { deliveryId: "evt_3", state: "retrying", attempts: failed }),
    record(now - 2 * HOUR, { deliveryId: "evt_2", state: "dead", attempts: failed }),
    record(now - 3 * HOUR, { deliveryId: "evt_1" }),
    record(now - 20 * HOUR, { deliveryId: "evt_0" }),
  ];
  await visit({ deliveries }, async (page, { held }) => {
    await connect(page);
    const summary = page.locator("#summary");
    assert.deepEqual(await summary.locator("p").allTextContents(), [
      "Some deliveries are dead",
      "1 delivery is dead. 2 deliveries are on the way. The oldest has waited for 30 min.",
    ]);
    const [gilbert, grillo] = await rowsOf(page, "Routes");
    assert.deepEqual(gilbert.slice(0, 7), ["/webhooks/gilbert", "0", "0", "1", "2", "1", "waiting for 30 min"]);
    assert.deepEqual(grillo.slice(0, 7), ["/webhooks/grillo", "1", "0", "0", "0", "0", "waiting for less than 1 min"]);
    assert.match(
      await page.locator("#chart figcaption").innerText(),
      /^4 accepted since .*: 1 dead, 2 on the way, 1 delivered\.$/,
    );
    assert.equal(await page.locator("#chart rect").count(), 4);
    const listed = (await rowsOf(page, "Deliveries")).map(([, state, id]) => [id, state]);
    assert.deepEqual(listed, [
      ["evt_4", "waiting"],
      ["evt_3", "retrying"],
      ["evt_2", "dead"],
      ["evt_1", "delivered"],
      ["evt_0", "delivered"],
    ]);

    held.deliveries = deliveries.slice(3);
    await refresh(page);
    await summary.getByText("All accepted deliveries have arrived.").waitFor();
    held.circuits = {
      "/webhooks/grillo": [{ origin: 0, failures: 5, openUntil: Date.now() + 150_000, allowance: null }],
    };
    await refresh(page);
    await page.getByText("Nothing is sent for 2 min, after several failures in a row.").waitFor();
    held.deliveries = [];
    await refresh(page);
    await page.getByText("No delivery has been accepted yet.").waitFor();
  });
});

test("what is wrong is said with what to do, and the token is forgotten", async () => {
  await visit({}, async (page, { held, requests }) => {
    const problem = page.getByRole("alert");
    const field = page.getByLabel("Operator token");
    const submit = async (token) => {
      await field.fill(token);
      await page.keyboard.press("Enter");
    };
    await submit("");
    await problem.getByText("Enter the operator token").waitFor();
    await submit("another");
    await problem
      .getByText("The Worker has a different token. Use the value of the Worker's secret OPERATOR_TOKEN.")
      .waitFor();
    assert.equal(await field.inputValue(), "");
    await submit("töken€");
    await problem.getByText("The token contains a character that cannot be sent. Copy the token again.").waitFor();
    held.token = undefined;
    await submit(TOKEN);
    await problem.getByText("npx wrangler secret put OPERATOR_TOKEN").waitFor();
    held.token = TOKEN;
    held.isDown = true;
    await submit(TOKEN);
    await problem.getByText("The Worker does not respond.").waitFor();
    held.isDown = false;
    await connect(page);
    assert.equal(await problem.count(), 0);

    held.isDown = true;
    await refresh(page);
    await problem.getByText("The Worker does not respond.").waitFor();
    assert.ok((await rowsOf(page, "Deliveries")).length > 0, "what was known is still shown");
    held.isDown = false;
    held.token = "a new one";
    await refresh(page);
    await problem.getByText("The Worker has a different token.").waitFor();
    assert.ok(await field.isVisible());
    assert.equal(await page.locator("tbody tr").count(), 0, "nothing is shown that the token was for");
    const count = requests.length;
    await refresh(page);
    await page.waitForTimeout(300);
    assert.equal(requests.length, count, "a token that was refused is not tried again");
  });
});

test("what is not hookward's is told by its shape, and what was known is still shown", async () => {
  await visit({ deliveries: [record(now, { event: "known" })] }, async (page, { held }) => {
    const problem = page.getByRole("alert").getByText("The response is not from hookward.");
    const wrong = [
      {},
      null,
      [],
      { ok: true, routes: [{ path: 5, ok: true }] },
      { ok: true, routes: [], deliveries: [{}] },
    ];
    held.response = wrong[0];
    await page.getByLabel("Operator token").fill(TOKEN);
    await page.keyboard.press("Enter");
    await problem.waitFor();
    held.response = undefined;
    await connect(page);
    for (const response of [...wrong, { ok: true, routes: [], deliveries: [{ ...record(now), acceptedAt: 1e300 }] }]) {
      held.response = response;
      await refresh(page);
      await problem.waitFor();
      assert.equal((await rowsOf(page, "Deliveries")).length, 1);
      held.response = undefined;
      await refresh(page);
      await problem.waitFor({ state: "hidden" });
    }
  });
});

test("the list is updated by itself, what has the focus keeps it, and nothing is asked while the page is hidden", async () => {
  const deliveries = [record(now - 60_000, { deliveryId: "evt_1", state: "retrying", event: "first" })];
  await visit({ deliveries }, async (page, { held, requests }) => {
    await connect(page);
    await page.getByRole("button", { name: "first" }).focus();
    held.deliveries = [record(now, { deliveryId: "evt_2", event: "second" }), { ...deliveries[0], state: "delivered" }];
    await page.getByRole("button", { name: "second" }).waitFor({ timeout: 10_000 });
    assert.deepEqual(
      (await rowsOf(page, "Deliveries")).map(([event, state]) => [event, state]),
      [
        ["second", "delivered"],
        ["first", "delivered"],
      ],
    );
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "first");

    await hide(page, true);
    const count = requests.length;
    await page.waitForTimeout(6000);
    assert.equal(requests.length, count);
    held.deliveries = [record(now, { deliveryId: "evt_3", event: "third" })];
    await hide(page, false);
    await page.getByRole("button", { name: "third" }).waitFor({ timeout: 2000 });

    await page.getByRole("button", { name: "Pause updates" }).click();
    await page.waitForTimeout(300);
    const paused = requests.length;
    await page.waitForTimeout(6000);
    assert.equal(requests.length, paused);
    held.deliveries = [];
    await page.getByRole("button", { name: "Resume updates" }).click();
    await page.getByText("No delivery has been accepted yet.").waitFor({ timeout: 2000 });
  });
});

test("filters are the Worker's, and a list has pages", async () => {
  const deliveries = [...Array(120).keys()].map((at) =>
    record(now - at * 60_000, {
      deliveryId: `evt_${String(at).padStart(3, "0")}`,
      ...(at === 7 ? { path: "/webhooks/grillo", state: "dead" } : {}),
    }),
  );
  await visit({ deliveries }, async (page, { requests }) => {
    await connect(page);
    const ids = async () => (await rowsOf(page, "Deliveries")).map(([, , id]) => id);
    const last = async (count, first) => {
      await page.locator("#delivery-list tbody tr", { hasText: first }).waitFor();
      await assert.doesNotReject(
        page.waitForFunction((n) => document.querySelectorAll("#delivery-list tbody tr").length === n, count),
      );
      return ids();
    };
    assert.equal((await last(50, "evt_000")).at(-1), "evt_049");
    await page.getByRole("button", { name: "Older" }).click();
    assert.equal((await last(50, "evt_050")).at(-1), "evt_099");
    await page.getByRole("button", { name: "Older" }).click();
    await last(20, "evt_100");
    assert.ok(await page.getByRole("button", { name: "Older" }).isDisabled());
    await page.getByRole("button", { name: "Newer" }).click();
    await last(50, "evt_050");

    await page.getByLabel("State").selectOption("Dead");
    assert.deepEqual(await last(1, "evt_007"), ["evt_007"]);
    await page.getByLabel("Route", { exact: true }).selectOption("/webhooks/gilbert");
    await page.getByText("No delivery matches the filters.").waitFor();
    await page.getByLabel("Route", { exact: true }).selectOption("/webhooks/grillo");
    await page.getByLabel("State").selectOption("All");
    await page.getByLabel("Id, event or tenant").fill("evt_007");
    await last(1, "evt_007");
    await page.getByLabel("Accepted").selectOption("Between two times");
    await page.getByLabel("From (UTC)").fill("2026-01-02T03:04:05");
    await page.getByLabel("Before (UTC)").fill("2026-01-02T03:04:06");
    await page.getByText("No delivery matches the filters.").waitFor();
    const { searchParams } = new URL(requests.at(-1).url, browser.url);
    assert.deepEqual(Object.fromEntries(searchParams), {
      path: "/webhooks/grillo",
      text: "evt_007",
      from: String(Date.UTC(2026, 0, 2, 3, 4, 5)),
      before: String(Date.UTC(2026, 0, 2, 3, 4, 6)),
      limit: "50",
    });
  });
});

test("a delivery has its attempts as a timeline, with what the origin responded", async () => {
  const attempts = [attempt(1, now - HOUR, "origin_timeout", 9000), attempt(2, now - HOUR / 2, 500, 61)];
  const deliveries = [
    record(now - HOUR, { deliveryId: "evt_1", state: "retrying", attempts, attemptCount: 2, nextAt: now + HOUR }),
    record(now - 2 * HOUR, {
      deliveryId: "evt_0",
      state: "dead",
      reason: "gone",
      attempts: [attempt(1, now - 2 * HOUR, 410)],
    }),
  ];
  await visit({ deliveries }, async (page, { held, requests }) => {
    await connect(page);
    await page.locator("tr", { hasText: "evt_1" }).getByRole("button").click();
    const dialog = page.getByRole("dialog");
    const steps = dialog.locator(".steps li");
    await steps.nth(2).waitFor();
    assert.deepEqual(
      await steps.evaluateAll((items) =>
        items.map((item) => [item.dataset.state, item.querySelector(".why").textContent]),
      ),
      [
        ["failed", "no response in time, after 9,000 ms"],
        ["failed", "the origin responded with 500, after 61 ms"],
        ["skipped", "in 59 min"],
      ],
    );
    assert.equal(await steps.nth(1).locator("pre").textContent(), "the database is down\n");
    assert.equal(await dialog.getByRole("button", { name: "Redeliver" }).count(), 0, "its attempts are still open");
    Object.assign(held.deliveries[0], {
      state: "delivered",
      nextAt: null,
      attempts: [...attempts, attempt(3, now, 200)],
      attemptCount: 3,
    });
    await refresh(page);
    await dialog.getByText("The origin accepted the delivery.").waitFor();
    assert.equal(await steps.last().getAttribute("data-state"), "passed");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.closest("tr")?.textContent.includes("evt_1")), true);

    await page.locator("tr", { hasText: "evt_0" }).getByRole("button").click();
    await dialog.getByText("The origin responded with 410, which ends a delivery.").waitFor();
    await dialog.getByRole("button", { name: "Redeliver" }).click();
    await dialog.getByText("The delivery waits for its first attempt.").waitFor();
    const { key } = held.deliveries[1];
    assert.deepEqual(posted(requests), [`deliveries/${key}/redeliver?path=%2Fwebhooks%2Fgilbert`]);
    held.deliveries[1].hasBody = false;
    Object.assign(held.deliveries[1], { state: "dead" });
    await refresh(page);
    await dialog.getByRole("button", { name: "Dismiss …" }).waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Redeliver" }).count(), 0, "there is no body to send");
  });
});

test("a delivery for two origins has the attempts of each", async () => {
  const { key, ...first } = record(now - HOUR, { deliveryId: "evt_1" });
  const second = { ...first, key, origin: 1, state: "dead", attempts: [attempt(1, now - HOUR, 500)] };
  await visit({ deliveries: [{ key, ...first }, second] }, async (page) => {
    await connect(page);
    const routes = (await rowsOf(page, "Deliveries")).map(([, state, , route]) => [route, state]);
    assert.deepEqual(routes, [
      ["/webhooks/gilbert", "delivered"],
      ["/webhooks/gilbert (origin 2)", "dead"],
    ]);
    assert.match(await page.locator("#chart figcaption").innerText(), /^1 accepted since .*: 1 dead, 0 delivered\.$/);
    await page.getByRole("button", { name: "dossier.qualified" }).first().click();
    const origins = page.locator("#detail .origin");
    await origins.nth(1).waitFor();
    assert.deepEqual(await origins.locator("> h3").allTextContents(), ["Origin 1 of 2", "Origin 2 of 2"]);
    assert.deepEqual(await origins.locator(".why").allTextContents(), [
      "the origin responded with 200, after 84 ms",
      "the origin responded with 500, after 84 ms",
    ]);
    assert.deepEqual(await violations(page), []);
  });
});

test("what cannot be taken back is asked first, and Escape means no", async () => {
  const dead = (at, id) => record(at, { deliveryId: id, state: "dead", attempts: [attempt(1, at, 500)] });
  await visit(
    { deliveries: [dead(now - HOUR, "evt_2"), dead(now - 2 * HOUR, "evt_1")] },
    async (page, { requests, held }) => {
      await connect(page);
      const ask = page.getByRole("alertdialog");
      for (const [name, path, done] of [
        ["Redeliver dead …", "redeliver?path=%2Fwebhooks%2Fgilbert&state=dead", "will be sent again"],
        ["Dismiss dead …", "dismiss?path=%2Fwebhooks%2Fgilbert", "dismissed"],
      ]) {
        for (const one of held.deliveries) one.state = "dead";
        await refresh(page);
        const before = posted(requests);
        await page.getByRole("button", { name }).click();
        await ask.getByText("2 deliveries").waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name }).click();
        await ask.getByRole("button", { name: "Cancel" }).click();
        assert.deepEqual(posted(requests), before);
        await page.getByRole("button", { name }).click();
        await ask.getByRole("button", { name: name.split(" ")[0] }).click();
        await page.locator("#done", { hasText: `2 deliveries of /webhooks/gilbert ${done}` }).waitFor();
        assert.equal(posted(requests).at(-1), path);
      }

      await page.locator("tr", { hasText: "evt_1" }).getByRole("button").click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Erase …" }).click();
      await ask.getByText("deleted permanently").waitFor();
      await page.keyboard.press("Escape");
      assert.ok(await dialog.isVisible(), "only the question is closed");
      await dialog.getByRole("button", { name: "Erase …" }).click();
      await ask.getByRole("button", { name: "Erase" }).click();
      await dialog.getByText("An operator erased the content of the delivery.").waitFor();
      assert.match(posted(requests).at(-1), /^deliveries\/\w{64}\/erase\?/);
      await page.keyboard.press("Escape");

      await page.getByLabel("Route", { exact: true }).selectOption("/webhooks/gilbert");
      await page.getByLabel("Accepted").selectOption("In the last 24 hours");
      held.deliveries[0].state = "dead";
      await page.getByRole("button", { name: "Redeliver all in this time …" }).click();
      await ask.getByRole("button", { name: "Redeliver" }).click();
      await page.getByText("1 delivery will be sent again.").waitFor();
      assert.match(posted(requests).at(-1), /^redeliver\?path=%2Fwebhooks%2Fgilbert&from=\d{13}&before=\d{13}$/);

      await page.getByRole("button", { name: "Pause: /webhooks/gilbert" }).click();
      await page.getByText("Paused: no attempts are made.").waitFor();
      await page.getByRole("button", { name: "Resume: /webhooks/gilbert" }).click();
      await page.getByText("/webhooks/gilbert is resumed.").waitFor();
    },
  );
});

test("an error of the Worker's is shown where the operator looks", async () => {
  await visit({ deliveries: [record(now, { deliveryId: "evt_1" })] }, async (page, { held }) => {
    await connect(page);
    await page.locator("tr", { hasText: "evt_1" }).getByRole("button").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Redeliver" }).waitFor();
    held.deliveries[0].hasBody = false;
    await dialog.getByRole("button", { name: "Redeliver" }).click();
    await dialog.getByText("The body is not kept any more, so it cannot be sent again.").waitFor();
  });
});

test("text of a sender or an origin stays text, and cannot hide or reorder what is around it", async () => {
  const evil = "<img src=x onerror=alert(1)>\u202e\u0007";
  const deliveries = [
    record(now, {
      deliveryId: `${evil}1`,
      event: evil,
      tenant: evil,
      headers: { [evil]: evil },
      attempts: [{ ...attempt(1, now, 500), response: `<script>alert(1)</script>\n${evil}` }],
    }),
  ];
  const refused = [refusedRecord({ code: evil, scheme: evil, tenant: evil, url: evil })];
  await visit({ deliveries, refused }, async (page) => {
    await connect(page);
    await page.locator("#delivery-list").getByRole("button").click();
    await page.locator("#detail .steps").waitFor();
    assert.equal(await page.locator("#detail-title").textContent(), "<img src=x onerror=alert(1)>\\u{202e}\\u{7}");
    assert.equal(await page.locator("img, main script, dialog script").count(), 0);
    assert.doesNotMatch(await page.locator("body").textContent(), /\u202e/u);
    assert.match(await page.locator("#detail pre").textContent(), /^<script>alert\(1\)<\/script>\n<img/);
  });
});

const SECRET = "a secret of gilbert";
const BODY = '{"event":"dossier.created","note":"\u00e9"}';
/** Returns a delivery whose body was serialized again after signing. */
const reserialized = () => {
  const body = Buffer.from(JSON.stringify(JSON.parse(BODY), null, 2));
  return refusedRecord({
    at: Date.UTC(2026, 4, 7, 14, 32, 18),
    headers: { "x-gilbert-signature": createHmac("sha256", SECRET).update(BODY).digest("hex") },
    bytes: body.length,
    bodyBase64: body.toString("base64"),
  });
};

test("what was refused is explained on the page beside this one, once its secret is typed there", async () => {
  await visit({ deliveries: [], refused: [reserialized()] }, async (page, { context }) => {
    await connect(page);
    const opened = context.waitForEvent("page");
    await page.getByRole("button", { name: "Explain" }).click();
    const explanation = await opened;
    await explanation
      .getByText("The headers are those of Gilbert.")
      .or(explanation.getByText("The secret is still missing."))
      .first()
      .waitFor();
    await explanation.getByLabel("Secret", { exact: true }).fill(SECRET);
    await explanation.getByText("body_reserialized_compact").waitFor();
    assert.equal(await explanation.getByLabel("Time of receipt").inputValue(), "2026-05-07T14:32:18Z");
  });
});

test("what was refused is saved as a file that the command line explains", async () => {
  await visit({ deliveries: [], refused: [reserialized()], explain: false }, async (page) => {
    await connect(page);
    await page.getByRole("button", { name: "Save" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Explain" }).count(), 0, "the other page is not there");
    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save" }).click();
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), "refused-2026-05-07T14-32-18-000Z.json");
    const file = await download.path();
    assert.equal(JSON.parse(readFileSync(file, "utf8")).bodyBase64, reserialized().bodyBase64);
    const { code, stdout } = await hookward(["explain", file], { env: { GILBERT_WEBHOOK_SECRET: SECRET } });
    assert.equal(code, 1);
    assert.match(stdout, /body_reserialized_compact/);
  });
});

test("refused requests are listed and erased, one or all, and the list is away without any", async () => {
  const other = refusedRecord({
    at: 2,
    path: "/webhooks/t/{tenant}",
    tenant: "acme",
    code: "missing_header",
    bytes: null,
  });
  await visit({ deliveries: [], refused: [reserialized(), refusedRecord({ at: 3 }), other] }, async (page) => {
    await connect(page);
    await page.locator("#refused-list table").waitFor();
    const rows = await rowsOf(page, "Refused requests");
    assert.deepEqual(
      rows.map(([code, route, , , body]) => [code, route, body]),
      [
        ["signature_mismatch", "/webhooks/gilbert", `${reserialized().bytes} bytes`],
        ["signature_mismatch", "/webhooks/gilbert", "2 bytes"],
        ["missing_header", "/webhooks/t/{tenant} (acme)", "not read"],
      ],
    );
    await page.locator("#refused-list").getByRole("button", { name: "Erase" }).first().click();
    await page.getByText("The request is erased.").waitFor();
    await page.locator("#refused-list tbody tr").nth(2).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Erase all …" }).click();
    await page.locator("#confirm").getByRole("button", { name: "Erase" }).click();
    await page.getByText("2 requests are erased.").waitFor();
    await page.locator("#refused").waitFor({ state: "hidden" });
  });
});
