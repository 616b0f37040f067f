/** Type prefixes: spans whose types are tags of tokens, such as `B-PER`, and so mostly pieces of mentions. */
import type { Origin } from "../corpus/document.ts";
import type { Warning } from "../corpus/issue.ts";
import { compareText, type Span } from "../corpus/span.ts";
import { typesPrefixed } from "../messages/types.ts";

/** The place of spans that a program made. */
const nowhere: Origin = { source: "" };

const HYPHEN = 0x2d;

/** Collects the spans of one side whose types may be tags. */
export class TypePrefixes {
  private readonly types = new Map<string, { count: number; first: Origin }>();

  /** Takes the spans of a document. */
  add(spans: readonly Pick<Span, "type">[], origin: Origin | undefined): void {
    for (const { type } of spans) {
      if (type.charCodeAt(1) !== HYPHEN || !"BIESLUMW".includes(type[0]!) || type.length < 3) continue;
      const known = this.types.get(type);
      if (known) known.count++;
      else this.types.set(type, { count: 1, first: origin ?? nowhere });
    }
  }

  /** Says how many there are. S-, U- and the like begin names of types, too, and count where a B-, I- or another one goes with them. */
  warnings(side: "gold" | "pred"): Warning[] {
    const types = [...this.types.keys()]
      .filter((type) => /^[BI]/.test(type) || this.hasSibling(type))
      .sort(compareText);
    if (types.length === 0) return [];
    const spans = types.reduce((sum, type) => sum + this.types.get(type)!.count, 0);
    const place = types.map((type) => this.types.get(type)!.first).reduce((a, b) => (isBefore(b, a) ? b : a));
    const where = place === nowhere ? undefined : `${place.source}${place.line === undefined ? "" : `:${place.line}`}`;
    return [typesPrefixed({ side, spans, types, place: where })];
  }

  private hasSibling(type: string): boolean {
    return [...this.types.keys()].some((other) => other !== type && other.slice(2) === type.slice(2));
  }
}

/** The first place, whatever the order in which documents came. */
function isBefore(a: Origin, b: Origin): boolean {
  const files = compareText(a.source, b.source);
  return files < 0 || (files === 0 && (a.line ?? 0) < (b.line ?? 0));
}
