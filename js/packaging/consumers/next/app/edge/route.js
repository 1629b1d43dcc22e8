import * as hookward from "hookward";
import * as adapter from "hookward/fetch";

import { files } from "../../../../build/vectors.js";
import { check } from "../../../../common/check.js";

export const runtime = "edge";
export const dynamic = "force-dynamic";

export const GET = async () => Response.json(await check({ hookward, adapter }, files));
