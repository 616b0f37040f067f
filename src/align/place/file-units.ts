/** What the offsets of one file count, on one side: the units that its evidence has left. */
import { type OffsetUnit, offsetUnits } from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import {
  agree,
  convertersOf,
  countEdges,
  everyUnit,
  fittingUnits,
  halfOpen,
  type Marked,
  noEdges,
  type ProofKind,
  setOf,
  tokenUnits,
  type UnitSet,
  uncutUnits,
  unitsIn,
} from "./evidence.ts";

/** How many edges that the units put in different places must fit one of them for words to decide. */
const ENOUGH_EDGES = 5;

/** After so many edges that are at the edges of words in UTF-16 alone, documents wait no longer. */
const MANY_EDGES = 1000;

/** Where single spans may be wrong, a unit is ruled out by so many proofs more for another. */
const MANY_PROOFS = 100;

/** What was decided: a unit, and what decided it; with the next best unit where nothing did. */
export interface Decision {
  readonly unit: OffsetUnit;
  readonly by: "proof" | "words" | "default";
  readonly other?: OffsetUnit | undefined;
}

/** Proofs that leave the same units, and the first of them. */
export interface Proof<P> {
  readonly kind: ProofKind;
  readonly units: UnitSet;
  count: number;
  readonly place: P;
  readonly span: PredictedSpan | undefined;
}

/** The units that count alike where no character is beyond the basic plane. */
const characters = setOf("utf16", "codepoint");

/** Collects the evidence of a file. `P` is what the place of a proof is remembered by. */
export class FileUnits<P> {
  /** Undefined before the first spans; false where neither surface texts nor tokens came with them. */
  private told: boolean | undefined;
  private readonly proofs = new Map<string, Proof<P>>();
  /** UTF-16 against code points, and against bytes. */
  private readonly points = noEdges();
  private readonly bytes = noEdges();

  /** What may go on until something else is added. */
  private readonly passes = { plain: false, basic: false, any: false };

  /** The units in which all documents that went on are where they were put. */
  private assumed = everyUnit;
  readonly lenient: boolean;

  /** `lenient` where spans that contradict most others are bad ones, and do not refuse the file. */
  constructor(lenient = false) {
    this.lenient = lenient;
  }

  /** Lets a document of ASCII text go on that says nothing of units; false where it may have to wait, or says something. */
  passPlain({ spans, tokenPlaces }: Pick<Marked, "spans" | "tokenPlaces">): boolean {
    if (this.passes.plain && spans.length === 0 && tokenPlaces === undefined) return true;
    if (this.told || tokenPlaces !== undefined) return false;
    for (const span of spans) if (span.surface !== undefined) return false;
    this.told = false;
    if (this.proofs.size > 0 && (this.left() & halfOpen) === 0) return false;
    this.assumed &= halfOpen;
    this.passes.plain = true;
    return true;
  }

  /**
   * Lets a document go on that has spans behind characters that are not ASCII, and no surface texts; false where it may have to
   * wait: bytes must be ruled out, and code points as well unless all those characters are `basic`, which count as one in both.
   */
  passWide(basic: boolean): boolean {
    if (basic ? this.passes.basic : this.passes.any) return true;
    const open = this.open();
    if (this.told || open & setOf("byte") || !(this.contested() & characters)) return false;
    if (!basic && (open | this.contested()) & setOf("codepoint")) return false;
    this.told = false;
    this.assumed &= basic ? open | characters : open;
    if (basic) this.passes.basic = true;
    else this.passes.any = true;
    return true;
  }

  /** Adds what a document says. Returns whether it has changed what is left. */
  add(marked: Marked, place: P): boolean {
    this.passes.plain = this.passes.basic = this.passes.any = false;
    const before = this.open();
    const contested = this.contested();
    const converters = convertersOf(marked.text);
    // Bytes are seldom meant, and costly to weigh: not where nothing could prove them any more.
    const weighed = this.possible() & (before & setOf("byte") ? everyUnit : ~setOf("byte"));
    const tokens = marked.tokenPlaces && tokenUnits(marked.tokenPlaces, marked.text, converters);
    if (tokens !== undefined) this.addProof("tokens", tokens, place, undefined);
    this.told ??= tokens !== undefined || marked.spans.some(({ surface }) => surface !== undefined);
    for (const span of marked.spans) {
      if (span.surface) this.addProof("surface", fittingUnits(span, marked.text, converters), place, span);
      else if (!converters.ascii) {
        const units = uncutUnits(span, marked.text, converters, weighed);
        if (units !== undefined) this.addProof("character", units, place, span);
      }
    }
    if (converters.astral && before & setOf("codepoint"))
      countEdges(this.points, marked, converters.of("utf16"), converters.of("codepoint"));
    if (!converters.ascii && before & setOf("byte") && this.bytesMayFit())
      countEdges(this.bytes, marked, converters.of("utf16"), converters.of("byte"));
    return this.contested() !== contested;
  }

  /** Lets a document go on, where the units that may still be chosen put its spans in the same places. */
  release(marked: Marked): boolean {
    const open = this.contested();
    const converters = convertersOf(marked.text);
    if (!agree(marked, open, converters)) return false;
    const alike = converters.ascii ? halfOpen : converters.astral ? 0 : characters;
    this.assumed &= open & alike ? open | alike : open;
    return true;
  }

  /** Whether documents went on that are elsewhere in this unit. */
  isLate(unit: OffsetUnit): boolean {
    return (this.assumed & setOf(unit)) === 0;
  }

  /** The units that proofs have left; none where proofs contradict each other. */
  left(): UnitSet {
    let left = this.possible();
    for (const { units } of this.proofs.values()) if (units !== 0) left &= units;
    return left;
  }

  /** The first unit that is left, or the one that most proofs leave. */
  get unit(): OffsetUnit {
    const [first] = unitsIn(this.left());
    if (first !== undefined) return first;
    return offsetUnits.reduce((best, unit) => (this.proving(unit) > this.proving(best) ? unit : best));
  }

  /** What the evidence decides; `waiting` where there are documents to which it makes a difference. */
  decide(waiting: boolean): Decision {
    const { unit } = this;
    const left = this.left();
    if (left === 0 || unitsIn(left).length === 1) return { unit, by: "proof" };
    const byWords = this.decideByWords(left);
    if (byWords !== undefined) return { unit: byWords, by: byWords === unit ? "default" : "words" };
    const other = waiting ? unitsIn(this.open() & ~setOf(unit))[0] : undefined;
    return {
      unit,
      by: this.open() & setOf("utf16") && unit === "utf16" ? "default" : "proof",
      ...(other && { other }),
    };
  }

  /** How many proofs of a kind there are, of any kind by default; and how many of them leave a unit. */
  count(kind?: ProofKind, unit?: OffsetUnit): number {
    let sum = 0;
    for (const proof of this.proofs.values()) {
      if (kind !== undefined && proof.kind !== kind) continue;
      if (unit === undefined || proof.units & setOf(unit)) sum += proof.count;
    }
    return sum;
  }

  /** The edges that the chosen unit and UTF-16 put in different places, and how many fit words in each. */
  wordsFor(unit: OffsetUnit): { readonly edges: number; readonly fitting: number; readonly asUtf16: number } {
    const { edges, misfits } = unit === "byte" ? this.bytes : this.points;
    return { edges, fitting: edges - misfits[1], asUtf16: edges - misfits[0] };
  }

  /** The proofs that rule a unit out, the most telling first. */
  against(unit: OffsetUnit): Proof<P>[] {
    return [...this.proofs.values()].filter(({ units }) => units !== 0 && !(units & setOf(unit)));
  }

  private proving(unit: OffsetUnit): number {
    return this.count(undefined, unit);
  }

  /** The units there are: inclusive ends are only thought of where surface texts or tokens may prove them. */
  private possible(): UnitSet {
    return this.told === false && this.count("surface") + this.count("tokens") === 0 ? halfOpen : everyUnit;
  }

  /** The units that may still be chosen. Bytes are not where only words could speak for them, and do not. */
  private open(left = this.left()): UnitSet {
    if (this.told || left === 0) return left;
    const bytes = this.bytesMayFit() ? 0 : setOf("byte");
    const points = left & setOf("utf16") && this.points.firstOnly >= MANY_EDGES ? setOf("codepoint") : 0;
    return left & ~bytes & ~points || left;
  }

  /** The units that later documents may still decide. Where single spans may be wrong, one proof does not rule a unit out. */
  private contested(): UnitSet {
    if (!this.lenient) return this.open();
    const units = unitsIn(this.possible());
    const most = Math.max(...units.map((unit) => this.proving(unit)));
    return this.open(setOf(...units.filter((unit) => most - this.proving(unit) < MANY_PROOFS)));
  }

  private bytesMayFit(): boolean {
    return (this.left() & setOf("byte")) !== 0 && this.bytes.misfits[1] === 0;
  }

  /** The unit that all edges fit, of enough that make a difference, where the others do not. */
  private decideByWords(left: UnitSet): OffsetUnit | undefined {
    const { points, bytes } = this;
    const bytesFit = left & setOf("byte") && bytes.edges >= ENOUGH_EDGES && bytes.misfits[1] === 0;
    if (!(left & setOf("utf16"))) return bytesFit && points.misfits[1] > 0 ? "byte" : undefined;
    const byBytes = bytesFit && bytes.misfits[0] > 0;
    const byPoints = left & setOf("codepoint") && points.edges >= ENOUGH_EDGES && points.misfits[1] === 0;
    if (byPoints && points.misfits[0] > 0) return byBytes ? undefined : "codepoint";
    if (byBytes) return "byte";
    // What is assumed anyway needs fewer edges.
    if (points.misfits[0] === 0 && points.misfits[1] > 0) return "utf16";
    return undefined;
  }

  private addProof(kind: ProofKind, units: UnitSet, place: P, span: PredictedSpan | undefined): void {
    const key = `${kind} ${units}`;
    const found = this.proofs.get(key);
    if (found) found.count++;
    else this.proofs.set(key, { kind, units, count: 1, place, span });
  }
}
