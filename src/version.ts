/** The version of ner-eval. A test compares it with package.json. */
export const version = "0.1.0";
