// Schemes that a vendor's own code confirms and that have no adapter in sdks/, each with the reason.

export const WITHOUT_SDK = {
  recurly: "the one SDK of Recurly's that verifies is in Ruby, and is not run here",
};
