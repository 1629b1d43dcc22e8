// `npm run page`: builds the page that shows why a delivery fails, and serves it on this machine.
//
//   node scripts/page.js [--pictures [NAME ...]]      --pictures only takes the pictures in docs/images/ again: explain, console. Default: both

import { takePictures } from "../site/build/pictures.js";
import { servePage } from "../site/build/serve.js";
import { build } from "./build.js";
import { Failure, main } from "./shell.js";

const PORT = Number(process.env.PORT ?? 8788);

async function page({ pictures, names }) {
  await build(["wasm", "js", "page"]);
  if (pictures) return takePictures(names);
  const { url } = await servePage(PORT).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Failure(
      `Port ${PORT} is in use. Stop the program that listens there, or choose a different port: PORT=8789 npm run page`,
    );
  });
  console.log(`\nThe page is at ${url}\nPress Ctrl-C to stop.`);
}

const [option, ...names] = process.argv.slice(2);
await main(() => page({ pictures: option === "--pictures", names }));
