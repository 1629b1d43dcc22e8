/** Saved requests, for the command line and the page. Requires neither Node nor a browser. */

export { readPastedRequest, readSavedRequest } from "./read.js";
export {
  type Choice,
  type Pairs,
  type ReadOptions,
  type SavedRequest,
  SeveralRequests,
  UnreadableRequest,
} from "./saved-request.js";
