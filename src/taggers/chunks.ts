/** Chunks: runs of proper nouns, joined, trimmed and classified by what training showed about such runs. */
import { compareText, type Span } from "../corpus/span.ts";

/** A word of a text, half-open in UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** The empty string for a word too long to be read. Tabs and empty lines may stand as words, too. */
  readonly value: string;
  readonly proper: boolean;
  /** What separates it from the word before: nothing, one blank, more blanks, or the end of a line. */
  readonly gap: "" | " " | "\t" | "\n";
  /** What else is known about it, such as that it is part of a date. */
  readonly kind: string;
}

/** A stretch of words given by their indexes, both ends included. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** A stretch of words with the type of the mention it is. */
export interface TypedRun extends Run {
  readonly type: string;
}

/** A text to learn from: its words, and for each word the mention it belongs to. */
export interface Lesson {
  readonly words: readonly Word[];
  readonly gold: readonly (TypedRun | undefined)[];
}

/** How often each clue was seen with each label. */
export type Tally<L> = Map<string, Map<L, number>>;

/** What is known about chunks. A label is a type, or `undefined` for a chunk that is no mention. */
export interface ChunkModel {
  /** Whether what separates two runs stands within a mention. */
  readonly joints: Tally<boolean>;
  /** Whether a word is part of the mention when a run holds one. */
  readonly parts: Tally<boolean>;
  readonly clues: Tally<string | undefined>;
  /** All labels in a fixed order, with the number of chunks that had them. */
  readonly labels: ReadonlyMap<string | undefined, number>;
}

/** The most words that may stand between two runs that belong together, as `of the` does. */
const APART = 2;

/** How much the overall frequency of a clue weighs against its frequency with one label, in chunks. */
const SMOOTHING = 1;

/** Adds one sighting of a clue with a label. */
export function addTo<L>(tally: Tally<L>, clue: string, label: L): void {
  const counts = tally.get(clue) ?? new Map<L, number>();
  tally.set(clue, counts.set(label, (counts.get(label) ?? 0) + 1));
}

/** Whether a clue was seen with `true` more often than with `false`; `undefined` where it was not seen. */
export function mostly(tally: Tally<boolean>, clue: string): boolean | undefined {
  const counts = tally.get(clue);
  return counts && (counts.get(true) ?? 0) > (counts.get(false) ?? 0);
}

/** For each word the longest span that covers it, of those that begin and end where words do. */
export function goldOf(words: readonly Word[], spans: readonly Span[]): (TypedRun | undefined)[] {
  const firsts = new Map(words.map((word, i) => [word.start, i]));
  const lasts = new Map(words.map((word, i) => [word.end, i]));
  const gold = new Array<TypedRun | undefined>(words.length).fill(undefined);
  const shortFirst = (a: Span, b: Span) =>
    a.end - a.start - (b.end - b.start) || b.start - a.start || compareText(b.type, a.type);
  for (const { start, end, type } of [...spans].sort(shortFirst)) {
    const first = firsts.get(start);
    const last = lasts.get(end);
    if (first !== undefined && last !== undefined) gold.fill({ first, last, type }, first, last + 1);
  }
  return gold;
}

/** A model of the chunks in some texts. The order of the texts makes no difference. */
export function learnChunks(lessons: readonly Lesson[]): ChunkModel {
  const joints: Tally<boolean> = new Map();
  const parts: Tally<boolean> = new Map();
  const clues: Tally<string | undefined> = new Map();
  const counts = new Map<string | undefined, number>();
  for (const lesson of lessons) learnJoints(joints, lesson);
  for (const lesson of lessons) learnParts(parts, joints, lesson);
  for (const { words, gold } of lessons) {
    for (const run of chunksOf(words, joints, parts)) {
      const mention = gold[run.first];
      const label = mention?.first === run.first && mention.last === run.last ? mention.type : undefined;
      counts.set(label, (counts.get(label) ?? 0) + 1);
      for (const clue of cluesOf(words, run)) addTo(clues, clue, label);
    }
  }
  const labels = [...counts].sort(([a], [b]) => (a === undefined ? -1 : b === undefined ? 1 : compareText(a, b)));
  return { joints, parts, clues, labels: new Map(labels) };
}

/** The chunks of a text that are mentions, from left to right; they do not overlap. */
export function findChunks(model: ChunkModel, words: readonly Word[]): TypedRun[] {
  return chunksOf(words, model.joints, model.parts).flatMap((run) => {
    const type = labelOf(model, cluesOf(words, run));
    return type === undefined ? [] : [{ ...run, type }];
  });
}

function learnJoints(joints: Tally<boolean>, { words, gold }: Lesson): void {
  const runs = runsOf(words);
  for (const [i, right] of runs.entries()) {
    const left = runs[i - 1];
    if (!left || !(gold[left.last] || gold[right.first])) continue;
    for (const clue of jointClues(words, left, right)) addTo(joints, clue, gold[left.last] === gold[right.first]);
  }
}

function learnParts(parts: Tally<boolean>, joints: Tally<boolean>, { words, gold }: Lesson): void {
  for (const { first, last } of joinedRuns(words, joints)) {
    if (!gold.slice(first, last + 1).some((mention) => mention)) continue;
    for (let i = first; i <= last; i++) addTo(parts, words[i]!.value.toLowerCase(), gold[i] !== undefined);
  }
}

/** The longest stretches of proper nouns that at most one blank separates. */
function runsOf(words: readonly Word[]): Run[] {
  const runs: Run[] = [];
  for (let first = 0; first < words.length; first++) {
    if (!words[first]!.proper) continue;
    let last = first;
    while (words[last + 1]?.proper && /^ ?$/.test(words[last + 1]!.gap)) last++;
    runs.push({ first, last });
    first = last;
  }
  return runs;
}

/** What separates two runs, first with the word before it, then alone; nothing where they are too far apart. */
function jointClues(words: readonly Word[], left: Run, right: Run): string[] {
  const between = words.slice(left.last + 1, right.first);
  if (between.length > APART) return [];
  const clue = between.map((word) => word.gap + word.value).join("") + words[right.first]!.gap;
  return [words[left.last]!.value + clue, clue];
}

function joinedRuns(words: readonly Word[], joints: Tally<boolean>): Run[] {
  const joined: Run[] = [];
  for (const run of runsOf(words)) {
    const left = joined.at(-1);
    const clue = left && jointClues(words, left, run).find((clue) => joints.has(clue));
    if (left && clue !== undefined && mostly(joints, clue)) joined.splice(-1, 1, { first: left.first, last: run.last });
    else joined.push(run);
  }
  return joined;
}

/** Joined runs without the words at their ends that mostly stood outside mentions, as `Mayor` in `Mayor Moen` may. */
function chunksOf(words: readonly Word[], joints: Tally<boolean>, parts: Tally<boolean>): Run[] {
  const isOutside = (i: number) => mostly(parts, words[i]!.value.toLowerCase()) === false;
  return joinedRuns(words, joints).flatMap(({ first, last }) => {
    while (first <= last && isOutside(first)) first++;
    while (first <= last && isOutside(last)) last--;
    return first <= last ? [{ first, last }] : [];
  });
}

/** What a chunk shows of its type. */
function cluesOf(words: readonly Word[], { first, last }: Run): string[] {
  const inside = words.slice(first, last + 1).map((word) => word.value);
  const text = inside.join(" ");
  const all = text.toLowerCase();
  return [
    "all " + all,
    "first " + inside[0]!.toLowerCase(),
    "last " + inside.at(-1)!.toLowerCase(),
    "ending " + all.slice(-3),
    "before " + (words[first - 1]?.value.toLowerCase() ?? ""),
    "after " + (words[last + 1]?.value.toLowerCase() ?? ""),
    "line " + (first === 0 || words[first]!.gap === "\n"),
    "shape " + shapeOf(text),
    "length " + Math.min(inside.length, 4),
    "kind " + words[first]!.kind,
  ];
}

/** A text with its words as `A` (capitals), `a` (any other letters) and `0`: `Aa A.` for `Ada M.` */
function shapeOf(text: string): string {
  return text
    .replace(/\p{Lu}+/gu, "A")
    .replace(/[\p{Ll}\p{Lm}\p{Lo}\p{Lt}\p{M}]+/gu, "a")
    .replace(/\p{N}+/gu, "0");
}

/** The likeliest label by naive Bayes, with each clue's share smoothed towards its share among all chunks. */
function labelOf({ clues, labels }: ChunkModel, seen: readonly string[]): string | undefined {
  const known = seen.flatMap((clue) => clues.get(clue) ?? []);
  const total = sumOf(labels);
  const shares = known.map((counts) => sumOf(counts) / total);
  let best: { label: string | undefined; score: number } | undefined;
  for (const [label, chunks] of labels) {
    let score = Math.log(chunks);
    for (const [i, counts] of known.entries())
      score += Math.log(((counts.get(label) ?? 0) + SMOOTHING * shares[i]!) / (chunks + SMOOTHING));
    if (!best || score > best.score) best = { label, score };
  }
  return best?.label;
}

function sumOf(counts: ReadonlyMap<unknown, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
