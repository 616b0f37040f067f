/** Numbered sentences: those of each file go through a sequence of their own; all else is passed on as it comes. */
import type { Document, Prediction } from "../corpus/document.ts";
import { Sequence } from "./sequence.ts";
import type { Ready, SequenceLog } from "./unpaired-sentences.ts";

/** Records that can go on, and predictions for sentences that the gold does not have. */
export interface Passed {
  readonly golds: readonly Document[];
  readonly preds: readonly Prediction[];
  readonly extra: readonly Prediction[];
}

interface Passing extends Ready {
  readonly extra: Prediction[];
}

type Role = "gold" | "pred";

/** Takes the records of both sides, and hands them on once it is known which belong together. */
export class NumberedSentences {
  readonly log: SequenceLog;
  private active: boolean;
  private readonly sequences = new Map<string, Sequence>();
  /** The files whose sentences come. */
  private readonly current = new Map<Role, string>();
  /** The sides that have no more records. */
  private readonly ended = { gold: false, pred: false };

  /** Where it is not `active`, all records are passed on. */
  constructor(active: boolean) {
    this.active = active;
    const none = { firstRecut: undefined, firstMoved: undefined };
    this.log = { recut: 0, crossing: 0, joined: 0, moved: 0, repeated: 0, ...none };
  }

  /** Whether all records so far were sentences without ids. */
  get isActive(): boolean {
    return this.active;
  }

  /** Whether gold is to be read next, where so many more sentences of either side wait as rows. */
  isGoldNext(goldsAhead = 0, predsAhead = 0): boolean {
    let [golds, preds] = [goldsAhead, predsAhead];
    for (const { waiting, needs } of this.sequences.values()) {
      if (needs) return needs === "gold";
      golds += waiting.goldCount;
      preds += waiting.predCount;
    }
    return golds <= preds;
  }

  /** Takes gold. */
  takeGolds(documents: readonly Document[]): Passed {
    if (!this.active) return { golds: documents, preds: [], extra: [] };
    if (!documents.every(({ numbered, tokens }) => numbered && tokens)) {
      const passed = this.giveUp();
      passed.golds.push(...documents);
      return passed;
    }
    return this.take("gold", documents, (sequence, some) => sequence.waiting.addGolds(some));
  }

  /** Takes predictions. */
  takePreds(predictions: readonly Prediction[]): Passed {
    if (!this.active) return { golds: [], preds: predictions, extra: [] };
    if (!predictions.every(({ numbered, tokens }) => numbered && tokens)) {
      const passed = this.giveUp();
      passed.preds.push(...predictions);
      return passed;
    }
    return this.take("pred", predictions, (sequence, some) => sequence.waiting.addPreds(some));
  }

  /** Begins to go through the sentences of a file that come as rows on both sides. Returns what can go on before, and their sequence. */
  begin(file: string): { readonly passed: Passed; readonly sequence: Sequence } {
    const passed = emptyPassed();
    this.turnTo(file, "gold", passed);
    this.turnTo(file, "pred", passed);
    return { passed, sequence: this.sequenceOf(file) };
  }

  /** Takes notice that records with ids come, which are taken elsewhere. */
  stop(): Passed {
    return this.active ? this.giveUp() : emptyPassed();
  }

  /** Takes notice that a side has no more records. */
  end(role: Role): Passed {
    this.ended[role] = true;
    const passed = emptyPassed();
    for (const [file, { waiting }] of this.sequences) {
      waiting.ended[role] = true;
      if (waiting.ended.gold && waiting.ended.pred) this.finish(file, passed);
    }
    return passed;
  }

  private take<R extends { readonly id: string }>(
    role: Role,
    records: readonly R[],
    add: (sequence: Sequence, records: readonly R[]) => void,
  ): Passed {
    const passed = emptyPassed();
    for (let from = 0; from < records.length; ) {
      const file = fileOf(records[from]!.id);
      let to = from + 1;
      while (to < records.length && fileOf(records[to]!.id) === file) to++;
      this.turnTo(file, role, passed);
      const sequence = this.sequenceOf(file);
      add(sequence, to - from === records.length ? records : records.slice(from, to));
      append(passed, sequence.takeReady());
      from = to;
    }
    return passed;
  }

  private sequenceOf(file: string): Sequence {
    let sequence = this.sequences.get(file);
    if (sequence === undefined) {
      this.sequences.set(file, (sequence = new Sequence(this.log)));
      Object.assign(sequence.waiting.ended, this.ended);
    }
    return sequence;
  }

  /** Takes notice that a side has come to this file. */
  private turnTo(file: string, role: Role, passed: Passing): void {
    const before = this.current.get(role);
    if (before === file) return;
    this.current.set(role, file);
    const sequence = before === undefined ? undefined : this.sequences.get(before);
    if (!sequence) return;
    sequence.waiting.ended[role] = true;
    if (sequence.waiting.ended.gold && sequence.waiting.ended.pred) this.finish(before!, passed);
  }

  private finish(file: string, passed: Passing): void {
    append(passed, this.sequences.get(file)!.finish());
    this.sequences.delete(file);
  }

  /** Passes on all that waits, since not all records are sentences without ids. */
  private giveUp(): Passing {
    this.active = false;
    const passed = emptyPassed();
    for (const sequence of this.sequences.values()) append(passed, sequence.release());
    this.sequences.clear();
    return passed;
  }
}

/** What stands before the number. */
function fileOf(id: string): string {
  return id.slice(0, id.lastIndexOf(":") + 1);
}

function emptyPassed(): Passing {
  return { golds: [], preds: [], extra: [] };
}

function append(
  passed: Passing,
  { golds, preds, extra = [] }: Ready & { readonly extra?: readonly Prediction[] },
): void {
  for (const gold of golds) passed.golds.push(gold);
  for (const pred of preds) passed.preds.push(pred);
  for (const pred of extra) passed.extra.push(pred);
}
