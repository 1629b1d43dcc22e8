// The Worker as it is built: nothing is compiled here.
export { default } from "hookward/worker";
