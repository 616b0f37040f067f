/** Repairs: counts the illegal tags that readers repaired, for the sides that came in tags. */
import type { Document, Prediction } from "../corpus/document.ts";
import { compareText } from "../corpus/span.ts";

/** How many illegal tags of a side were repaired, and why, in the order of the names. */
export interface RepairCounts {
  readonly tags: number;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
}

/** Adds up the repairs of one side. */
export class RepairTally {
  private tagged = false;
  private readonly kinds = new Map<string, number>();

  /** Takes notice of a record in tags without repairs. */
  noteTags(): void {
    this.tagged = true;
  }

  add({ tags, repairs }: Pick<Document | Prediction, "tags" | "repairs">): void {
    this.tagged ||= tags !== undefined || repairs !== undefined;
    for (const kind of repairs ?? []) this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
  }

  /** The counts; undefined where nothing came in tags. */
  counts(): RepairCounts | undefined {
    if (!this.tagged) return undefined;
    const kinds = Array.from(this.kinds, ([kind, count]) => ({ kind, count }));
    kinds.sort((a, b) => compareText(a.kind, b.kind));
    return { tags: kinds.reduce((sum, { count }) => sum + count, 0), kinds };
  }
}
