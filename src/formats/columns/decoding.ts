/** Decoding: sentences of tagged tokens with the mentions their tags stand for, in the scheme that the file is in. */
import { IssueLog } from "../../corpus/issue.ts";
import type { Span } from "../../corpus/span.ts";
import type { ReadContext } from "../format.ts";
import type { Sentence } from "../sentences.ts";
import { partsOf, type RepairPolicy } from "../tags.ts";
import { type DialectKind, Evidence, type Reading, readTags, type SchemeName } from "./schemes.ts";

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
  readonly scheme: SchemeName | undefined;
}

/** How many sentences, or tokens, tell the scheme of a file. */
const LOOKAHEAD = { sentences: 5000, tokens: 200_000 };

/** Cuts a text that arrives in chunks into sentences. */
export type Cutter = (chunks: AsyncIterable<string>, context: ReadContext) => AsyncIterable<readonly Sentence[]>;

/**
 * Decodes the sentences of a file, of which the first tell the scheme and are then read again: to keep them, with all that
 * is in them, would take longer. What is wrong with tags is reported under `refuse`, and else is in `repairs`.
 */
export async function* decodedSentences(
  chunks: AsyncIterable<string>,
  cut: Cutter,
  context: ReadContext,
  { repair, scheme }: TagRules,
): AsyncIterable<readonly DecodedSentence[]> {
  const beginning = new Beginning(chunks);
  const evidence = await evidenceOf(cut(beginning.first(), { ...context, issues: new IssueLog(), warnings: [] }));
  const remarks = new TagRemarks(context);
  const decoder = new Decoder(scheme ?? evidence.scheme(), repair, evidence.dirty, context, remarks);
  for await (const batch of cut(beginning.whole(), context)) yield batch.map((sentence) => decoder.decode(sentence));
  remarks.warn();
}

async function evidenceOf(batches: AsyncIterable<readonly Sentence[]>): Promise<Evidence> {
  const evidence = new Evidence();
  for await (const batch of batches) {
    for (const { tags, number } of batch) {
      evidence.add(tags);
      if (number >= LOOKAHEAD.sentences || evidence.tokens >= LOOKAHEAD.tokens) return evidence;
    }
  }
  return evidence;
}

/** A text that arrives in chunks, and whose beginning is read twice. */
class Beginning {
  private readonly chunks: AsyncIterator<string>;
  private kept: string[] = [];

  constructor(chunks: AsyncIterable<string>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** As much as is asked for, which is kept. */
  async *first(): AsyncIterable<string> {
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) {
      this.kept.push(next.value);
      yield next.value;
    }
  }

  /** All of it, from the beginning. */
  async *whole(): AsyncIterable<string> {
    const { kept } = this;
    this.kept = [];
    yield* kept;
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) yield next.value;
  }
}

/** Decodes sentences in one scheme. `dirty` files have unreadable tags among others, which are repaired. */
export class Decoder {
  private readonly scheme: SchemeName;
  private readonly policy: RepairPolicy;
  /** Whether unreadable tags are repaired, and not another column. */
  private readonly lenient: boolean;
  private readonly readable: boolean;
  private readonly context: ReadContext;
  private readonly remarks: TagRemarks;

  constructor(scheme: SchemeName, policy: RepairPolicy, dirty: boolean, context: ReadContext, remarks: TagRemarks) {
    this.scheme = scheme;
    this.policy = policy;
    this.lenient = dirty && policy !== "refuse";
    this.readable = !["ioe1", "ioe2", "bare"].includes(scheme);
    this.context = context;
    this.remarks = remarks;
  }

  decode(sentence: Sentence): DecodedSentence {
    const reading = readTags(sentence.tags, this.policy, this.scheme);
    this.report(sentence, reading);
    this.remarks.add(sentence, reading);
    const { spans, repairs } = reading;
    return { sentence, spans, repairs: repairs.map(({ kind }) => kind), readable: this.readable };
  }

  private report({ tags, lines, columns, origin }: Sentence, { repairs }: Reading): void {
    for (const { index, kind } of repairs) {
      const place = { line: lines[index]!, column: columns[index]! };
      if (kind === "unread" && !this.lenient) {
        const message = `${JSON.stringify(tags[index])} is no tag`;
        const hint =
          "tags are O, or a prefix and a type such as B-PER; --gold-column and --pred-column name another column than the last";
        this.context.issues.add({ code: "conll-tag", message, hint, ...place }, origin);
      } else if (this.policy === "refuse") {
        const message = `the tag ${tags[index]} ${illegal[kind]}`;
        const hint = "--repair begin reads such tags as conlleval does, --repair discard as O";
        this.context.issues.add({ code: "tag-illegal", message, hint, ...place }, origin);
      }
    }
  }
}

/** What is wrong with an illegal tag, in words. */
export const illegal: { readonly [kind in DialectKind]: string } = {
  orphan: "goes on from no mention",
  type: "goes on from a mention of another type",
  unclosed: "stands where a mention stops, and does not end it",
  foreign: "is of another scheme than the file",
  spelling: "is not spelled as tags are",
  unread: "is none",
};

/** What of a file's tags its reader should know of. */
export class TagRemarks {
  private readonly context: ReadContext;
  private readonly spelled = new Map<string, number>();
  private readonly types = new Map<string, number>();
  private odd: { count: number; line: number } | undefined;
  private cuts = 0;
  private severed = 0;
  private last: Span | undefined;

  constructor(context: ReadContext) {
    this.context = context;
  }

  add({ tags, lines, words, goesOn }: Sentence, { spans, repairs }: Reading): void {
    for (const { index, kind } of repairs) {
      if (kind !== "spelling" && kind !== "unread") continue;
      count(this.spelled, tags[index]!);
      this.odd ??= { count: 0, line: lines[index]! };
      this.odd.count++;
    }
    for (const { type } of spans) count(this.types, type);
    if (goesOn) {
      this.cuts++;
      const [first] = spans;
      const joins = first?.start === 0 && partsOf(tags[0]!)?.prefix !== "B" && partsOf(tags[0]!)?.prefix !== "S";
      if (joins && this.last?.type === first.type) this.severed++;
    }
    const last = spans.at(-1);
    this.last = last?.end === words.length ? last : undefined;
  }

  /** Hands over what there is to say. */
  warn(): void {
    const { source, warnings } = this.context;
    if (this.odd) {
      const named = examples(this.spelled);
      const message = `${source}: ${this.odd.count} tags are not spelled as tags are, the first on line ${this.odd.line}: ${named}`;
      warnings.push({ code: "tag-spelling", message });
    }
    for (const alike of this.alike()) {
      const message = `${source}: types that differ in case only: ${alike} (--map makes them one)`;
      warnings.push({ code: "type-case", message });
    }
    if (this.cuts > 0) {
      const severed = this.severed > 0 ? `; ${this.severed} mentions were cut in two` : "";
      const message = `${source} has no sentence breaks over ${LONGEST_SAID} tokens and was cut at full stops, ${this.cuts} times${severed}`;
      warnings.push({ code: "conll-uncut", message });
    }
  }

  private alike(): string[] {
    const folded = new Map<string, Map<string, number>>();
    for (const [type, number] of this.types) {
      const key = type.toLowerCase();
      folded.set(key, (folded.get(key) ?? new Map<string, number>()).set(type, number));
    }
    return [...folded.values()].filter(({ size }) => size > 1).map(examples);
  }
}

const LONGEST_SAID = "10,000";

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The most frequent, with their counts. */
function examples(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const more = sorted.length > 5 ? ` and ${sorted.length - 5} more` : "";
  return `${sorted
    .slice(0, 5)
    .map(([text, n]) => `${text} ${n}`)
    .join(", ")}${more}`;
}
