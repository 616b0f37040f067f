/** Collectors that are asked for: what the scores of predictions are worth, and what became of each mention. */
import type { CollectorKind } from "./collectors.ts";
import { ConfidenceTally } from "./confidence.ts";
import { OutcomeLog } from "./mention-outcomes.ts";

export const askedCollectors: readonly CollectorKind[] = [
  { key: "confidence", needsAll: true, start: ({ confidence }) => (confidence ? new ConfidenceTally() : undefined) },
  { key: "outcomes", needsAll: true, start: ({ outcomes }) => (outcomes ? new OutcomeLog() : undefined) },
];
