// The values that each property of a scheme accepts and refuses. Node's crypto signs. The tests run with and without Node's own SHA-256, and in
// hookward/lite. No provider has these schemes.

import assert from "node:assert/strict";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { test } from "node:test";

import * as full from "hookward";
import * as lite from "hookward/lite";
import * as allSchemes from "hookward/schemes";

import { hookward, scratch } from "../../test-support/command.js";
import { nameOf, SCHEMES } from "../../test-support/schemes.js";

const SECRET = "acme_c41f7a90be52";
const NOW = 1_790_000_000;
const HEADER = "x-acme-signature";
const file = scratch();
const imported = { ...allSchemes };

const acme = {
  id: "acme",
  name: "Acme",
  docs: "https://acme.example/webhooks",
  signature: { header: HEADER, syntax: "plain", encoding: "hex" },
  signedContent: "{body}",
};

const mac = (content, { key = SECRET, hash = "sha256", encoding = "hex" } = {}) =>
  createHmac(hash, key).update(content).digest(encoding);

/** Returns a function that verifies a request in both editions. It returns `ok`, or the code and the reason of the refusal. */
async function outcomes(scheme) {
  const compiled = await hookward(["scheme", "compile", file("scheme.json", JSON.stringify(scheme))]);
  assert.equal(compiled.code, 0, compiled.stderr);
  return (request, { secret = SECRET, now = NOW } = {}) => {
    const [one, other] = [
      new full.Verifier({ scheme, secret }),
      new lite.Verifier({ scheme: JSON.parse(compiled.stdout), secret }),
    ].map((verifier) => {
      const result = verifier.check({ body: "{}", ...request, now: now * 1000 });
      return result.ok ? "ok" : [result.code, result.reason].filter(Boolean).join(" ");
    });
    assert.equal(one, other, "hookward and hookward/lite differ");
    return one;
  };
}

test("two readings of a secret: the key is either", async () => {
  const scheme = { ...acme, secretEncoding: ["whsec", "utf8"] };
  const check = await outcomes(scheme);
  const bytes = randomBytes(24);
  const text = `whsec_${bytes.toString("base64")}`;
  const sent = (key) => ({ headers: { [HEADER]: mac("{}", { key }) } });
  assert.equal(check(sent(bytes), { secret: text }), "ok", "decoded");
  assert.equal(check(sent(text), { secret: text }), "ok", "as it is written");
  assert.equal(check(sent(bytes.toString("base64")), { secret: text }), "signature_mismatch", "neither");
  // A text that only one encoding accepts is the key in that encoding.
  assert.equal(check(sent("not base 64!"), { secret: "not base 64!" }), "ok");
  // With only one reading, the other key is refused.
  assert.equal(
    (await outcomes({ ...acme, secretEncoding: "whsec" }))(sent(text), { secret: text }),
    "signature_mismatch",
  );
  assert.equal(
    (await outcomes({ ...acme, secretEncoding: "utf8" }))(sent(bytes), { secret: text }),
    "signature_mismatch",
  );
  // A secret whose key consists only of zeros in one of the readings is refused.
  const zeros = `whsec_${Buffer.alloc(24).toString("base64")}`;
  assert.throws(() => new full.Verifier({ scheme: { ...acme, secretEncoding: "whsec" }, secret: zeros }), {
    reason: "empty",
  });
  // With several secrets, the index is that of the secret, not of the reading.
  const verifier = new full.Verifier({ scheme, secrets: ["another", text] });
  for (const key of [bytes, text]) assert.equal(verifier.verify({ ...sent(key), body: "{}" }).secretIndex, 1);
});

test("secretPrefix is cut off where it is there", async () => {
  const check = await outcomes({ ...acme, secretEncoding: "whsec", secretPrefix: "v1," });
  const bytes = randomBytes(24);
  const sent = { headers: { [HEADER]: mac("{}", { key: bytes }) } };
  for (const secret of ["v1,whsec_", "whsec_", ""])
    assert.equal(check(sent, { secret: secret + bytes.toString("base64") }), "ok");
});

test("moreHeaders: one is needed, each has to be well formed, and any may match", async () => {
  const signature = { header: "acme-one", moreHeaders: ["acme-two", "acme-three"], syntax: "plain", encoding: "hex" };
  const check = await outcomes({ ...acme, signature });
  const [right, wrong] = [mac("{}"), mac("[]")];
  for (const name of ["acme-one", "acme-two", "acme-three"])
    assert.equal(check({ headers: { [name]: right } }), "ok", name);
  assert.equal(check({ headers: { "acme-one": wrong, "acme-three": right } }), "ok");
  assert.equal(check({ headers: { "acme-one": wrong, "acme-two": wrong } }), "signature_mismatch");
  assert.equal(check({ headers: {} }), "missing_header");
  assert.equal(check({ headers: { "acme-four": right } }), "missing_header");
  assert.equal(check({ headers: { "acme-one": right, "acme-two": "zz" } }), "malformed_header length");
  assert.equal(
    check({
      headers: [
        ["acme-two", right],
        ["acme-two", right],
      ],
    }),
    "duplicate_header",
  );
});

test("optionalSpace: after a separator, and nowhere else", async () => {
  const fields = (optionalSpace) => ({
    ...acme,
    signature: { header: HEADER, syntax: { fields: { separator: ",", key: "v1", optionalSpace } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
    signedContent: "{timestamp}.{body}",
  });
  const [strict, lenient] = [await outcomes(fields(false)), await outcomes(fields(true))];
  const right = mac(`${NOW}.{}`);
  const sent = (value) => ({ headers: { [HEADER]: value } });
  assert.deepEqual(
    [strict, lenient].map((check) => check(sent(`t=${NOW},v1=${right}`))),
    ["ok", "ok"],
  );
  for (const space of [" ", "  ", "\t"]) {
    const value = `t=${NOW},${space}v1=${right}`;
    assert.equal(lenient(sent(value)), "ok", JSON.stringify(space));
    assert.notEqual(strict(sent(value)), "ok", JSON.stringify(space));
  }
  for (const value of [
    `t=${NOW} ,v1=${right}`,
    `t= ${NOW},v1=${right}`,
    `t=${NOW},v1= ${right}`,
    `t=${NOW},v1 =${right}`,
  ])
    assert.notEqual(lenient(sent(value)), "ok", value);
  const list = (optionalSpace) => ({
    ...acme,
    signature: { header: HEADER, syntax: { list: { separator: ",", optionalSpace } }, encoding: "hex" },
  });
  const value = `${mac("[]")}, ${mac("{}")}`;
  assert.equal((await outcomes(list(true)))(sent(value)), "ok");
  assert.notEqual((await outcomes(list(false)))(sent(value)), "ok");
});

test("http_date: a date as HTTP writes it, and no other", async () => {
  const check = await outcomes({
    ...acme,
    timestamp: { header: "date", unit: "http_date" },
    signedContent: "{timestamp}.{body}",
  });
  const sent = (date) => ({ headers: { date, [HEADER]: mac(`${date}.{}`) } });
  const right = new Date(NOW * 1000).toUTCString();
  assert.equal(check(sent(right)), "ok");
  assert.equal(check(sent(new Date((NOW - 301) * 1000).toUTCString())), "timestamp_too_old");
  assert.equal(check(sent(new Date((NOW + 301) * 1000).toUTCString())), "timestamp_too_new");
  const [, day, month, year, time] = right.split(" ");
  for (const odd of [
    right.replace("GMT", "UTC"),
    right.replace("GMT", "+0000"),
    right.replace(/^\w+, /, ""),
    right.toLowerCase(),
    `${day} ${month} ${year} ${time}`,
    new Date(NOW * 1000).toISOString(),
    `${NOW}`,
    right.replace(day, "32"),
    right.replace(month, "Abc"),
  ])
    assert.equal(check(sent(odd)), "malformed_header timestamp", odd);
});

test("iso8601: with a zone or without, which is UTC; rfc3339 needs one", async () => {
  const scheme = (unit) => ({
    ...acme,
    timestamp: { header: "x-acme-timestamp", unit },
    signedContent: "{timestamp}.{body}",
  });
  const [iso, rfc] = [await outcomes(scheme("iso8601")), await outcomes(scheme("rfc3339"))];
  const sent = (time) => ({ headers: { "x-acme-timestamp": time, [HEADER]: mac(`${time}.{}`) } });
  const utc = new Date(NOW * 1000).toISOString();
  const plus = `${new Date((NOW + 7200) * 1000).toISOString().slice(0, 19)}+02:00`;
  for (const time of [utc, utc.replace(".000", ""), plus])
    assert.deepEqual([iso(sent(time)), rfc(sent(time))], ["ok", "ok"], time);
  for (const time of [utc.slice(0, -1), utc.slice(0, 19)])
    assert.deepEqual([iso(sent(time)), rfc(sent(time))], ["ok", "malformed_header timestamp"], time);
  assert.equal(iso(sent(new Date((NOW - 301) * 1000).toISOString().slice(0, 19))), "timestamp_too_old");
  for (const time of [utc.slice(0, 10), `${NOW}`, utc.replace("T", "t-"), "2026-13-01T00:00:00"])
    assert.equal(iso(sent(time)), "malformed_header timestamp", time);
});

test("form: the fields, each pair once and sorted, decoded as the URL Standard decodes them", async () => {
  const check = await outcomes({
    ...acme,
    signedContent: "{url}{form}",
    contentTypes: ["application/x-www-form-urlencoded"],
    waivers: ["adjacent_parts"],
  });
  const url = "https://app.example/hook?x=1";
  const sent = (body, signed = body) => {
    // The form is parsed by Node, as the URL Standard defines it.
    const pairs = new Set([...new URLSearchParams(signed)].map((pair) => JSON.stringify(pair)));
    const bytes = [...pairs].map((pair) => JSON.parse(pair).map((text) => Buffer.from(text)));
    bytes.sort(([a, b], [c, d]) => Buffer.compare(a, c) || Buffer.compare(b, d));
    return { url, body, headers: { [HEADER]: mac(Buffer.concat([Buffer.from(url), ...bytes.flat()])) } };
  };
  for (const body of [
    "a=1&b=2",
    "b=2&a=1",
    "a=2&a=1",
    "a=1&a=1",
    "a=1+2&b=%C3%A9%20",
    "a",
    "=1",
    "a=&b",
    "",
    "&&a=1&",
    "%F0%9F%8E%89=1&é=2",
  ])
    assert.equal(check(sent(body)), "ok", body);
  // The order and the escapes are not signed, but the fields are.
  assert.equal(check(sent("b=%32&a=1", "a=1&b=2")), "ok");
  for (const body of ["a=1&b=3", "a=1", "a=1&b=2&c=3", "A=1&b=2"])
    assert.equal(check(sent(body, "a=1&b=2")), "signature_mismatch", body);
  const many = (count) => Array.from({ length: count }, (_, at) => `f${at}=1`).join("&");
  assert.deepEqual([check(sent(many(256))), check(sent(many(257)))], ["ok", "too_many_fields"]);
});

test("bodyHash: the SHA-256 of the body in the url, once", async () => {
  const check = await outcomes({ ...acme, signedContent: "{url}", bodyHash: { query: "hash" } });
  const sha256 = (body) => createHash("sha256").update(body).digest("hex");
  const sent = (query, body = "{}") => {
    const url = `https://app.example/hook${query}`;
    return { url, body, headers: { [HEADER]: mac(url) } };
  };
  const right = sha256("{}");
  for (const query of [`?hash=${right}`, `?a=b&hash=${right}`, `?hash=${right}&c`])
    assert.equal(check(sent(query)), "ok", query);
  assert.equal(check(sent(`?hash=${sha256("")}`, "")), "ok");
  for (const query of [
    "",
    "?hash=",
    "?hash",
    `?Hash=${right}`,
    `?hash=${right}&hash=${right}`,
    `?hash=${right.slice(1)}`,
    `?xhash=${right}`,
  ])
    assert.equal(check(sent(query)), "signature_mismatch", query);
  assert.equal(check(sent(`?hash=${right}`, "{} ")), "signature_mismatch");
  assert.equal(
    check({ ...sent(`?hash=${right}`), headers: { [HEADER]: mac("https://other.example") } }),
    "signature_mismatch",
  );
});

test("groups: as many as four, each in the window and with its own time", async () => {
  const check = await outcomes({
    ...acme,
    signature: { header: HEADER, syntax: { fields: { separator: ",", key: "v1", groups: " " } }, encoding: "hex" },
    timestamp: { field: "t", unit: "s" },
    signedContent: "{timestamp}.{body}",
  });
  const group = (seconds, key) => `t=${seconds},v1=${mac(`${seconds}.{}`, { key })}`;
  const sent = (...groups) => ({ headers: { [HEADER]: groups.join(" ") } });
  const others = [0, 1, 2].map((at) => group(NOW - at, "another"));
  for (const groups of [[group(NOW)], [...others, group(NOW - 5)], [group(NOW - 5), ...others]])
    assert.equal(check(sent(...groups)), "ok");
  assert.equal(check(sent(...others)), "signature_mismatch");
  assert.equal(check(sent(...others, group(NOW), group(NOW))), "too_many_candidates");
  assert.equal(check(sent(group(NOW), group(NOW - 301, "another"))), "timestamp_too_old");
  assert.equal(check(sent(group(NOW), `v1=${mac("{}")}`)), "malformed_header field_missing");
  assert.equal(check(sent(group(NOW), `t=${NOW},${group(NOW)}`)), "duplicate_header");
});

test("SHA-1 and SHA-512 that are lent come to what Node's crypto computes, at every length", () => {
  for (const [id, algorithm] of [
    ["trello", "sha1"],
    ["intercom", "sha1"],
    ["paystack", "sha512"],
    ["dwolla", "sha256"],
  ]) {
    assert.equal(SCHEMES[id].algorithm ?? "sha256", algorithm, id);
    const { header, syntax, encoding } = SCHEMES[id].signature;
    const prefix = syntax.prefixed ?? "";
    const url = "https://app.example/hook";
    const rest = SCHEMES[id].signedContent.replace("{body}", "").replace("{url}", url);
    for (const secret of ["s", "k".repeat(64), "k".repeat(65), "k".repeat(128), "k".repeat(200)]) {
      const verifiers = [full, lite].map(({ Verifier }) => new Verifier({ scheme: imported[nameOf(id)], secret }));
      for (const length of [0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 1000, 70_000]) {
        const body = randomBytes(length);
        const content = Buffer.concat([body, Buffer.from(rest)]);
        const right = prefix + createHmac(algorithm, secret).update(content).digest(encoding);
        const changed = Buffer.concat([body, Buffer.from("x")]);
        for (const verifier of verifiers) {
          assert.equal(verifier.check({ headers: { [header]: right }, body, url }).ok, true, `${id} ${length}`);
          assert.equal(verifier.check({ headers: { [header]: right }, body: changed, url }).code, "signature_mismatch");
        }
      }
    }
  }
});
