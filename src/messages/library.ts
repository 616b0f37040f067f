/** Messages to programs: values of the wrong kind that were given to a function of the library. */
import { argument } from "./values.ts";
import { byCount, type Words } from "./words.ts";

/** What a function takes, in words; named by the checks of `corpus/expect.ts`. */
export const expected = {
  array: "an array",
  betweenZeroAndOne: "a number above 0 and below 1",
  boolean: "true or false",
  elements: (least: number) => `an array of at least ${least} ${byCount(least, "element", "elements")}`,
  finite: "a finite number",
  fraction: "a number from 0 to 1",
  fromZero: "a number of at least 0",
  integer: "a whole number",
  map: "a Map",
  number: "a number",
  object: "an object",
  oneOf: (names: readonly string[]) => `one of ${names.map((name) => JSON.stringify(name)).join(", ")}`,
  overlap: "a number above 0 and at most 1",
  set: "a Set",
  string: "a string",
  whole: (least: number) => `a whole number of at least ${least}`,
} as const;

/** How to make what is expected. */
export const makeIt = {
  map: "make one with new Map(Object.entries(object))",
  set: "make one with new Set(array)",
} as const;

/** Parts of what was given, by its name. */
export const partOf = {
  key: (name: string) => `a key of ${name}`,
  element: (name: string) => `an element of ${name}`,
} as const;

/** A value that is not what a function takes. */
export function argumentUnexpected(name: string, value: unknown, wanted: string, hint?: string): Words {
  return { code: "usage", message: `${name} is ${argument(value)}, expected ${wanted}`, hint };
}

/** An option that a function does not have. */
export function optionUnknown(name: string, field: string, known: readonly string[]): Words {
  return {
    code: "usage",
    message: `${name} has no option ${JSON.stringify(field)}`,
    hint: `it has ${known.join(", ")}`,
  };
}

function given(message: string, hint?: string): Words {
  return { code: "jsonl-field", message, hint };
}

const SPAN = 'a span is { start: 0, end: 5, type: "PER" }: half-open, in UTF-16 code units';
const ABSENT = "leave it out if there is none";

/** One stream given for both sides. */
export function streamsSame(): Words {
  return given("gold and predictions are the same stream, which can be read only once", "make one stream for each");
}

/** One array given for both sides. */
export function arraysSame(): Words {
  return { code: "same-input", message: "gold and predictions are the same array, so every score is perfect" };
}

/** A side that is neither an array nor a stream; `iterable` where it could become an array. */
export function sideExpected(name: string, value: unknown, iterable: boolean): Words {
  return given(
    `${name} is ${argument(value)}, expected an array, or an async iterable of arrays`,
    iterable ? "make an array of it with Array.from" : "put even a single document into an array",
  );
}

export function batchExpected(value: unknown): Words {
  return given(
    `a stream yielded ${argument(value)}, expected an array of records`,
    "yield arrays of records: yield [record]",
  );
}

/** What a record of a side looks like. */
export function recordExample(noun: "gold document" | "prediction"): string {
  return noun === "prediction"
    ? 'a prediction is { id: "a", spans: [] }, with the id of a gold document'
    : 'a gold document is { id: "a", text: "Ada met Bo", spans: [] }';
}

/** A record by its id and its index, as messages name it. */
export function recordName(noun: string, id: unknown, index: number): string {
  return typeof id === "string" ? `${noun} ${JSON.stringify(id)} (index ${index})` : `${noun} at index ${index}`;
}

function wrong(field: string, value: unknown, wanted: string, hint?: string): Words {
  return given(`"${field}" is ${argument(value)}, expected ${wanted}`, hint);
}

export function recordNotAnObject(value: unknown): Words {
  return given(`it is ${argument(value)}, expected an object`);
}

export function spanNotAnObject(value: unknown): Words {
  return { ...recordNotAnObject(value), hint: SPAN };
}

/** A field of a record that must be a string or an array. */
export function recordField(field: string, value: unknown, wanted: "a string" | "an array"): Words {
  return wrong(field, value, wanted);
}

export function originExpected(value: unknown): Words {
  return wrong("origin", value, 'an object such as { source: "dev.jsonl", line: 1 }', "it may be left out");
}

export function annotatedExpected(value: unknown): Words {
  return wrong("annotated", value, expected.boolean);
}

export function sentenceExpected(value: unknown): Words {
  return wrong("sentence", value, "an object such as { of: id }");
}

export function unitExpected(value: unknown, units: readonly string[]): Words {
  return wrong("unit", value, `one of ${units.join(", ")}`);
}

/** An offset of a span that is not a whole number. */
export function offsetExpected(field: string, value: unknown): Words {
  return wrong(field, value, expected.integer, SPAN);
}

/** A type that is not a string; `other` is the field that probably holds it. */
export function typeExpected(value: unknown, other: string | undefined): Words {
  return wrong("type", value, expected.string, other === undefined ? SPAN : `rename its field "${other}" to "type"`);
}

export function scoreExpected(value: unknown): Words {
  return wrong("score", value, expected.finite, ABSENT);
}

export function surfaceExpected(value: unknown): Words {
  return wrong("surface", value, expected.string, ABSENT);
}

export function fragmentsExpected(value: unknown): Words {
  return wrong("fragments", value, "an array of { start, end }", ABSENT);
}

/** A field that is not an array; it may be left out where it is `optional`. */
export function listExpected(field: string, value: unknown, optional: boolean): Words {
  return wrong(field, value, expected.array, optional ? ABSENT : undefined);
}

/** What the elements of lists are. */
const elements = {
  extent: "{ start, end }",
  string: "a string",
  mention: "{ surface, type }",
} as const;

export function elementExpected(facts: {
  readonly field: string;
  readonly index: number;
  readonly value: unknown;
  readonly of: keyof typeof elements;
  readonly optional: boolean;
}): Words {
  const { field, index, value, of, optional } = facts;
  return wrong(`${field}[${index}]`, value, elements[of], optional ? ABSENT : undefined);
}

/** A span in token indexes that does not fit the tokens of its prediction. */
export function indexesOutside({ start, end, tokens }: { start: number; end: number; tokens: number }): Words {
  return given(
    `${start}–${end} is empty, or not within the ${tokens} tokens`,
    "the spans of a prediction with tokens count tokens, from 0",
  );
}

export function spansExpected(name: string, value: unknown): Words {
  return given(`${name} is ${argument(value)}, expected an array of spans`, SPAN);
}

/** A span that ends after the last offset. */
export function spanEndsAfter(end: number, length: number): Words {
  return given(`it ends at ${end}, after the last offset, ${length}`, SPAN);
}

export function spanStartsBefore(start: number): Words {
  return given(`it starts at ${start}, before the text`, SPAN);
}

export function spanEndsEarly(start: number, end: number): Words {
  return given(`it ends at ${end}, which is not after its start at ${start}`, SPAN);
}
