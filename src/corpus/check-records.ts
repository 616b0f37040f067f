/**
 * Records: checks that what a program gives as documents, predictions and spans is that, before anything is computed.
 * Whether spans are inside their text is found in `align/`, which knows the unit of their offsets.
 */
import { batchesOf, type Document, type Prediction, type Stream } from "./document.ts";
import { NerEvalError } from "./error.ts";
import { describe } from "./expect.ts";
import type { Extent } from "./fragments.ts";
import type { Issue, Warning } from "./issue.ts";
import type { Mention } from "./mention.ts";
import { offsetUnits } from "./offsets.ts";
import { RowStream } from "./rows.ts";
import type { PredictedSpan, Span } from "./span.ts";

const SPAN = 'a span is { start: 0, end: 5, type: "PER" }: half-open, in UTF-16 code units';
const ABSENT = "leave it out where there is none";
const HINTS = {
  "gold document": 'a gold document is { id: "a", text: "Ada met Bo", spans: [] }',
  prediction: 'a prediction is { id: "a", spans: [] }, with the id of a gold document',
} as const;

/** The two streams, checked record by record as they are read. What is no stream at all is refused at once. */
export function checkStreams(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
): {
  readonly gold: RowStream<Document> | AsyncIterable<readonly Document[]>;
  readonly predictions: RowStream<Prediction> | AsyncIterable<readonly Prediction[]>;
} {
  refuseNoStream(gold, "gold");
  refuseNoStream(predictions, "predictions");
  // An array can be read twice; a stream gives each batch to one of the two who read it.
  if ((gold as unknown) === predictions && !Array.isArray(gold))
    throw refusal("gold and predictions are the same stream, which can be read only once", {
      hint: "make a stream for each",
    });
  // What our own readers make needs no check.
  if (gold instanceof RowStream && predictions instanceof RowStream) return { gold, predictions };
  return {
    gold: checkedBatches(gold, (record, index) => checkRecord(record, index, "gold document")),
    predictions: checkedBatches(predictions, (record, index) => checkRecord(record, index, "prediction")),
  };
}

/** A warning where both sides are one array: that scores a corpus against itself. */
export function warnSame(gold: Stream<Document>, predictions: Stream<Prediction>): Warning[] {
  if ((gold as unknown) !== predictions || (gold as readonly Document[]).length === 0) return [];
  return [{ code: "same-input", message: "gold and predictions are the same array; every score is perfect" }];
}

function refuseNoStream(value: unknown, name: string): void {
  if (Array.isArray(value) || (typeof value === "object" && value !== null && Symbol.asyncIterator in value)) return;
  const iterable = typeof value === "object" && value !== null && Symbol.iterator in value;
  const hint = iterable ? "make an array of it with Array.from" : "put even a single document into an array";
  throw refusal(`${name} is ${describe(value)}, expected an array, or an async iterable of arrays`, { hint });
}

async function* checkedBatches<T>(
  stream: Stream<T>,
  check: (record: T, index: number) => void,
): AsyncIterable<readonly T[]> {
  let index = 0;
  for await (const batch of batchesOf(stream)) {
    if (!Array.isArray(batch)) {
      const hint = "yield arrays of records: yield [record]";
      throw refusal(`a stream yielded ${describe(batch)}, expected an array of records`, { hint });
    }
    for (const record of batch as readonly T[]) check(record, index++);
    yield batch;
  }
}

type Noun = "gold document" | "prediction";

/** What is wrong with a record or a span, and where in it. */
interface Problem {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly path?: readonly (string | number)[];
}

/** Refuses a record that is not one. Nothing is made unless something is wrong: every record of a run comes by here. */
function checkRecord(record: Document | Prediction, index: number, noun: Noun): void {
  const problem = problemOf(record, noun);
  if (problem === undefined) return;
  const { id, origin } = (record ?? {}) as { readonly id?: unknown; readonly origin?: { readonly source?: unknown } };
  const name = typeof id === "string" ? `${noun} ${JSON.stringify(id)} (index ${index})` : `${noun} at index ${index}`;
  const span = problem.path?.[0] === "spans" && problem.path.length > 1 ? `, span ${problem.path[1]}` : "";
  const { source, line } = (origin ?? {}) as Partial<Issue>;
  const place = typeof source === "string" ? { source, line } : {};
  throw refusal(`${name}${span}: ${problem.message}`, {
    hint: problem.hint ?? HINTS[noun],
    path: problem.path,
    ...place,
  });
}

function problemOf(record: Document | Prediction, noun: Noun): Problem | undefined {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return none(record);
  const { id, text, spans, origin } = record;
  if (typeof id !== "string") return wrong("id", id, "a string");
  if (typeof text !== "string" && !(text === undefined && noun === "prediction"))
    return wrong("text", text, "a string");
  if (!Array.isArray(spans)) return wrong("spans", spans, "an array");
  for (let i = 0; i < spans.length; i++) {
    const problem = problemOfSpan(spans[i]);
    if (problem) return { ...problem, path: ["spans", i, ...(problem.path ?? [])] };
  }
  if (origin !== undefined && typeof origin?.source !== "string")
    return wrong("origin", origin, 'an object such as { source: "dev.jsonl", line: 1 }', "it may be left out");
  return noun === "prediction" ? problemOfPrediction(record as Prediction) : problemOfDocument(record as Document);
}

function problemOfDocument({ sentence, tokens, tags, annotated, unannotated, repairs }: Document): Problem | undefined {
  if (annotated !== undefined && typeof annotated !== "boolean") return wrong("annotated", annotated, "true or false");
  if (sentence !== undefined && (typeof sentence !== "object" || sentence === null))
    return wrong("sentence", sentence, "an object such as { of: id }");
  return (
    problemOfList("tokens", tokens, isExtent, "{ start, end }") ??
    problemOfList("unannotated", unannotated, isExtent, "{ start, end }") ??
    problemOfList("tags", tags, isString, "a string") ??
    problemOfList("repairs", repairs, isString, "a string")
  );
}

function problemOfPrediction({ spans, tokens, mentions, unit, tags, repairs }: Prediction): Problem | undefined {
  if (unit !== undefined && !(offsetUnits as readonly unknown[]).includes(unit))
    return wrong("unit", unit, `one of ${offsetUnits.join(", ")}`);
  return (
    problemOfList("tokens", tokens, isString, "a string") ??
    problemOfList("mentions", mentions, isMention, "{ surface, type }") ??
    problemOfList("tags", tags, isString, "a string") ??
    problemOfList("repairs", repairs, isString, "a string") ??
    (tokens && problemOfIndexes(spans, tokens.length))
  );
}

/** What is wrong with spans that count the tokens of their prediction. */
function problemOfIndexes(spans: readonly PredictedSpan[], tokens: number): Problem | undefined {
  const outside = spans.findIndex(({ start, end }) => start < 0 || start >= end || end > tokens);
  if (outside < 0) return undefined;
  const { start, end } = spans[outside]!;
  const message = `${start}–${end} is empty, or not within the ${tokens} tokens`;
  return { message, hint: "the spans of a prediction with tokens count tokens, from 0", path: ["spans", outside] };
}

/** What is wrong with a span by itself, whatever its text. */
function problemOfSpan(span: PredictedSpan | undefined): Problem | undefined {
  if (typeof span !== "object" || span === null) return { ...none(span), hint: SPAN };
  const { start, end, type, fragments, score, surface } = span;
  if (!Number.isSafeInteger(start)) return wrong("start", start, "a whole number", SPAN);
  if (!Number.isSafeInteger(end)) return wrong("end", end, "a whole number", SPAN);
  if (typeof type !== "string") return wrong("type", type, "a string", typeHint(span));
  if (score !== undefined && !Number.isFinite(score)) return wrong("score", score, "a finite number", ABSENT);
  if (surface !== undefined && typeof surface !== "string") return wrong("surface", surface, "a string", ABSENT);
  if (fragments === undefined) return undefined;
  return fragments?.length === 0
    ? wrong("fragments", fragments, "an array of { start, end }", ABSENT)
    : problemOfList("fragments", fragments, isExtent, "{ start, end }", ABSENT);
}

/** Refuses spans that are none, not half-open, or reach over the end of a text or sentence of this length. */
export function checkSpans(spans: readonly Span[], name: string, length = Number.POSITIVE_INFINITY): void {
  refuseAny(spans, name, (span) => problemOfSpan(span) ?? problemOfExtent(span, length));
}

/** Refuses spans that are none, wherever they begin and end: offsets may be in any unit. */
export function checkSpanFields(spans: readonly Span[], name: string): void {
  refuseAny(spans, name, problemOfSpan);
}

function refuseAny(spans: readonly Span[], name: string, problemIn: (span: Span) => Problem | undefined): void {
  if (!Array.isArray(spans)) throw refusal(`${name} is ${describe(spans)}, expected an array of spans`, { hint: SPAN });
  for (let i = 0; i < spans.length; i++) {
    const problem = problemIn(spans[i]!);
    if (problem) throw refusal(`${name}, span ${i}: ${problem.message}`, { hint: problem.hint ?? SPAN });
  }
}

function problemOfExtent({ start, end }: Span, length: number): Problem | undefined {
  if (end > length) return { message: `it ends at ${end}, after the last offset, ${length}` };
  if (start < 0) return { message: `it starts at ${start}, before the text` };
  return start < end ? undefined : { message: `it ends at ${end}, which is not after its start at ${start}` };
}

/** What is wrong with a list of which each element must be right, if there is one. */
function problemOfList(
  field: string,
  list: unknown,
  isRight: (element: unknown) => boolean,
  expected: string,
  hint?: string,
): Problem | undefined {
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) return wrong(field, list, "an array", hint);
  for (let i = 0; i < list.length; i++) {
    if (isRight(list[i])) continue;
    const message = `"${field}[${i}]" is ${describe(list[i])}, expected ${expected}`;
    return { message, hint, path: [field, i] };
  }
  return undefined;
}

const isString = (value: unknown) => typeof value === "string";

function isExtent(value: unknown): boolean {
  const { start, end } = (value ?? {}) as Partial<Extent>;
  return Number.isSafeInteger(start) && Number.isSafeInteger(end);
}

function isMention(value: unknown): boolean {
  const { surface, type } = (value ?? {}) as Partial<Mention>;
  return typeof surface === "string" && typeof type === "string";
}

function typeHint(span: object): string {
  const other = ["label", "entity_group", "entity", "tag"].find((field) => field in span);
  return other === undefined ? SPAN : `rename its field "${other}" to "type"`;
}

function none(value: unknown): Problem {
  return { message: `it is ${describe(value)}, expected an object` };
}

function wrong(field: string, value: unknown, expected: string, hint?: string): Problem {
  return { message: `"${field}" is ${describe(value)}, expected ${expected}`, hint, path: [field] };
}

function refusal(message: string, more: Partial<Issue>): NerEvalError {
  return new NerEvalError({ code: "jsonl-field", message, ...more });
}
