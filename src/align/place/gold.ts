/** Gold on its own: documents in UTF-16 where they are needed before, or without, predictions. */
import type { Document } from "../../corpus/document.ts";
import type { IssueLog, Warning } from "../../corpus/issue.ts";
import type { OffsetUnit } from "../../corpus/offsets.ts";
import { SpanChecker } from "../check.ts";
import type { Pair } from "../pair.ts";
import { placedGold } from "./placed.ts";
import { type GoldOffsetChoice, UnitDecider } from "./units.ts";

/**
 * The documents in their order, with spans in half-open UTF-16 offsets; those that do not fit their texts are reported.
 * Warnings say what evidence decided, and where nothing did.
 */
export function goldInUtf16(
  documents: readonly Document[],
  choice: GoldOffsetChoice,
  issues: IssueLog,
): { documents: Document[]; warnings: Warning[] } {
  const decider = new UnitDecider({ gold: choice, pred: "utf16" }, issues);
  const pairs = documents.map((gold, index): Pair & { index: number } => ({ gold, pred: undefined, index }));
  const decided = [...decider.take(pairs), ...decider.finish()] as typeof pairs;
  const checkers = new Map<OffsetUnit, SpanChecker>();
  const placed = decided
    .sort((a, b) => a.index - b.index)
    .map(({ gold }): Document => {
      const unit = gold.unit ?? (choice === "auto" ? "utf16" : choice);
      const known = gold.unit === undefined && choice !== "auto" ? placedGold(gold, unit, false) : gold;
      const checker = checkers.get(unit) ?? new SpanChecker(unit, issues, "goldOffsets");
      checkers.set(unit, checker);
      return { ...known, unit: "utf16", spans: checker.check(known.spans, known.text, known.origin) };
    });
  for (const checker of checkers.values()) checker.finish("gold");
  const warnings = [...checkers.values()].flatMap((checker) => checker.warnings("gold"));
  return { documents: placed, warnings: [...decider.warnings(), ...decider.undecidedWarnings(), ...warnings] };
}
