/** Nested TSV: a token and a tag for each level of nesting, as LitBank has it; every sentence is a document. */
import type { Prediction } from "../../corpus/document.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { idOf, textOf, tokensPerLine } from "../conll.ts";
import type { FullFormat, PredictionOptions, ReadContext } from "../format.ts";
import { type LineReader, type Sentence, sentencesOf, shownColumns, wholeLines } from "../sentences.ts";
import { isTag } from "../tags.ts";
import type { LossLog, Written } from "../writing.ts";
import { Beginning } from "./beginning.ts";
import { type Cutter, openTags } from "./decoding.ts";
import { encodeSpans } from "./encoding.ts";
import { BREAK, columnsOf, endsInEmptyCell, isComment, type LineKind, TOKEN, wordIn } from "./layout.ts";
import { surveyColumns, warnOfColumns } from "./survey.ts";

/** Mentions within mentions. Sentences are called as in CoNLL; predicted spans are in token indexes. */
export const nested: FullFormat = {
  name: "nested-tsv",
  endings: [],
  looksLike: (file) => file.column === undefined && looksNested(shownColumns(file)),
  gold: {
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
  },
  predictions: {
    async *read(chunks, context, options) {
      for await (const batch of levels(chunks, context, options)) {
        yield batch.map(({ sentence: { number, words, origin }, spans, repairs }): Prediction => {
          return { id: idOf(number, context), spans, tokens: words, repairs, origin, numbered: true };
        });
      }
    },
  },
  writer: { endings: [], write },
};

/** The mentions of all levels of a sentence, in canonical order. */
interface Levels {
  readonly sentence: Sentence;
  readonly spans: readonly Span[];
  readonly repairs: readonly string[];
}

/** The tag of a line is all of its levels; each level is then read as a sentence of its own. */
class NestedRows implements LineReader {
  private readonly word: number;
  private readonly indexed: boolean;
  private begun = false;

  /** `word` is the index of the token's column; all behind it are levels. */
  constructor(word: number, indexed: boolean) {
    this.word = word;
    this.indexed = indexed;
  }

  read(line: string, raw: string): LineKind {
    if (line[0] === "#" && (this.indexed || isComment(line))) return "aside";
    if (!this.begun) {
      this.begun = true;
      const [first = "", ...others] = columnsOf(line);
      if (TOKEN.test(first) && others.length > 0 && !others.some(isTag)) return "aside";
    }
    let from = 0;
    for (let column = 0; column < this.word; column++) from = line.indexOf("\t", from) + 1;
    const at = from === 0 && this.word > 0 ? -1 : line.indexOf("\t", from);
    if (at >= 0) return { word: wordIn(line.slice(from, at)), tag: line.slice(at + 1), column: at + 2 };
    const isFilled = this.word === 0 || from > 0;
    if (!isFilled || !endsInEmptyCell(line, raw)) return "short";
    return { word: wordIn(line.slice(from)), tag: "", column: line.length + 1 };
  }
}

async function* levels(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  options: PredictionOptions,
): AsyncIterable<readonly Levels[]> {
  const { repair, tags: scheme, labels, token } = options;
  const beginning = new Beginning(chunks);
  const facts = await surveyColumns(beginning.first(), { token });
  const { word, indexed } = facts;
  const cut: Cutter = (text, within) => sentencesOf(text, within, new NestedRows(word, indexed));
  const rules = { repair, scheme, labels };
  const { sentences, decoder, remarks } = await openTags(beginning, cut, context, rules, { levels: splitLevels });
  for await (const batch of sentences) {
    yield batch.map((sentence) => {
      const flat = splitLevels(sentence).map((level) => decoder.decode(level));
      const spans = flat.flatMap((level) => level.spans).sort(compareSpans);
      return { sentence, spans, repairs: flat.flatMap((level) => level.repairs) };
    });
  }
  warnOfColumns({ ...facts, tagged: [] }, options, context);
  remarks.warn();
}

/** A sentence for each level, with that level's tags and their places. Lines that are short of levels have empty cells there. */
function splitLevels(sentence: Sentence): Sentence[] {
  const cells = sentence.tags.map((row) => row.split("\t"));
  const depth = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const begins = cells.map((row, i) => beginsOf(row, sentence.columns[i]!));
  return Array.from({ length: depth }, (_, level) => ({
    ...sentence,
    goesOn: sentence.goesOn && level === 0,
    tags: cells.map((row) => row[level]?.trim() ?? ""),
    columns: begins.map((row) => row[Math.min(level, row.length - 1)]!),
  }));
}

/** Where each cell of a line begins, and where one behind the last would. */
function beginsOf(cells: readonly string[], first: number): number[] {
  const begins = [first];
  for (const cell of cells) begins.push(begins.at(-1)! + cell.length + 1);
  return begins;
}

/**
 * Whether a text begins with lines of a token and at least three tags each: more than half of its lines are such, and of
 * the others all but one in ten have tags or empty cells, too.
 */
function looksNested(beginning: string): boolean {
  const lines = wholeLines(beginning).filter((line) => line !== "" && !line.startsWith(BREAK) && !isComment(line));
  const rows = lines.map((line) => line.split("\t").slice(1));
  const tagged = rows.filter((cells) => cells.every((cell) => cell.trim() === "" || isTag(cell.trim())));
  const wide = tagged.filter((cells) => cells.filter((cell) => cell.trim() !== "").length > 2);
  return wide.length * 2 > rows.length && rows.length - tagged.length <= Math.max(1, rows.length / 10);
}

/** From so many levels on, the format is told by its columns. */
const LEAST_LEVELS = 3;

/** Tokens and mentions that may nest, cross and repeat, in IOB2. Lost are ids, blanks between tokens, and edges within tokens. */
function write(document: Written, number: number, losses: LossLog): string | undefined {
  const tokenized = tokensPerLine(document, number, losses);
  if (tokenized === undefined) return undefined;
  const { words } = tokenized;
  const tagged = levelsOf(tokenized.spans).map((spans) => encodeSpans(spans, words.length, "iob2"));
  return `${words.map((word, i) => `${[word, ...tagged.map((tags) => tags[i])].join("\t")}\n`).join("")}\n`;
}

/** The spans on flat levels, the outermost first. */
function levelsOf(spans: readonly Span[]): Span[][] {
  const levels: Span[][] = Array.from({ length: LEAST_LEVELS }, () => []);
  for (const span of [...spans].sort(compareSpans)) {
    const free = levels.find((level) => (level.at(-1)?.end ?? 0) <= span.start);
    if (free) free.push(span);
    else levels.push([span]);
  }
  return levels;
}
