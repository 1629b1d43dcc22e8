// Schemes that a vendor's own code confirms but that have no adapter in sdks/, with the reasons.

export const WITHOUT_SDK = {
  recurly: "the one SDK of Recurly's that verifies is in Ruby, and is not run here",
};
