/**
 * Records: checks that what a program gives as documents, predictions and spans is that, before anything is computed.
 * Whether spans are inside their text is found in `align/`, which knows the unit of their offsets.
 */

import {
  annotatedExpected,
  arraysSame,
  batchExpected,
  elementExpected,
  fragmentsExpected,
  indexesOutside,
  listExpected,
  offsetExpected,
  originExpected,
  recordExample,
  recordField,
  recordName,
  recordNotAnObject,
  scoreExpected,
  sentenceExpected,
  sideExpected,
  spanEndsAfter,
  spanEndsEarly,
  spanNotAnObject,
  spanStartsBefore,
  spansExpected,
  streamsSame,
  surfaceExpected,
  typeExpected,
  unitExpected,
} from "../messages/library.ts";
import { inRecord, type Words } from "../messages/words.ts";
import { batchesOf, type Document, type Prediction, type Stream } from "./document.ts";
import { NerEvalError } from "./error.ts";
import type { Extent } from "./fragments.ts";
import type { Issue, Warning } from "./issue.ts";
import { offsetUnits } from "./offsets.ts";
import type { Mention, PredictedSpan, Span } from "./span.ts";

/** The two streams, checked record by record as they are read. What is no stream at all is refused at once. */
export function checkStreams(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
): {
  readonly gold: AsyncIterable<readonly Document[]>;
  readonly predictions: AsyncIterable<readonly Prediction[]>;
} {
  refuseNoStream(gold, "gold");
  refuseNoStream(predictions, "predictions");
  // An array can be read twice; a stream gives each batch to one of the two who read it.
  if ((gold as unknown) === predictions && !Array.isArray(gold)) throw new NerEvalError(streamsSame());
  return {
    gold: checkedBatches(gold, (record, index) => checkRecord(record, index, "gold document")),
    predictions: checkedBatches(predictions, (record, index) => checkRecord(record, index, "prediction")),
  };
}

/** A warning where both sides are one array: that scores a corpus against itself. */
export function warnSame(gold: Stream<Document>, predictions: Stream<Prediction>): Warning[] {
  if ((gold as unknown) !== predictions || (gold as readonly Document[]).length === 0) return [];
  return [arraysSame()];
}

function refuseNoStream(value: unknown, name: string): void {
  if (Array.isArray(value) || (typeof value === "object" && value !== null && Symbol.asyncIterator in value)) return;
  const iterable = typeof value === "object" && value !== null && Symbol.iterator in value;
  throw new NerEvalError(sideExpected(name, value, iterable));
}

async function* checkedBatches<T>(
  stream: Stream<T>,
  check: (record: T, index: number) => void,
): AsyncIterable<readonly T[]> {
  let index = 0;
  for await (const batch of batchesOf(stream)) {
    if (!Array.isArray(batch)) throw new NerEvalError(batchExpected(batch));
    for (const record of batch as readonly T[]) check(record, index++);
    yield batch;
  }
}

type Noun = "gold document" | "prediction";

/** What is wrong with a record or a span, and where in it. */
interface Problem {
  readonly words: Words;
  readonly path?: readonly (string | number)[];
}

/** Refuses a record that is not one. Nothing is made unless something is wrong: every record of a run comes by here. */
function checkRecord(record: Document | Prediction, index: number, noun: Noun): void {
  const problem = problemOf(record, noun);
  if (problem === undefined) return;
  const { id, origin } = (record ?? {}) as { readonly id?: unknown; readonly origin?: { readonly source?: unknown } };
  const { words, path } = problem;
  const span = path?.[0] === "spans" ? path[1] : undefined;
  const { source, line } = (origin ?? {}) as Partial<Issue>;
  const place = typeof source === "string" ? { source, line } : {};
  const message = inRecord(recordName(noun, id, index), words.message, span);
  throw new NerEvalError({ ...words, message, hint: words.hint ?? recordExample(noun), path, ...place });
}

function problemOf(record: Document | Prediction, noun: Noun): Problem | undefined {
  if (typeof record !== "object" || record === null || Array.isArray(record))
    return { words: recordNotAnObject(record) };
  const { id, text, spans, origin } = record;
  if (typeof id !== "string") return at("id", recordField("id", id, "a string"));
  if (typeof text !== "string" && !(text === undefined && noun === "prediction"))
    return at("text", recordField("text", text, "a string"));
  if (!Array.isArray(spans)) return at("spans", recordField("spans", spans, "an array"));
  for (let i = 0; i < spans.length; i++) {
    const problem = problemOfSpan(spans[i]);
    if (problem) return { ...problem, path: ["spans", i, ...(problem.path ?? [])] };
  }
  if (origin !== undefined && typeof origin?.source !== "string") return at("origin", originExpected(origin));
  return noun === "prediction" ? problemOfPrediction(record as Prediction) : problemOfDocument(record as Document);
}

function problemOfDocument({ sentence, tokens, tags, annotated, unannotated, repairs }: Document): Problem | undefined {
  if (annotated !== undefined && typeof annotated !== "boolean") return at("annotated", annotatedExpected(annotated));
  if (sentence !== undefined && (typeof sentence !== "object" || sentence === null))
    return at("sentence", sentenceExpected(sentence));
  return (
    problemOfList("tokens", tokens, isExtent, "extent") ??
    problemOfList("unannotated", unannotated, isExtent, "extent") ??
    problemOfList("tags", tags, isString, "string") ??
    problemOfList("repairs", repairs, isString, "string")
  );
}

function problemOfPrediction({ spans, tokens, mentions, unit, tags, repairs }: Prediction): Problem | undefined {
  if (unit !== undefined && !(offsetUnits as readonly unknown[]).includes(unit))
    return at("unit", unitExpected(unit, offsetUnits));
  return (
    problemOfList("tokens", tokens, isString, "string") ??
    problemOfList("mentions", mentions, isMention, "mention") ??
    problemOfList("tags", tags, isString, "string") ??
    problemOfList("repairs", repairs, isString, "string") ??
    (tokens && problemOfIndexes(spans, tokens.length))
  );
}

/** What is wrong with spans that count the tokens of their prediction. */
function problemOfIndexes(spans: readonly PredictedSpan[], tokens: number): Problem | undefined {
  const outside = spans.findIndex(({ start, end }) => start < 0 || start >= end || end > tokens);
  if (outside < 0) return undefined;
  const { start, end } = spans[outside]!;
  return { words: indexesOutside({ start, end, tokens }), path: ["spans", outside] };
}

/** What is wrong with a span by itself, whatever its text. */
function problemOfSpan(span: PredictedSpan | undefined): Problem | undefined {
  if (typeof span !== "object" || span === null) return { words: spanNotAnObject(span) };
  const { start, end, type, fragments, score, surface } = span;
  if (!Number.isSafeInteger(start)) return at("start", offsetExpected("start", start));
  if (!Number.isSafeInteger(end)) return at("end", offsetExpected("end", end));
  if (typeof type !== "string") return at("type", typeExpected(type, otherTypeField(span)));
  if (score !== undefined && !Number.isFinite(score)) return at("score", scoreExpected(score));
  if (surface !== undefined && typeof surface !== "string") return at("surface", surfaceExpected(surface));
  if (fragments === undefined) return undefined;
  return fragments?.length === 0
    ? at("fragments", fragmentsExpected(fragments))
    : problemOfList("fragments", fragments, isExtent, "extent", true);
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
  if (!Array.isArray(spans)) throw new NerEvalError(spansExpected(name, spans));
  for (let i = 0; i < spans.length; i++) {
    const problem = problemIn(spans[i]!);
    if (problem) throw new NerEvalError({ ...problem.words, message: inRecord(name, problem.words.message, i) });
  }
}

function problemOfExtent({ start, end }: Span, length: number): Problem | undefined {
  if (end > length) return { words: spanEndsAfter(end, length) };
  if (start < 0) return { words: spanStartsBefore(start) };
  return start < end ? undefined : { words: spanEndsEarly(start, end) };
}

/** What is wrong with a list of which each element must be right, if there is one. */
function problemOfList(
  field: string,
  list: unknown,
  isRight: (element: unknown) => boolean,
  of: "extent" | "string" | "mention",
  optional = false,
): Problem | undefined {
  if (list === undefined) return undefined;
  if (!Array.isArray(list)) return at(field, listExpected(field, list, optional));
  for (let i = 0; i < list.length; i++) {
    if (isRight(list[i])) continue;
    return { words: elementExpected({ field, index: i, value: list[i], of, optional }), path: [field, i] };
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

/** The field that probably holds the type of a span, where that is not `type`. */
function otherTypeField(span: object): string | undefined {
  return ["label", "entity_group", "entity", "tag"].find((field) => field in span);
}

function at(field: string, words: Words): Problem {
  return { words, path: [field] };
}
