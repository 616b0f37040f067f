/** Messages about values of options on the command line and in configuration files; the name of the option is in front of each. */
import { didYouMean } from "../../messages/nearest.ts";

/** A value that is not among the choices. */
export const notAChoice = (value: string, choices: readonly string[]) =>
  `${value} is not one of ${choices.join(", ")}${didYouMean(value, choices)}`;

export const mappingMalformed = (value: string) =>
  `write FROM=TO, gold:FROM=TO or pred:FROM=TO, or name a .yaml or .json file, not ${JSON.stringify(value)}`;

export const columnMalformed = () => "write a number from 1, a negative number from the end, or the name of a column";

export const charactersMissing = () => "write the characters, such as . or -/";

/** `near` is a score that may be meant. */
export const scoreUnknown = (name: string, near: string | undefined) =>
  near === undefined
    ? `"${name}" is not a score; write SCHEME:MEASURE such as strict:f1, type:recall@macro or f1[PER]`
    : `"${name}" is not a score; did you mean ${near}?`;

/** `near` is a metric that may be meant. */
export const gateMetricUnknown = (name: string, near: string | undefined) =>
  near === undefined
    ? `${JSON.stringify(name)} is not a metric; write strict:f1, type:recall[PER], strict:f1@macro, or [*] for every type`
    : `${JSON.stringify(name)} is not a metric; did you mean ${near}?`;

export const gateMalformed = () => "write METRIC=X or X, such as strict:f1=85, with X from 0 to 100";

export const gateOnErrorCount = () => "gates are on scores, not on counts of errors";

export const notPoints = () => "it must be a number of points above 0 and up to 100";

export const notPercentage = () => "it must be a percentage from 0 to 100";

export const notFraction = () => "it must be a number between 0 and 1, such as 0.95";

export const notPositive = (what: "number" | "number of seconds") => `it must be a positive ${what}`;

/** `most` is undefined where there is no limit. */
export const notWhole = (least: number, most: number | undefined) =>
  `it must be a whole number ${most === undefined ? `of at least ${least}` : `between ${least} and ${most}`}`;

export const labelMalformed = () => "a label has only letters, digits and : . + / - _";

export const notFlag = () => "write true or false";

export const notOneValue = () => "write one value";

export const notValues = () => "write a value, or a list of values";
