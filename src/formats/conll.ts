/** CoNLL: tagged tokens, a line each; every sentence is a document. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Token } from "../corpus/tokens.ts";
import { type BareTags, bareTagsIn, SHOWN, sentencePerLine, spreadTags, tagPerLine } from "./columns/bare-tags.ts";
import { Beginning } from "./columns/beginning.ts";
import { type Cutter, type DecodedSentence, openTags } from "./columns/decoding.ts";
import { Layout } from "./columns/layout.ts";
import { surveyColumns, warnOfColumns } from "./columns/survey.ts";
import type { ColumnOptions, GoldFormat, PredictionFormat, ReadContext } from "./format.ts";
import { type Sentence, sentencesOf } from "./sentences.ts";

const extensions = [".conll", ".iob", ".iob2", ".bio", ".bioes", ".tsv"];

/** Gold. A sentence is called by its number in the file, behind the file's name where there are several files. */
export const conllGold: GoldFormat = {
  name: "conll",
  extensions,
  async *read(chunks, context, options) {
    for await (const batch of read(chunks, context, options)) {
      yield batch.map((sentence) => documentOf(sentence, context));
    }
  },
};

/** Predictions, called by their numbers. Spans are in token indexes, for alignment by position. */
export const conllPredictions: PredictionFormat = {
  name: "conll",
  extensions,
  async *read(chunks, context, options) {
    const { beginning, whole } = await withBeginning(chunks);
    const bare = options.column === undefined ? bareTagsIn(beginning) : undefined;
    for await (const batch of read(whole, context, options, bare))
      yield batch.map((sentence) => (bare ? taggedOf(sentence, context) : predictionOf(sentence, context)));
  },
};

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  options: ColumnOptions,
  bare?: BareTags,
): AsyncIterable<readonly DecodedSentence[]> {
  const { column, token, tags: scheme, repair, labels } = options;
  const beginning = new Beginning(chunks);
  const facts = bare ? undefined : await surveyColumns(beginning.first(), options);
  const cut: Cutter = (text, within) => {
    if (bare === "sentence per line") return spread(sentencesOf(text, within, sentencePerLine));
    return sentencesOf(text, within, bare ? tagPerLine : new Layout(column, { token, ...facts }));
  };
  const rules = { repair, scheme, labels };
  const { sentences, decoder, remarks } = await openTags(beginning, cut, context, rules, facts ?? {});
  for await (const batch of sentences) yield batch.map((sentence) => decoder.decode(sentence));
  if (facts) warnOfColumns(facts, options, context);
  remarks.warn();
}

function documentOf({ sentence, spans, repairs, readable }: DecodedSentence, context: ReadContext): Document {
  const { tags, origin, documents } = sentence;
  const { id, text, tokens } = textOf(sentence, context);
  return {
    id,
    text,
    spans: spans.map(({ start, end, type }) => ({ start: tokens[start]!.start, end: tokens[end - 1]!.end, type })),
    tokens,
    tags: readable ? tags : undefined,
    repairs,
    origin,
    numbered: true,
    sentence: documents > 0 ? { of: `${context.several ? `${context.name}:` : ""}document ${documents}` } : {},
  };
}

function predictionOf({ sentence, spans, repairs, readable }: DecodedSentence, context: ReadContext): Prediction {
  const { number, words, tags, origin } = sentence;
  const id = idOf(number, context);
  return { id, spans, tokens: words, tags: readable ? tags : undefined, repairs, origin, numbered: true };
}

/** A prediction whose tokens the file does not have. */
function taggedOf(decoded: DecodedSentence, context: ReadContext): Prediction {
  const { tokens, numbered: _, ...rest } = predictionOf(decoded, context);
  return { ...rest, tagged: tokens?.length };
}

/** The sentences of a file that has one on each line. */
async function* spread(batches: AsyncIterable<readonly Sentence[]>): AsyncIterable<readonly Sentence[]> {
  let before = 0;
  for await (const batch of batches) {
    for (const lines of batch) {
      const sentences = spreadTags(lines, before);
      before += sentences.length;
      yield sentences;
    }
  }
}

/** The beginning of a text that arrives in chunks, and all of it. */
async function withBeginning(chunks: AsyncIterable<string>) {
  const rest = chunks[Symbol.asyncIterator]();
  let beginning = "";
  let next = await rest.next();
  for (; !next.done; next = await rest.next()) {
    beginning += next.value;
    if (beginning.length >= SHOWN) break;
  }
  async function* whole() {
    yield beginning;
    for (let more = await rest.next(); !more.done; more = await rest.next()) yield more.value;
  }
  return { beginning, whole: whole() };
}

/** What the sentence of that number is called. */
export function idOf(number: number, { several, name }: Pick<ReadContext, "several" | "name">): string {
  return several ? `${name}:${number}` : String(number);
}

/** What a sentence is called, its text, and the places of its tokens, which a blank parts unless the file says otherwise. */
export function textOf(
  { number, words, glued }: Pick<Sentence, "number" | "words" | "glued">,
  context: Pick<ReadContext, "several" | "name">,
): { id: string; text: string; tokens: Token[] } {
  const id = idOf(number, context);
  if (glued === undefined) return { id, text: words.join(" "), tokens: tokensIn(words) };
  let text = "";
  const tokens = words.map((word, index) => {
    const start = text.length;
    text += glued.has(index) || index === words.length - 1 ? word : `${word} `;
    return { start, end: start + word.length };
  });
  return { id, text, tokens };
}

/** The places of words that one blank parts. */
export function tokensIn(words: readonly string[]): Token[] {
  let next = 0;
  return words.map(({ length }) => {
    const start = next;
    next += length + 1;
    return { start, end: start + length };
  });
}
