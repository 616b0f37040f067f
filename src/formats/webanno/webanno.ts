/** WebAnno TSV 3, as INCEpTION exports it: tokens with character offsets and a column per feature; a file is a document. */

import type { Document } from "../../corpus/document.ts";
import type { Issue } from "../../corpus/issue.ts";
import { compareSpans, type PredictedSpan } from "../../corpus/span.ts";
import {
  layerMissing,
  webannoColumnMissing,
  webannoLabel,
  webannoLabelsDiffer,
  webannoLayerOther,
  webannoMentionsEmpty,
  webannoPartOutside,
  webannoText,
  webannoTokenExpected,
  webannoTokenOverlaps,
} from "../../messages/conllu.ts";
import type { Words } from "../../messages/words.ts";
import { columnAt } from "../columns/layout.ts";
import type { FullFormat, ReadContext } from "../format.ts";
import { linesOf } from "../lines.ts";
import { sayOnce } from "../said-once.ts";
import { shownColumns } from "../sentences.ts";
import { type LayerColumn, Layers, labelsOf, unescaped } from "./layers.ts";
import { printWebanno } from "./print.ts";

/**
 * Offsets are UTF-16, as the format has them, whatever the option `offsets` says of others. The file has no text between
 * sentences; it is read as line breaks. Predictions carry the surface text of each mention as a check.
 */
export const webanno: FullFormat = {
  name: "webanno",
  endings: [".webanno"],
  looksLike: (file) => /^\s*#FORMAT=WebAnno TSV 3/.test(shownColumns(file)),
  gold: {
    async *read(chunks, context, { column }) {
      yield [await documentOf(chunks, context, column)];
    },
  },
  predictions: {
    async *read(chunks, context, { column }) {
      const { id, text, spans, origin } = await documentOf(chunks, context, column);
      const surfaced = spans.map((span): PredictedSpan => ({ ...span, surface: text.slice(span.start, span.end) }));
      yield [{ id, spans: surfaced, origin }];
    },
  },
  writer: { endings: [".webanno"], fileEach: ".webanno", write: printWebanno },
};

async function documentOf(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  column: string | undefined,
): Promise<Document> {
  const reader = new WebannoReader(context, column);
  for await (const lines of linesOf(chunks)) for (const line of lines) reader.push(line.replace(/\r?\n$/, ""));
  return reader.finish();
}

/** What the files of a side have in common: the layer of the entities. */
const LAYER = "webanno-layer";

/** A mention that may go on with the next token. */
interface Mention {
  start: number;
  end: number;
  readonly type: string;
}

/** Reads the lines of one file. */
class WebannoReader {
  private readonly context: ReadContext;
  private readonly layers: Layers;
  private line = 0;
  /** The column of the entities; undefined until the first token asks for it. */
  private place: LayerColumn | undefined;
  private searched = false;
  /** The text so far, and the sentence whose tokens are being read. */
  private text = "";
  private sentence: string[] = [];
  private begun = false;
  private broken = false;
  /** Mentions of tokens without any character; of those with numbers, which may have other tokens, the numbers. */
  private widthless = 0;
  private readonly widthlessNumbers = new Set<string>();
  private readonly tokens: { start: number; end: number }[] = [];
  private readonly mentions: Mention[] = [];
  private readonly numbered = new Map<string, Mention>();

  constructor(context: ReadContext, column: string | undefined) {
    this.context = context;
    this.layers = new Layers(column);
  }

  push(line: string): void {
    this.line++;
    if (line.startsWith("#Text=")) this.pushText(unescaped(line.slice("#Text=".length)));
    else if (line.startsWith("#")) this.layers.push(line);
    else if (line.trim() !== "") this.pushToken(line);
  }

  finish(): Document {
    const { source, name } = this.context;
    const widthless = this.widthless + [...this.widthlessNumbers].filter((number) => !this.numbered.has(number)).length;
    if (widthless > 0) sayOnce(this.context, webannoMentionsEmpty, widthless);
    const spans = this.mentions.map(({ start, end, type }) => ({ start, end, type })).sort(compareSpans);
    return { id: name, text: this.text, spans, tokens: this.tokens, origin: { source, line: 1 } };
  }

  /** Lines of text that follow each other are one sentence with line breaks. */
  private pushText(text: string): void {
    if (this.begun) this.sentence = [];
    this.begun = false;
    this.sentence.push(text);
  }

  private pushToken(line: string): void {
    const cells = line.split("\t");
    const [, sub, from, to] = /^\d+-\d+(\.\d+)?\t(\d{1,9})-(\d{1,9})\t/.exec(`${line}\t`) ?? [];
    if (from === undefined || cells.length < 3 || Number(to) < Number(from)) {
      this.complain(webannoTokenExpected(), 1);
      return;
    }
    const [start, end] = [Number(from), Number(to)];
    if (this.broken || !this.check(start, end, unescaped(cells[2]!))) return;
    const last = this.tokens.at(-1);
    if (sub === undefined ? start < (last?.end ?? 0) : last === undefined || start < last.start || end > last.end) {
      this.complain(sub === undefined ? webannoTokenOverlaps() : webannoPartOutside(), 2);
      return;
    }
    if (sub === undefined) this.tokens.push({ start, end });
    this.annotate(line, cells, start, end);
  }

  /** Puts the sentence of the first token into the text, and tells whether the token stands where it should. */
  private check(start: number, end: number, form: string): boolean {
    if (!this.begun) this.begin(start, form);
    if (end <= this.text.length && this.text.slice(start, end) === form) return true;
    this.complain(webannoText({ start, end, found: this.text.slice(start, end), form }), 2);
    // All that follow would be off as well.
    this.broken = true;
    return false;
  }

  private begin(start: number, form: string): void {
    this.begun = true;
    const sentence = this.sentence.length > 0 ? this.sentence.join("\n") : form;
    const target = start - Math.max(0, sentence.indexOf(form));
    // Blanks at the end of a sentence may reach into the next one.
    if (target >= 0 && this.text.slice(target).trim() === "") this.text = this.text.slice(0, target);
    const gap = target - this.text.length;
    // What stands between sentences is not in the file.
    if (gap > 0 && gap <= MOST_GAP) this.text += `${" ".repeat(gap - 1)}\n`;
    this.text += sentence;
  }

  private annotate(line: string, cells: readonly string[], start: number, end: number): void {
    if (!this.searched) this.search();
    if (this.place === undefined) return;
    const { layer, first, count } = this.place;
    const at = 3 + this.place.column;
    const cell = cells[at];
    if (cell === undefined) {
      this.complain(webannoColumnMissing(layer), 1);
      return;
    }
    // Where the feature is not set, another feature of the layer may say that there is an annotation.
    const others = cells.slice(3 + first, 3 + first + count);
    for (const { label, number } of labelsOf(cell, others)) {
      if (label === undefined) {
        this.complain(webannoLabel(cell), columnAt(line, at));
      } else if (start === end) {
        if (number === undefined) this.widthless++;
        else this.widthlessNumbers.add(`${number}`);
      } else if (number === undefined) this.mentions.push({ start, end, type: label });
      else this.extend(`${number}`, label, start, end);
    }
  }

  private extend(number: string, type: string, start: number, end: number): void {
    const known = this.numbered.get(number);
    if (known === undefined) {
      const mention = { start, end, type };
      this.numbered.set(number, mention);
      this.mentions.push(mention);
    } else {
      known.start = Math.min(known.start, start);
      known.end = Math.max(known.end, end);
      if (known.type === type) return;
      this.complain(webannoLabelsDiffer({ number, one: known.type, other: type }), 1);
    }
  }

  private search(): void {
    this.searched = true;
    const found = this.layers.find();
    const { across, source, issues } = this.context;
    const issue = (words: Words): Issue => ({ ...words, source, line: this.line, column: 1 });
    if (!("fault" in found)) {
      this.place = found;
      if (found.assumed) across?.assumesNone(LAYER, issue(webannoLayerOther(found.layer)));
      else across?.has(LAYER);
    } else if (found.fault === "missing" && across) across.lacks(LAYER, issue(found.words), layerMissing());
    else issues.add(issue(found.words));
  }

  private complain(words: Words, column: number) {
    this.context.issues.add({ ...words, column }, { source: this.context.source, line: this.line });
  }
}

/** Longer gaps between sentences are wrong offsets. */
const MOST_GAP = 100_000;
