/** Grounding as lines of a report: what became of mentions without offsets, and what their strings alone would score. */

import type { AlignmentCounts } from "../align/align.ts";
import { grouped } from "../messages/words.ts";
import type { Results } from "../score/results.ts";
import { percent } from "./numbers.ts";
import type { Facts } from "./table.ts";

/** The lines; none where all predictions came with offsets. */
export function groundingFacts({ grounding }: AlignmentCounts, { surfaceSet }: Results, digits: number): Facts[] {
  if (!grounding || !surfaceSet) return [];
  const { rule, exact, whitespace, quotes, letters, inside, repeated, hallucinated, answers } = grounding;
  const { precision, recall, f1, correct, gold, pred } = surfaceSet.micro;
  const facts: Facts[] = [
    { label: `Grounded (${rule})`, facts: named({ exact, case: grounding.case, whitespace, quotes, letters }) },
    { label: "", facts: named({ inside, repeated, hallucinated }) },
  ];
  if (answers.truncated + answers.unread > 0) facts.push({ label: "Answers", facts: named(answers) });
  const scores = [`P ${percent(precision, digits)}`, `R ${percent(recall, digits)}`, `F1 ${percent(f1, digits)}`];
  facts.push({ label: "String set", facts: scores });
  facts.push({
    label: "",
    facts: [`${grouped(gold)} gold`, `${grouped(pred)} predicted`, `${grouped(correct)} correct`],
  });
  return facts;
}

function named(counts: { readonly [name: string]: number }): string[] {
  return Object.entries(counts).map(([name, count]) => `${name} ${grouped(count)}`);
}
