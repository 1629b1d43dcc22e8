// Wakes Rust's futures, three times a request. The runtime's own queueMicrotask is slower: it goes through its event loop.
//
// The build puts this in its place in the Worker's code alone: the Worker may be part of another, whose globals are not ours.

const done = Promise.resolve();

/** Runs a task once the code that runs now has returned. */
export const queueMicrotask = (task) => void done.then(task);
