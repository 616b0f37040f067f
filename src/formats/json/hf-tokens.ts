/** Hugging Face tokens: `{"tokens", "ner_tags"}` as data sets have them, tags by name or by number with a list of names. */

import type { Origin } from "../../corpus/document.ts";
import { conllTag, tagIllegal } from "../../messages/columns.ts";
import { lost } from "../../messages/convert.ts";
import {
  tagNameNotATag,
  tagNumberOutside,
  tagNumberUnnamed,
  tagsCount,
  tagsMissing,
} from "../../messages/json-formats.ts";
import type { ColumnOptions, FullFormat, ReadContext } from "../format.ts";
import { type Complain, type Fields, isObject } from "../record.ts";
import { decodeTags, encodeTags, isTag, type RepairPolicy, schemeOf, type TagGrammar } from "../tags.ts";
import { type LossLog, tokenizedOf, type Written } from "../writing.ts";
import { asObject, type Entry, entriesOf, givenId, numbered, type ObjectEntry } from "./entries.ts";
import { ForeignRecords } from "./foreign.ts";
import { listIn } from "./place.ts";
import { shapedAs } from "./shape.ts";
import { documentOf, predictionOf, type Tokenized, wordsIn } from "./words.ts";

/** The text of a document is its tokens with a blank between them; predictions are compared with gold of the same tokens. */
export const hfTokens: FullFormat = {
  name: "hf-tokens",
  endings: [],
  looksLike: shapedAs("hf-tokens"),
  gold: {
    async *read(chunks, context, options) {
      for await (const batch of read(chunks, context, options)) yield batch.map(documentOf);
    },
  },
  predictions: {
    async *read(chunks, context, options) {
      for await (const batch of read(chunks, context, options)) yield batch.map(predictionOf);
    },
  },
  writer: { endings: [], write },
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

/**
 * The names in `label_names`, `id2label` (a list, or an object by number) or the `features` of a data set; undefined where
 * a record has none of them.
 */
function labelNames(record: Fields): ReadonlyMap<number, string> | undefined {
  return (
    fromList(record.label_names) ??
    fromList(record.id2label) ??
    fromObject(record.id2label) ??
    fromFeatures(record.features)
  );
}

function fromList(value: unknown): ReadonlyMap<number, string> | undefined {
  if (!Array.isArray(value) || !value.every((name) => typeof name === "string")) return undefined;
  return new Map(value.map((name, i) => [i, name]));
}

function fromObject(value: unknown): ReadonlyMap<number, string> | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.entries(value).filter(
    (pair): pair is [string, string] => /^\d+$/.test(pair[0]) && typeof pair[1] === "string",
  );
  return new Map(names.map(([number, name]) => [Number(number), name]));
}

/** `{"ner_tags": {"feature": {"names": […]}}}`, or the list `[{"name": "ner_tags", "type": {"feature": …}}]` of a server. */
function fromFeatures(features: unknown): ReadonlyMap<number, string> | undefined {
  const named = Array.isArray(features)
    ? features.filter(isObject).map(({ name, type }): [unknown, unknown] => [name, type])
    : isObject(features)
      ? Object.entries(features)
      : [];
  for (const tags of ["ner_tags", "tags", "labels", "ner"]) {
    const [, feature] = named.find(([name]) => name === tags) ?? [];
    if (!isObject(feature)) continue;
    const names = fromList(isObject(feature.feature) ? feature.feature.names : feature.names);
    if (names) return names;
  }
  return undefined;
}

/** Tokens and flat mentions. Lost are blanks between tokens, nested mentions, edges within tokens, and scores. */
function write(document: Written, _: number, losses: LossLog): string | undefined {
  const { words, spans } = tokenizedOf(document, losses);
  if (words.length === 0) {
    losses.add(lost.untokenized, document);
    return undefined;
  }
  const { tags, left } = encodeTags(spans, words.length);
  losses.add(lost.nested, document, left.length);
  return `${JSON.stringify({ id: document.id, tokens: words, ner_tags: tags })}\n`;
}
