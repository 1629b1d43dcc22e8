// The prebuilt Worker: there is nothing to compile.
export { default } from "hookward/worker";
