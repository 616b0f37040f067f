/** Sets of characters of a text, given as extents, to ask what overlaps them. */

import type { Document } from "../corpus/document.ts";
import { type Extent, firstEndingBehind, type Place, piecesOf } from "../corpus/fragments.ts";
import type { IssueLog } from "../corpus/issue.ts";
import { regionOutside, regionReversed } from "../messages/spans.ts";

/** The characters in any of some places. Asking takes O(log n) for n places. */
export class CharacterSet {
  /** In order and apart. */
  private readonly extents: Extent[] = [];

  constructor(places: readonly Place[]) {
    const pieces = places.flatMap(piecesOf).sort((a, b) => a.start - b.start);
    for (const { start, end } of pieces) {
      const last = this.extents.at(-1);
      if (last && start <= last.end) this.extents[this.extents.length - 1] = { ...last, end: Math.max(last.end, end) };
      else this.extents.push({ start, end });
    }
  }

  /** Whether the place has a character in the set. */
  touches(place: Place): boolean {
    return piecesOf(place).some(({ start, end }) => {
      const next = this.extents[firstEndingBehind(this.extents, start)];
      return next !== undefined && next.start < end;
    });
  }
}

/** The unannotated regions of a document, or undefined where it has none; those that do not fit its text are reported. */
export function regionsOf(document: Document, issues: IssueLog): CharacterSet | undefined {
  const { id, unannotated = [], text, origin } = document;
  if (unannotated.length === 0) return undefined;
  const fitting = unannotated.filter(({ start, end }, i) => {
    const path = ["unannotated", i];
    const record = `gold document ${JSON.stringify(id)}`;
    if (start >= end) issues.add({ ...regionReversed({ start, end }), path }, origin, record);
    else if (start < 0 || end > text.length)
      issues.add({ ...regionOutside({ start, end }, text.length), path }, origin, record);
    else return true;
    return false;
  });
  return new CharacterSet(fitting);
}
