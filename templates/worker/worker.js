// The prebuilt Worker, which requires no compilation.
export { default } from "hookward/worker";
