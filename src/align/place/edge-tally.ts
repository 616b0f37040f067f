/** Edge tally: counts spans of one side whose edges are at white space or inside words, and says what that looks like. */
import type { DocumentColumns, SpanColumns } from "../../corpus/columns.ts";
import type { Warning } from "../../corpus/issue.ts";
import type { OffsetUnit } from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { isBlankAt } from "../../corpus/tokens.ts";
import { type EdgeShift, edgesBlank, edgesInWords, edgesShifted, spansBlank } from "../../messages/spans.ts";
import { beginsWord, endsWord, hasSpaces } from "./edges.ts";
import type { SideName } from "./unit-file.ts";

/** Ways in which offsets may be off by one: what has to be added to the start and the end. */
const shifts: readonly { readonly start: number; readonly end: number; readonly shift: EdgeShift }[] = [
  { start: 0, end: 1, shift: "ends-inclusive" },
  { start: -1, end: 0, shift: "from-one-inclusive" },
  { start: -1, end: -1, shift: "from-one" },
  { start: 1, end: 1, shift: "early" },
];

/** From how many spans on the proportion that is off by one, or at odd places, needs not be all of them. */
const ENOUGH_SPANS = 5;

export class EdgeTally {
  private readonly side: SideName;
  private spans = 0;
  private blank = 0;
  /** Spans of texts with spaces between words that begin or end elsewhere than words do. */
  private odd = 0;
  private readonly shifted = [0, 0, 0, 0];

  private readonly trimmed: boolean;

  /** `trimmed` where white space was taken off the edges, so that a span that has some is nothing else. */
  constructor(side: SideName, trimmed = false) {
    this.side = side;
    this.trimmed = trimmed;
  }

  /** Adds the spans of a text, in half-open UTF-16 offsets. */
  add(spans: readonly PredictedSpan[], text: string): void {
    let spaced: boolean | undefined;
    for (const { start, end } of spans) {
      this.spans++;
      if (beginsWord(text, start) && endsWord(text, end)) continue;
      spaced ??= hasSpaces(text);
      if (isBlankAt(text, start) || isBlankAt(text, end - 1)) this.blank++;
      if (!spaced) continue;
      this.odd++;
      for (let i = 0; i < shifts.length; i++) {
        const shift = shifts[i]!;
        if (beginsWord(text, start + shift.start) && endsWord(text, end + shift.end)) this.shifted[i]!++;
      }
    }
  }

  /** Adds the spans of a document in columns. */
  addColumns(document: DocumentColumns, spans: SpanColumns): void {
    const { marks } = document;
    for (let i = 0; i < spans.length; i++) {
      if (marks.beginsAt(spans.start[i]!) && marks.endsAt(spans.end[i]!)) this.spans++;
      else this.add(spans.spans(document.types, i, i + 1), document.text);
    }
  }

  /** What the reader of the result should know; `unit` is what the offsets were read as. */
  warnings(unit: OffsetUnit | undefined): Warning[] {
    const { spans, blank, odd, side } = this;
    const most = this.shifted.indexOf(Math.max(...this.shifted));
    const count = this.shifted[most]!;
    const nearlyAll = (some: number) => (spans < ENOUGH_SPANS ? some === spans : some * 10 >= spans * 9);
    if (spans > 1 && count > 0 && nearlyAll(count)) {
      const inclusive = most === 0 && unit !== undefined && !unit.endsWith("-inclusive");
      const set = inclusive ? `${unit}-inclusive` : undefined;
      return [edgesShifted({ side, count, spans, shift: shifts[most]!.shift, unit: set })];
    }
    if (blank > 0 && blank * 2 >= spans)
      return [this.trimmed ? spansBlank(side, blank, spans) : edgesBlank(side, blank, spans)];
    if (spans >= ENOUGH_SPANS && (odd - blank) * 2 > spans) return [edgesInWords(side, odd - blank, spans)];
    return [];
  }
}
