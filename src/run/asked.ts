/**
 * What an evaluation does only where it is asked to. It is loaded then, so that programs for browsers get it in a file of its
 * own.
 */
import type { CollectorKind } from "../count/collectors.ts";
import { ConfidenceTally } from "../count/confidence.ts";
import { OutcomeLog } from "../count/mention-outcomes.ts";

export { confidenceWarnings, readConfidence } from "../score/confidence.ts";
export { drawIntervals, intervalWarnings, undrawnWarnings } from "../stats/bootstrap.ts";

/** Collectors of what the scores of predictions are worth, and of what became of each mention. */
export const askedCollectors: readonly CollectorKind[] = [
  { key: "confidence", needsAll: true, start: ({ confidence }) => (confidence ? new ConfidenceTally() : undefined) },
  { key: "outcomes", needsAll: true, start: ({ outcomes }) => (outcomes ? new OutcomeLog() : undefined) },
];
