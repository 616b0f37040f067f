/** Units: decides what the offsets of each file count, on both sides, by what the data prove. */
import type { Document, Prediction } from "../../corpus/document.ts";
import type { IssueLog, Warning } from "../../corpus/issue.ts";
import { isAscii, type OffsetUnit, offsetUnits } from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { nowhere, type Pair } from "../pair.ts";
import type { Marked } from "./evidence.ts";
import { FileUnits } from "./file-units.ts";
import { placedGold, placedPrediction } from "./placed.ts";
import { type Alternative, isRefused, type SideName, type UnitFile, unitOf, type Waiting } from "./unit-file.ts";
import { reportContradiction, reportLate, warnDecided, warnUnread } from "./unit-messages.ts";
import { type TokenUnit, WordIndexes } from "./word-indexes.ts";

/** What offsets of predictions count: what the data prove, a unit of characters, or tokens. */
export const offsetChoices = ["auto", ...offsetUnits, "token", "token-inclusive"] as const;
export type OffsetChoice = (typeof offsetChoices)[number];

/** What offsets of gold count. */
export const goldOffsetChoices = ["auto", ...offsetUnits] as const;
export type GoldOffsetChoice = (typeof goldOffsetChoices)[number];

/** The files for which evidence decided one unit. */
export interface UnitCounts {
  /** Not there for predictions. */
  readonly side?: "gold";
  readonly unit: OffsetUnit | TokenUnit;
  readonly files: readonly string[];
  /** How many spans with a surface text were compared with their texts, and how many of them would fit as UTF-16. */
  readonly surfaces: number;
  readonly asUtf16: number;
}

/** The units that evidence decided on a side; undefined where that is UTF-16 alone, or nothing. */
export function decidedUnits(side: SideName, counts: readonly UnitCounts[] = []): UnitCounts["unit"][] | undefined {
  const units = counts.filter((one) => (one.side ?? "pred") === side).map(({ unit }) => unit);
  return units.every((unit) => unit === "utf16") ? undefined : units;
}

/**
 * Decides file by file. Evidence rules units out; a pair waits while those that are left would put its spans in different
 * places, and goes on as soon as they would not. What the other side has decides nothing: that would tune the score.
 */
export class UnitDecider {
  private readonly choices: { readonly gold: OffsetChoice; readonly pred: OffsetChoice };
  private readonly issues: IssueLog;
  private readonly files = { gold: new Map<string, UnitFile>(), pred: new Map<string, UnitFile>() };
  /** The file of each side that was asked for last. */
  private readonly last: { [side in SideName]: UnitFile | undefined } = { gold: undefined, pred: undefined };
  private undecided: readonly Waiting[] = [];
  private readonly lenient: { readonly [side in SideName]: boolean };

  /** `lenient` on a side where spans that contradict most others are bad ones, and dealt with as such. */
  constructor(
    choices: { readonly gold: OffsetChoice; readonly pred: OffsetChoice },
    issues: IssueLog,
    lenient: { readonly [side in SideName]: boolean } = { gold: false, pred: false },
  ) {
    this.choices = choices;
    this.issues = issues;
    this.lenient = lenient;
  }

  /** Takes pairs. Returns those whose units are known, with the `unit` of each side where it is not UTF-16. */
  take(pairs: readonly Pair[]): readonly Pair[] {
    return pairs.some((pair) => this.hasOpenSide(pair)) ? pairs.flatMap((pair) => this.takeOne(pair)) : pairs;
  }

  /**
   * Lets a record go on whose spans have no surface texts and cut no character in two; false where it may have to wait.
   * `before` says what characters there are before the end of the last span: `basic` ones UTF-16 counts as one.
   */
  passPlain(side: SideName, source: string, before: "ascii" | "basic" | "any"): boolean {
    if (this.choices[side] !== "auto") return true;
    const { units } = this.fileIn(side, source);
    return before === "ascii" ? units.passPlain({ spans: none }) : units.passWide(before === "basic");
  }

  /** What still waited, in the units that the evidence of its files decides, or else in the first that is left. */
  finish(): Pair[] {
    const ready = this.all().flatMap((file) => {
      file.words.finish();
      return file.wordy.splice(0).flatMap((pair) => this.takeOne(pair));
    });
    const waiting = this.all().flatMap((file) => file.waiting.splice(0));
    const open = new Set(waiting.flatMap(({ gold, pred }) => [gold, pred]));
    for (const file of this.all()) {
      file.decision = file.units.decide(open.has(file));
      if (isRefused(file)) reportContradiction(file, this.issues);
      else if (file.units.isLate(file.decision.unit)) reportLate(file, this.issues);
    }
    this.undecided = waiting.filter(({ gold, pred }) => gold?.decision?.other ?? pred?.decision?.other);
    return [...ready, ...waiting.map((one) => place(one))];
  }

  /** The units that evidence decided. */
  counts(): UnitCounts[] {
    return (["pred", "gold"] as const).flatMap((side) => {
      const files = [...this.files[side].values()];
      const decided = (unit: OffsetUnit | TokenUnit, own: readonly UnitFile[]): UnitCounts[] => {
        if (own.length === 0) return [];
        const sum = (unitOf?: OffsetUnit) => own.reduce((n, { units }) => n + units.count("surface", unitOf), 0);
        const names = own.map(({ source }) => source).sort();
        const counts = { unit, files: names, surfaces: sum(), asUtf16: sum("utf16") };
        return [side === "gold" ? { side, ...counts } : counts];
      };
      const characters = files.filter(({ words }) => words.unit === undefined);
      return [
        ...offsetUnits.flatMap((unit) => {
          const own = characters.filter((file) => unitOf(file) === unit);
          const telling = own.filter(
            ({ units }) => unit !== "utf16" || (side === "pred" && units.count("surface") > 0),
          );
          return decided(unit, telling);
        }),
        ...(["token", "token-inclusive"] as const).flatMap(
          (unit) =>
          decided(unit, files.filter(({ words }) => words.unit === unit)), // biome-ignore format: short.
        ),
      ];
    });
  }

  /** What the reader of the result should know of what evidence decided. */
  warnings(): Warning[] {
    return warnDecided(this.all());
  }

  /** What the reader should know of what nothing decides, where nothing is scored. */
  undecidedWarnings(): Warning[] {
    return warnUnread({ gold: this.undecidedFiles("gold"), pred: this.undecidedFiles("pred") });
  }

  /** The other ways to read the files that nothing decides: those of each side, and of both. */
  alternatives(): Alternative[] {
    const unitsOf = (side: SideName) => this.undecided.flatMap((one) => one[side]?.decision?.other ?? []);
    const { 0: gold } = unitsOf("gold");
    const { 0: pred } = unitsOf("pred");
    const ways = [
      { gold: undefined, pred },
      { gold, pred: undefined },
      { gold, pred },
    ].filter((way, i) => (i < 2 ? (way.gold ?? way.pred) : gold && pred));
    return ways.map((way) => ({
      ...way,
      pairs: this.undecided.map((one) => ({
        read: place(one),
        other: place(one, (side, file) => (way[side] && file.decision?.other) || unitOf(file)),
      })),
    }));
  }

  /** The files of a side whose unit nothing decides, though it puts spans in different places. */
  undecidedFiles(side: SideName): UnitFile[] {
    return [...this.files[side].values()].filter(({ decision }) => decision?.other !== undefined);
  }

  private all(): UnitFile[] {
    return [...this.files.gold.values(), ...this.files.pred.values()];
  }

  private takeOne(pair: Pair): Pair[] {
    if (!this.hasOpenSide(pair)) return [pair];
    const gold = this.isOpen("gold", pair.gold) ? this.fileOf("gold", pair.gold) : undefined;
    const pred = pair.pred && this.isOpen("pred", pair.pred) ? this.fileOf("pred", pair.pred) : undefined;
    if (pred && pair.pred?.words !== undefined && !pred.words.areCharacters) {
      const { words } = pair.pred;
      if (pred.words.unit !== undefined)
        return this.takeOne({ ...pair, pred: pred.words.place(pair.pred, words, this.issues) });
      pred.wordy.push(pair);
      return pred.words.add(pair.pred, words, pair.pred.text ?? pair.gold.text)
        ? pred.wordy.splice(0).flatMap((one) => this.takeOne(one))
        : [];
    }
    // Gold first: where it cannot pass, predictions say nothing yet.
    if (isAscii(pair.pred?.text ?? "") && isAscii(pair.gold.text)) {
      const goldPasses = !gold || gold.units.passPlain(goldMarks(pair));
      if (goldPasses && (!pred || pred.units.passPlain(predMarks(pair)))) return [pair];
    }
    const changed: UnitFile[] = [];
    if (gold?.units.add(goldMarks(pair), pair)) changed.push(gold);
    if (pred?.units.add(predMarks(pair), pair)) changed.push(pred);
    const ready = changed.flatMap((file) => file.waiting.splice(0)).flatMap((one) => this.release(one));
    return [...ready, ...this.release({ pair, gold, pred })];
  }

  /** Lets a pair go on, or has it wait for the unit of a file. */
  private release(one: Waiting): Pair[] {
    const { pair, gold, pred } = one;
    if (gold && !gold.units.release(goldMarks(pair))) gold.waiting.push(one);
    else if (pred && !pred.units.release(predMarks(pair))) pred.waiting.push(one);
    else return [place(one)];
    return [];
  }

  private hasOpenSide({ gold, pred }: Pair): boolean {
    return this.isOpen("gold", gold) || (pred !== undefined && this.isOpen("pred", pred));
  }

  /** Whether nobody has said what the offsets of a record count. */
  private isOpen(side: SideName, record: Document | Prediction): boolean {
    if (this.choices[side] !== "auto" || record.unit !== undefined || record.spans.length === 0) return false;
    return side === "gold" || (record.tokens === undefined && (record as Prediction).tagged === undefined);
  }

  private fileOf(side: SideName, { origin }: Document | Prediction): UnitFile {
    const { source: own, whole: source = own } = origin ?? nowhere;
    return this.fileIn(side, source);
  }

  private fileIn(side: SideName, source: string): UnitFile {
    const last = side === "gold" ? this.last.gold : this.last.pred;
    if (last?.source === source) return last;
    return (this.last[side] = this.findFile(side, source));
  }

  private findFile(side: SideName, source: string): UnitFile {
    const files = this.files[side];
    let file = files.get(source);
    if (file === undefined) {
      file = {
        ...{ side, source, units: new FileUnits<Pair>(this.lenient[side]), words: new WordIndexes() },
        ...{ waiting: [], wordy: [], decision: undefined },
      };
      files.set(source, file);
    }
    return file;
  }
}

const none: readonly PredictedSpan[] = [];

/** A pair with the unit said, on each side on which nobody had. */
function place({ pair, gold, pred }: Waiting, choose = (_: SideName, file: UnitFile) => unitOf(file)): Pair {
  return {
    ...pair,
    gold: gold ? placedGold(pair.gold, choose("gold", gold), isRefused(gold)) : pair.gold,
    pred:
      pred && pair.pred
        ? placedPrediction(pair.pred, choose("pred", pred), pair.gold.text, isRefused(pred))
        : pair.pred,
  };
}

function goldMarks({ gold: { spans, text, tokens, tokenPlaces = tokens } }: Pair): Marked {
  return { spans, text, tokenPlaces };
}

function predMarks({ gold, pred }: Pair): Marked {
  const { spans, tokenPlaces, text = gold.text } = pred!;
  return { spans, tokenPlaces, text };
}
