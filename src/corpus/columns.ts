/**
 * Columns: a document as the counting loops read it, its spans as numbers side by side instead of objects.
 * ```
 * gold   start   0   13  25       each span one position in all three columns,
 *        end     9   25  30       in canonical order (`compareSpans`)
 *        type    0   1   0        its number in `TypeNames`: 0 is "PER", 1 is "LOC"
 *        pieces                   rare: the fragments of spans with gaps, by position
 * ```
 * One `DocumentColumns` serves one document after the other; what it held before is overwritten.
 */
import type { Extent } from "./fragments.ts";
import { type Span, sortSpans, type Unplaced } from "./span.ts";
import { type Token, TokenMarks } from "./tokens.ts";

/** The types that occurred, by number, in the order in which they were met first. */
export class TypeNames {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a type, a new one where it was not met before. */
  numberOf(name: string): number {
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.numbers.set(name, number);
    }
    return number;
  }
}

/** The spans of one side of a document. */
export class SpanColumns {
  length = 0;
  start = new Int32Array(32);
  end = new Int32Array(32);
  /** Numbers in {@link TypeNames}. */
  type = new Int32Array(32);
  /** The fragments of spans with gaps, by position; undefined where no span has any. */
  fragments: (readonly Extent[] | undefined)[] | undefined;
  /** Whether no span begins before the one before it ends. Set by {@link close}. */
  flat = true;

  /** Forgets all spans. */
  clear(): void {
    this.length = 0;
    this.fragments = undefined;
  }

  /** Adds a span behind the others. */
  push(start: number, end: number, type: number): void {
    const at = this.length;
    if (at === this.start.length) this.grow();
    this.start[at] = start;
    this.end[at] = end;
    this.type[at] = type;
    this.length = at + 1;
  }

  /** Says that all spans were added, in canonical order. */
  close(): void {
    this.flat = true;
    for (let i = 1; i < this.length; i++) if (this.start[i]! < this.end[i - 1]!) this.flat = false;
  }

  /** Holds these spans instead. */
  load(spans: readonly Span[], types: TypeNames): void {
    this.clear();
    for (const { start, end, type, fragments } of sortSpans(spans)) {
      if (fragments !== undefined) (this.fragments ??= [])[this.length] = fragments;
      this.push(start, end, types.numberOf(type));
    }
    this.close();
  }

  /** The spans from one position up to another, as objects. */
  spans({ names }: TypeNames, from = 0, to = this.length): Span[] {
    const spans: Span[] = [];
    for (let i = from; i < to; i++) {
      const place = { start: this.start[i]!, end: this.end[i]!, type: names[this.type[i]!]! };
      const fragments = this.fragments?.[i];
      spans.push(fragments === undefined ? place : { ...place, fragments });
    }
    return spans;
  }

  private grow(): void {
    for (const column of ["start", "end", "type"] as const) {
      const grown = new Int32Array(2 * this[column].length);
      grown.set(this[column]);
      this[column] = grown;
    }
  }
}

/** What is counted of a document. */
export interface Counted {
  readonly id: string;
  readonly text: string;
  /** In half-open offsets in UTF-16 code units, in any order. */
  readonly gold: readonly Span[];
  readonly pred: readonly Span[];
  /** The tokens its format came with; undefined for those of the rule. */
  readonly tokens?: readonly Token[] | undefined;
  /** Predictions that could not be located in the text. */
  readonly unplaced?: readonly Unplaced[] | undefined;
  /** Where it is a sentence: its document, where that is known. */
  readonly sentence?: { readonly of?: string | undefined } | undefined;
}

/** One document, both sides. */
export class DocumentColumns {
  readonly types: TypeNames;
  readonly gold = new SpanColumns();
  readonly pred = new SpanColumns();
  readonly marks = new TokenMarks();
  /** The types of predictions that could not be located. */
  unplaced: readonly number[] = none;
  /** Where it is a sentence: its document, where that is known. */
  sentence: Counted["sentence"];
  /** Id and text; undefined where they are still in the bytes of a row. */
  private name: string | undefined = "";
  private content: string | undefined = "";
  /** The bytes of a row in which the text is without escapes, and where it begins there; undefined where it is a string. */
  bytes: Uint8Array | undefined;
  bytesFrom = 0;
  private row: TextRow | undefined;
  private at = 0;

  constructor(types: TypeNames) {
    this.types = types;
  }

  get id(): string {
    return (this.name ??= this.row!.id(this.at));
  }

  get text(): string {
    return (this.content ??= this.row!.text(this.at) ?? "");
  }

  /** Whether a span of either side is in pieces: where it begins and ends does not say all of it then. */
  get hasGaps(): boolean {
    return this.gold.fragments !== undefined || this.pred.fragments !== undefined;
  }

  /** Holds this document instead. */
  load({ id, text, gold, pred, tokens, unplaced = [], sentence }: Counted): void {
    this.name = id;
    this.content = text;
    this.bytes = undefined;
    this.unplaced = none;
    this.gold.load(gold, this.types);
    this.pred.load(pred, this.types);
    if (tokens) this.marks.setTokens(tokens, text.length);
    else this.marks.setText(text);
    if (unplaced.length > 0) this.unplaced = unplaced.map(({ type }) => this.types.numberOf(type));
    this.sentence = sentence;
  }

  /** The document as objects. */
  counted(): Counted {
    const { types, id, text, unplaced, sentence } = this;
    return {
      ...{ id, text, gold: this.gold.spans(types), pred: this.pred.spans(types), tokens: this.marks.given },
      ...{ unplaced: unplaced.map((type) => ({ type: types.names[type]! })), sentence },
    };
  }

  /** Begins the document of a row. Spans and marks are filled in by the caller; id and text are made when they are asked for. */
  open(row: TextRow, at: number): void {
    this.name = undefined;
    this.content = undefined;
    this.row = row;
    this.at = at;
    this.bytes = row.textKind[at] === 0 ? row.bytes : undefined;
    this.bytesFrom = row.textFrom[at]!;
    this.unplaced = none;
    this.sentence = row.sentence?.(at);
  }
}

/** Rows, one for each document. */
interface TextRow {
  readonly bytes: Uint8Array;
  readonly textFrom: Int32Array;
  readonly textKind: Uint8Array;
  readonly id: (at: number) => string;
  readonly text: (at: number) => string | undefined;
  readonly sentence: ((at: number) => Counted["sentence"]) | undefined;
}

const none: readonly number[] = [];
