/** Unknown predictions: those for documents that the gold does not have. */
import type { Origin, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import { nameOf } from "./names.ts";

/** Reports them, and asks whether a similar id is meant. `gold` has the ids of the gold, and where they stand. */
export function reportUnknown(preds: readonly Prediction[], gold: ReadonlyMap<string, Origin>, issues: IssueLog): void {
  if (preds.length === 0 || isPartial(gold, issues)) return;
  const ids = [...gold.keys()];
  const alike = new Map(ids.map((id) => [nameOf(id), id]));
  const examples = ids.slice(0, 3).map((id) => JSON.stringify(id));
  const broken = issues.issues.filter(({ code }) => code.startsWith("xml-") || code === "companion-missing");
  for (const { id, origin } of preds) {
    if (broken.some(({ source }) => source !== origin?.source && isNamedBy(source, id))) continue;
    const near = alike.get(nameOf(id));
    const hint =
      near !== undefined
        ? `did you mean ${JSON.stringify(near)}? ids must be the gold's, to the letter`
        : examples.length > 0
          ? `gold ids look like ${examples.join(", ")}`
          : "the gold has no documents";
    const message = `no gold document has the id ${JSON.stringify(id)}`;
    issues.add({ code: "id-unknown", message, hint, path: ["id"] }, origin);
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
  const words = first.tokens?.slice(0, 5).join(" ") ?? "";
  const more = preds.length > 1 ? `, nor those of ${preds.length - 1} more` : "";
  const message = `no unpaired gold sentence has the words of this predicted sentence${more}: ${JSON.stringify(words)}`;
  const hint = "remove it from the predictions, or leave such sentences out with --unknown leave-out";
  issues.add({ code: "id-unknown", message, hint }, first.origin);
}

/** Reports those whose text no document has, where texts alone pair them. */
export function reportUnknownText(preds: readonly Prediction[], issues: IssueLog): void {
  for (const { id, origin } of preds) {
    const message = `no gold document has the text of the prediction ${JSON.stringify(id)}`;
    issues.add(
      { code: "id-unknown", message, hint: "pair by id, or leave such out with --unknown leave-out", path: ["text"] },
      origin,
    );
  }
}

/** Reports that not as many predictions as documents came, where their order pairs them. */
export function reportCount(predictions: number, documents: number, issues: IssueLog): void {
  if (predictions === documents) return;
  const message = `${predictions} predictions for ${documents} gold documents: they cannot be paired by their order`;
  issues.add({ code: "order-count", message, hint: "pair by id, or by text" });
}

/** What to say of those that were left out. */
export function unknownWarning(preds: readonly Prediction[]): Warning[] {
  if (preds.length === 0) return [];
  const ids = preds.map(({ id }) => id).sort(compareText);
  const shown = ids.slice(0, 3).map((id) => JSON.stringify(id));
  const more = ids.length > 3 ? ` and ${ids.length - 3} more` : "";
  const noun = ids.length === 1 ? "1 prediction is" : `${ids.length} predictions are`;
  const message = `${noun} for documents that the gold does not have, and left out: ${shown.join(", ")}${more}`;
  return [{ code: "prediction-unknown", message }];
}
