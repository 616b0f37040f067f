/** JSONL: one document per line, as predictions come and as gold may come where each line carries its text. */

import { checkSpanFields } from "../corpus/check-records.ts";
import type { Document, Prediction } from "../corpus/document.ts";
import { throwIssues } from "../corpus/error.ts";
import { flawsIn } from "../corpus/flaw.ts";
import { type Extent, surfaceOf } from "../corpus/fragments.ts";
import { IssueLog } from "../corpus/issue.ts";
import type { RecordRows } from "../corpus/rows.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { goldNoText, noId, predictionNoId } from "../messages/records.ts";
import type { FullFormat, ReadContext, Side } from "./format.ts";
import { ForeignRecords } from "./json/foreign.ts";
import { jsonlRows } from "./jsonl-rows.ts";
import { linesOf } from "./lines.ts";
import { MentionLists } from "./lists.ts";
import { type ChooseList, type LineRecord, readRecord } from "./record.ts";
import type { Written } from "./writing.ts";

/**
 * JSONL: `{"id", "entities": [{"start", "end", "type", "score"?, "text"?}]}`, in any order; gold with a `text`, and called
 * after its file and line where a record has no id.
 */
export const jsonl: FullFormat = {
  name: "jsonl",
  // The rows of Parquet files come as lines of JSON, too.
  endings: [".jsonl", ".ndjson", ".parquet"],
  looksLike: ({ ending, fileName, beginning }) =>
    ending === undefined && (fileName.endsWith(".json") || /^\s*\{\s*"/.test(beginning)),
  gold: { ...readersOf("gold", documentIn), anyUnit: true },
  predictions: readersOf("pred", predictionIn),
  writer: { endings: [".jsonl", ".ndjson"], write: (document) => `${JSON.stringify(recordOf(document))}\n` },
};

function predictionIn(record: LineRecord, { issues }: ReadContext): Prediction | undefined {
  if (isPrediction(record)) return record;
  const { id, text, spans, words, origin, tokens, tokenPlaces = tokens, flaws } = record;
  // A text that is no text has been reported.
  if (typeof id === "string")
    return {
      ...{ id, spans, text: text ?? undefined, origin, tokenPlaces },
      ...(words && { words }),
      ...(flaws && { flaws }),
    };
  if (id === undefined) issues.add({ ...predictionNoId(), path: [] }, origin);
  return undefined;
}

function documentIn(record: LineRecord, { name, issues }: ReadContext): Document | undefined {
  if (isDocument(record)) return record;
  const { id, text, origin } = record;
  if (typeof text === "string") return { ...record, id: id ?? `${name}:${origin.line}`, text };
  if (text === undefined) issues.add({ ...goldNoText(), path: [] }, origin);
  return undefined;
}

/** The readers of one side. What `accept` refuses of the records, it has reported. */
function readersOf<R>(side: Side, accept: (record: LineRecord, context: ReadContext) => R | undefined) {
  const lineReader = (context: ReadContext) => {
    const { source, issues, warnings, keepFlaws } = context;
    const lists = new MentionLists(side);
    const foreign = new ForeignRecords("jsonl");
    const choose: ChooseList = (record, origin) => (foreign.has(record, origin) ? null : lists.choose(record, origin));
    return {
      read: (text: string, line: number): R | undefined => {
        const record = readRecord(text, { source, line }, issues, { choose, keepFlaws });
        return record && accept(record, context);
      },
      finish: () => {
        foreign.finish(issues);
        warnings.push(...lists.warnings(source));
      },
    };
  };
  return {
    async *read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly R[]> {
      const reader = lineReader(context);
      let number = 0;
      for await (const lines of linesOf(chunks)) yield lines.flatMap((line) => reader.read(line, ++number) ?? []);
      reader.finish();
    },
    async *rows(pieces: AsyncIterable<Uint8Array>, context: ReadContext): AsyncIterable<RecordRows<R>> {
      const reader = lineReader(context);
      yield* jsonlRows(pieces, { source: context.source, needsText: side === "gold" }, reader.read);
      reader.finish();
    },
  };
}

/** Whether a record is a document as it stands. */
function isDocument(record: LineRecord): record is LineRecord & Document {
  return typeof record.id === "string" && typeof record.text === "string";
}

/** Whether a record is a prediction as it stands. The tokens of a record are places in its text; those of a prediction are words. */
function isPrediction(record: LineRecord): record is LineRecord & Prediction {
  return typeof record.id === "string" && record.text !== null && record.tokens === undefined;
}

/**
 * One line of predictions.
 *
 * @throws NerEvalError with every problem of the line in `issues`.
 */
export function parsePrediction(line: string, lineNumber = 1, source = "<text>", keepFlaws = false): Prediction {
  const issues = new IssueLog();
  const origin = { source, line: lineNumber };
  const record = readRecord(line, origin, issues, { keepFlaws });
  if (record ? record.id === undefined : issues.count === 0) issues.add({ ...noId(), excerpt: line }, origin);
  throwIssues(issues);
  const { id, spans, text, flaws = [] } = record!;
  return { id: id!, spans, text: text ?? undefined, origin, ...flawsIn(flaws) };
}

/** A prediction as one line without its line break. With the text, every span carries its surface, as a check. */
export function printPrediction(prediction: { id: string; spans: readonly PredictedSpan[] }, text?: string): string {
  checkSpanFields(prediction.spans, `prediction ${JSON.stringify(prediction.id)}`);
  const entities = prediction.spans.map((span) => ({
    start: span.start,
    end: span.end,
    type: span.type,
    ...(span.fragments === undefined ? {} : { fragments: span.fragments.map(({ start, end }) => [start, end]) }),
    ...(span.score === undefined ? {} : { score: span.score }),
    ...(text === undefined ? {} : { text: surfaceOf(span, text) }),
  }));
  return JSON.stringify({ id: prediction.id, entities });
}

/** A document as a record. Nothing is lost. */
function recordOf({ id, text, spans, tokens, tags, annotated, unannotated }: Written) {
  return {
    id,
    text,
    entities: spans.map(({ start, end, type, fragments, score }) => ({
      start,
      end,
      type,
      ...(fragments && { fragments: pairs(fragments) }),
      ...(score !== undefined && { score }),
    })),
    ...(tokens && { tokens: pairs(tokens) }),
    ...(tags && { tags }),
    ...(annotated === false && { annotated }),
    ...(unannotated && { unannotated: pairs(unannotated) }),
  };
}

function pairs(extents: readonly Extent[]): [number, number][] {
  return extents.map(({ start, end }) => [start, end]);
}
