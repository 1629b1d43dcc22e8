const hookward = require("hookward");
const adapter = require("hookward/fetch");

const { files } = require("../../build/vectors.js");
const { check } = require("../../common/check.js");

addEventListener("fetch", (event) => {
  event.respondWith(check({ hookward, adapter }, files).then((report) => Response.json(report)));
});
