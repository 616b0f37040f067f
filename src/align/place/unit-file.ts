/** A file of one side whose unit nobody has said, and the pairs that wait for it. */
import type { OffsetUnit } from "../../corpus/offsets.ts";
import type { Pair } from "../pair.ts";
import type { Decision, FileUnits } from "./file-units.ts";
import type { WordIndexes } from "./word-indexes.ts";

export type SideName = "gold" | "pred";

export interface UnitFile {
  readonly side: SideName;
  readonly source: string;
  readonly units: FileUnits<Pair>;
  readonly words: WordIndexes;
  waiting: Waiting[];
  /** Pairs that may count words or characters. */
  wordy: Pair[];
  decision: Decision | undefined;
}

/** A pair, with the file of each side whose unit nobody has said. */
export interface Waiting {
  readonly pair: Pair;
  readonly gold: UnitFile | undefined;
  readonly pred: UnitFile | undefined;
}

/** Another way to read the files whose unit nothing decides. */
export interface Alternative {
  readonly gold: OffsetUnit | undefined;
  readonly pred: OffsetUnit | undefined;
  /** The documents to which it makes a difference, as they were read, and as they would be. */
  readonly pairs: readonly { readonly read: Pair; readonly other: Pair }[];
}

/** What the offsets of a file count, as far as it is known. */
export function unitOf({ decision, units }: UnitFile): OffsetUnit {
  return decision?.unit ?? units.unit;
}

/** Whether proofs contradict each other in a file, which refuses it. */
export function isRefused({ units }: UnitFile): boolean {
  return units.left() === 0 && !units.lenient;
}
