// Imported before a program of the documentation: prints where it listens, which the program itself has no need to.

import { Server } from "node:net";

const { listen } = Server.prototype;

Server.prototype.listen = function (...all) {
  this.once("listening", () => console.log(`listening on ${this.address().port}`));
  return listen.apply(this, all);
};
