/**
 * Plain rows: aligns a gold record and its prediction where there is nothing to decide, straight from their columns. What is
 * not plain is left to the aligner, which takes objects.
 */
import { markBytes, markWords } from "../corpus/byte-marks.ts";
import type { DocumentColumns, SpanColumns, TypeNames } from "../corpus/columns.ts";
import type { Document, Prediction } from "../corpus/document.ts";
import { ESCAPED, NOWHERE, type RecordRows, type RowColumns } from "../corpus/rows.ts";
import type { PairedIds } from "./paired-ids.ts";
import type { UnitDecider } from "./place/units.ts";
import { sameBytes } from "./row-pairs.ts";
import type { Side } from "./side.ts";
import type { TokenAligner } from "./tokens.ts";

/** What takes part in aligning plain rows. */
export interface PlainParts {
  /** The document that is filled, and taken then. */
  readonly document: DocumentColumns;
  readonly take: () => void;
  readonly ids: PairedIds;
  /** Whether objects of some id came. */
  readonly isTaken: (rows: RowColumns, at: number) => boolean;
  readonly gold: Side;
  readonly pred: Side;
  readonly units: UnitDecider | undefined;
  readonly tokens: TokenAligner;
  /** The sides whose offsets count code points, by an option. */
  readonly codePoints: { readonly gold: boolean; readonly pred: boolean };
}

/** The types of a file, and the numbers they have in the document. */
interface NumberedTypes {
  types: TypeNames | undefined;
  numbers: number[];
}

const noTypes = (): NumberedTypes => ({ types: undefined, numbers: [] });

/** Aligns pairs of rows. */
export class PlainAligner {
  /** How many pairs there were. */
  pairs = 0;
  private readonly parts: PlainParts;
  /** For each file, the numbers its types have in the document. */
  private readonly numbers = new Map<TypeNames, number[]>();
  /** The types of each side that were asked for last, and their numbers. */
  private readonly last = { gold: noTypes(), pred: noTypes() };

  constructor(parts: PlainParts) {
    this.parts = parts;
  }

  /** Takes a pair of plain records with the same id; false, and nothing has happened, where it needs more than to be counted. */
  readonly take = (gold: RecordRows<Document>, g: number, pred: RecordRows<Prediction>, p: number): boolean => {
    const { document, ids, isTaken } = this.parts;
    const [from, to] = [gold.textFrom[g]!, gold.textTo[g]!];
    if (from === NOWHERE) return false;
    if (pred.textFrom[p] !== NOWHERE) {
      if (gold.textKind[g] !== pred.textKind[p]) return false;
      if (!sameBytes(gold, from, to, pred, pred.textFrom[p]!, pred.textTo[p]!)) return false;
    }
    // Tokens that are laid on others are looked at one by one.
    if (pred.tokenized && !gold.tokenized) return false;
    document.open(gold, g);
    if (!this.mark(gold, g)) return false;
    const [goldCount, predCount] = [this.fill("gold", gold, g), this.fill("pred", pred, p)];
    if (goldCount < 0 || predCount < 0) return false;
    if (goldCount > 0 && !this.isDecided("gold", gold, document.gold)) return false;
    if (predCount > 0 && !this.isDecided("pred", pred, document.pred)) return false;
    if (isTaken(gold, g) || !ids.add(gold.bytes, gold.idFrom[g]!, gold.idTo[g]!)) return false;
    ids.notePlace("gold", gold.source, gold.line[g]!);
    ids.notePlace("pred", pred.source, pred.line[p]!);
    this.parts.gold.takePlain(document, document.gold);
    this.parts.pred.takePlain(document, document.pred);
    if (gold.tokenized) this.parts.gold.repairs.noteTags();
    if (pred.tokenized) {
      this.parts.pred.repairs.noteTags();
      this.parts.tokens.addSame(document.marks.count);
    }
    this.pairs++;
    this.parts.take();
    return true;
  };

  /** Whether nothing is left to find out of the units of offsets on a side. */
  private isDecided(side: "gold" | "pred", { unit, source }: RowColumns, spans: SpanColumns): boolean {
    const { units, codePoints, document } = this.parts;
    if (unit !== undefined) return true;
    const { marks } = document;
    const end = spans.end[spans.length - 1]!;
    if (side === "gold" ? codePoints.gold : codePoints.pred) return end <= marks.basicTo;
    if (units === undefined) return true;
    if (end <= marks.asciiTo) return units.passPlain(side, source, "ascii");
    if (end <= marks.basicTo) return units.passPlain(side, source, "basic");
    for (let i = 0; i < spans.length; i++) if (marks.cuts(spans.start[i]!) || marks.cuts(spans.end[i]!)) return false;
    return units.passPlain(side, source, "any");
  }

  /** Marks the tokens of a text; false where it is not UTF-8. */
  private mark(rows: RowColumns, at: number): boolean {
    const { marks } = this.parts.document;
    if (rows.tokenized) {
      markWords(marks, rows.bytes, rows.view, rows.textFrom[at]!, rows.textTo[at]!);
      return true;
    }
    if (!(rows.textKind[at]! & ESCAPED))
      return markBytes(marks, rows.bytes, rows.view, rows.textFrom[at]!, rows.textTo[at]!);
    const text = rows.text(at);
    if (text === undefined) return false;
    marks.setText(text);
    return true;
  }

  /** Fills in the spans of a record. Returns how many; less than 0 where one is not in the text, or not behind the one before. */
  private fill(side: "gold" | "pred", rows: RowColumns, at: number): number {
    const { document } = this.parts;
    const columns = side === "gold" ? document.gold : document.pred;
    const { start, end, type } = rows.spans;
    const numbers = this.numbersOf(rows.types, side === "gold" ? this.last.gold : this.last.pred);
    columns.clear();
    let reached = 0;
    const to = rows.spanFrom[at + 1]!;
    for (let i = rows.spanFrom[at]!; i < to; i++) {
      if (start[i]! < reached || end[i]! <= start[i]!) return NOWHERE;
      reached = end[i]!;
      columns.push(start[i]!, reached, numbers[type[i]!]!);
    }
    if (reached > document.marks.length) return NOWHERE;
    columns.flat = true;
    return columns.length;
  }

  private numbersOf(types: TypeNames, last: NumberedTypes): readonly number[] {
    if (types !== last.types) {
      last.types = types;
      last.numbers = this.numbers.get(types) ?? [];
      this.numbers.set(types, last.numbers);
    }
    const { numbers } = last;
    while (numbers.length < types.names.length)
      numbers.push(this.parts.document.types.numberOf(types.names[numbers.length]!));
    return numbers;
  }
}
