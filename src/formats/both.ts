/** Formats whose files hold a text with its spans, and so serve as gold and as predictions alike. */
import type { Document, Prediction } from "../corpus/document.ts";
import { flawsIn } from "../corpus/flaw.ts";
import { surfaceOf } from "../corpus/fragments.ts";
import type { Format, GoldReader, PredictionReader, ReadContext, Side, TypeNames } from "./format.ts";

/** What such a reader may be told. */
export interface TextOptions {
  readonly side: Side;
  /** Type names the user has spelled out: gold has no others, predictions may. Undefined where none were given. */
  readonly types: TypeNames | undefined;
  readonly set: string | undefined;
}

/** A format of texts with their spans, with one reader for both sides. */
interface TextFormat extends Omit<Format, "gold" | "predictions"> {
  /** Reads documents for either side. */
  read(chunks: AsyncIterable<string>, context: ReadContext, options: TextOptions): AsyncIterable<readonly Document[]>;
  /** A document as a prediction. `asPrediction` where it is not given. */
  predictionOf?(document: Document): Prediction;
}

/** The format with a reader for each side. */
export function textFormat<T extends TextFormat>(format: T) {
  const { read, predictionOf = asPrediction, ...rest } = format;
  const gold: GoldReader = {
    read: (chunks, context, { types, set }) => read(chunks, context, { side: "gold", types, set }),
  };
  const predictions: PredictionReader = {
    async *read(chunks, context, { types, set }) {
      const options: TextOptions = { side: "pred", types, set };
      for await (const documents of read(chunks, context, options)) yield documents.map(predictionOf);
    },
  };
  return { ...rest, gold, predictions };
}

/** A document as a prediction, with its text and surface texts, which alignment compares with the gold's. */
export function asPrediction({ id, text, spans, origin, flaws = [] }: Document): Prediction {
  const surfaced = spans.map((span) => ({ ...span, surface: surfaceOf(span, text) }));
  return { id, text, spans: surfaced, origin, ...flawsIn(flaws) };
}

/** A document as a prediction whose offsets are known to be in UTF-16, so that no surface text needs to show it. */
export function placedPrediction({ id, text, spans, origin, flaws = [] }: Document): Prediction {
  return { id, text, spans, unit: "utf16", origin, ...flawsIn(flaws) };
}

/** The whole of a text that arrives in chunks. */
export async function wholeOf(chunks: AsyncIterable<string>): Promise<string> {
  let whole = "";
  for await (const chunk of chunks) whole += chunk;
  return whole;
}
