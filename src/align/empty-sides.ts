/** Empty sides: a side without a single mention, which is mostly a file that was read as something it is not. */
import type { Warning } from "../corpus/issue.ts";
import type { AlignmentCounts } from "./align.ts";

/** Says which sides have no mention at all in what somebody annotated, whatever was left out later. */
export function warnEmpty({ documents, gold, pred }: Pick<AlignmentCounts, "documents" | "gold" | "pred">): Warning[] {
  const count = documents.paired + documents.unpredicted;
  if (count === 0) return [];
  const isEmpty = ({ read, unannotated }: typeof gold) => read === unannotated;
  const sides = [...(isEmpty(gold) ? ["the gold has"] : []), ...(isEmpty(pred) ? ["the predictions have"] : [])];
  return sides.map((side) => {
    const where = count === 1 ? "1 document" : `${count} documents`;
    const message = `${side} no mention at all, in ${where}: check the file, its format and the column of its tags`;
    return { code: "side-empty", message };
  });
}
