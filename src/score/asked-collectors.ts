/** Collectors that are asked for: what the scores of predictions are worth, and what became of each mention. */
import { sortSpans } from "../corpus/span.ts";
import { matchingOf } from "../match/spans.ts";
import type { CollectorKind } from "./collectors.ts";
import { ConfidenceTally, confidenceWarnings } from "./confidence.ts";
import { OutcomeLog } from "./mention-outcomes.ts";

export const askedCollectors: readonly CollectorKind[] = [
  {
    ...{ key: "confidence", needsAll: true },
    start({ confidence }) {
      if (!confidence) return undefined;
      const tally = new ConfidenceTally();
      return {
        add: ({ gold, pred, unplaced }) => tally.add(gold, pred, unplaced),
        result: () => ({ confidence: tally.finish() }),
        warnings: (found) => confidenceWarnings(found.confidence!),
      };
    },
  },
  {
    ...{ key: "outcomes", needsAll: true },
    start({ outcomes }) {
      if (!outcomes) return undefined;
      const log = new OutcomeLog();
      return {
        add: (document) =>
          log.add(
            document,
            matchingOf(document.columns, document.ledger, sortSpans(document.gold), sortSpans(document.pred)),
          ),
        result: () => ({ outcomes: log.outcomes }),
      };
    },
  },
];
