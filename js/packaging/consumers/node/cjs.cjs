const hookward = require("hookward");
const adapter = require("hookward/fetch");
const { explain } = require("hookward/explain");

// The largest module comes from a text that is an ES module, or from its file.
const { result } = explain({ scheme: "gilbert", secret: "s3cret", headers: {}, body: "{}" });
if (result.code !== "missing_header") throw new Error(`hookward/explain says ${result.code}`);

// What judges is an ES module; what is judged is not.
Promise.all([import("../../build/vectors.js"), import("../../common/check.js")])
  .then(([{ files }, { check }]) => check({ hookward, adapter }, files))
  .then((report) => console.log(JSON.stringify(report)));
