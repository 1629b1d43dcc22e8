// Requests as AWS passes them to a function, with the structure that its documentation shows for each kind of endpoint. `body` contains the sent
// bytes, and `headers` are pairs, as they were sent.

const TEXTUAL = /^(text\/|application\/(json|javascript|xml|.*\+(json|xml)))/;

const isTextual = (headers) => TEXTUAL.test(headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? "");

/** Returns the last value of each header, and a list of all its values. */
function both(headers, name = (text) => text) {
  const single = {};
  const multi = {};
  for (const [given, value] of headers) {
    single[name(given)] = value;
    multi[name(given)] = [...(multi[name(given)] ?? []), value];
  }
  return { headers: single, multiValueHeaders: multi };
}

/**
 * Returns the event of a REST API: names as the client wrote them, and text as text. If `binaryMediaTypes` includes the type, the body is base64.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export const rest = ({ headers, body, method = "POST", binary = false }) => ({
  resource: "/webhooks/{provider}",
  path: "/webhooks/provider",
  httpMethod: method,
  ...both(headers),
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: { provider: "provider" },
  stageVariables: null,
  requestContext: {
    accountId: "123456789012",
    apiId: "id",
    authorizer: null,
    domainName: "id.execute-api.us-east-1.amazonaws.com",
    domainPrefix: "id",
    extendedRequestId: "request-id",
    httpMethod: method,
    identity: { accessKey: null, accountId: null, caller: null, sourceIp: "192.0.2.1", user: null, userAgent: "agent" },
    path: "/prod/webhooks/provider",
    protocol: "HTTP/1.1",
    requestId: "id=",
    requestTime: "04/Mar/2020:19:15:17 +0000",
    requestTimeEpoch: 1583349317135,
    resourceId: "123456",
    resourcePath: "/webhooks/{provider}",
    stage: "prod",
  },
  body: body.length === 0 ? null : body.toString(binary ? "base64" : "utf8"),
  isBase64Encoded: binary,
});

/**
 * Returns the event of an HTTP API in payload format 1.0: every name in lower case, and a body that is not text in base64.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format
 */
export const http1 = ({ headers, body, method = "POST" }) => {
  const isBase64Encoded = !isTextual(headers);
  const like = rest({ headers, body, method, binary: isBase64Encoded });
  return { version: "1.0", ...like, ...both(headers, (name) => name.toLowerCase()) };
};

/**
 * Returns the event of an HTTP API in payload format 2.0: several values of a name are joined with commas. Without a body, the member `body` does not
 * exist. The source is the same page.
 */
export const http2 = ({ headers, body, method = "POST" }) => {
  const { multiValueHeaders } = both(headers, (name) => name.toLowerCase());
  const isBase64Encoded = body.length > 0 && !isTextual(headers);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: "/my/path",
    rawQueryString: "",
    headers: Object.fromEntries(Object.entries(multiValueHeaders).map(([name, values]) => [name, values.join(",")])),
    requestContext: {
      accountId: "123456789012",
      apiId: "api-id",
      domainName: "id.execute-api.us-east-1.amazonaws.com",
      domainPrefix: "id",
      http: { method, path: "/my/path", protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "agent" },
      requestId: "id",
      routeKey: "$default",
      stage: "$default",
      time: "12/Mar/2020:19:03:58 +0000",
      timeEpoch: 1583348638390,
    },
    ...(body.length > 0 ? { body: body.toString(isBase64Encoded ? "base64" : "utf8") } : {}),
    isBase64Encoded,
  };
};

/**
 * Returns the event of a function URL: payload format 2.0, with other placeholders.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export const functionUrl = (request) => {
  const event = http2(request);
  const domainName = "url-id.lambda-url.us-west-2.on.aws";
  const requestContext = { ...event.requestContext, authentication: null, domainName, domainPrefix: "url-id" };
  return { ...event, requestContext, pathParameters: null, stageVariables: null };
};

/** The kinds of endpoints, by name. */
export const WAYS = {
  "a REST API": rest,
  "a REST API with binary media types": (request) => rest({ ...request, binary: true }),
  "an HTTP API, format 1.0": http1,
  "an HTTP API, format 2.0": http2,
  "a function URL": functionUrl,
};

/**
 * The events that authorizers receive instead of a request, for a REST API and for an HTTP API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const AUTHORIZERS = {
  token: {
    type: "TOKEN",
    authorizationToken: "token",
    methodArn: "arn:aws:execute-api:us-east-1:123456789012:id/prod/POST/",
  },
  rest: {
    type: "REQUEST",
    methodArn: "arn:aws:execute-api:us-east-1:123456789012:id/prod/POST/",
    resource: "/",
    path: "/",
    httpMethod: "POST",
    headers: { "X-Gilbert-Signature": "00" },
    requestContext: { httpMethod: "POST" },
  },
  http: {
    version: "2.0",
    type: "REQUEST",
    routeArn: "arn:aws:execute-api:us-east-1:123456789012:id/prod/POST/",
    identitySource: ["00"],
    headers: { "x-gilbert-signature": "00" },
    requestContext: { http: { method: "POST", path: "/" } },
  },
};
