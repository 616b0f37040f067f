/** Tag remarks: what of a file's tags its reader should know of, said once for the whole file. */

import type { Span } from "../../corpus/span.ts";
import { conllUncut, suffixTags, tagsEmpty, tagsMisspelled, typeCase, typeSecondTag } from "../../messages/columns.ts";
import { inFile, type Words } from "../../messages/words.ts";
import type { ReadContext } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import { LONGEST, type Sentence } from "../sentences.ts";
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

  /** Adds mentions of a type in sentences in which there is nothing else to remark on. */
  addType(type: string, mentions: number): void {
    this.types.set(type, (this.types.get(type) ?? 0) + mentions);
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
    const say = (words: Words) => warnings.push(inFile(source, words));
    if (this.isSuffixed) sayOnce(this.context, suffixTags);
    if (this.empty) say(tagsEmpty(this.empty.count, this.empty.line));
    if (this.odd) say(tagsMisspelled(this.odd.count, this.odd.line, this.spelled));
    for (const types of this.alike()) say(typeCase(types));
    const joined = new Map([...this.types].filter(([type]) => SECOND_TAG.test(type)));
    if (joined.size > 0) say(typeSecondTag(joined));
    if (this.cuts > 0) say(conllUncut({ cuts: this.cuts, tokens: LONGEST, severed: this.severed }));
  }

  /** Types that differ in case only, with how often each occurs. */
  private alike(): ReadonlyMap<string, number>[] {
    const folded = new Map<string, Map<string, number>>();
    for (const [type, number] of this.types) {
      const key = type.toLowerCase();
      folded.set(key, (folded.get(key) ?? new Map<string, number>()).set(type, number));
    }
    return [...folded.values()].filter(({ size }) => size > 1);
  }
}

/** `PER|B-LOC`, what is left of two tags in one cell. */
const SECOND_TAG = /[|#+;,&/][BIESLUMW]-\S/;

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
