// A Worker that forwards everything. It shows the cost of a request through any Worker.

export default {
  fetch(request, { ORIGIN }) {
    return fetch(ORIGIN, { method: request.method, headers: request.headers, body: request.body, redirect: "manual" });
  },
};
