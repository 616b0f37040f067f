/** Both sides: a format whose records are documents with their texts, as gold and as predictions. */
import type { Document, Prediction } from "../../corpus/document.ts";
import type { GoldFormat, PredictionFormat, ReadContext } from "../format.ts";

type Read = (
  chunks: AsyncIterable<string>,
  context: ReadContext,
  role: "gold" | "pred",
) => AsyncIterable<readonly Document[]>;

/** The two formats of this name. Both are told by content, never by an ending. Predictions are in UTF-16. */
export function bothOf(name: string, read: Read): { gold: GoldFormat; predictions: PredictionFormat } {
  return {
    gold: { name, extensions: [], read: (chunks, context) => read(chunks, context, "gold") },
    predictions: {
      name,
      extensions: [],
      async *read(chunks, context) {
        for await (const batch of read(chunks, context, "pred")) yield batch.map(predictionOf);
      },
    },
  };
}

function predictionOf({ id, text, spans, origin }: Document): Prediction {
  return { id, text, spans, unit: "utf16", origin };
}
