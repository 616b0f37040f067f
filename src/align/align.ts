/**
 * Alignment: makes the two sides comparable — document for document, one offset unit, one text, one set of types.
 *
 * ```
 *  gold ────────┐
 *               ├ pair ─▶ decide units ─▶ align ─▶ Aligned
 *  predictions ─┘
 * ```
 */
import type { DocumentColumns } from "../corpus/columns.ts";
import type { Document, Prediction, Stream } from "../corpus/document.ts";
import { IssueLog, type Warning } from "../corpus/issue.ts";
import { type OffsetUnit, offsetUnits } from "../corpus/offsets.ts";
import type { PredictedSpan, Span, Unplaced } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";
import { sideEmpty } from "../messages/pairing.ts";
import { typesAbsent } from "../messages/types.ts";
import { regionsOf } from "./character-set.ts";
import { type DuplicatePolicy, warnRepeated } from "./duplicates.ts";
import type { GroundRule } from "./ground.ts";
import type { GroundingCounts } from "./grounding-counts.ts";
import { type Pair, type PairCounts, Pairing, type PairOptions } from "./pair.ts";
import { type BadSpanCounts, type BadSpanRules, summarizeBadSpans } from "./place/bad-spans.ts";
import { placedGold } from "./place/placed.ts";
import { sumStrict } from "./place/strict.ts";
import { type PrintF1, type StrictCounts, warnUndecided } from "./place/unit-messages.ts";
import { type GoldOffsetChoice, type OffsetChoice, type UnitCounts, UnitDecider } from "./place/units.ts";
import { spansInWords } from "./place/word-indexes.ts";
import type { Placer } from "./placer.ts";
import { warnUnused } from "./rename.ts";
import type { RepairCounts } from "./repairs.ts";
import type { RowAligner } from "./row-aligner.ts";
import { type SentenceCounts, sentenceCounts, sentenceWarnings } from "./sentence-counts.ts";
import { Side, type SideCounts } from "./side.ts";
import type { TextCounts } from "./text-counts.ts";
import type { Laid } from "./texts.ts";
import { type ThresholdCounts, ThresholdFilter, type Thresholds } from "./threshold.ts";
import { areSameTokens } from "./token-places.ts";
import { TokenAligner, type TokenCounts } from "./tokens.ts";
import { TypePrefixes } from "./type-prefixes.ts";
import { allTypes, changesNothing, type TypeRules } from "./types.ts";
import { Unpredicted, type UnpredictedPolicy } from "./unpredicted.ts";

/** Choices of an alignment; everything has a default. */
export interface AlignOptions {
  /** Which types count, and under which names. All, as they are. */
  readonly types?: TypeRules | undefined;
  /** What the predictions' offsets count. `utf16`. */
  readonly offsets?: OffsetChoice | undefined;
  /** What the gold's offsets count. `utf16`. */
  readonly goldOffsets?: GoldOffsetChoice | undefined;
  /** Whether white space is trimmed off the edges of spans, on both sides. `false`. */
  readonly trim?: boolean | undefined;
  /** What brings documents together, and what becomes of predictions that have none. */
  readonly pairing?: PairOptions | undefined;
  /** What becomes of documents without predictions. `missed`. */
  readonly unpredicted?: UnpredictedPolicy | undefined;
  /** How many percent of the predicted spans may be moved or lost where texts differ. 5. */
  readonly drift?: number | undefined;
  /** What becomes of spans that one side has more than once. `keep`: each copy is judged. */
  readonly duplicates?: DuplicatePolicy | undefined;
  /** Predictions with a score below these are left out, and counted. None. */
  readonly thresholds?: Thresholds | undefined;
  /** Where mentions without offsets stand: each at a place of its own in the order of the list, at the first, or at all. `order`. */
  readonly ground?: GroundRule | undefined;
  /** What becomes of spans that cannot be right, on each side. `refuse`: each is an issue. */
  readonly badSpans?: BadSpanRules | undefined;
  /** Where issues are collected, if readers that feed the streams already have a place for theirs. */
  readonly issues?: IssueLog | undefined;
}

/** A document ready for matching. */
export interface Aligned {
  readonly id: string;
  readonly text: string;
  /** The gold document's tokens, where it came with some. */
  readonly tokens: readonly Token[] | undefined;
  /** Where it is a sentence, of which document. */
  readonly sentence: Document["sentence"];
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  /** Predictions of which the gold's text has nothing; each is spurious. */
  readonly unplaced: readonly Unplaced[];
  /** What was brought together, as it was read. */
  readonly pair: Pair;
}

/** What happened on the way: every document and span is in one of these counts. */
export interface AlignmentCounts extends Partial<ThresholdCounts> {
  /** Of gold documents. `unannotated` ones are left out, predicted or not. */
  readonly documents: { readonly paired: number; readonly unpredicted: number; readonly unannotated: number };
  /** What was not paired by id. */
  readonly pairing: PairCounts;
  readonly gold: SideCounts;
  readonly pred: SideCounts;
  /** What evidence decided of offsets, where there was any. */
  readonly offsets?: readonly UnitCounts[];
  /** Where predictions were made on another rendering of the text. */
  readonly texts?: TextCounts;
  /** Where predictions came in tokens. */
  readonly tokens?: TokenCounts;
  /** Where sentences of predictions were not the gold's, one by one. */
  readonly sentences?: SentenceCounts;
  /** Where predictions came without offsets. */
  readonly grounding?: GroundingCounts;
  /** The illegal tags that were repaired, on each side that came in tags. */
  readonly repaired?: { readonly gold?: RepairCounts; readonly pred?: RepairCounts };
  /** What became of spans that cannot be right, on each side that has any. */
  readonly badSpans?: { readonly gold?: BadSpanCounts; readonly pred?: BadSpanCounts };
}

/** Up to how many percent of projected spans may be moved or lost, where nobody says. */
export const defaultDrift = 5;

/** What few alignments need. */
type Seldom = typeof import("./seldom.ts");

const nothing: Laid = { spans: [], lost: [] };

/** Aligns document after document, and keeps count. */
export class Aligner {
  private readonly issues: IssueLog;
  private readonly keep: ReadonlySet<string>;
  private readonly ignore: ReadonlySet<string>;
  private readonly pairing: Pairing;
  private readonly offsets: OffsetChoice;
  private readonly units: UnitDecider | undefined;
  private readonly options: AlignOptions;
  /** The unit of the gold's offsets, where one was named. */
  private readonly named: OffsetUnit | undefined;
  private readonly gold: Side;
  private readonly pred: Side;
  private readonly threshold: ThresholdFilter | undefined;
  private readonly tokens: TokenAligner;
  private readonly unpredicted: Unpredicted;
  /** Loaded with the first pair that needs it, and with it what places predictions. */
  private seldom: Seldom | undefined;
  private placer: Placer | undefined;
  private readonly badSpans: BadSpanRules | undefined;
  private rows: RowAligner | undefined;
  private paired = 0;
  private unannotated = 0;
  private readonly prefixes = { gold: new TypePrefixes(), pred: new TypePrefixes() };

  constructor(options: AlignOptions = {}) {
    const { types = allTypes, offsets = "utf16", issues = new IssueLog(), duplicates = "keep" } = options;
    const { goldOffsets = "utf16", trim } = options;
    this.options = options;
    this.named = goldOffsets === "auto" || goldOffsets === "utf16" ? undefined : goldOffsets;
    this.issues = issues;
    this.keep = types.keep ?? new Set();
    this.ignore = types.ignore ?? new Set();
    this.pairing = new Pairing(issues, options.pairing);
    this.offsets = offsets;
    this.badSpans = options.badSpans;
    const { gold: badGold = "refuse", pred: badPred = "refuse" } = options.badSpans ?? {};
    const decides = offsets === "auto" || goldOffsets === "auto";
    const lenient = { gold: badGold !== "refuse", pred: badPred !== "refuse" };
    this.units = decides ? new UnitDecider({ gold: goldOffsets, pred: offsets }, issues, lenient) : undefined;
    this.gold = new Side("gold", { types, offsets: "utf16", issues, duplicates, badSpans: badGold, trim });
    this.threshold = options.thresholds && new ThresholdFilter(options.thresholds);
    const ofPred = { types, offsets: unitIn(offsets), issues, duplicates, badSpans: badPred, trim };
    this.pred = new Side("pred", { ...ofPred, threshold: this.threshold });
    this.tokens = new TokenAligner(issues);
    this.unpredicted = new Unpredicted(options.unpredicted ?? "missed", issues);
  }

  /**
   * The documents of two streams, as soon as both sides of them are known, in batches; but for rows that need nothing but to
   * be counted: they are put into the `document` of `plain`, one after the other, and `take` is called.
   */
  async *documents(
    gold: Stream<Document>,
    predictions: Stream<Prediction>,
    plain?: { readonly rows: typeof RowAligner; readonly document: DocumentColumns; readonly take: () => void },
  ): AsyncIterable<readonly Aligned[]> {
    const { pairing, units } = this;
    if (plain && this.leavesAsIs)
      this.rows = new plain.rows(pairing, {
        ...{ document: plain.document, take: plain.take },
        ...{ gold: this.gold, pred: this.pred, units, tokens: this.tokens },
        codePoints: { gold: this.named === "codepoint", pred: this.offsets === "codepoint" },
      });
    for await (const pairs of pairing.pairs(gold, predictions, this.rows))
      yield await this.alignAll(units?.take(pairs) ?? pairs);
    if (units) yield await this.alignAll(units.finish());
  }

  /** Whether nothing of what is read has to be changed or left out but by what is in it. */
  private get leavesAsIs(): boolean {
    const { types = allTypes, thresholds, trim = false, pairing = {} } = this.options;
    const { by = "auto" } = pairing;
    const inCharacters = (choice: OffsetChoice = "utf16") => /^(auto|utf16|codepoint)$/.test(choice);
    const { offsets, goldOffsets } = this.options;
    if (by !== "auto" && by !== "id") return false;
    return changesNothing(types) && !thresholds && !trim && inCharacters(offsets) && inCharacters(goldOffsets);
  }

  private async alignAll(pairs: readonly Pair[]): Promise<Aligned[]> {
    if (this.seldom === undefined && pairs.some((pair) => this.needsSeldom(pair)))
      this.use(await import("./seldom.ts"));
    return pairs.flatMap((pair) => this.align(pair) ?? []);
  }

  /** Whether a prediction is not in spans or tokens of the gold's text, or bad spans are placed by theirs. */
  private needsSeldom({ gold, pred }: Pair): boolean {
    const { gold: badGold, pred: badPred } = this.badSpans ?? {};
    if (badGold === "text" || badPred === "text") return true;
    if (pred === undefined) return false;
    const words = pred.tokens ?? (this.offsets.startsWith("token") ? pred.words : undefined);
    if (words !== undefined && !areSameTokens(words, gold)) return true;
    return pred.mentions !== undefined || (pred.text !== undefined && pred.text !== gold.text);
  }

  /** Takes what few pairs need, which has to be there before one of those is aligned by itself. */
  use(seldom: Seldom): void {
    this.seldom = seldom;
    const { drift = defaultDrift, ground = "order" } = this.options;
    const { tokens, issues } = this;
    this.placer = new seldom.Placer({
      ...{ drift, ground, tokens, issues },
      check: (spans, { id, origin, flaws }, text) => this.pred.checkPlaced(spans, { id, text, origin, flaws }),
    });
    this.gold.bad.find = seldom.placesNear;
    this.pred.bad.find = seldom.placesNear;
  }

  /**
   * The pair with offsets in UTF-16, and with the spans that are scored; undefined where nobody annotated the document,
   * or nobody predicted it and such documents are left out. A document without prediction has no spans there.
   */
  align(pair: Pair): Aligned | undefined {
    const { pred } = pair;
    const gold =
      this.named === undefined || pair.gold.unit !== undefined ? pair.gold : placedGold(pair.gold, this.named, false);
    const { id, text } = gold;
    this.gold.repairs.add(gold);
    if (pred) this.pred.repairs.add(pred);
    const golds =
      gold.unit === undefined ? this.gold.check(gold.spans, gold) : this.gold.checkPlaced(gold.spans, gold, gold.unit);
    const { spans: preds, lost: nowhere } = pred ? this.predicted(pred, gold) : nothing;
    const bad = this.pred.admit(this.pred.bad.takeLost());
    const lost = bad.length === 0 ? nowhere : [...nowhere, ...bad];
    if (gold.annotated === false) {
      this.unannotated++;
      this.gold.skip(golds);
      this.pred.skip([...preds, ...lost]);
      return undefined;
    }
    if (pred) this.paired++;
    else if (!this.unpredicted.add(gold)) {
      this.gold.leave(golds);
      return undefined;
    }
    const unannotated = regionsOf(gold, this.issues);
    const ofGold = this.gold.sortOut(golds, unannotated);
    const ofPred = this.pred.sortOut(preds, unannotated);
    this.prefixes.gold.add(ofGold.kept, gold.origin);
    if (pred) this.prefixes.pred.add(ofPred.kept, pred.origin);
    return {
      id,
      text,
      ...{ tokens: gold.tokens, sentence: gold.sentence },
      gold: this.gold.keep(ofGold.kept, id),
      pred: this.pred.keep(this.pred.beside(ofPred, ofGold), id),
      unplaced: this.pred.keepUnplaced(lost),
      pair,
    };
  }

  /** What was predicted, in offsets of the gold's text. */
  private predicted(pred: Prediction, gold: Document): Laid {
    const given = this.whole(pred, gold);
    if (pred.mentions === undefined) return given;
    const { spans, lost } = this.placer!.ground(pred, gold);
    return {
      spans: [...given.spans, ...this.pred.admit(spans)],
      lost: [...given.lost, ...this.pred.admit(lost)],
    };
  }

  /** What was predicted with offsets or for tokens, and what of that is in no sentence as a whole. */
  private whole(pred: Prediction, gold: Document): Laid {
    const given = this.given(pred, gold);
    if (pred.unplaced === undefined) return given;
    return { spans: given.spans, lost: [...given.lost, ...this.pred.admit(pred.unplaced)] };
  }

  /** What was predicted with offsets or for tokens. */
  private given(pred: Prediction, gold: Document): Laid {
    if (pred.tokens !== undefined) return this.tagged(pred, pred.tokens, gold);
    if (pred.tagged !== undefined)
      return { spans: this.pred.checkPlaced(this.tokens.placeTags(pred, pred.tagged, gold), gold), lost: [] };
    const { id, text = gold.text, origin, flaws } = pred;
    const place = { id, text, origin, flaws };
    if (pred.unit === undefined && this.offsets.startsWith("token")) {
      const inclusive = this.offsets === "token-inclusive";
      if (pred.words !== undefined) {
        const counted = { ...pred, spans: spansInWords(pred, pred.words.length, inclusive ? 1 : 0, this.issues) };
        return this.tagged(counted, pred.words, gold);
      }
      const spans = this.tokens.place(pred, gold, inclusive, this.pred.bad.note);
      return { spans: this.pred.checkPlaced(spans, { ...place, text: gold.text }), lost: [] };
    }
    const spans =
      pred.unit === undefined
        ? this.pred.check(pred.spans, place)
        : this.pred.checkPlaced(pred.spans, place, pred.unit);
    if (text === gold.text) return { spans, lost: [] };
    return this.placer!.lay(spans, text, gold, pred);
  }

  /** What was predicted for tokens, which are mostly the gold's. */
  private tagged(pred: Prediction, words: readonly string[], gold: Document): Laid {
    if (!areSameTokens(words, gold)) return this.placer!.layTokens(pred, words, gold);
    const { id, origin, flaws } = pred;
    const spans = this.tokens.lay(pred, gold.tokens!);
    return { spans: this.pred.checkPlaced(spans, { id, text: gold.text, origin, flaws }), lost: [] };
  }

  /** Reports what only shows after the last document, and returns the counts. */
  finish(): AlignmentCounts {
    this.tokens.finish();
    const tokens = this.tokens.counts();
    const sentences = sentenceCounts(this.pairing.sentences);
    const grounding = this.placer?.grounder.counts();
    const [gold, pred] = [this.gold.repairs.counts(), this.pred.repairs.counts()];
    const counts = this.pred.finish();
    const ofGold = this.gold.finish();
    if (this.badSpans) {
      const refused = [...this.issues.flaws.values()].reduce((sum, count) => sum + count, 0);
      const unread = refused - this.gold.refused - this.pred.refused;
      summarizeBadSpans(this.issues, ofGold.read + counts.read + unread);
    }
    const [badGold, badPred] = [this.gold.bad.counts(ofGold.read), this.pred.bad.counts(counts.read)];
    const paired = this.paired + (this.rows?.taken ?? 0);
    const texts = this.placer?.texts.finish(counts.read, paired);
    const offsets = this.units?.counts() ?? [];
    this.unpredicted.finish();
    for (const mistake of this.threshold?.mistakes() ?? []) this.issues.add(mistake);
    return {
      documents: { paired, unpredicted: this.unpredicted.count, unannotated: this.unannotated },
      pairing: this.pairing.counts(),
      gold: ofGold,
      pred: counts,
      ...this.threshold?.counts(),
      ...(offsets.length > 0 && { offsets }),
      ...(texts && { texts }),
      ...(tokens && { tokens }),
      ...(sentences && { sentences }),
      ...(grounding && { grounding }),
      ...((gold ?? pred) && { repaired: { ...(gold && { gold }), ...(pred && { pred }) } }),
      ...((badGold ?? badPred) && {
        badSpans: { ...(badGold && { gold: badGold }), ...(badPred && { pred: badPred }) },
      }),
    };
  }

  /** What the reader of the result should know; `strict` are the counts of the result, where it has been scored. */
  warnings(strict?: StrictCounts & { readonly printF1: PrintF1 }): Warning[] {
    const undecided = this.undecided(strict);
    // Edges at odd places come of the unit then.
    const isOpen = (side: "gold" | "pred") => undecided.length > 0 && this.units!.undecidedFiles(side).length > 0;
    return [
      ...this.unpredicted.warnings(),
      ...this.gold.warnings(),
      ...this.pred.warnings(),
      ...this.pairing.warnings,
      ...(this.units?.warnings() ?? []),
      ...undecided,
      ...(isOpen("gold") ? [] : this.gold.edges.warnings(unitIn(this.options.goldOffsets))),
      ...(isOpen("pred") ? [] : this.pred.edges.warnings(unitIn(this.offsets))),
      ...sentenceWarnings(this.pairing.sentences),
      ...this.tokens.warnings(),
      ...(this.placer?.texts.warnings() ?? []),
      ...this.prefixes.gold.warnings("gold"),
      ...this.prefixes.pred.warnings("pred"),
      ...(this.placer?.grounder.warnings() ?? []),
      ...this.absentTypes(),
      ...warnUnused(this.gold.filter.renamer, this.pred.filter.renamer),
      ...(this.threshold?.warnings() ?? []),
      ...warnRepeated(this.gold.duplicates, this.pred.duplicates),
    ];
  }

  /** Where nothing decides what offsets count: the scores of each way to read them, if they are not the same. */
  private undecided(strict: (StrictCounts & { readonly printF1: PrintF1 }) | undefined): Warning[] {
    const { units } = this;
    if (units === undefined) return [];
    const files = { gold: units.undecidedFiles("gold"), pred: units.undecidedFiles("pred") };
    if (strict === undefined) return units.undecidedWarnings();
    // Counts beside those of the run, under the same rules.
    const count = (pairs: readonly Pair[]) => {
      const options = { ...this.options, offsets: "utf16", goldOffsets: "utf16", issues: new IssueLog() } as const;
      const aligner = new Aligner(options);
      if (this.seldom) aligner.use(this.seldom);
      return sumStrict(pairs.flatMap((pair) => aligner.align(pair) ?? []));
    };
    const others = units.alternatives().map(({ gold, pred, pairs }) => {
      const read = count(pairs.map((pair) => pair.read));
      const other = count(pairs.map((pair) => pair.other));
      const of = (name: keyof StrictCounts) => strict[name] - read[name] + other[name];
      return { gold, pred, counts: { gold: of("gold"), pred: of("pred"), correct: of("correct") } };
    });
    return warnUndecided(files, strict, others, strict.printF1);
  }

  /** Types that were to be scored or ignored and occur on neither side: mostly a slip of the pen, such as `per` for `PER`. */
  private absentTypes(): Warning[] {
    const { gold, pred } = this;
    const met = new Set([...gold.filter.met, ...pred.filter.met]);
    const left = new Set([...gold.filter.dropped.keys(), ...pred.filter.dropped.keys()]);
    const warn = (named: ReadonlySet<string>, wanted: "scored" | "ignored", leftOut: readonly string[]): Warning[] => {
      const types = [...named].filter((type) => !met.has(type)).sort();
      return types.length === 0 ? [] : [typesAbsent({ types, wanted, known: [...met, ...left], leftOut })];
    };
    return [...warn(this.keep, "scored", [...left].sort()), ...warn(this.ignore, "ignored", [])];
  }
}

/** The unit of characters that was chosen; UTF-16 where none was. */
function unitIn(offsets: OffsetChoice | undefined): OffsetUnit {
  return offsetUnits.find((unit) => unit === offsets) ?? "utf16";
}

/** Says which sides have no mention at all in what somebody annotated, whatever was left out later. */
export function warnEmpty({ documents, gold, pred }: Pick<AlignmentCounts, "documents" | "gold" | "pred">): Warning[] {
  const count = documents.paired + documents.unpredicted;
  if (count === 0) return [];
  const isEmpty = ({ read, unannotated }: typeof gold) => read === unannotated;
  return [...(isEmpty(gold) ? [sideEmpty("gold", count)] : []), ...(isEmpty(pred) ? [sideEmpty("pred", count)] : [])];
}
