/** CoNLL: tagged tokens, a line each; every sentence is a document. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Span } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import type { GoldFormat, PredictionFormat, ReadContext } from "./format.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";
import { decodeTags, type RepairKind, type RepairPolicy, schemeOf, type TagScheme } from "./tags.ts";

const extensions = [".conll", ".iob", ".iob2", ".bio", ".bioes", ".tsv"];

/** Gold. A sentence is called by its number in the file, behind the file's name where there are several files. */
export const conllGold: GoldFormat = {
  name: "conll",
  extensions,
  async *read(chunks, context, { repair }) {
    for await (const batch of decodedSentences(chunks, context, repair)) {
      yield batch.map((sentence) => documentOf(sentence, context));
    }
  },
};

/** Predictions, called by their numbers. Spans are in token indexes, for alignment by position. */
export const conllPredictions: PredictionFormat = {
  name: "conll",
  extensions,
  async *read(chunks, context, { repair }) {
    for await (const batch of decodedSentences(chunks, context, repair)) yield batch.map(predictionOf);
  },
};

/** A sentence with what its tags say. */
interface DecodedSentence extends Sentence {
  readonly spans: readonly Span[];
  readonly repairs: readonly RepairKind[];
}

function documentOf({ number, words, tags, spans, repairs, origin }: DecodedSentence, context: ReadContext): Document {
  const tokens = tokensIn(words);
  return {
    id: context.several ? `${context.name}:${number}` : String(number),
    text: words.join(" "),
    spans: spans.map(({ start, end, type }) => ({ start: tokens[start]!.start, end: tokens[end - 1]!.end, type })),
    tokens,
    tags,
    repairs,
    origin,
  };
}

function predictionOf({ number, words, tags, spans, repairs, origin }: DecodedSentence): Prediction {
  return { id: String(number), spans, tokens: words, tags, repairs, origin };
}

/** The places of words that one blank parts. */
export function tokensIn(words: readonly string[]): Token[] {
  let at = 0;
  return words.map((word) => {
    const token = { start: at, end: at + word.length };
    at = token.end + 1;
    return token;
  });
}

/** How many sentences are read before a file without prefixes for the ends of mentions is taken for IOB. */
const LOOKAHEAD = 5000;

async function* decodedSentences(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  repair: RepairPolicy,
): AsyncIterable<readonly DecodedSentence[]> {
  let scheme: TagScheme | undefined;
  let waiting: Sentence[] = [];
  for await (const batch of sentencesOf(chunks, context)) {
    for (const sentence of batch) {
      waiting.push(sentence);
      if (scheme !== undefined) continue;
      if (schemeOf(sentence.tags) === "iobes") scheme = "iobes";
      else if (sentence.number === LOOKAHEAD) scheme = "iob";
    }
    if (scheme === undefined) continue;
    yield decodeAll(waiting, repair, scheme, context);
    waiting = [];
  }
  yield decodeAll(waiting, repair, scheme ?? "iob", context);
}

function decodeAll(
  sentences: readonly Sentence[],
  policy: RepairPolicy,
  scheme: TagScheme,
  { issues }: ReadContext,
): DecodedSentence[] {
  return sentences.map((sentence) => {
    const { tags, columns, origin } = sentence;
    const { spans, repairs } = decodeTags(tags, policy, scheme);
    if (policy === "refuse") {
      for (const { index, kind } of repairs) {
        const message = `the tag ${tags[index]} ${illegal[kind]}`;
        const hint = "--repair begin reads such tags as conlleval does, --repair discard as O";
        const place = { line: origin.line + index, column: columns[index]! };
        issues.add({ code: "tag-illegal", message, hint, ...place }, origin);
      }
    }
    return { ...sentence, spans, repairs: repairs.map(({ kind }) => kind) };
  });
}

/** What is wrong with an illegal tag, in words. */
export const illegal: { readonly [kind in RepairKind]: string } = {
  orphan: "goes on from no mention",
  type: "goes on from a mention of another type",
  unclosed: "stands where a mention stops, and does not end it",
  foreign: "ends a mention, in a file that began as IOB",
};
