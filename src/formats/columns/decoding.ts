/** Decoding: sentences of tagged tokens with the mentions their tags stand for, in the scheme that the file is in. */

import { IssueLog } from "../../corpus/issue.ts";
import type { Span } from "../../corpus/span.ts";
import { conllTag, tagIllegal, tagNumberNotNamed, tagNumbersNotNamed } from "../../messages/columns.ts";
import type { ReadContext } from "../format.ts";
import type { Sentence } from "../sentences.ts";
import type { RepairPolicy } from "../tags.ts";
import type { Rereadable } from "./beginning.ts";
import {
  type DialectKind,
  Evidence,
  isTagNumber,
  namesFor,
  prefixFirst,
  type Reading,
  readTags,
  type TagScheme,
} from "./schemes.ts";
import { TagRemarks } from "./tag-remarks.ts";

/** A sentence with what its tags say. */
export interface DecodedSentence {
  readonly sentence: Sentence;
  readonly spans: readonly Span[];
  readonly repairs: readonly DialectKind[];
  /** Whether other scorers can read the tags: they know no IOE and no bare types. */
  readonly readable: boolean;
}

/** How tags are to be read. */
export interface TagRules {
  readonly repair: RepairPolicy;
  /** Undefined to tell it by what the file uses. */
  readonly scheme: TagScheme | undefined;
  /** The names of tags that are numbers, from 0. */
  readonly labels: readonly string[] | undefined;
}

/** How many sentences, or tokens, tell the scheme of a file. */
export const LOOKAHEAD = { sentences: 5000, tokens: 200_000 };

/** Cuts a text that arrives in chunks into sentences. */
export type Cutter = (chunks: AsyncIterable<string>, context: ReadContext) => AsyncIterable<readonly Sentence[]>;

/** A file of tags: how it is cut into sentences, and what decodes each of them. */
export interface TaggedFile {
  readonly sentences: AsyncIterable<readonly Sentence[]>;
  readonly decoder: Decoder;
  /** To be told when all is read. */
  readonly remarks: TagRemarks;
}

/**
 * Opens a file of tags, of which the first sentences tell the scheme and are then read again: to keep them, with all that
 * is in them, would take longer. What is wrong with tags is reported under `refuse`, and else is in `repairs`. `levels`
 * are the sentences that each sentence is read as, where it has several columns of tags.
 */
export async function openTags(
  beginning: Rereadable<string>,
  cut: Cutter,
  context: ReadContext,
  { repair, scheme, labels }: TagRules,
  { tagged = [], levels = (sentence) => [sentence] }: OpenOptions,
): Promise<TaggedFile> {
  const named = labels && namesFor(labels);
  const aside = { ...context, issues: new IssueLog(), warnings: [] };
  const { evidence, turned } = await evidenceOf(cut(beginning.first(), aside), named, levels);
  const isSuffixed = scheme !== "bare" && evidence.isSuffixed;
  const { isNumeric } = evidence;
  const respell = isSuffixed ? (tag: string) => prefixFirst(tag) ?? tag : named;
  const remarks = new TagRemarks(context, isSuffixed);
  const told = isSuffixed ? turned.scheme() : evidence.scheme();
  const dirty = isSuffixed ? turned.dirty : evidence.dirty;
  const form = { respell, labels, isNumeric: isNumeric && scheme !== "bare", tagged };
  const decoder = new Decoder(scheme ?? told, repair, dirty, context, remarks, form);
  return { sentences: cut(beginning.whole(), context), decoder, remarks };
}

/** What else is known of a file of tags. */
export interface OpenOptions {
  /** The numbers of other columns that hold tags, for hints. */
  readonly tagged?: readonly number[];
  readonly levels?: (sentence: Sentence) => readonly Sentence[];
}

/** What the tags of the first sentences are, and what they would be with their prefixes in front. */
async function evidenceOf(
  batches: AsyncIterable<readonly Sentence[]>,
  named: ((tag: string) => string) | undefined,
  levels: (sentence: Sentence) => readonly Sentence[],
): Promise<{ readonly evidence: Evidence; readonly turned: Evidence }> {
  const evidence = new Evidence();
  const turned = new Evidence();
  for await (const batch of batches) {
    for (const sentence of batch) {
      for (const { tags } of levels(sentence)) {
        const before = evidence.suffixed;
        evidence.add(named ? tags.map(named) : tags);
        if (evidence.suffixed > before) turned.add(tags.map((tag) => prefixFirst(tag) ?? tag));
      }
      if (sentence.number >= LOOKAHEAD.sentences || evidence.tokens >= LOOKAHEAD.tokens) return { evidence, turned };
    }
  }
  return { evidence, turned };
}

/** What is special about the tags of a file. */
interface TagForm {
  /** What tags are read as. */
  readonly respell?: ((tag: string) => string) | undefined;
  readonly labels?: readonly string[] | undefined;
  /** Whether tags are numbers, and nobody has given their names. */
  readonly isNumeric?: boolean;
  readonly tagged?: readonly number[];
}

/** Decodes sentences in one scheme. `dirty` files have unreadable tags among others, which are repaired. */
export class Decoder {
  private readonly scheme: TagScheme;
  private readonly policy: RepairPolicy;
  /** Whether unreadable tags are repaired, and not another column. */
  private readonly lenient: boolean;
  private readonly readable: boolean;
  private readonly context: ReadContext;
  private readonly remarks: TagRemarks;
  private readonly form: TagForm;
  /** The numbers without a name that were reported. */
  private readonly unnamed = new Set<string>();

  constructor(
    scheme: TagScheme,
    policy: RepairPolicy,
    dirty: boolean,
    context: ReadContext,
    remarks: TagRemarks,
    form: TagForm = {},
  ) {
    this.form = form;
    this.scheme = scheme;
    this.policy = policy;
    this.lenient = dirty && policy !== "refuse";
    this.readable = !["ioe1", "ioe2", "bare"].includes(scheme);
    this.context = context;
    this.remarks = remarks;
  }

  /** Whether tags are read as they are, as IOB2. */
  get isUsual(): boolean {
    const { respell, labels, isNumeric = false } = this.form;
    return this.scheme === "iob2" && respell === undefined && labels === undefined && !isNumeric;
  }

  decode(original: Sentence): DecodedSentence {
    const { respell } = this.form;
    const sentence = respell ? { ...original, tags: original.tags.map(respell) } : original;
    const reading = readTags(sentence.tags, this.policy, this.scheme);
    this.report(sentence, reading);
    this.remarks.add(sentence, reading);
    const { spans, repairs } = reading;
    const kinds = repairs.map(({ kind }) => kind);
    // Other scorers know no tag without a letter.
    const filled = kinds.includes("empty") ? { ...sentence, tags: sentence.tags.map((tag) => tag || "O") } : sentence;
    return { sentence: filled, spans, repairs: kinds, readable: this.readable };
  }

  private report({ tags, lines, columns, origin }: Sentence, { repairs }: Reading): void {
    for (const { index, kind } of repairs) {
      const place = { line: lines[index]!, column: columns[index]! };
      if (kind === "unread" && this.isNumber(tags[index]!)) this.reportNumber(tags[index]!, place, origin);
      else if (kind === "unread" && !this.lenient) {
        const words = conllTag(JSON.stringify(tags[index]), this.form.tagged ?? []);
        this.context.issues.add({ ...words, ...place }, origin);
      } else if (this.policy === "refuse") {
        this.context.issues.add({ ...tagIllegal(tags[index]!, kind), ...place }, origin);
      }
    }
  }

  /** Whether a tag that cannot be read is a number that should have a name. */
  private isNumber(tag: string): boolean {
    return (this.form.isNumeric === true || this.form.labels !== undefined) && isTagNumber(tag);
  }

  /** Reports a number without a name, each once; without any names, the first stands for all. */
  private reportNumber(tag: string, place: { line: number; column: number }, origin: Sentence["origin"]): void {
    const { labels, tagged = [] } = this.form;
    const key = labels ? tag : "";
    if (this.unnamed.has(key)) return;
    this.unnamed.add(key);
    const words = labels ? tagNumberNotNamed(tag, labels.length) : tagNumbersNotNamed(tag, tagged);
    this.context.issues.add({ ...words, ...place }, origin);
  }
}
