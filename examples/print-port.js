// Prints the port of a program of the documentation. It is imported before the program, which does not print its port
// itself.

import { Server } from "node:net";

const { listen } = Server.prototype;

Server.prototype.listen = function (...all) {
  this.once("listening", () => console.log(`listening on ${this.address().port}`));
  return listen.apply(this, all);
};
