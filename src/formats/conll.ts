/** CoNLL: tagged tokens, a line each; every sentence is a document. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Items } from "../corpus/rows.ts";
import type { Span } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import { lost, tokenLikeBreak, tokenWithBlanks, typeLikeTag, typeWithBlanks } from "../messages/convert.ts";
import { type BareTags, bareTagsIn, sentencePerLine, spreadTags, tagPerLine } from "./columns/bare-tags.ts";
import { Beginning, type Rereadable } from "./columns/beginning.ts";
import { type Cutter, type DecodedSentence, Decoder, openTags } from "./columns/decoding.ts";
import { encodeSpans, joinedNeighbors } from "./columns/encoding.ts";
import { BREAK, Layout } from "./columns/layout.ts";
import { type SentenceRecords, sentenceRows, type UsualFile } from "./columns/rows.ts";
import { respelled, type TagScheme } from "./columns/schemes.ts";
import { surveyColumns, warnOfColumns } from "./columns/survey.ts";
import { TagRemarks } from "./columns/tag-remarks.ts";
import { areUsual } from "./columns/usual.ts";
import type { ColumnOptions, FullFormat, ReadContext, UnreadFile } from "./format.ts";
import { decoded } from "./lines.ts";
import { LONGEST, looksLikeColumns, type Sentence, SHOWN, sentencesOf, shownColumns } from "./sentences.ts";
import { flatten } from "./tags.ts";
import { impossible, type LossLog, type TokenizedDocument, tokenizedOf, type Writer, type Written } from "./writing.ts";

/**
 * Sentences are called by their numbers in the file, those of gold behind the file's name where there are several files.
 * Predicted spans are in token indexes, for alignment by position.
 */
export const conll: FullFormat = {
  name: "conll",
  endings: [".conll", ".iob", ".iob2", ".bio", ".bioes", ".tsv"],
  looksLike,
  gold: {
    async *read(chunks, context, options) {
      yield* recordsIn(await open(new Beginning(chunks), context, options), documentOf);
    },
    rows: (pieces, context, options) => rowsOf(pieces, context, options, { make: placedDocumentOf, partOf }),
  },
  predictions: {
    async *read(chunks, context, options) {
      const beginning = new Beginning(chunks);
      const bare = await bareTags(beginning, options);
      yield* recordsIn(await open(beginning, context, options, bare), bare ? taggedOf : predictionOf);
    },
    rows: (pieces, context, options) => rowsOf(pieces, context, options, { make: predictionOf, makeBare: taggedOf }),
  },
  writer: conllWriter("iob2"),
};

/** Lines that end in tags, one or more, and in plain text two; predictions may be tags alone. */
function looksLike(file: UnreadFile): boolean {
  const { side, fileName, ending } = file;
  if (ending === "conll") return true;
  if (side === "gold" && fileName.endsWith(".json")) return false;
  const lines = shownColumns(file);
  return looksLikeColumns(lines, ending === "bracket" ? 2 : 1) || (side === "pred" && bareTagsIn(lines) !== undefined);
}

/** A file that is open: how it is cut into sentences, and how those are read. */
interface OpenFile extends UsualFile {
  readonly sentences: AsyncIterable<readonly Sentence[]>;
  /** To be called when all is read. */
  readonly finish: () => void;
}

/** Opens a file; `bare` where it has tags alone. */
async function open(
  beginning: Rereadable<string>,
  context: ReadContext,
  options: ColumnOptions,
  bare?: BareTags,
): Promise<OpenFile> {
  const { column, token, tags: scheme, repair, labels } = options;
  const facts = bare ? undefined : await surveyColumns(beginning.first(), options);
  const layoutOf = () => new Layout(column, { token, ...facts });
  const cut: Cutter = (text, within) => {
    if (bare === "sentence per line") return spread(sentencesOf(text, within, sentencePerLine));
    return sentencesOf(text, within, bare ? tagPerLine : layoutOf());
  };
  const rules = { repair, scheme, labels };
  const { sentences, decoder, remarks } = await openTags(beginning, cut, context, rules, facts ?? {});
  const finish = () => {
    if (facts) warnOfColumns(facts, options, context);
    remarks.warn();
  };
  return { context, layout: layoutOf(), repair, decoder, remarks, sentences, finish };
}

/** The records of a file in batches. */
async function* recordsIn<R>(
  { context, sentences, decoder, finish }: OpenFile,
  make: SentenceRecords<R>["make"],
): AsyncIterable<readonly R[]> {
  for await (const batch of sentences) yield batch.map((sentence) => make(decoder.decode(sentence), context));
  finish();
}

/** The records of a file as rows; undefined where the user says how columns are to be read, or ids are not ASCII. */
function rowsOf<R>(
  pieces: AsyncIterable<Uint8Array>,
  context: ReadContext,
  options: ColumnOptions,
  records: RecordKinds<R>,
): Items<R> | undefined {
  const { column, token, tags, labels } = options;
  const isSaid = [column, token, tags, labels].some((option) => option !== undefined);
  return isSaid || !/^[ -~]*$/.test(context.name) ? undefined : itemsOf(pieces, context, options, records);
}

/** How sentences become records; `makeBare` where a file may have tags alone. */
interface RecordKinds<R> extends SentenceRecords<R> {
  readonly makeBare?: SentenceRecords<R>["make"];
}

/** The records of a file as rows, or in batches where it is none of tokens and tags in IOB2. */
async function* itemsOf<R>(
  pieces: AsyncIterable<Uint8Array>,
  context: ReadContext,
  options: ColumnOptions,
  records: RecordKinds<R>,
): Items<R> {
  const { source, name, several } = context;
  const bytes = new Beginning(pieces, (piece) => Uint8Array.from(piece));
  const stem = several ? `${name}:` : "";
  if (await areUsual(bytes.first())) {
    const remarks = new TagRemarks(context);
    const { repair } = options;
    const decoder = new Decoder("iob2", repair, true, context, remarks);
    const file = { context, layout: new Layout(), repair, decoder, remarks };
    yield* sentenceRows(bytes.whole(), stem, file, records);
    remarks.warn();
    return;
  }
  const text = { first: () => decoded(bytes.first(), source), whole: () => decoded(bytes.whole(), source) };
  const bare = records.makeBare && (await bareTags(text, options));
  const file = await open(text, context, options, bare);
  if (!bare && file.layout.isUsual && file.decoder.isUsual) {
    yield* sentenceRows(bytes.whole(), stem, file, records);
    file.finish();
  } else yield* recordsIn(file, bare ? records.makeBare! : records.make);
}

/** Whether a file has tags alone, and how they are laid out; undefined where a column is named. */
async function bareTags(text: Rereadable<string>, { column }: ColumnOptions): Promise<BareTags | undefined> {
  if (column !== undefined) return undefined;
  let beginning = "";
  for await (const chunk of text.first()) if ((beginning += chunk).length >= SHOWN) break;
  return bareTagsIn(beginning);
}

/** A gold document whose offsets are known to be in UTF-16. */
function placedDocumentOf(decoded: DecodedSentence, context: ReadContext): Document {
  return { unit: "utf16", ...documentOf(decoded, context) };
}

/** What a sentence is part of, where the file has begun so many documents. */
function partOf(documents: number, { several, name }: ReadContext): { readonly of?: string } {
  return documents > 0 ? { of: `${several ? `${name}:` : ""}document ${documents}` } : {};
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
    sentence: partOf(documents, context),
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

/**
 * The document in tokens that can be written a line each; undefined where it has none, which is noted. Lost are also ids,
 * for sentences are numbered.
 *
 * @throws NerEvalError `convert-impossible` where a token or a type holds blanks, or a token would be read as a break.
 */
export function tokensPerLine(document: Written, number: number, losses: LossLog): TokenizedDocument | undefined {
  const tokenized = tokenizedOf(document, losses);
  const { words, spans } = tokenized;
  if (words.length === 0) {
    losses.add(lost.untokenized, document);
    return undefined;
  }
  if (document.id !== String(number)) losses.add(lost.ids, document);
  if (words.length > LONGEST) losses.add(lost.longDocuments(LONGEST), document);
  for (const word of words) {
    if (/\s/.test(word)) throw impossible(document, tokenWithBlanks(word));
    if (word.startsWith(BREAK)) throw impossible(document, tokenLikeBreak(word));
  }
  for (const { type } of spans) if (/\s/.test(type)) throw impossible(document, typeWithBlanks(type, "columns"));
  return tokenized;
}

/**
 * Tags of a scheme: tokens and flat mentions. Lost are ids, blanks between tokens, nested mentions, edges within tokens,
 * and in `io` and `bare` what parts neighbors of one type.
 */
export function conllWriter(scheme: TagScheme): Writer {
  return {
    endings: [".conll", ".iob", ".iob2", ".bio", ".tsv"],
    write(document, number, losses) {
      const tokenized = tokensPerLine(document, number, losses);
      if (tokenized === undefined) return undefined;
      const { words } = tokenized;
      const { kept, left } = flatten(tokenized.spans);
      losses.add(lost.nested, document, left.length);
      if (scheme === "bare") refuseTags(document, kept);
      losses.add(lost.boundaries(scheme), document, joinedNeighbors(kept, scheme));
      const tags = encodeSpans(kept, words.length, scheme);
      return `${words.map((word, i) => `${word}\t${tags[i]}\n`).join("")}\n`;
    },
  };
}

/** Among types without prefixes, one that looks like a tag is read as a tag. */
function refuseTags(document: Document, spans: readonly Span[]): void {
  for (const { type } of spans) if (respelled(type) !== undefined) throw impossible(document, typeLikeTag(type));
}
