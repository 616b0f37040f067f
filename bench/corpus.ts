/** The corpus of the benchmark: made-up gold documents and predictions for them, the same bytes for the same seed. */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import seedrandom from "seedrandom";
import { printBracket } from "../src/formats/bracket/print.ts";
import { createVocabulary, type Random, type Vocabulary } from "./vocabulary.ts";

/** A corpus on disk: gold as a bracket file with a document per line, predictions as JSONL in the same order. */
export interface Corpus {
  readonly gold: string;
  /** The same gold as JSONL. */
  readonly goldLines: string;
  readonly preds: string;
  /** Gold and predictions as CoNLL, a sentence for each document. */
  readonly goldColumns: string;
  readonly predColumns: string;
  readonly tokens: number;
  readonly documents: number;
  readonly goldSpans: number;
  readonly predSpans: number;
}

/** A mention by its tokens, half-open. */
interface Mention {
  readonly from: number;
  readonly to: number;
  readonly type: string;
}

/** The shortest and the longest document, in tokens. */
const DOCUMENT = { least: 15, most: 35 };

/** The chance that a mention begins where none is; with `MENTION_LENGTHS`, 12 % of all tokens are in one. */
const MENTION = 0.0785;

/** How often mentions have one, two and three tokens; 1.6 on average. */
const MENTION_LENGTHS = [0.55, 0.3, 0.15];

/** How often a recognizer errs, per gold mention. */
const ERRORS = { missed: 0.08, boundary: 0.05, type: 0.04, both: 0.01, spurious: 0.06 };

const TYPES = ["PER", "LOC", "ORG", "MISC"];

/** Writes `gold` and `preds` of `tokens` tokens into a folder, document by document, in brackets, JSONL and CoNLL. */
export function writeCorpus(folder: string, tokens: number, seed: string): Corpus {
  const random = seedrandom.alea(`${seed}:${tokens}`);
  const vocabulary = createVocabulary(random);
  const gold = new LineFile(join(folder, "gold.txt"));
  const goldLines = new LineFile(join(folder, "gold.jsonl"));
  const preds = new LineFile(join(folder, "preds.jsonl"));
  const goldColumns = new LineFile(join(folder, "gold.conll"));
  const predColumns = new LineFile(join(folder, "preds.conll"));
  const counts = { documents: 0, goldSpans: 0, predSpans: 0 };
  for (let left = tokens; left > 0; ) {
    const size = DOCUMENT.least + Math.floor(random() * (DOCUMENT.most - DOCUMENT.least + 1));
    const mentions = drawMentions(Math.min(size, left), random);
    const words = drawWords(Math.min(size, left), mentions, vocabulary);
    const predicted = predict(words.length, mentions, random);
    const id = `gold:${++counts.documents}`;
    const text = words.join(" ");
    gold.add(printBracket({ text, spans: spansOf(mentions, words) }));
    goldLines.add(JSON.stringify({ id, text, entities: spansOf(mentions, words) }));
    preds.add(JSON.stringify({ id, entities: spansOf(predicted, words) }));
    goldColumns.add(columnsOf(mentions, words));
    predColumns.add(columnsOf(predicted, words));
    counts.goldSpans += mentions.length;
    counts.predSpans += predicted.length;
    left -= words.length;
  }
  for (const file of [gold, goldLines, preds, goldColumns, predColumns]) file.close();
  return {
    ...{ gold: gold.path, goldLines: goldLines.path, preds: preds.path },
    ...{ goldColumns: goldColumns.path, predColumns: predColumns.path },
    ...{ tokens, ...counts },
  };
}

/** Mentions in a document of so many tokens, from left to right; the last token is a full stop and in none. */
function drawMentions(size: number, random: Random): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < size - 1; ) {
    if (random() >= MENTION) {
      at++;
      continue;
    }
    const draw = random();
    const length = draw < MENTION_LENGTHS[0]! ? 1 : draw < MENTION_LENGTHS[0]! + MENTION_LENGTHS[1]! ? 2 : 3;
    const to = Math.min(at + length, size - 1);
    mentions.push({ from: at, to, type: pick(TYPES, random) });
    at = to;
  }
  return mentions;
}

function drawWords(size: number, mentions: readonly Mention[], vocabulary: Vocabulary): string[] {
  const words = Array.from({ length: size - 1 }, () => vocabulary.word());
  for (const { from, to } of mentions) for (let at = from; at < to; at++) words[at] = vocabulary.name();
  return [...words, "."];
}

/** What a recognizer makes of the mentions: each error of `ERRORS` as often as it says, no two predictions overlap. */
function predict(size: number, mentions: readonly Mention[], random: Random): Mention[] {
  const predicted: Mention[] = [];
  for (const mention of mentions) {
    const free = predicted.at(-1)?.to ?? 0;
    // A prediction that ran on too far has swallowed this mention.
    if (mention.from < free) continue;
    const seen = misread(mention, { free, size }, random);
    if (seen) predicted.push(seen);
  }
  for (const _ of mentions) {
    if (random() >= ERRORS.spurious) continue;
    const taken = [...mentions, ...predicted];
    const free = range(size).filter((at) => !taken.some(({ from, to }) => from <= at && at < to));
    if (free.length === 0) continue;
    const from = pick(free, random);
    predicted.push({ from, to: from + 1, type: pick(TYPES, random) });
  }
  return predicted.sort((a, b) => a.from - b.from);
}

/** One mention as a recognizer sees it; undefined where it does not. `free` is the first token it may take. */
function misread(mention: Mention, room: { free: number; size: number }, random: Random): Mention | undefined {
  const { missed, boundary, type, both } = ERRORS;
  const draw = random();
  if (draw < missed) return undefined;
  if (draw < missed + boundary) return moveEdge(mention, room, random);
  if (draw < missed + boundary + type) return changeType(mention, random);
  if (draw < missed + boundary + type + both) return changeType(moveEdge(mention, room, random), random);
  return mention;
}

/** The mention with one edge off by a token or two, wherever there is room for that. */
function moveEdge(mention: Mention, { free, size }: { free: number; size: number }, random: Random): Mention {
  const by = random() < 0.8 ? 1 : 2;
  const { from, to } = mention;
  const edges = [
    { from: from - by, to },
    { from: from + by, to },
    { from, to: to - by },
    { from, to: to + by },
  ];
  const possible = edges.filter((moved) => moved.from >= free && moved.to <= size && moved.from < moved.to);
  return possible.length > 0 ? { ...mention, ...pick(possible, random) } : mention;
}

function changeType(mention: Mention, random: Random): Mention {
  const others = TYPES.filter((type) => type !== mention.type);
  return { ...mention, type: pick(others, random) };
}

/** Mentions as spans of the text in which single blanks stand between the words; UTF-16 code units, half-open. */
function spansOf(mentions: readonly Mention[], words: readonly string[]) {
  const starts: number[] = [];
  let at = 0;
  for (const word of words) {
    starts.push(at);
    at += word.length + 1;
  }
  return mentions.map(({ from, to, type }) => ({
    start: starts[from]!,
    end: starts[to - 1]! + words[to - 1]!.length,
    type,
  }));
}

/** A sentence as lines of a token and its tag in IOB2. */
function columnsOf(mentions: readonly Mention[], words: readonly string[]): string {
  const tags = words.map(() => "O");
  for (const { from, to, type } of mentions)
    for (let at = from; at < to; at++) tags[at] = `${at === from ? "B" : "I"}-${type}`;
  return words.map((word, i) => `${word}\t${tags[i]}\n`).join("");
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}

/** How much of a file is held back before it is written, in UTF-16 code units. */
const HELD = 1 << 20;

/** A file that is written line by line, in large pieces. */
class LineFile {
  readonly path: string;
  private readonly file: number;
  private held = "";

  constructor(path: string) {
    this.path = path;
    this.file = openSync(path, "w");
  }

  add(line: string): void {
    this.held += `${line}\n`;
    if (this.held.length >= HELD) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.held);
    this.held = "";
  }
}
