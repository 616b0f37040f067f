/** Hugging Face tokens: `{"tokens", "ner_tags"}` as data sets have them, tags by name or by number with a list of names. */

import type { Origin } from "../../corpus/document.ts";
import { conllTag, tagIllegal } from "../../messages/columns.ts";
import {
  tagNameNotATag,
  tagNumberOutside,
  tagNumberUnnamed,
  tagsCount,
  tagsMissing,
} from "../../messages/json-formats.ts";
import type { ColumnOptions, GoldFormat, PredictionFormat, ReadContext } from "../format.ts";
import type { Complain } from "../record.ts";
import { decodeTags, isTag, type RepairPolicy, schemeOf, type TagGrammar } from "../tags.ts";
import { asObject, type Entry, entriesOf, givenId, numbered, type ObjectEntry } from "./entries.ts";
import { ForeignRecords } from "./foreign.ts";
import { labelNames } from "./labels.ts";
import { listIn } from "./place.ts";
import { documentOf, predictionOf, type Tokenized, wordsIn } from "./words.ts";

/** Gold. The text of a document is its tokens with a blank between them. */
export const hfTokensGold: GoldFormat = {
  name: "hf-tokens",
  extensions: [],
  async *read(chunks, context, options) {
    for await (const batch of read(chunks, context, options)) yield batch.map(documentOf);
  },
};

/** Predictions, to be compared with gold that has the same tokens. */
export const hfTokensPredictions: PredictionFormat = {
  name: "hf-tokens",
  extensions: [],
  async *read(chunks, context, options) {
    for await (const batch of read(chunks, context, options)) yield batch.map(predictionOf);
  },
};

/** A record before its tags are decoded. */
interface Tagged {
  readonly id: string;
  /** Whether the id is only the number of the record. */
  readonly numbered?: boolean;
  readonly words: readonly string[];
  readonly tags: readonly string[];
  readonly origin: Origin;
  /** Where the tags stand. */
  readonly name: string;
  readonly complain: Complain;
}

/** How many records are read before a file without prefixes for the ends of mentions is taken for IOB. */
const LOOKAHEAD = 5000;

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  { repair, labels }: ColumnOptions,
): AsyncIterable<readonly Tokenized[]> {
  const reader = new Reader(context, labels);
  let scheme: TagGrammar | undefined;
  let seen = 0;
  let waiting: Tagged[] = [];
  for await (const entries of entriesOf(chunks, context)) {
    for (const entry of entries) {
      const record = reader.read(entry);
      if (!record) continue;
      waiting.push(record);
      if (scheme === undefined && schemeOf(record.tags) === "iobes") scheme = "iobes";
      else if (++seen === LOOKAHEAD) scheme ??= "iob";
    }
    if (scheme === undefined) continue;
    yield decodeAll(waiting, repair, scheme);
    waiting = [];
  }
  yield decodeAll(waiting, repair, scheme ?? "iob");
  reader.finish();
}

class Reader {
  private readonly context: ReadContext;
  /** The names that the user, a line of its own, or the object around the records has given. */
  private names: ReadonlyMap<number, string> | undefined;
  private unnamed = false;
  private readonly foreign = new ForeignRecords("hf-tokens");

  constructor(context: ReadContext, labels: readonly string[] | undefined) {
    this.context = context;
    this.names = labels && new Map(labels.entries());
  }

  read(entry: Entry): Tagged | undefined {
    const outer = asObject(entry);
    if (!outer) return undefined;
    if (entry.frame && this.names === undefined) this.names = labelNames(entry.frame);
    const record = unwrapped(outer);
    const { value, origin, complain } = record;
    const own = labelNames(value);
    if (own && value.tokens === undefined && value.words === undefined) {
      this.names = own;
      return undefined;
    }
    if (this.foreign.has(value, origin)) return undefined;
    const words = wordsIn(
      value,
      value.tokens === undefined && value.words !== undefined ? "words" : "tokens",
      complain,
    );
    const name = ["ner_tags", "tags", "labels", "ner"].find((other) => value[other] !== undefined) ?? "ner_tags";
    if (value[name] === undefined) complain([], tagsMissing(name));
    const list = value[name] === undefined ? undefined : listIn(value[name], [name], complain);
    if (!words || !list) return undefined;
    if (list.length !== words.length) {
      complain([name], tagsCount({ tags: list.length, tokens: words.length }));
      return undefined;
    }
    const tags = list.map((tag, i) => this.tagOf(tag, own ?? this.names, [name, i], complain));
    if (tags.includes(undefined)) return undefined;
    const id = givenId(record);
    const named = id === undefined ? { id: numbered(record.number, this.context), numbered: true } : { id };
    return { ...named, words, tags: tags as string[], origin, name, complain };
  }

  finish(): void {
    this.foreign.finish(this.context.issues);
  }

  private tagOf(
    tag: unknown,
    names: ReadonlyMap<number, string> | undefined,
    path: readonly (string | number)[],
    complain: Complain,
  ): string | undefined {
    const name = typeof tag === "number" ? names?.get(tag) : tag;
    if (typeof name === "string" && isTag(name)) return name;
    if (typeof tag !== "number") complain(path, conllTag(JSON.stringify(tag)));
    else if (typeof name === "string") complain(path, tagNameNotATag(name, tag));
    else if (names) complain(path, tagNumberOutside(tag, names.size));
    else if (!this.unnamed) {
      // Said once: it is the same for all tags.
      this.unnamed = true;
      complain(path, tagNumberUnnamed(tag));
    }
    return undefined;
  }
}

/** A record that a data set's server has wrapped, `{"row_idx", "row"}`, without its wrapping. */
function unwrapped(entry: ObjectEntry): ObjectEntry {
  const { row } = entry.value;
  if (typeof row !== "object" || row === null || Array.isArray(row)) return entry;
  return {
    ...entry,
    value: row as ObjectEntry["value"],
    complain: (path, ...what) => entry.complain(["row", ...path], ...what),
  };
}

function decodeAll(records: readonly Tagged[], policy: RepairPolicy, scheme: TagGrammar): Tokenized[] {
  return records.map(({ words, tags, name, complain, ...rest }) => {
    const { spans, repairs } = decodeTags(tags, policy, scheme);
    if (policy === "refuse")
      for (const { index, kind } of repairs) complain([name, index], tagIllegal(tags[index]!, kind));
    return { ...rest, words, spans, tags, repairs: repairs.map(({ kind }) => kind) };
  });
}
