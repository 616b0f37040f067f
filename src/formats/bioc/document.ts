/** BioC documents: passages at their offsets become one text, and annotations its spans. XML and JSON share this. */
import type { Document } from "../../corpus/document.ts";
import { lengthIn, type OffsetUnit } from "../../corpus/offsets.ts";
import type { ReadContext } from "../format.ts";
import { type Counting, type Mark, misfitsOf, sayCounting, spansOf } from "../standoff.ts";

/** A passage or sentence with a text of its own. */
export interface Block {
  /** Where it begins in the document, in the file's unit. */
  readonly offset: number;
  readonly text: string;
}

/** What a file says of one document. */
export interface Raw {
  readonly id: string;
  readonly blocks: readonly Block[];
  readonly marks: readonly Mark[];
  readonly line: number | undefined;
}

/** What the offsets may count; BioC does not say. */
const units: readonly OffsetUnit[] = ["codepoint", "utf16", "byte"];

/** The widest gap between passages that is filled, so that a slip in an offset does not fill the memory. */
const WIDEST = 1_000_000;

/**
 * The document, its text without what stands before its first passage; gaps between passages are a line break and
 * blanks. Undefined where passages overlap or are further apart than `most` characters, which `refuse` reports.
 */
export function documentOf(
  { id, blocks, marks, line }: Raw,
  context: ReadContext,
  refuse: (most: number) => void,
): Document | undefined {
  const base = blocks[0]?.offset ?? 0;
  const moved = marks.map((mark) => ({ ...mark, pieces: mark.pieces.map((piece) => moveBy(piece, -base)) }));
  let best: { text: string; counting: Counting; misfits: number } | undefined;
  for (const unit of units) {
    const text = assemble(blocks, unit);
    if (text === undefined) continue;
    const counting = { unit, before: 0 };
    const misfits = misfitsOf(text, moved, counting);
    if (best === undefined || misfits < best.misfits) best = { text, counting, misfits };
    if (misfits === 0) break;
  }
  if (best === undefined) {
    refuse(WIDEST);
    return undefined;
  }
  const { text, counting } = best;
  sayCounting(counting, { unit: "codepoint", before: 0 }, text, context);
  const found = spansOf(text, moved, [counting], context);
  return { id, text, ...found, origin: { source: context.source, ...(line === undefined ? {} : { line }) } };
}

function moveBy({ start, end }: { start: number; end: number }, by: number) {
  return { start: start + by, end: end + by };
}

/** The text that has every block at its offset; undefined where there is none. */
function assemble(blocks: readonly Block[], unit: OffsetUnit): string | undefined {
  let text = "";
  let at = blocks[0]?.offset ?? 0;
  for (const block of blocks) {
    const gap = block.offset - at;
    if (gap < 0 || gap > WIDEST) return undefined;
    text += (gap > 0 ? "\n".padEnd(gap) : "") + block.text;
    at = block.offset + lengthIn(unit, block.text);
  }
  return text;
}
