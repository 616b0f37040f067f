/**
 * Choices of options that the library checks as well. The rows of the table have them from here: so a program that evaluates
 * bundles them without the table.
 */
const goldUnits = [
  "auto",
  "utf16",
  "codepoint",
  "byte",
  "utf16-inclusive",
  "codepoint-inclusive",
  "byte-inclusive",
] as const;

export const choices = {
  undefined: ["skip", "zero", "one"],
  undefinedF: ["both", "either"],
  fairBooking: ["target", "system"],
  pair: ["auto", "id", "name", "text", "order"],
  unpredicted: ["missed", "leave-out", "refuse"],
  unknown: ["refuse", "leave-out"],
  offsets: [...goldUnits, "token", "token-inclusive"],
  goldOffsets: goldUnits,
  duplicates: ["keep", "drop"],
  ground: ["order", "first", "all"],
  unit: ["document", "sentence"],
  interval: ["percentile", "bca"],
  test: ["randomization", "bootstrap"],
  adjust: ["none", "holm", "bh"],
} as const;
