/** Documents without predictions: what becomes of them, and what is said of them. */
import type { Document } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import { documentsUnpredicted } from "../messages/pairing.ts";

/** Their mentions are missed, they are left out, or the run is refused. */
export const unpredictedPolicies = ["missed", "leave-out", "refuse"] as const;
export type UnpredictedPolicy = (typeof unpredictedPolicies)[number];

/** How many ids are named. */
const NAMED = 5;

/** Counts documents without predictions. */
export class Unpredicted {
  count = 0;
  private readonly ids: string[] = [];
  private readonly policy: UnpredictedPolicy;
  private readonly issues: IssueLog;

  constructor(policy: UnpredictedPolicy, issues: IssueLog) {
    this.policy = policy;
    this.issues = issues;
  }

  /** Notes a document. Returns whether it is scored. */
  add({ id }: Document): boolean {
    this.count++;
    // The first few in the order of their names, so that the order of the input does not show.
    this.ids.push(id);
    this.ids.sort();
    this.ids.length = Math.min(this.ids.length, NAMED);
    return this.policy !== "leave-out";
  }

  /** Reports them where they are refused. */
  finish(): void {
    if (this.count === 0 || this.policy !== "refuse") return;
    this.issues.add(documentsUnpredicted(this.count, this.ids, this.policy));
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    if (this.count === 0 || this.policy === "refuse") return [];
    return [documentsUnpredicted(this.count, this.ids, this.policy)];
  }
}
