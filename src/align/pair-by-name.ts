/** Pairs documents and predictions that have no id in common: by names that differ in folders and endings only, then by texts. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import { pairedWithoutId, textMissing } from "../messages/pairing.ts";
import { lettersOf } from "./letters.ts";
import { type Difference, differencesOf, nameOf } from "./names.ts";

/** A gold document and a prediction that have no id in common. */
export interface NamedPair {
  readonly gold: Document;
  readonly pred: Prediction;
}

/** Pairs of one name, where it stands once on each side. */
export function pairByName(gold: readonly Document[], preds: readonly Prediction[]): NamedPair[] {
  const names = onlyOnes(preds, ({ id }) => nameOf(id));
  const pairs: NamedPair[] = [];
  for (const [name, document] of onlyOnes(gold, ({ id }) => nameOf(id))) {
    const pred = name === "" ? undefined : names.get(name);
    if (pred) pairs.push({ gold: document, pred });
  }
  return pairs;
}

/** Pairs of one text, whatever its blanks, case and quotes; where it stands several times, in their order. */
export function pairByText(gold: readonly Document[], preds: readonly Prediction[]): NamedPair[] {
  const [goldKey, predKey] = [textKeys(), textKeys()];
  const texts = new Map<string, Prediction>();
  for (const pred of preds) if (pred.text !== undefined) texts.set(predKey(pred.text), pred);
  if (texts.size === 0) return [];
  return gold.flatMap((document): NamedPair[] => {
    const pred = texts.get(goldKey(document.text));
    return pred ? [{ gold: document, pred }] : [];
  });
}

/** A key for each text of a side: its letters, and how many texts before it had the same. */
export function textKeys(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const { letters } = lettersOf(text);
    const before = seen.get(letters) ?? 0;
    seen.set(letters, before + 1);
    return `${before}:${letters}`;
  };
}

/** The warning about such pairs. */
export function pairedByWarning(found: readonly NamedPair[], by: "name" | "text"): Warning[] {
  if (found.length === 0) return [];
  const pairs = [...found].sort((a, b) => compareText(a.gold.id, b.gold.id));
  const differences = new Set(found.flatMap(({ gold, pred }) => differencesOf(gold.id, pred.id)));
  return [
    pairedWithoutId({
      by,
      pairs: pairs.map(({ gold, pred }) => ({ gold: gold.id, pred: pred.id })),
      differences: DIFFERENCES.filter((one) => differences.has(one)),
    }),
  ];
}

/** The differences in the order in which they are named. */
const DIFFERENCES: readonly Difference[] = ["folder", "ending", "case", "spelling"];

/** The records whose key no other of them has. */
function onlyOnes<R>(records: readonly R[], keyOf: (record: R) => string): Map<string, R> {
  const found = new Map<string, R | undefined>();
  for (const record of records) {
    const key = keyOf(record);
    found.set(key, found.has(key) ? undefined : record);
  }
  return new Map([...found].filter((entry): entry is [string, R & {}] => entry[1] !== undefined));
}

/** What a record is looked up by; undefined where it has nothing of the kind, which is reported. */
type KeyOf = (record: Document | Prediction, issues: IssueLog) => string | undefined;

/** The keys of one side under a rule. */
export function keyBy(by: "name" | "text" | "order"): KeyOf {
  if (by === "name") return ({ id }) => nameOf(id);
  if (by === "order") {
    let count = 0;
    return () => String(count++);
  }
  const keyOf = textKeys();
  return ({ id, text, origin }, issues) => {
    if (text !== undefined) return keyOf(text);
    issues.add(textMissing(id), origin);
    return undefined;
  };
}
