/** The version of ner-eval, as it stands in signatures. A test holds it against package.json. */
export const version = "0.1.0";
