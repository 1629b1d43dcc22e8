// Schemes that a vendor's own code confirms and that have no adapter in sdks/, each with the reason.

export const WITHOUT_SDK = {
  recurly: "the one SDK of Recurly's that verifies is in Ruby, and is not run here",
  gilbert: "there is no SDK; the code of its page is in testdata/vectors/documents",
  gabinete360: "there is no SDK; the code of its page is in testdata/vectors/documents",
  inboundflow: "there is no SDK; the code of its page is in testdata/vectors/documents",
  grillo: "there is no SDK; the code of its page is in testdata/vectors/documents",
  smarterbot: "there is no SDK; the code of its page is in testdata/vectors/documents",
};
