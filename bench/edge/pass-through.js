// A Worker that forwards everything: what a request costs that goes through any Worker at all.

export default {
  fetch(request, { ORIGIN }) {
    return fetch(ORIGIN, { method: request.method, headers: request.headers, body: request.body, redirect: "manual" });
  },
};
