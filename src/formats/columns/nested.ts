/** Nested TSV: a token and a tag for each level of nesting, as LitBank has it; every sentence is a document. */
import type { Prediction } from "../../corpus/document.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { idOf, textOf } from "../conll.ts";
import type { GoldFormat, PredictionFormat, PredictionOptions, ReadContext } from "../format.ts";
import { type Sentence, sentencesOf, wholeLines } from "../sentences.ts";
import { isTag } from "../tags.ts";
import { Decoder, TagRemarks } from "./decoding.ts";
import { type LineKind, wordIn } from "./layout.ts";

/** Gold with mentions within mentions. Sentences are called as in CoNLL. */
export const nestedGold: GoldFormat = {
  name: "nested-tsv",
  extensions: [],
  async *read(chunks, context, options) {
    for await (const batch of levels(chunks, context, options)) {
      yield batch.map(({ sentence, spans, repairs }) => {
        const { origin } = sentence;
        const { id, text, tokens } = textOf(sentence, context);
        const placed = spans.map(({ start, end, type }) => ({
          start: tokens[start]!.start,
          end: tokens[end - 1]!.end,
          type,
        }));
        return { id, text, spans: placed, tokens, repairs, origin, numbered: true };
      });
    }
  },
};

/** Predictions with mentions within mentions, in token indexes. */
export const nestedPredictions: PredictionFormat = {
  name: "nested-tsv",
  extensions: [],
  async *read(chunks, context, options) {
    for await (const batch of levels(chunks, context, options)) {
      yield batch.map(({ sentence: { number, words, origin }, spans, repairs }): Prediction => {
        return { id: idOf(number, context), spans, tokens: words, repairs, origin, numbered: true };
      });
    }
  },
};

/** The mentions of all levels of a sentence, in canonical order. */
interface Levels {
  readonly sentence: Sentence;
  readonly spans: readonly Span[];
  readonly repairs: readonly string[];
}

/** The tag of a line is all of its levels; each level is then read as a sentence of its own. */
const rows = {
  read(line: string): LineKind {
    const at = line.indexOf("\t");
    if (at < 0) return "short";
    return { word: wordIn(line.slice(0, at)), tag: line.slice(at + 1), column: at + 2 };
  },
};

async function* levels(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  { repair, tags }: PredictionOptions,
): AsyncIterable<readonly Levels[]> {
  const remarks = new TagRemarks(context);
  const decoder = new Decoder(tags ?? "iob2", repair, false, context, remarks);
  for await (const batch of sentencesOf(chunks, context, rows)) {
    yield batch.map((sentence) => {
      const flat = splitLevels(sentence).map((level) => decoder.decode(level));
      const spans = flat.flatMap((level) => level.spans).sort(compareSpans);
      return { sentence, spans, repairs: flat.flatMap((level) => level.repairs) };
    });
  }
  remarks.warn();
}

/** A sentence for each level, with that level's tags and their places. Lines that are short of levels have `O` there. */
function splitLevels(sentence: Sentence): Sentence[] {
  const cells = sentence.tags.map((row) => row.split("\t"));
  const depth = cells.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: depth }, (_, level) => ({
    ...sentence,
    goesOn: sentence.goesOn && level === 0,
    tags: cells.map((row) => row[level]?.trim() ?? "O"),
    columns: cells.map((row, i) => sentence.columns[i]! + row.slice(0, level).join("\t").length + Math.min(level, 1)),
  }));
}

/** Whether a text begins with lines of a token and at least three tags each. */
export function looksNested(beginning: string): boolean {
  const lines = wholeLines(beginning).filter((line) => line !== "");
  return (
    lines.length > 0 && lines.every((line) => line.split("\t").length > 3 && line.split("\t").slice(1).every(isTag))
  );
}
