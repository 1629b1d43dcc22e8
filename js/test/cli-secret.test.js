// The command line's secret and scheme: where each comes from, and that no secret is printed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { hookward, MAIN, scratch } from "../../test-support/command.js";
import { saved } from "../../test-support/saved-deliveries.js";
import { SECRETS } from "../../test-support/schemes.js";

const file = scratch();

test("a secret comes from its variable, another variable or a file, and a rotation from several", async () => {
  const { body, flags } = saved("gilbert");
  const verify = (args, env) => hookward(["verify", "--json", ...flags, ...args], { input: body, env });
  const path = file("secret", SECRETS.gilbert);
  const exact = await verify(["--secret-file", path], {});
  assert.deepEqual([exact.code, exact.stderr], [0, ""]);
  assert.equal((await verify(["--secret-env", "ELSEWHERE"], { ELSEWHERE: SECRETS.gilbert })).code, 0);
  const rotation = await verify(["--secret-env", "NEW", "--secret-env", "OLD"], { NEW: "new", OLD: SECRETS.gilbert });
  assert.equal(JSON.parse(rotation.stdout).secretIndex, 1);
  const shown = await verify(["--secret", SECRETS.gilbert], {});
  assert.equal(shown.code, 0);
  assert.match(shown.stderr, /^Warning: --secret stays in the shell's history/);
  for (const [args, env, code, why] of [
    [[], {}, 3, /There is no secret. Set GILBERT_WEBHOOK_SECRET/],
    [[], { GILBERT_WEBHOOK_SECRET: "" }, 3, /There is no secret/],
    [["--secret-env", "NOT_SET"], {}, 3, /variable NOT_SET is not set/],
    [["--secret-env", SECRETS.gilbert], {}, 3, /variable is not set/],
    [
      ["--secret-file", file("blank", " \n")],
      {},
      3,
      /Scheme gilbert: secrets\[0\] is empty, blank or only zeros|Scheme gilbert: secret/,
    ],
    [
      ["--secret-file", SECRETS.gilbert],
      {},
      2,
      /^hookward: The file of --secret-file cannot be read: there is no such file/,
    ],
    [["--secret", "a", "--secret-env", "B"], {}, 2, /in one way/],
  ]) {
    const result = await verify(args, env);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, why);
  }
});

test("what is left out of a file with a secret is said, since an app may not leave it out", async () => {
  const { body, flags } = saved("gilbert");
  for (const [content, what] of [
    [`${SECRETS.gilbert}\n`, "ends with a line break"],
    [`${SECRETS.gilbert}\r\n`, "ends with a line break"],
    [`\ufeff${SECRETS.gilbert}`, "begins with a byte order mark"],
    [`\ufeff${SECRETS.gilbert}\n`, "begins with a byte order mark and ends with a line break"],
  ]) {
    const path = file("ending", content);
    const given = ["--body", file("body", body), ...flags];
    for (const { code, stderr } of [
      await hookward(["verify", ...given, "--secret-file", path], { env: {} }),
      await hookward(["explain", ...given, "--secret-file", path], { env: {} }),
    ]) {
      assert.equal(code, 0);
      assert.ok(stderr.startsWith(`Warning: --secret-file ${path} ${what}, `), stderr);
      assert.match(stderr, /Your app has to ignore it too/);
    }
    const piped = await hookward(["verify", ...given, "--secret-file", "-"], { env: {}, input: content });
    assert.equal(piped.code, 0);
    assert.match(piped.stderr, new RegExp(`^Warning: --secret-file standard input ${what}`));
  }
  // A variable is taken as it is, as an app takes it.
  const env = { WITH_NEWLINE: `${SECRETS.gilbert}\n` };
  const verified = await hookward(["verify", ...flags, "--secret-env", "WITH_NEWLINE"], { input: body, env });
  assert.deepEqual([verified.code, verified.stderr], [1, ""]);
});

test("at a terminal the secret is asked for, and nothing of it is shown", async () => {
  const { body, flags } = saved("gilbert");
  const path = file("body", body);
  // Python has pseudo-terminals in its standard library; Node has none.
  const script = `
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
seen = b""
answered = False
while True:
    try:
        chunk = os.read(fd, 4096)
    except OSError:
        break
    if not chunk:
        break
    seen += chunk
    if not answered and b"Secret of gilbert: " in seen:
        os.write(fd, sys.argv[1].encode())
        answered = True
sys.stdout.buffer.write(seen)
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.exit(code if code >= 0 else 128 - code)`;
  const ask = (typed, env) =>
    spawnSync("python3", ["-c", script, typed, process.execPath, MAIN, "verify", "--body", path, ...flags], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...env },
    });
  const right = ask(`wrong\x7f\x7f\x7f\x7f\x7f${SECRETS.gilbert}\r`, {});
  assert.equal(right.status, 0, right.stdout);
  assert.ok(!right.stdout.includes(SECRETS.gilbert) && !right.stdout.includes("wrong"));
  // A terminal has colours, unless they are not wanted.
  assert.ok(right.stdout.includes("\x1b[32m✓"));
  const plain = ask(`${SECRETS.gilbert}\r`, { NO_COLOR: "1" });
  assert.ok(plain.status === 0 && plain.stdout.includes("✓ genuine") && !plain.stdout.includes("\x1b[32m"));
  // Ctrl-C ends it by the signal, as a shell expects, and Ctrl-D says that there is nothing.
  const stopped = ask("\x03", {});
  assert.deepEqual([stopped.status, stopped.stdout.trim()], [130, "Secret of gilbert:"]);
  const ended = ask("\x04", {});
  assert.equal(ended.status, 3);
  assert.match(ended.stdout, /No secret was passed/);
});

test("the scheme is guessed where one fits, and asked for where not", async () => {
  const { body, flags } = saved("gilbert");
  const verify = (...args) => hookward(["verify", ...args], { input: body });
  assert.match((await verify("-H", "x-other: 1")).stderr, /is the signature of a built-in scheme/);
  assert.match((await verify(...flags, "-H", "x-argos-signature: 1")).stderr, /fit more than one scheme/);
  const unknown = await verify(...flags, "--scheme", "gilbertt");
  assert.equal(unknown.code, 3);
  assert.match(unknown.stderr, /There is no such scheme/);
  const row = JSON.parse((await hookward(["schemes", "gilbert", "--json"])).stdout);
  const own = file("own.json", JSON.stringify({ ...row, id: "acme-one" }));
  const env = { ACME_ONE_WEBHOOK_SECRET: SECRETS.gilbert };
  assert.equal((await hookward(["verify", ...flags, "--scheme", own], { input: body, env })).code, 0);
  const unsafe = file("unsafe.json", JSON.stringify({ ...row, signedContent: "nothing" }));
  const refused = await verify(...flags, "--scheme", unsafe, "--secret-env", "GILBERT_WEBHOOK_SECRET");
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /signedContent/);
  for (const text of ["[]", "null", "5", '"gilbert"']) {
    const none = await verify(...flags, "--scheme", file("none.json", text));
    assert.equal(none.code, 3);
    assert.match(none.stderr, /must contain one scheme, which is a JSON object/);
  }
});
