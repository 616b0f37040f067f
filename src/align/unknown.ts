/** Unknown predictions: those for documents that the gold does not have. */
import type { Origin, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import { idUnknown, orderCountDiffers, predictionsLeftOut, sentenceUnknown, textUnknown } from "../messages/pairing.ts";
import { nameOf } from "./names.ts";

/** Reports them, and asks whether a similar id is meant. `gold` has the ids of the gold, and where they stand. */
export function reportUnknown(preds: readonly Prediction[], gold: ReadonlyMap<string, Origin>, issues: IssueLog): void {
  if (preds.length === 0 || isPartial(gold, issues)) return;
  const ids = [...gold.keys()];
  const alike = new Map(ids.map((id) => [nameOf(id), id]));
  const broken = issues.issues.filter(({ code }) => code.startsWith("xml-") || code === "companion-missing");
  for (const { id, origin } of preds) {
    if (broken.some(({ source }) => source !== origin?.source && isNamedBy(source, id))) continue;
    issues.add({ ...idUnknown(id, alike.get(nameOf(id)), ids.slice(0, 3)), path: ["id"] }, origin);
  }
}

/** Whether gold is known to be missing: an issue says so, and ids that lack it are no mistakes of their own. */
function isPartial(gold: ReadonlyMap<string, Origin>, { issues }: IssueLog): boolean {
  if (gold.size === 0) return issues.length > 0;
  const sources = new Set(Array.from(gold.values(), ({ source }) => source));
  return issues.some(({ code, source }) => code.startsWith("jsonl-") && source !== undefined && sources.has(source));
}

/** Whether a document of this id is in a file, as far as the file's name tells: one that could not be read. */
function isNamedBy(source: string | undefined, id: string): boolean {
  const stem = source?.replace(/\.(?:gz|zst)$/i, "").replace(/\.[^./]+$/, "");
  return stem === id || stem?.endsWith(`/${id}`) === true;
}

/** Reports predicted sentences whose words no gold sentence has, where their numbers tell nothing. */
export function reportExtra(preds: readonly Prediction[], issues: IssueLog): void {
  const [first] = preds;
  if (first === undefined) return;
  issues.add(sentenceUnknown(first.tokens?.slice(0, 5).join(" ") ?? "", preds.length), first.origin);
}

/** Reports those whose text no document has, where texts alone pair them. */
export function reportUnknownText(preds: readonly Prediction[], issues: IssueLog): void {
  for (const { id, origin } of preds) issues.add({ ...textUnknown(id), path: ["text"] }, origin);
}

/** Reports that not as many predictions as documents came, where their order pairs them. */
export function reportCount(predictions: number, documents: number, issues: IssueLog): void {
  if (predictions !== documents) issues.add(orderCountDiffers(predictions, documents));
}

/** The warning about those that were left out. */
export function unknownWarning(preds: readonly Prediction[]): Warning[] {
  if (preds.length === 0) return [];
  return [predictionsLeftOut(preds.map(({ id }) => id).sort(compareText))];
}
