/** The wink tagger: wink-nlp's own entities and, once it has learned, proper names of the types in the training gold. */

import { setImmediate } from "node:timers/promises";
import model from "wink-eng-lite-web-model";
import createWink, { type CustomEntities, type Entities } from "wink-nlp";
import type { Document } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import { compareText, type Span, sortSpans } from "../corpus/span.ts";
import { winkTokenMisplaced } from "../messages/taggers.ts";
import * as chunks from "./chunks.ts";
import type { Passage, Tagged, Tagger } from "./tagger.ts";

/** Words and blank runs this long are kept from wink: it takes quadratic time for a word, and miscounts blanks. */
const LONG = /\S{1000,}|\s{1000,}/g;

/** The most characters that wink is given at once. */
const PIECE = 100_000;

/** After so many characters wink starts with a new lexicon: it keeps every word it meets, and has room for a million. */
const LEXICON = 1_000_000;

/** Characters that are operators in wink's patterns. */
const OPERATOR = /[[\]|^]/;

/**
 * The model, with one part taken out of its wrapping: `metaCER` answers with its last answer as a JSON string, so that
 * every caller in the process but the first gets strings of strings.
 */
const meta = (model.metaCER as () => { machines: string; transformers: unknown })();
const models = { ...model, metaCER: () => ({ ...meta, machines: unwrapped(meta.machines) }) };

/** The innermost JSON text of one that may hold another, and so on. */
function unwrapped(json: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === "string" ? unwrapped(value) : json;
}

/** What wink does with a text: tokens with their parts of speech, its own entities, and entities it was taught. */
const PIPE = ["pos", "ner", "cer"];

/** Beyond Latin-1 wink knows no letters: it cuts words in two there, and tells no proper nouns. */
const FOREIGN = /[^\0-\xff]/;

/** A text as wink reads it: its words, wink's own entities, and the surfaces it was taught. */
interface Reading {
  readonly words: chunks.Word[];
  readonly own: chunks.TypedRun[];
  readonly literals: chunks.TypedRun[];
}

/** What was learned: a model of chunks, and the types to tag. */
interface Knowledge {
  readonly chunks: chunks.ChunkModel;
  readonly types: ReadonlySet<string>;
}

/**
 * A tagger around wink-nlp. Untrained, it answers with wink's own entities: dates, amounts of money, addresses and the
 * like, which are not what most gold annotates. Once it has learned, it answers with the training mentions that wink
 * finds again as custom entities and with classified chunks of wink's proper nouns, and with wink's own entities only
 * where the training gold has a type of that very name. Of candidates that overlap the longest stays, then the first.
 */
export async function createWinkTagger(): Promise<Tagger> {
  const wink = new Wink();
  let known: Knowledge | undefined;
  return {
    name: "wink",
    async learn(documents: readonly Document[]): Promise<void> {
      known = await learnFrom(wink, documents);
    },
    async *tag(passages: readonly Passage[]): AsyncIterable<Tagged> {
      for (const { id, text } of passages) {
        await setImmediate();
        const reading = wink.read(text, id);
        yield { id, spans: spansOf(reading.words, known ? candidatesOf(reading, known) : reading.own) };
      }
    },
  };
}

async function learnFrom(wink: Wink, given: readonly Document[]): Promise<Knowledge> {
  // A mention in several pieces is no run of words.
  const documents = given.map((document) => ({
    ...document,
    spans: document.spans.filter(({ fragments }) => fragments === undefined),
  }));
  const surfaces = surfacesOf(documents);
  wink.teach(surfaces);
  const lessons: chunks.Lesson[] = [];
  const hits: chunks.Tally<boolean> = new Map();
  for (const { id, text, spans } of documents) {
    await setImmediate();
    const { words, literals } = wink.read(text, id);
    const gold = chunks.goldOf(words, spans);
    lessons.push({ words, gold });
    for (const { first, last } of literals) {
      const surface = surfaceOf(text.slice(words[first]!.start, words[last]!.end));
      if (gold[first]?.first === first && gold[first].last === last) chunks.addTo(hits, surface, true);
      else if (!gold.slice(first, last + 1).some((mention) => mention)) chunks.addTo(hits, surface, false);
    }
  }
  wink.teach(new Map([...surfaces].filter(([surface]) => chunks.mostly(hits, surface) !== false)));
  const types = new Set(documents.flatMap(({ spans }) => spans.map(({ type }) => type)));
  return { chunks: chunks.learnChunks(lessons), types };
}

/** The surfaces of all mentions, each with its most frequent type. */
function surfacesOf(documents: readonly Document[]): Map<string, string> {
  const tally: chunks.Tally<string> = new Map();
  for (const { text, spans } of documents)
    for (const { start, end, type } of spans) chunks.addTo(tally, surfaceOf(text.slice(start, end)), type);
  const frequent = (counts: Map<string, number>) =>
    [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b))[0]![0];
  return new Map([...tally].map(([surface, counts]) => [surface, frequent(counts)]));
}

/** A mention with its blanks made alike, since wink's patterns do not tell blanks apart. */
function surfaceOf(mention: string): string {
  return mention.replace(/\s+/g, " ").trim();
}

/** All that may be a mention. Where two are of the same extent, the one that saw the context comes first. */
function candidatesOf({ words, own, literals }: Reading, known: Knowledge): chunks.TypedRun[] {
  return [...chunks.findChunks(known.chunks, words), ...literals, ...own.filter(({ type }) => known.types.has(type))];
}

/** The candidates without overlaps, as spans in canonical order. */
function spansOf(words: readonly chunks.Word[], candidates: readonly chunks.TypedRun[]): readonly Span[] {
  const spans: Span[] = [];
  const taken = new Set<number>();
  const lengthOf = ({ first, last }: chunks.TypedRun) => words[last]!.end - words[first]!.start;
  for (const run of [...candidates].sort((a, b) => lengthOf(b) - lengthOf(a) || a.first - b.first)) {
    const indexes = Array.from({ length: run.last - run.first + 1 }, (_, i) => run.first + i);
    if (indexes.some((i) => taken.has(i))) continue;
    for (const i of indexes) taken.add(i);
    spans.push({ start: words[run.first]!.start, end: words[run.last]!.end, type: run.type });
  }
  return sortSpans(spans);
}

/** wink-nlp with what it was taught, started anew now and then. */
class Wink {
  #nlp = createWink(models, PIPE);
  #surfaces: ReadonlyMap<string, string> = new Map();
  #read = 0;

  /** Makes wink find these surfaces, each as an entity of its type, instead of those taught before. */
  teach(surfaces: ReadonlyMap<string, string>): void {
    this.#surfaces = surfaces;
    // The sign keeps types apart from names that mean something to wink, such as `0`.
    const examples = [...surfaces]
      .filter(([surface]) => isTeachable(surface))
      .sort(([a], [b]) => compareText(a, b))
      .map(([surface, type]) => ({ name: "=" + type, patterns: [surface] }));
    this.#nlp.learnCustomEntities(examples, { matchValue: true, usePOS: false, useEntity: false });
  }

  /** A text of any length, read piece by piece. */
  read(text: string, id: string): Reading {
    const reading: Reading = { words: [], own: [], literals: [] };
    for (const { start, end, isWord } of piecesOf(text)) {
      if (isWord) reading.words.push({ start, end, value: "", proper: false, gap: " ", kind: "" });
      else this.#readPiece(reading, text, start, end, id);
    }
    return reading;
  }

  #readPiece({ words, own, literals }: Reading, text: string, start: number, end: number, id: string): void {
    if (this.#read > LEXICON) this.#renew();
    this.#read += end - start;
    const { its, readDoc } = this.#nlp;
    const doc = readDoc(unwrap(text.slice(start, end)));
    const tags = doc.tokens().out(its.pos);
    const values = doc.tokens().out(its.value);
    const places = placesOf(values, text, start, id);
    const kinds = new Map<number, string>();
    const entities = this.#runsOf(doc.entities());
    for (const { first, last, type } of entities) for (let i = first; i <= last; i++) kinds.set(i, type);
    const wordAt = values.map((value, i) => {
      const token = { start: places[i]!, value, proper: tags[i] === "PROPN", kind: kinds.get(i) ?? "" };
      return addToken(words, text, token);
    });
    const inWords = (run: chunks.TypedRun) => ({ ...run, first: wordAt[run.first]!, last: wordAt[run.last]! });
    own.push(...entities.map(inWords));
    for (const run of this.#runsOf(doc.customEntities())) literals.push({ ...inWords(run), type: run.type.slice(1) });
  }

  /** Entities as wink gives them, in tokens. */
  #runsOf(entities: Entities | CustomEntities): chunks.TypedRun[] {
    const { its } = this.#nlp;
    const types = entities.out(its.type);
    const runs = entities.out(its.span) as number[][];
    return runs.map(([first, last], i) => ({ first: first!, last: last!, type: types[i]! }));
  }

  #renew(): void {
    this.#nlp = createWink(models, PIPE);
    this.#read = 0;
    this.teach(this.#surfaces);
  }
}

/** Whether wink can take a surface literally. It looks words up in plain objects, and stumbles over `constructor`. */
function isTeachable(surface: string): boolean {
  const words = surface.match(/\w+/g) ?? [];
  return surface !== "" && !OPERATOR.test(surface) && !words.some((word) => word in Object.prototype);
}

/** A stretch of a text: for wink to read, or a word too long for that. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isWord: boolean;
}

/** A text in pieces that wink can read in good time, cut at long words, at long runs of blanks and between lines. */
function* piecesOf(text: string): Iterable<Piece> {
  let start = 0;
  for (const { index, 0: run } of text.matchAll(LONG)) {
    yield* cut(text, start, index);
    start = index + run.length;
    if (run.trim() !== "") yield { start: index, end: start, isWord: true };
  }
  yield* cut(text, start, text.length);
}

function* cut(text: string, from: number, to: number): Iterable<Piece> {
  let start = from;
  while (to - start > PIECE) {
    const end = lineEndBefore(text, start + PIECE);
    yield { start, end, isWord: false };
    start = end;
  }
  if (to > start) yield { start, end: to, isWord: false };
}

/** The last good place to cut: before an empty line, else before a line end, else before a blank. */
function lineEndBefore(text: string, limit: number): number {
  const from = limit - PIECE / 2;
  const window = text.slice(from, limit);
  const at = [/\n\s*\n/g, /\n/g, /\s/g].map((gap) => [...window.matchAll(gap)].at(-1)?.index);
  return from + (at.find((index) => index !== undefined) ?? window.length);
}

/** A text of the same length in which the ends of single lines are blanks, so that names run on where lines wrap. */
function unwrap(text: string): string {
  return text.replace(/(?<![^\S\r\n])[^\S\r\n]*[\r\n]\s*/g, (gap) =>
    /^[^\r\n]*(\r\n|\r|\n)[^\r\n]*$/.test(gap) ? " ".repeat(gap.length) : gap,
  );
}

/**
 * Where each of wink's tokens starts in a text, from `start` on. wink itself gives no offsets. The text is the proof: a
 * token must stand right after the one before it or after nothing but blanks, or the document is refused.
 */
export function placesOf(values: readonly string[], text: string, start: number, id: string): number[] {
  let at = start;
  return values.map((value) => {
    while (!text.startsWith(value, at) && /\s/.test(text.charAt(at))) at++;
    if (!text.startsWith(value, at)) throw new NerEvalError(winkTokenMisplaced({ token: value, at, id }));
    at += value.length;
    return at - value.length;
  });
}

/**
 * Adds a token to the words, or to the last of them where wink cut a word in two. Returns the index of its word. Empty
 * tokens, such as wink finds between the stops of `no..yes`, count as part of the word before.
 */
function addToken(words: chunks.Word[], text: string, token: Omit<chunks.Word, "end" | "gap">): number {
  const { start, value } = token;
  const end = start + value.length;
  const before = words.at(-1);
  if (value === "") return Math.max(0, words.length - 1);
  const proper = token.proper || (FOREIGN.test(value) && /^\p{Lu}/u.test(value));
  if (before?.end === start && isForeignSeam(text.slice(start - 1, start + 1)))
    words.splice(-1, 1, { ...before, end, value: before.value + value, proper: before.proper || proper });
  else words.push({ start, end, value, proper, kind: token.kind, gap: gapOf(text.slice(before?.end ?? 0, start)) });
  return words.length - 1;
}

function isForeignSeam(seam: string): boolean {
  return FOREIGN.test(seam) && /^\p{L}\p{L}$/u.test(seam);
}

function gapOf(blanks: string): chunks.Word["gap"] {
  if (blanks === "" || blanks === " ") return blanks;
  if (/[\r\n]/.test(blanks)) return "\n";
  return blanks.length > 1 || blanks === "\t" ? "\t" : " ";
}
