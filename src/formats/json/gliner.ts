/** GLiNER: `{"tokenized_text", "ner": [[first, last, label]]}`, places of tokens, the last one included. */
import type { Document, Prediction } from "../../corpus/document.ts";
import { type Flaw, type FlawKind, flawsIn } from "../../corpus/flaw.ts";
import type { Span } from "../../corpus/span.ts";
import type { GoldFormat, PredictionFormat, ReadContext } from "../format.ts";
import { asObject, type Entry, entriesOf, idOf } from "./entries.ts";
import { ForeignRecords } from "./foreign.ts";
import { listIn, present } from "./place.ts";
import { documentOf, predictionOf, type Tokenized, wordsIn } from "./words.ts";

/** Gold. The text of a document is its tokens with a blank between them. */
export const glinerGold: GoldFormat = {
  name: "gliner",
  extensions: [],
  async *read(chunks, context) {
    for await (const batch of read(chunks, context)) yield batch.map(documentOf) satisfies Document[];
  },
};

/** Predictions, to be compared with gold that has the same tokens. */
export const glinerPredictions: PredictionFormat = {
  name: "gliner",
  extensions: [],
  async *read(chunks, context) {
    for await (const batch of read(chunks, context)) yield batch.map(predictionOf) satisfies Prediction[];
  },
};

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Tokenized[]> {
  const foreign = new ForeignRecords("gliner");
  for await (const entries of entriesOf(chunks, context))
    yield entries.flatMap((entry) => present(tokenizedOf(entry, foreign, context)));
  foreign.finish(context.issues);
}

function tokenizedOf(entry: Entry, foreign: ForeignRecords, context: ReadContext): Tokenized | undefined {
  const record = asObject(entry);
  if (!record) return undefined;
  const { value, complain, origin } = record;
  if (foreign.has(value, origin)) return undefined;
  const words = wordsIn(value, "tokenized_text", complain);
  const list = listIn(value.ner, ["ner"], complain);
  if (!words || !list) return undefined;
  const spans: Span[] = [];
  const flaws: Flaw[] = [];
  const refuse = (i: number, type: string, kind: FlawKind, message: string, hint?: string) => {
    const code = kind === "outside" ? "span-outside" : "span-reversed";
    const path = ["ner", i];
    if (context.keepFlaws) flaws.push({ kind, type, issue: { code, message, hint, path } });
    else complain(path, message, hint, code, kind);
  };
  for (const [i, item] of list.entries()) {
    const [first, last, type] = Array.isArray(item) ? (item as unknown[]) : [];
    const hint = "both places count tokens from 0, and the last one is part of the mention";
    if (!isPlace(first) || !isPlace(last) || typeof type !== "string" || type === "") {
      complain(["ner", i], "expected [first, last, label]", hint);
    } else if (last < first) {
      refuse(i, type, "reversed", `the span ${first}–${last} is reversed`, hint);
    } else if (first < 0 || last >= words.length) {
      const message = `the span ${first}–${last} reaches outside its text, which has ${words.length} tokens`;
      refuse(i, type, "outside", message, hint);
    } else if (words.slice(first, last + 1).every((word) => word === "")) {
      refuse(i, type, "reversed", `the span ${first}–${last} is empty: so are its tokens`);
    } else spans.push({ start: first, end: last + 1, type });
  }
  return { id: idOf(record, context), words, spans, origin, ...flawsIn(flaws) };
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
