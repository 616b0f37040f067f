/** Empty sides: a side without a single mention, which is mostly a file that was read as something it is not. */
import type { Warning } from "../corpus/issue.ts";
import { sideEmpty } from "../messages/pairing.ts";
import type { AlignmentCounts } from "./align.ts";

/** Says which sides have no mention at all in what somebody annotated, whatever was left out later. */
export function warnEmpty({ documents, gold, pred }: Pick<AlignmentCounts, "documents" | "gold" | "pred">): Warning[] {
  const count = documents.paired + documents.unpredicted;
  if (count === 0) return [];
  const isEmpty = ({ read, unannotated }: typeof gold) => read === unannotated;
  return [...(isEmpty(gold) ? [sideEmpty("gold", count)] : []), ...(isEmpty(pred) ? [sideEmpty("pred", count)] : [])];
}
