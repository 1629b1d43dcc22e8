import { AwsLambdaReceiver } from "@zoom/rivet/users";

// Its receiver for Lambda: it answers 200 to what it verified, and signs what JSON.stringify makes of a parsed body.
export default {
  package: "@zoom/rivet",
  call: "AwsLambdaReceiver",
  verify: async ({ text, headers, secret }) => {
    const receiver = new AwsLambdaReceiver({ webhooksSecretToken: secret });
    return (await receiver.start()({ body: text, headers, isBase64Encoded: false }, {})).statusCode === 200;
  },
};
