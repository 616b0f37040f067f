/** Hugging Face: what a token-classification pipeline answers, a list of entities per document; offsets in code points. */

import type { Origin, Prediction } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import { entitiesExpected, entityNoOffsets, pipelineLabelsUnnamed } from "../../messages/json-formats.ts";
import { spanReversed } from "../../messages/spans.ts";
import { inFile } from "../../messages/words.ts";
import type { PredictionFormat, ReadContext } from "../format.ts";
import { MentionLists } from "../lists.ts";
import { type Complain, isObject, type Path, readSpan } from "../record.ts";
import { type Entry, entriesOf, idOf, numbered, type ObjectEntry } from "./entries.ts";
import { mentionFields } from "./fields.ts";
import { ForeignRecords } from "./foreign.ts";
import { mergePieces, type Piece } from "./pieces.ts";
import { listIn, present, textIn } from "./place.ts";
import { shapedAs } from "./shape.ts";

/**
 * Predictions: one list of entities, a list of such lists, one list per line, or `{"id", "entities"}` records. Lists are
 * called by their numbers in the file. Aggregated entities stand as they are; sub-words are merged.
 */
export const hf: PredictionFormat = {
  name: "hf",
  endings: [],
  looksLike: shapedAs("hf"),
  predictions: { read },
};

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Prediction[]> {
  const reader = new Reader(context);
  for await (const entries of entriesOf(chunks, context)) {
    const [first] = entries;
    if (first?.listed && isObject(first.value) && spansName(first.value) === undefined)
      yield [reader.readFlat(entries)];
    else yield entries.flatMap((entry) => present(reader.read(entry)));
  }
  reader.finish();
}

class Reader {
  private readonly context: ReadContext;
  private readonly lists = new MentionLists("pred", mentionFields.hf);
  private readonly foreign = new ForeignRecords("hf");
  /** The first label that says only its number. */
  private unnamed: string | undefined;

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(entry: Entry): Prediction | undefined {
    const { value, number, origin, complain } = entry;
    if (Array.isArray(value))
      return this.prediction(numbered(number, this.context), origin, (kept) =>
        this.entities(value, [], complain, kept),
      );
    if (isObject(value) && this.foreign.has(value, origin)) return undefined;
    const name = isObject(value) ? this.lists.choose(value, origin) : undefined;
    if (!isObject(value) || name === undefined) {
      complain([], entitiesExpected(value));
      return undefined;
    }
    const list = listIn(value[name], [name], complain) ?? [];
    const text = value.text === undefined || value.text === null ? undefined : textIn(value.text, ["text"], complain);
    const prediction = this.prediction(idOf(entry as ObjectEntry, this.context), origin, (kept) =>
      this.entities(list, [name], complain, kept),
    );
    return text === undefined ? prediction : { ...prediction, text };
  }

  /** One list of entities, of one document. */
  readFlat(entries: readonly Entry[]): Prediction {
    return this.prediction(numbered(1, this.context), entries[0]!.origin, (kept) =>
      entries.flatMap(({ value, complain }) => present(this.entity(value, [], complain, kept))),
    );
  }

  finish(): void {
    this.foreign.finish(this.context.issues);
    this.context.warnings.push(...this.lists.warnings(this.context.source));
    if (this.unnamed === undefined) return;
    this.context.warnings.push(inFile(this.context.source, pipelineLabelsUnnamed(this.unnamed)));
  }

  private prediction(id: string, origin: Origin, read: (kept: Flaw[] | undefined) => readonly Piece[]): Prediction {
    const flaws: Flaw[] = [];
    const pieces = read(this.context.keepFlaws ? flaws : undefined);
    return { id, spans: mergePieces(pieces), unit: "codepoint", origin, ...flawsIn(flaws) };
  }

  private entities(list: readonly unknown[], path: Path, complain: Complain, kept: Flaw[] | undefined): Piece[] {
    return list.flatMap((item, i) => present(this.entity(item, [...path, i], complain, kept)));
  }

  private entity(value: unknown, path: Path, complain: Complain, kept: Flaw[] | undefined): Piece | undefined {
    if (!kept && isObject(value) && (value.start === null || value.end === null)) {
      complain(path, entityNoOffsets(), "offsets");
      return undefined;
    }
    const span = readSpan(value, path, complain, kept);
    if (!span) return undefined;
    if (span.end <= span.start) {
      const words = spanReversed([span]);
      const { type, score, surface, start: near } = span;
      if (kept) kept.push({ kind: "reversed", type, score, surface, near, issue: { ...words, path } });
      else complain(path, words, "reversed");
      return undefined;
    }
    if (/^(?:[BIESLUM]-)?LABEL_\d+$/.test(span.type)) this.unnamed ??= span.type;
    return { span, ...pieceOf(value) };
  }
}

/** What tells how a span goes on: nothing where the pipeline has put it together already. */
function pieceOf(value: unknown): Omit<Piece, "span"> {
  if (!isObject(value) || value.entity === undefined || value.entity_group !== undefined) return { whole: true };
  const { index, word } = value;
  return {
    whole: false,
    ...(typeof index === "number" ? { index } : {}),
    ...(typeof word === "string" ? { word } : {}),
  };
}

function spansName(record: { readonly [name: string]: unknown }): string | undefined {
  return mentionFields.hf.find((name) => record[name] !== undefined);
}
