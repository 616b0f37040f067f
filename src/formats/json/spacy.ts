/** Prodigy and spaCy: `{"text", "spans": [{"start", "end", "label"}], "answer"}`, or `ents`; offsets in code points. */

import type { Document } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import type { Token } from "../../corpus/tokens.ts";
import { answersNotAccepted, spacyNoSpans } from "../../messages/json-formats.ts";
import { tokenOverlaps } from "../../messages/records.ts";
import { inFile } from "../../messages/words.ts";
import { placedPrediction, textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { MentionLists } from "../lists.ts";
import { type Fields, isObject } from "../record.ts";
import { codePointsOf, heldBy, type LossLog, type Written } from "../writing.ts";
import { asObject, byEntry, type Entry, type EntryReader, givenId, numbered, type ObjectEntry } from "./entries.ts";
import { mentionFields } from "./fields.ts";
import { ForeignRecords } from "./foreign.ts";
import { listIn, Placer, present, textIn } from "./place.ts";
import { shapedAs } from "./shape.ts";

/** Rows and spans whose `answer` is not `accept` are left out, and counted in a warning. */
export const spacy = textFormat({
  name: "spacy",
  endings: [],
  looksLike: shapedAs("spacy"),
  read: byEntry((context) => new Reader(context)),
  predictionOf: placedPrediction,
  writer: { endings: [], write },
});

class Reader implements EntryReader {
  private readonly context: ReadContext;
  private readonly lists = new MentionLists(undefined, mentionFields.spacy);
  private readonly foreign = new ForeignRecords("spacy");
  /** Whether any row has a field that spaCy or Prodigy writes beside the text. */
  private known = false;
  /** The first row with lists under other names. */
  private first: ObjectEntry | undefined;
  private rows = 0;
  private spans = 0;
  /** How often an input hash has come. */
  private readonly hashes = new Map<number, number>();

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(entry: Entry): Document | undefined {
    const row = asRow(entry);
    if (!row) return undefined;
    const { value, complain, origin } = row;
    if (this.foreign.has(value, origin)) return undefined;
    this.known ||= isKnown(value);
    if (listsOf(value).length > 0) this.first ??= row;
    if (isRefused(value)) {
      this.rows++;
      return undefined;
    }
    const text = textIn(value.text, ["text"], complain);
    if (text === undefined) return undefined;
    const flaws: Flaw[] = [];
    const placer = new Placer(text, "codepoint", complain, this.context.keepFlaws ? flaws : undefined);
    const name = this.lists.choose(grouped(value), origin) ?? "spans";
    const list = listIn(value[name] ?? [], [name], complain) ?? [];
    const spans: PredictedSpan[] = [];
    for (const [i, item] of list.entries()) {
      if (isObject(item) && isRefused(item)) this.spans++;
      else spans.push(...present(placer.read(item, [name, i])));
    }
    const tokens = Array.isArray(value.tokens)
      ? tokensIn(value.tokens, new Placer(text, "codepoint", complain))
      : undefined;
    return { id: this.idOf(row), text, spans, ...(tokens ? { tokens } : {}), origin, ...flawsIn(flaws) };
  }

  finish(): void {
    const { issues, warnings, source } = this.context;
    this.foreign.finish(issues);
    warnings.push(...this.lists.warnings(source));
    if (this.first && !this.known) this.first.complain([], spacyNoSpans(listsOf(this.first.value)));
    if (this.rows > 0 || this.spans > 0)
      warnings.push(inFile(source, answersNotAccepted({ records: this.rows, spans: this.spans })));
  }

  /** The input hash is what Prodigy calls a text; it may come again with other spans. */
  private idOf(row: ObjectEntry): string {
    const { _input_hash: hash } = row.value;
    const given = givenId(row);
    if (given !== undefined || !Number.isSafeInteger(hash)) return given ?? numbered(row.number, this.context);
    const times = (this.hashes.get(hash as number) ?? 0) + 1;
    this.hashes.set(hash as number, times);
    return times === 1 ? String(hash) : `${hash}#${times}`;
  }
}

/** The row without groups of spans (`"spans": {"sc": […]}`), as spaCy writes them beside its entities. */
function grouped(row: Fields): Fields {
  return isObject(row.spans) ? { ...row, spans: undefined } : row;
}

/** The names of lists that could be of mentions. */
function listsOf(row: Fields): string[] {
  return Object.keys(row).filter((name) => Array.isArray(row[name]) && name !== "tokens");
}

function isKnown(row: Fields): boolean {
  return [...mentionFields.spacy, "answer", "_input_hash", "_task_hash"].some((name) => row[name] !== undefined);
}

/** The row of an entry; `["text", {"entities": […]}]`, as spaCy 2 was trained with, is one too. */
function asRow(entry: Entry): ObjectEntry | undefined {
  const { value, complain } = entry;
  if (!Array.isArray(value) || value.length !== 2 || !isObject(value[1])) return asObject(entry);
  const [text, rest] = value as [unknown, Fields];
  return {
    ...entry,
    value: { entities: [], ...rest, text },
    complain: (path, ...what) => complain(path.length === 0 ? path : path[0] === "text" ? [0] : [1, ...path], ...what),
  };
}

function isRefused({ answer }: Fields): boolean {
  return answer !== undefined && answer !== null && answer !== "accept";
}

/** The tokens of a row; undefined where one of them does not fit, which is reported. */
function tokensIn(list: readonly unknown[], placer: Placer): Token[] | undefined {
  const tokens: Token[] = [];
  for (const [i, item] of list.entries()) {
    const token = placer.read(isObject(item) ? { ...item, label: "token" } : item, ["tokens", i]);
    if (!token) return undefined;
    const { start, end } = token;
    if (start < (tokens.at(-1)?.end ?? 0)) {
      placer.complain(["tokens", i], tokenOverlaps());
      return undefined;
    }
    tokens.push({ start, end });
  }
  return tokens;
}

/** Text, tokens, scores and mentions of any kind in one piece, in code points. */
function write(document: Written, _: number, losses: LossLog): string {
  const { id, text, tokens } = document;
  const place = codePointsOf(document);
  const spans = heldBy(document, losses, { tokens: true, scores: true }).map(({ start, end, type, score }) => ({
    ...place({ start, end }),
    label: type,
    ...(score !== undefined && { score }),
  }));
  const placed = tokens?.map((token, i) => ({ text: text.slice(token.start, token.end), ...place(token), id: i }));
  return `${JSON.stringify({ id, text, ...(placed && { tokens: placed }), spans, answer: "accept" })}\n`;
}
