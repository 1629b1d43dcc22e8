import { AwsLambdaReceiver } from "@zoom/rivet/users";

// The SDK's receiver for Lambda is called. It responds with 200 to what it has verified, and signs the result of
// JSON.stringify for a parsed body.
export default {
  package: "@zoom/rivet",
  call: "AwsLambdaReceiver",
  verify: async ({ text, headers, secret }) => {
    const receiver = new AwsLambdaReceiver({ webhooksSecretToken: secret });
    return (await receiver.start()({ body: text, headers, isBase64Encoded: false }, {})).statusCode === 200;
  },
};
