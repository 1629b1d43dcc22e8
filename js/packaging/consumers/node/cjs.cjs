const hookward = require("hookward");
const adapter = require("hookward/fetch");

// What judges is an ES module; what is judged is not.
Promise.all([import("../../build/vectors.js"), import("../../common/check.js")])
  .then(([{ files }, { check }]) => check({ hookward, adapter }, files))
  .then((report) => console.log(JSON.stringify(report)));
