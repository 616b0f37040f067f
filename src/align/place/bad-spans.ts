/** Bad spans: what becomes of spans that cannot be right, by the policy of their side, and the account of it. */
import type { Origin } from "../../corpus/document.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { type Flaw, type FlawKind, flawKinds, flawNames } from "../../corpus/flaw.ts";
import type { IssueLog, Warning } from "../../corpus/issue.ts";
import type { PredictedSpan, Unplaced } from "../../corpus/span.ts";
import { badSpansPolicyUnknown, badSpansSummary, badSpansTreated, notPlacedByText } from "../../messages/spans.ts";
import type { placesNear } from "../ground.ts";

/**
 * What becomes of a span with a flaw: the run is refused; the offsets win where its surface text is another; its surface
 * text is looked for; it counts as spurious; or it is left out. `spurious` is for predictions alone.
 */
export const badSpanPolicies = ["refuse", "offsets", "text", "spurious", "skip"] as const;
export type BadSpanPolicy = (typeof badSpanPolicies)[number];

/** The policy of each side. */
export interface BadSpanRules {
  readonly gold?: Exclude<BadSpanPolicy, "spurious"> | undefined;
  readonly pred?: BadSpanPolicy | undefined;
}

/** What became of the bad spans of one side: each is in `placed`, `spurious` or `skipped`. */
export interface BadSpanCounts {
  readonly policy: BadSpanPolicy;
  /** How many spans the side has, these included. */
  readonly spans: number;
  readonly bad: number;
  readonly kinds: readonly { readonly kind: FlawKind; readonly count: number }[];
  readonly placed: number;
  readonly spurious: number;
  readonly skipped: number;
}

/** Deals with the bad spans of one side, document by document. */
export class BadSpans {
  /** Takes a span with a flaw that was found in the document at hand; undefined where such are reported instead. */
  readonly note: ((flaw: Flaw) => void) | undefined;
  private readonly side: "gold" | "pred";
  private readonly policy: BadSpanPolicy;
  private readonly issues: IssueLog;
  private readonly kinds = new Map<FlawKind, number>();
  private noted: Flaw[] = [];
  private lost: Unplaced[] = [];
  private placed = 0;
  private spurious = 0;
  private skipped = 0;
  private example: string | undefined;
  /** Finds where spans are by their surface texts; to be set before the first of them under that policy. */
  find: typeof placesNear | undefined;

  constructor(side: "gold" | "pred", policy: BadSpanPolicy, issues: IssueLog) {
    if (!badSpanPolicies.includes(policy) || (side === "gold" && policy === "spurious")) {
      const accepted = badSpanPolicies.filter((one) => side === "pred" || one !== "spurious");
      throw new NerEvalError(badSpansPolicyUnknown(policy, side, accepted));
    }
    this.side = side;
    this.policy = policy;
    this.issues = issues;
    this.note = policy === "refuse" ? undefined : (flaw) => this.noted.push(flaw);
  }

  /** The spans that the bad ones of a document become: those its reader kept, and those noted since the last call. */
  takeReady(kept: readonly Flaw[] | undefined, text: string, origin: Origin | undefined): readonly PredictedSpan[] {
    if (kept === undefined && this.noted.length === 0) return [];
    const flaws = [...(kept ?? []), ...this.noted];
    this.noted = [];
    if (this.policy === "refuse") {
      for (const { issue, kind } of flaws) this.issues.add({ ...issue, flaw: kind }, origin);
      return [];
    }
    for (const flaw of flaws) this.count(flaw, origin);
    const places = this.policy === "text" ? this.find!(flaws, text) : flaws.map(({ place }) => place);
    return flaws.flatMap(({ type, score, surface, kind, issue }, i) => {
      const place = places[i];
      if (place && (this.policy === "text" || this.policy === "offsets")) {
        this.placed++;
        return [{ ...place, type, ...(score === undefined ? {} : { score }) }];
      }
      if (this.side === "gold" && this.policy === "text") {
        this.issues.add({ ...issue, flaw: kind, hint: notPlacedByText() }, origin);
      } else if (this.side === "gold" || this.policy === "skip") this.skipped++;
      else {
        this.spurious++;
        this.lost.push({
          type,
          ...(score === undefined ? {} : { score }),
          ...(surface === undefined ? {} : { surface }),
        });
      }
      return [];
    });
  }

  /** The predictions that count as spurious since the last call. */
  takeLost(): readonly Unplaced[] {
    const { lost } = this;
    if (lost.length > 0) this.lost = [];
    return lost;
  }

  /** The counts; undefined where no span was bad. `read` are the spans of the side but for those that were left out. */
  counts(read: number): BadSpanCounts | undefined {
    const { policy, placed, spurious, skipped } = this;
    const bad = sumOf(this.kinds);
    if (bad === 0) return undefined;
    return { policy, spans: read + skipped, bad, kinds: inOrder(this.kinds), placed, spurious, skipped };
  }

  /** What the reader of the result should know. */
  warnings(read: number): Warning[] {
    const counts = this.counts(read);
    if (counts === undefined) return [];
    const { policy, spans, bad, placed, spurious, skipped } = counts;
    const facts = { side: this.side, bad, spans, placed, spurious, skipped, first: this.example! };
    const by = policy === "text" ? "surface text" : "offsets";
    return [badSpansTreated({ ...facts, kinds: inWords(this.kinds), by })];
  }

  private count({ kind, issue }: Flaw, origin: Origin | undefined): void {
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    const place = [issue.source ?? origin?.source, issue.line ?? origin?.line]
      .filter((part) => part !== undefined)
      .join(":");
    this.example ??= place === "" ? issue.message : `${place}: ${issue.message}`;
  }
}

/**
 * Says, at the first bad span of a run that is refused for such, how many there are and which option goes on without
 * stopping. `spans` are all spans of both sides.
 */
export function summarizeBadSpans(log: IssueLog, spans: number): void {
  const at = log.issues.findIndex(({ flaw }) => flaw !== undefined);
  if (at < 0) return;
  const issue = log.issues[at]!;
  const summary = badSpansSummary(sumOf(log.flaws), spans, inWords(log.flaws));
  log.issues[at] = { ...issue, hint: issue.hint === undefined ? summary : `${issue.hint}\n${summary}` };
}

function inOrder(kinds: ReadonlyMap<FlawKind, number>): { readonly kind: FlawKind; readonly count: number }[] {
  return flawKinds.flatMap((kind) => (kinds.has(kind) ? [{ kind, count: kinds.get(kind)! }] : []));
}

function inWords(kinds: ReadonlyMap<FlawKind, number>): string[] {
  return inOrder(kinds).map(({ kind, count }) => `${count} ${flawNames[kind]}`);
}

function sumOf(kinds: ReadonlyMap<FlawKind, number>): number {
  return [...kinds.values()].reduce((sum, count) => sum + count, 0);
}
