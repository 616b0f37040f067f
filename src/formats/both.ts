/** Formats whose files hold a text with its spans, and so serve as gold and as predictions alike. */
import type { Document, Prediction } from "../corpus/document.ts";
import { flawsIn } from "../corpus/flaw.ts";
import { surfaceOf } from "../corpus/fragments.ts";
import type { GoldFormat, PredictionFormat, ReadContext, TypeNames } from "./format.ts";

/** What such a reader may be told. */
export interface TextOptions {
  readonly side: "gold" | "pred";
  /** Type names the user has spelled out: gold has no others, predictions may. Undefined where none were given. */
  readonly types: TypeNames | undefined;
  readonly set: string | undefined;
}

/** A format of texts with their spans, as both sides know it. */
export interface TextFormat {
  readonly gold: GoldFormat;
  readonly predictions: PredictionFormat;
}

/**
 * The two formats behind one reader. Predictions carry their text and surfaces along, so that alignment holds them
 * against the gold's.
 */
export function textFormat(
  name: string,
  extensions: readonly string[],
  read: (
    chunks: AsyncIterable<string>,
    context: ReadContext,
    options: TextOptions,
  ) => AsyncIterable<readonly Document[]>,
): TextFormat {
  return {
    gold: {
      ...{ name, extensions },
      read: (chunks, context, { types, set }) => read(chunks, context, { side: "gold", types, set }),
    },
    predictions: {
      ...{ name, extensions },
      async *read(chunks, context, { types, set }) {
        const options: TextOptions = { side: "pred", types, set };
        for await (const documents of read(chunks, context, options)) yield documents.map(asPrediction);
      },
    },
  };
}

/** A document as a prediction for the gold document of its id. */
export function asPrediction({ id, text, spans, origin, flaws = [] }: Document): Prediction {
  const surfaced = spans.map((span) => ({ ...span, surface: surfaceOf(span, text) }));
  return { id, text, spans: surfaced, origin, ...flawsIn(flaws) };
}

/** The whole of a text that arrives in chunks. */
export async function wholeOf(chunks: AsyncIterable<string>): Promise<string> {
  let whole = "";
  for await (const chunk of chunks) whole += chunk;
  return whole;
}
