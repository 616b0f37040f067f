/** GLiNER: `{"tokenized_text", "ner": [[first, last, label]]}`, places of tokens, the last one included. */

import { type Flaw, type FlawKind, flawsIn } from "../../corpus/flaw.ts";
import type { Span } from "../../corpus/span.ts";
import {
  glinerSpanEmpty,
  glinerSpanExpected,
  glinerSpanOutside,
  glinerSpanReversed,
} from "../../messages/json-formats.ts";
import type { Words } from "../../messages/words.ts";
import type { FullFormat, ReadContext } from "../format.ts";
import { type LossLog, listFrame, tokenizedOf, type Written } from "../writing.ts";
import { asObject, type Entry, entriesOf, idOf } from "./entries.ts";
import { ForeignRecords } from "./foreign.ts";
import { listIn, present } from "./place.ts";
import { shapedAs } from "./shape.ts";
import { documentOf, predictionOf, type Tokenized, wordsIn } from "./words.ts";

/** The text of a document is its tokens with a blank between them; predictions are compared with gold of the same tokens. */
export const gliner: FullFormat = {
  name: "gliner",
  endings: [],
  looksLike: shapedAs("gliner"),
  gold: {
    async *read(chunks, context) {
      for await (const batch of read(chunks, context)) yield batch.map(documentOf);
    },
  },
  predictions: {
    async *read(chunks, context) {
      for await (const batch of read(chunks, context)) yield batch.map(predictionOf);
    },
  },
  writer: { endings: [], frame: listFrame, write },
};

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Tokenized[]> {
  const foreign = new ForeignRecords("gliner");
  for await (const entries of entriesOf(chunks, context))
    yield entries.flatMap((entry) => present(recordOf(entry, foreign, context)));
  foreign.finish(context.issues);
}

function recordOf(entry: Entry, foreign: ForeignRecords, context: ReadContext): Tokenized | undefined {
  const record = asObject(entry);
  if (!record) return undefined;
  const { value, complain, origin } = record;
  if (foreign.has(value, origin)) return undefined;
  const words = wordsIn(value, "tokenized_text", complain);
  const list = listIn(value.ner, ["ner"], complain);
  if (!words || !list) return undefined;
  const spans: Span[] = [];
  const flaws: Flaw[] = [];
  const refuse = (i: number, type: string, kind: FlawKind, words: Words) => {
    const path = ["ner", i];
    if (context.keepFlaws) flaws.push({ kind, type, issue: { ...words, path } });
    else complain(path, words, kind);
  };
  for (const [i, item] of list.entries()) {
    const [first, last, type] = Array.isArray(item) ? (item as unknown[]) : [];
    if (!isPlace(first) || !isPlace(last) || typeof type !== "string" || type === "") {
      complain(["ner", i], glinerSpanExpected());
    } else if (last < first) {
      refuse(i, type, "reversed", glinerSpanReversed(first, last));
    } else if (first < 0 || last >= words.length) {
      refuse(i, type, "outside", glinerSpanOutside({ first, last, tokens: words.length }));
    } else if (words.slice(first, last + 1).every((word) => word === "")) {
      refuse(i, type, "reversed", glinerSpanEmpty(first, last));
    } else spans.push({ start: first, end: last + 1, type });
  }
  return { id: idOf(record, context), words, spans, origin, ...flawsIn(flaws) };
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Tokens and mentions of any kind in one piece. Lost are blanks between tokens, edges within tokens, and scores. */
function write(document: Written, _: number, losses: LossLog): string {
  const { words, spans } = tokenizedOf(document, losses);
  const ner = spans.map(({ start, end, type }) => [start, end - 1, type]);
  return JSON.stringify({ id: document.id, tokenized_text: words, ner });
}
