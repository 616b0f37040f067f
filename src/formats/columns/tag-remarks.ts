/** Tag remarks: what of a file's tags its reader should know of, said once for the whole file. */
import type { Span } from "../../corpus/span.ts";
import type { ReadContext } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import type { Sentence } from "../sentences.ts";
import { partsOf } from "../tags.ts";
import type { Reading } from "./schemes.ts";

/** Collects it sentence by sentence. */
export class TagRemarks {
  private readonly context: ReadContext;
  private readonly isSuffixed: boolean;
  private empty: { count: number; line: number } | undefined;
  private readonly spelled = new Map<string, number>();
  private readonly types = new Map<string, number>();
  private odd: { count: number; line: number } | undefined;
  private cuts = 0;
  private severed = 0;
  private last: Span | undefined;

  /** `isSuffixed` where tags end in their prefixes, which were put in front. */
  constructor(context: ReadContext, isSuffixed = false) {
    this.context = context;
    this.isSuffixed = isSuffixed;
  }

  add({ tags, lines, words, goesOn }: Sentence, { spans, repairs }: Reading): void {
    for (const { index, kind } of repairs) {
      if (kind === "empty") {
        this.empty ??= { count: 0, line: lines[index]! };
        this.empty.count++;
      }
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
    if (this.isSuffixed) {
      const message = "tags end in their prefix, as in PER-B, and were read as B-PER (--tags bare reads them as types)";
      sayOnce(this.context, "suffix-tags", message);
    }
    if (this.empty) {
      const { count, line } = this.empty;
      const cells =
        count === 1
          ? `the cell of one tag is empty, on line ${line}; it was`
          : `the cells of ${count} tags are empty, the first on line ${line}; they were`;
      warnings.push({ code: "tag-spelling", message: `${source}: ${cells} read as O` });
    }
    if (this.odd) {
      const named = examples(this.spelled);
      const { count, line } = this.odd;
      const tags =
        count === 1
          ? `1 tag is not spelled as tags are, on line ${line}`
          : `${count} tags are not spelled as tags are, the first on line ${line}`;
      const message = `${source}: ${tags}: ${named}`;
      warnings.push({ code: "tag-spelling", message });
    }
    for (const alike of this.alike()) {
      const message = `${source}: types that differ in case only: ${alike} (--map makes them one)`;
      warnings.push({ code: "type-case", message });
    }
    const joined = [...this.types].filter(([type]) => SECOND_TAG.test(type));
    if (joined.length > 0) {
      const spans = joined.reduce((sum, [, number]) => sum + number, 0);
      const named = examples(new Map(joined));
      const types = spans === 1 ? "the type of 1 mention holds" : `the types of ${spans} mentions hold`;
      const message = `${source}: ${types} a second tag, and each is read as one type: ${named}`;
      warnings.push({ code: "type-prefix", message });
    }
    if (this.cuts > 0) {
      const mentions = this.severed === 1 ? "1 mention was" : `${this.severed} mentions were`;
      const severed = this.severed > 0 ? `; ${mentions} cut in two` : "";
      const times = this.cuts === 1 ? "once" : `${this.cuts} times`;
      const message = `${source} has no sentence breaks over ${LONGEST_SAID} tokens and was cut at full stops, ${times}${severed}`;
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

/** `PER|B-LOC`, what is left of two tags in one cell. */
const SECOND_TAG = /[|#+;,&/][BIESLUMW]-\S/;

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
