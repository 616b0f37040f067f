/** Regions: the parts of a document that nobody annotated, in which nothing is right or wrong. */
import type { Document } from "../corpus/document.ts";
import type { IssueLog } from "../corpus/issue.ts";
import { regionOutside, regionReversed } from "../messages/spans.ts";
import { CharacterSet } from "./character-set.ts";

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
