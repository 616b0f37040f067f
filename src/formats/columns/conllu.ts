/** CoNLL-U: sentences of numbered words, with entities in MISC as brackets or as tags, or in UNER's third column. */

import type { Document, Prediction } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import { piecesOf } from "../../corpus/fragments.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { type Token, tokensOf } from "../../corpus/tokens.ts";
import { conlluEmptyNodes, conlluLine, conlluNoEntities, entityUnclosed } from "../../messages/conllu.ts";
import { idOfComment, lost, textOutsideTokens, tokenPadded, typeInBrackets } from "../../messages/convert.ts";
import { inFile } from "../../messages/words.ts";
import type { ColumnOptions, FullFormat, ReadContext } from "../format.ts";
import { linesOf } from "../lines.ts";
import { shownColumns, wholeLines } from "../sentences.ts";
import { flatten } from "../tags.ts";
import { heldBy, impossible, inTokens, type LossLog, type Written } from "../writing.ts";
import { EntityBrackets } from "./brackets.ts";
import { Decoder } from "./decoding.ts";
import { encodeSpans } from "./encoding.ts";
import { columnAt } from "./layout.ts";
import { TagRemarks } from "./tag-remarks.ts";
import { type PlacedWord, placeWords, type Word } from "./words.ts";

/** A document per sentence, called by its `sent_id`. Offsets are in UTF-16, whatever the option `offsets` says of others. */
export const conllu: FullFormat = {
  name: "conllu",
  endings: [".conllu", ".conllup"],
  looksLike: (file) => looksLikeConllu(shownColumns(file)),
  gold: { read: sentences },
  predictions: {
    async *read(chunks, context, options): AsyncIterable<readonly Prediction[]> {
      for await (const batch of sentences(chunks, context, options)) {
        yield batch.map(({ id, text, spans, repairs, origin, flaws }) => {
          const prediction = { id, text, spans, repairs, origin };
          return flaws ? { ...prediction, flaws } : prediction;
        });
      }
    },
  },
  writer: {
    endings: [".conllu"],
    frame: { before: "# global.Entity = eid-etype\n", between: "", behind: "" },
    write,
  },
};

/** The words between two empty lines, with what the comments before them say. */
interface Block {
  readonly words: Word[];
  readonly comments: Map<string, string>;
}

/** The key under which a word's tag stands that is in a column of its own. */
const TAG = " tag";
/** Where entities stand: brackets under `Entity`, tags under the others; NorNE has `name`. */
const keys = ["Entity", "name", "NER", "ner", "NE", "ne", TAG];

async function* sentences(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  options: ColumnOptions,
): AsyncIterable<readonly Document[]> {
  const reader = new BlockReader(context);
  const remarks = new TagRemarks(context);
  const decoder = new Decoder(options.tags ?? "iob2", options.repair, false, context, remarks);
  const shared: Shared = {
    number: 0,
    fields: undefined,
    newdoc: undefined,
    annotated: false,
    textless: 0,
    open: 0,
    decoder,
  };
  let pending: Block = { words: [], comments: new Map() };
  let line = 0;
  for await (const lines of linesOf(chunks)) {
    const documents: Document[] = [];
    for (const raw of lines) {
      const text = raw.replace(/\r?\n$/, "");
      line++;
      if (text.trim() !== "") reader.push(pending, text, line);
      else if (pending.words.length > 0) {
        documents.push(documentOf(pending, shared, context, options.column));
        pending = { words: [], comments: new Map() };
      }
    }
    if (documents.length > 0) yield documents;
  }
  if (pending.words.length > 0) yield [documentOf(pending, shared, context, options.column)];
  remarks.warn();
  const { source, warnings } = context;
  if (shared.textless > 0) warnings.push(inFile(source, conlluEmptyNodes(shared.textless)));
  if (!shared.annotated && shared.number > 0) warnings.push(inFile(source, conlluNoEntities(options.column)));
}

/** What a sentence knows of the file before it. */
interface Shared {
  number: number;
  fields: readonly string[] | undefined;
  newdoc: string | undefined;
  /** Whether any word so far says something of entities. */
  annotated: boolean;
  /** How many mentions were empty nodes, which have no text. */
  textless: number;
  /** How many entities that are kept as flaws have not been closed in a later sentence. */
  open: number;
  readonly decoder: Decoder;
}

/** Takes lines apart. */
class BlockReader {
  private readonly context: ReadContext;

  constructor(context: ReadContext) {
    this.context = context;
  }

  push({ words, comments }: Block, raw: string, line: number): void {
    const { source, issues } = this.context;
    if (raw.startsWith("#") && !raw.includes("\t")) {
      const sign = raw.indexOf("=");
      const key = raw.slice(1, sign < 0 ? raw.length : sign).trim();
      comments.set(key, sign < 0 ? "" : raw.slice(sign + 1).trimStart());
      return;
    }
    const cells = raw.split("\t");
    const [id = "", form = ""] = cells;
    if ((cells.length !== 10 && cells.length !== 5) || !/^\d+([-.]\d+)?$/.test(id)) {
      issues.add(conlluLine(cells.length), { source, line });
      return;
    }
    words.push({ id, form, misc: cells.length === 5 ? new Map([[TAG, cells[2]!]]) : miscOf(cells[9]!), line, raw });
  }
}

function miscOf(text: string): ReadonlyMap<string, string> {
  if (text === "_") return new Map();
  return new Map(
    text.split("|").map((entry) => {
      const at = entry.indexOf("=");
      return at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

function documentOf(
  { words, comments }: Block,
  shared: Shared,
  context: ReadContext,
  column: string | undefined,
): Document {
  const origin = { source: context.source, line: words[0]!.line };
  shared.number++;
  shared.newdoc = comments.get("newdoc id") ?? (comments.has("newdoc") ? undefined : shared.newdoc);
  shared.fields = comments.get("global.Entity")?.split("-") ?? shared.fields;
  const inFile = context.several ? `${context.name}:${shared.number}` : String(shared.number);
  const id = comments.get("sent_id") ?? (shared.newdoc === undefined ? inFile : `${shared.newdoc}:${shared.number}`);
  const sentence = { of: shared.newdoc };
  const { text, placed, tokens } = placeWords(words, comments.get("text"), context);
  const key = column ?? keys.find((name) => placed.some(({ word }) => word.misc.has(name)));
  if (key === undefined || !placed.some(({ word }) => word.misc.has(key)))
    return { id, text, spans: [], tokens, origin, sentence };
  shared.annotated = true;
  if (key === "Entity") return { id, text, ...bracketed(placed, text, shared, context), tokens, origin, sentence };
  return { id, text, ...tagged(placed, key, shared.decoder, context), tokens, origin, sentence };
}

function bracketed(
  placed: readonly PlacedWord[],
  text: string,
  shared: Shared,
  { source, issues, keepFlaws }: ReadContext,
): { readonly spans: Span[]; readonly flaws?: readonly Flaw[] } {
  const flaws: Flaw[] = [];
  const forgive = () => shared.open > 0 && shared.open-- > 0;
  const brackets = new EntityBrackets(shared.fields);
  for (const { word, place } of placed) {
    const value = word.misc.get("Entity");
    const words = value === undefined ? undefined : brackets.push(value, place, forgive);
    if (words) issues.add({ ...words, column: columnOf(word, "Entity") }, { source, line: word.line });
  }
  for (const { name, type, start } of brackets.unclosed()) {
    const issue = entityUnclosed(name);
    if (keepFlaws) {
      shared.open++;
      flaws.push({ kind: "unclosed", type, near: start, issue });
    } else issues.add({ ...issue, flaw: "unclosed" }, { source, line: placed[0]!.word.line });
  }
  // Empty nodes have no text of their own.
  const spans = brackets.spans.flatMap((span) => {
    if (span.fragments) return [span];
    const [start, end] = trimmed(text, span);
    return start < end ? [{ ...span, start, end }] : [];
  });
  shared.textless += brackets.spans.length - spans.length;
  return { spans: spans.sort(compareSpans), ...flawsIn(flaws) };
}

function trimmed(text: string, { start, end }: Span): [start: number, end: number] {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.trimStart().length;
  return [from, Math.max(from, start + inside.trimEnd().length)];
}

/** The mentions of a sentence whose words have tags. */
function tagged(all: readonly PlacedWord[], key: string, decoder: Decoder, { source }: ReadContext) {
  const placed = all.filter(({ place }) => place.start < place.end);
  if (placed.length === 0) return { spans: [], repairs: [] };
  const { spans, repairs } = decoder.decode({
    number: 1,
    words: placed.map(({ word }) => word.form),
    tags: placed.map(({ word }) => word.misc.get(key) ?? "O"),
    lines: placed.map(({ word }) => word.line),
    columns: placed.map(({ word }) => columnOf(word, key)),
    glued: undefined,
    goesOn: false,
    documents: 0,
    origin: { source, line: placed[0]!.word.line },
  });
  const at = ({ start, end, type }: Span) => {
    return { start: placed[start]!.place.start, end: placed[end - 1]!.place.end, type };
  };
  return { spans: spans.map(at), repairs };
}

/** Where what stands under a key begins in its line. */
function columnOf({ raw }: Word, key: string): number {
  if (key === TAG) return columnAt(raw, 2);
  return columnAt(raw, 9) + Math.max(0, `|${raw.split("\t")[9]}`.indexOf(`|${key}=`));
}

/** Whether a text begins with comments of CoNLL-U, or with a numbered word in ten columns. */
function looksLikeConllu(beginning: string): boolean {
  const lines = wholeLines(beginning).filter((line) => line !== "");
  const first = lines.find((line) => !/^#[^\t]*$/.test(line));
  if (first === undefined) return false;
  const { length } = first.split("\t");
  if (length === 10) return /^\d+([-.]\d+)?\t/.test(first);
  return length === 5 && /^1\t/.test(first) && /^# (sent_id|text|newdoc)\b/m.test(beginning);
}

/**
 * Text, tokens and mentions of any kind, from token to token. Lost are scores, line breaks and tabs, which become blanks,
 * and edges of mentions within tokens.
 */
function write(document: Written, _: number, losses: LossLog): string | undefined {
  const spans = heldBy(document, losses, { tokens: true, pieces: true });
  const tokens = document.tokens ?? tokensOf(document.text);
  if (tokens.length === 0) {
    losses.add(lost.untokenized, document);
    return undefined;
  }
  if (/^\s|[\t\n\r]/.test(document.id)) throw impossible(document, idOfComment());
  const text = onOneLine(document, losses);
  const words = writtenWordsOf(document, text, tokens);
  const entities = entitiesOf(document, mentionsOf(document, spans, tokens, losses), tokens.length);
  const lines = words.map((word, i) => {
    const glued = tokens[i + 1]?.start === tokens[i]!.end ? ["SpaceAfter=No"] : [];
    const misc = [...entities[i]!, ...glued].join("|") || "_";
    return `${[i + 1, word, "_", "_", "_", "_", "_", "_", "_", misc].join("\t")}\n`;
  });
  return `# sent_id = ${document.id}\n# text = ${text.trimStart()}\n${lines.join("")}\n`;
}

/** The text with blanks for characters that a line cannot have. */
function onOneLine(document: Written, losses: LossLog): string {
  const { text } = document;
  losses.add(lost.controlBlanks, document, text.match(/[\t\n\r]/g)?.length ?? 0);
  if (/^\s/.test(text)) losses.add(lost.leadingBlanks, document);
  return text.replace(/[\t\n\r]/g, " ");
}

/** The tokens as words, with nothing but blanks between them. */
function writtenWordsOf(document: Written, text: string, tokens: readonly Token[]): string[] {
  let at = 0;
  const words = tokens.map(({ start, end }) => {
    const [gap, word] = [text.slice(at, start), text.slice(start, end)];
    at = end;
    if (gap.trim() !== "") throw impossible(document, textOutsideTokens(gap.trim()));
    if (word !== word.trim()) throw impossible(document, tokenPadded(word));
    return word;
  });
  const rest = text.slice(at).trim();
  if (rest !== "") throw impossible(document, textOutsideTokens(rest));
  return words;
}

/** A mention by the indexes of its tokens, in one piece or several; half-open. */
interface Mention {
  readonly type: string;
  readonly pieces: readonly Token[];
}

function mentionsOf(document: Written, spans: readonly Span[], tokens: readonly Token[], losses: LossLog): Mention[] {
  return [...spans].sort(compareSpans).flatMap((span): Mention[] => {
    if (span.fragments === undefined)
      return inTokens(document, [span], tokens, losses).map((place) => ({ type: span.type, pieces: [place] }));
    const pieces = piecesOf(span).map(({ start, end }) => ({
      start: tokens.findIndex((token) => token.start === start),
      end: tokens.findIndex((token) => token.end === end) + 1,
    }));
    if (pieces.every(({ start, end }) => start >= 0 && end > 0)) return [{ type: span.type, pieces }];
    losses.add(lost.fragmentsInTokens, document);
    return [];
  });
}

/** What MISC says of each token's mentions: brackets, or tags where brackets cannot hold a type. */
function entitiesOf(document: Written, mentions: readonly Mention[], length: number): string[][] {
  if (mentions.some(({ type }) => /[-()|\t\n\r]/.test(type))) return tagsOf(document, mentions, length);
  const marks = Array.from({ length }, () => ({ closing: "", opening: "", goesOn: false }));
  for (const [i, { type, pieces }] of mentions.entries()) {
    for (const [part, { start, end }] of pieces.entries()) {
      const name = pieces.length === 1 ? `e${i + 1}` : `e${i + 1}[${part + 1}/${pieces.length}]`;
      const first = marks[start]!;
      const alone = end - start === 1;
      first.opening += `(${name}-${type}${alone ? ")" : ""}`;
      if (alone) continue;
      first.goesOn = true;
      const last = marks[end - 1]!;
      last.closing = `${name})${last.closing}`;
    }
  }
  return marks.map(({ opening, closing, goesOn }) => {
    // What closes stands behind mentions of one token, and before those that go on.
    const value = goesOn ? closing + opening : opening + closing;
    return value === "" ? [] : [`Entity=${value}`];
  });
}

/** IOB2 tags, as flat mentions have them. */
function tagsOf(document: Written, mentions: readonly Mention[], length: number): string[][] {
  const { kept, left } = flatten(mentions.flatMap(({ type, pieces }) => pieces.map((piece) => ({ ...piece, type }))));
  const named = mentions.find(({ type }) => /[-()|\t\n\r]/.test(type))!;
  if (left.length > 0 || mentions.some(({ type, pieces }) => pieces.length > 1 || /[|\t\n\r]/.test(type)))
    throw impossible(document, typeInBrackets(named.type));
  return encodeSpans(kept, length, "iob2").map((tag) => (tag === "O" ? [] : [`NER=${tag}`]));
}
