/** Both sides: a format whose records are documents with their texts, as gold and as predictions. */
import type { Document, Prediction } from "../../corpus/document.ts";
import { flawsIn } from "../../corpus/flaw.ts";
import type { GoldFormat, PredictionFormat, ReadContext } from "../format.ts";
import { type Entry, entriesOf } from "./entries.ts";

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

/** Reads a file entry by entry; `finish` is called once, after the last, for what is to be said of the whole. */
export interface EntryReader {
  read(entry: Entry): Document | undefined;
  finish(): void;
}

/** What `bothOf` takes, of a reader that is made anew for each file. */
export function byEntry(make: (context: ReadContext) => EntryReader): Read {
  return async function* read(chunks, context) {
    const reader = make(context);
    for await (const entries of entriesOf(chunks, context)) yield entries.flatMap((entry) => reader.read(entry) ?? []);
    reader.finish();
  };
}

function predictionOf({ id, text, spans, origin, flaws = [] }: Document): Prediction {
  return { id, text, spans, unit: "utf16", origin, ...flawsIn(flaws) };
}
