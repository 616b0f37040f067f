import { expect } from "chai";
import fc from "fast-check";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import type { Span } from "../../src/corpus/span.ts";
import { countOf } from "../../src/count/tally.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import { boundaryKinds } from "../../src/match/boundary.ts";
import { errorKinds } from "../../src/match/kinds.ts";
import { runJson } from "../../src/report/run-json.ts";
import type { Run } from "../../src/run/run.ts";
import type { EdgeSummary } from "../../src/score/results.ts";
import { semevalNames as schemes } from "../../src/score/schemes/semeval.ts";
import {
  macroAverage,
  type SchemeCounts,
  type Score,
  type ScoreRow,
  scoreOf,
  undefinedPolicies,
  weightedAverage,
} from "../../src/score/scores.ts";
import { schemesOver } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans, broken, flatSpans, shuffled, span } from "../spans.ts";
import { unpacked } from "../units.ts";

/** A document with what was predicted for it; `pred` is undefined where nothing was. */
interface Sample {
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly Span[] | undefined;
}

/** Long enough for the spans of the properties, with words, marks, blanks and surrogate pairs at every turn. */
const TEXT = "Ab c, déf 🦆🦆 gh-ij\n kl.  The Royal Óp. of 𝔘bern";

const origin = { source: "test", line: 1 };

function corpusOf(samples: readonly Sample[]): { gold: Document[]; pred: Prediction[] } {
  return {
    gold: samples.map(({ text, gold }, i) => ({ id: `d${i}`, text, spans: gold, origin })),
    pred: samples.flatMap(({ pred }, i) => (pred ? [{ id: `d${i}`, spans: pred, origin }] : [])),
  };
}

function evaluateSamples(samples: readonly Sample[], options?: EvaluateOptions): Promise<Run> {
  const { gold, pred } = corpusOf(samples);
  // Spans are drawn at random, inside characters too: their edges are no evidence.
  return evaluate(gold, pred, { offsets: "utf16", goldOffsets: "utf16", ...options });
}

const sample = (gold: readonly Span[], pred: readonly Span[] | undefined, text = TEXT): Sample => ({
  text,
  gold,
  pred,
});

const samplesOf = (spans: fc.Arbitrary<Span[]>, maxLength = 5): fc.Arbitrary<Sample[]> =>
  fc.array(fc.record({ text: fc.constant(TEXT), gold: spans, pred: spans }), { maxLength });

/** The evaluation as the JSON a run is saved as. */
function jsonOf(run: Run): string {
  return runJson(run, { units: true });
}

/** The same stream in batches of some size. */
async function* batched<T>(items: readonly T[], size: number): AsyncIterable<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

const countsOf = (counts: Partial<Omit<SchemeCounts, "system">>): SchemeCounts => {
  const { correct = 0, incorrect = 0, partial = 0, missed = 0, spurious = 0 } = counts;
  const pairs = correct + incorrect + partial;
  const system = { correct, incorrect, partial };
  return { correct, incorrect, partial, missed, spurious, gold: pairs + missed, pred: pairs + spurious, system };
};

const scoreIn = ({ precision, recall, f1 }: Score): Score => ({ precision, recall, f1 });
const UNDEFINED: Score = { precision: undefined, recall: undefined, f1: undefined };

function expectScore(actual: Score, expected: Score, message = ""): void {
  for (const name of ["precision", "recall", "f1"] as const) {
    const value = expected[name];
    if (value === undefined) expect(actual[name], `${message} ${name}`).to.equal(undefined);
    else expect(actual[name], `${message} ${name}`).to.be.closeTo(value, 1e-12);
  }
}

describe("a score", () => {
  const counts = fc
    .record({
      correct: fc.nat(50),
      incorrect: fc.nat(50),
      partial: fc.nat(50),
      missed: fc.nat(50),
      spurious: fc.nat(50),
    })
    .map(countsOf);

  it("has the share of right predictions as its precision, and of gold spans found as its recall", () => {
    const { precision, recall } = scoreOf(countsOf({ correct: 6, incorrect: 2, missed: 4, spurious: 1 }));
    expect([precision, recall]).to.deep.equal([6 / 9, 6 / 12]);
  });

  it("gives half a point for a partial match, on both sides", () => {
    expect(scoreOf(countsOf({ correct: 1, partial: 1 }))).to.deep.equal({ precision: 0.75, recall: 0.75, f1: 0.75 });
    const { precision, recall } = scoreOf(countsOf({ correct: 1, partial: 1, missed: 1, spurious: 2 }));
    expect([precision, recall]).to.deep.equal([1.5 / 4, 1.5 / 3]);
  });

  it("keeps the half points where documents are summed, unlike nervaluate 1.1.0", async () => {
    const one = sample([span(0, 4, "A")], [span(0, 3, "A")]);
    const two = sample([span(0, 4, "A")], [span(0, 4, "A")]);
    const { partial } = (await evaluateSamples([one, two])).scores;
    expect(scoreIn(partial.micro)).to.deep.equal({ precision: 0.75, recall: 0.75, f1: 0.75 });
  });

  it("takes precision from the predicted side and recall from the gold side, where a type's pairs differ between them", () => {
    const row = {
      ...countsOf({ correct: 3, missed: 1, spurious: 2 }),
      pred: 8,
      system: { correct: 5, incorrect: 1, partial: 0 },
    };
    const { precision, recall } = scoreOf(row);
    expect([precision, recall]).to.deep.equal([5 / 8, 3 / 4]);
  });

  it("has the harmonic mean of precision and recall as its F1", () => {
    const { f1 } = scoreOf(countsOf({ correct: 1, missed: 1, spurious: 3 }));
    expect(f1).to.equal(1 / 3);
    fc.assert(
      fc.property(counts, (counts) => {
        const { precision, recall, f1 } = scoreOf(counts);
        if (!precision || !recall) return;
        expect(f1).to.be.closeTo(2 / (1 / precision + 1 / recall), 1e-12);
        const credit = counts.correct + counts.partial / 2;
        expect(f1).to.be.closeTo((2 * credit) / (counts.gold + counts.pred), 1e-12);
      }),
    );
  });

  it("is a fraction between 0 and 1, and never NaN", () => {
    fc.assert(
      fc.property(counts, (counts) => {
        for (const value of Object.values(scoreOf(counts))) if (value !== undefined) expect(value).to.be.within(0, 1);
      }),
    );
  });

  it("without gold has precision 0, no recall, and F1 0", () => {
    expect(scoreOf(countsOf({ spurious: 3 }))).to.deep.equal({ precision: 0, recall: undefined, f1: 0 });
  });

  it("without predictions has no precision, recall 0, and F1 0", () => {
    expect(scoreOf(countsOf({ missed: 3 }))).to.deep.equal({ precision: undefined, recall: 0, f1: 0 });
  });

  it("without either has none of the three", () => {
    expect(scoreOf(countsOf({}))).to.deep.equal(UNDEFINED);
  });

  it("with nothing right is 0 in all three, not NaN", () => {
    expect(scoreOf(countsOf({ missed: 2, spurious: 2 }))).to.deep.equal({ precision: 0, recall: 0, f1: 0 });
  });
});

describe("an average over types", () => {
  // One type half right, one only in the gold, one only predicted.
  const rows: ScoreRow[] = [
    countsOf({ correct: 1, missed: 1 }),
    countsOf({ missed: 2 }),
    countsOf({ spurious: 3 }),
  ].map((counts) => ({ ...scoreOf(counts), ...counts }));

  it("has rows of their own for types that only one side uses", () => {
    expect(rows.map(scoreIn)).to.deep.equal([
      { precision: 1, recall: 1 / 2, f1: 2 / 3 },
      { precision: undefined, recall: 0, f1: 0 },
      { precision: 0, recall: undefined, f1: 0 },
    ]);
  });

  it("is a plain mean in macro, an undefined score left out, or counted as 0 or 1", () => {
    const f1 = 2 / 3 / 3;
    expectScore(macroAverage(rows, "skip"), { precision: 1 / 2, recall: 1 / 4, f1 }, "skip");
    expectScore(macroAverage(rows, "zero"), { precision: 1 / 3, recall: 1 / 6, f1 }, "zero");
    expectScore(macroAverage(rows, "one"), { precision: 2 / 3, recall: 1 / 2, f1 }, "one");
  });

  it("weighs each type by its gold spans in weighted, so that one without gold has no weight", () => {
    const f1 = (2 * (2 / 3)) / 4;
    expectScore(weightedAverage(rows, "skip"), { precision: 1, recall: 1 / 4, f1 }, "skip");
    expectScore(weightedAverage(rows, "zero"), { precision: 2 / 4, recall: 1 / 4, f1 }, "zero");
    expectScore(weightedAverage(rows, "one"), { precision: 4 / 4, recall: 1 / 4, f1 }, "one");
  });

  it("of scores that are all undefined is undefined, unless they count as 0 or 1", () => {
    const nothing = [UNDEFINED, UNDEFINED];
    expect(macroAverage(nothing, "skip")).to.deep.equal(UNDEFINED);
    expect(macroAverage(nothing, "zero")).to.deep.equal({ precision: 0, recall: 0, f1: 0 });
    expect(macroAverage(nothing, "one")).to.deep.equal({ precision: 1, recall: 1, f1: 1 });
  });

  it("is undefined over no types, and in weighted over types without gold", () => {
    for (const policy of undefinedPolicies) {
      expect(macroAverage([], policy), policy).to.deep.equal(UNDEFINED);
      expect(weightedAverage([], policy), policy).to.deep.equal(UNDEFINED);
      expect(weightedAverage([rows[2]!], policy), policy).to.deep.equal(UNDEFINED);
    }
  });

  it("follows the policy of the evaluation, and skips where none is given", async () => {
    const samples = [
      sample([span(0, 2, "A"), span(3, 5, "A"), span(6, 8, "G"), span(9, 10, "G")], [span(0, 2, "A")]),
      sample([], [span(0, 2, "S"), span(3, 4, "S"), span(5, 6, "S")]),
    ];
    for (const policy of undefinedPolicies) {
      const { strict } = (await evaluateSamples(samples, { undefined: policy })).scores;
      expectScore(strict.macro, macroAverage(rows, policy), policy);
      expectScore(strict.weighted, weightedAverage(rows, policy), policy);
    }
    const { strict } = (await evaluateSamples(samples)).scores;
    expectScore(strict.macro, macroAverage(rows, "skip"));
    expectScore(strict.weighted, weightedAverage(rows, "skip"));
  });
});

describe("an evaluation", () => {
  const total = (rows: readonly object[], name: string) =>
    rows.reduce((sum, row) => sum + (row as { [name: string]: number })[name]!, 0);

  it("has rows by type that sum to the row of all types: counts, kinds and boundary errors", async () => {
    const names = ["correct", "incorrect", "partial", "missed", "spurious", "gold", "pred"] as const;
    await fc.assert(
      fc.asyncProperty(samplesOf(anySpans(6)), async (samples) => {
        const { scores, errors, boundary } = await evaluateSamples(samples);
        for (const scheme of schemes) {
          const { micro, types } = scores[scheme];
          for (const name of names) expect(total(types, name), `${scheme} ${name}`).to.equal(micro[name]);
          const system = types.map((row) => row.system);
          for (const name of ["correct", "incorrect", "partial"] as const)
            expect(total(system, name), `${scheme} system ${name}`).to.equal(micro.system[name]);
        }
        const kinds = errors.types.map((row) => row.kinds);
        for (const kind of ["correct", "type", "boundary", "both", "missed", "spurious"] as const)
          expect(total(kinds, kind), kind).to.equal(errors.all[kind]);
        for (const name of ["total", "split", "merged"] as const)
          expect(total(boundary.types, name), name).to.equal(boundary[name]);
        for (const [i, { kind, count }] of boundary.kinds.entries()) {
          const counts = boundary.types.map(({ kinds }) => kinds[i]!);
          expect(new Set(counts.map((each) => each.kind).concat(kind)), kind).to.have.property("size", 1);
          expect(total(counts, "count"), kind).to.equal(count);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it("has a row for every type that occurs, in the order of the names, in every table", async () => {
    const gold = [span(0, 1, "b"), span(2, 3, "B"), span(4, 5, "é")];
    const { scores, errors, boundary } = await evaluateSamples([sample(gold, [span(6, 7, "a"), span(8, 9, "Z")])]);
    const names = ["B", "Z", "a", "b", "é"];
    for (const rows of [...schemes.map((scheme) => scores[scheme].types), boundary.types])
      expect(rows.map(({ type }) => type)).to.deep.equal(names);
    expect(errors.types.map(({ type }) => type)).to.deep.equal(names);
  });

  it("has boundary errors whose kinds and edges add up", async () => {
    await fc.assert(
      fc.asyncProperty(samplesOf(anySpans(6)), async (samples) => {
        const { errors, boundary } = await evaluateSamples(samples);
        expect(boundary.kinds.map(({ kind }) => kind)).to.deep.equal(boundaryKinds);
        expect(total(boundary.kinds, "count")).to.equal(boundary.total);
        expect(boundary.total).to.equal(errors.all.boundary);
        const of = (...kinds: string[]) =>
          total(
            boundary.kinds.filter(({ kind }) => kinds.includes(kind)),
            "count",
          );
        expect(Object.fromEntries(boundary.edges.map(({ edge, count }) => [edge, count]))).to.deep.equal({
          "left-short": of("left-short", "inside", "shifted-right"),
          "left-long": of("left-long", "around", "shifted-left"),
          "right-short": of("right-short", "inside", "shifted-left"),
          "right-long": of("right-long", "around", "shifted-right"),
        });
        for (const { count, characters, tokens } of boundary.edges) {
          for (const { histogram } of [characters, tokens])
            expect(histogram.reduce((sum, [, edges]) => sum + edges, 0)).to.equal(count);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it("is the same for any order of documents, predictions and spans, in any batches, down to the bytes of its JSON", async () => {
    const samples = fc.array(
      fc.record({ text: fc.constant(TEXT), gold: anySpans(5), pred: fc.option(anySpans(5), { nil: undefined }) }),
      { maxLength: 8 },
    );
    const size = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(samples, fc.integer(), size, size, async (samples, seed, goldSize, predSize) => {
        const { gold, pred } = corpusOf(samples);
        const mixed = <R extends { readonly spans: readonly Span[] }>(records: readonly R[], seed: number): R[] =>
          shuffled(records, seed).map((record, i) => ({ ...record, spans: shuffled(record.spans, seed + i) }));
        const once = await evaluate(gold, pred, { units: true });
        const again = await evaluate(batched(mixed(gold, seed), goldSize), batched(mixed(pred, seed + 1), predSize), {
          units: true,
        });
        expect(again).to.deep.equal(once);
        expect(jsonOf(again)).to.equal(jsonOf(once));
      }),
      { numRuns: runs(300) },
    );
  });

  it("leaves its input as it was", async () => {
    await fc.assert(
      fc.asyncProperty(samplesOf(anySpans(5)), async (samples) => {
        const { gold, pred } = corpusOf(samples);
        const before = structuredClone({ gold, pred });
        await evaluate(gold, pred);
        expect({ gold, pred }).to.deep.equal(before);
      }),
      { numRuns: runs(100) },
    );
  });

  it("swaps precision and recall, missed and spurious, and keeps F1, when gold and predictions change places", async () => {
    await fc.assert(
      fc.asyncProperty(samplesOf(anySpans(6)), async (samples) => {
        const there = await evaluateSamples(samples);
        const back = await evaluateSamples(samples.map(({ text, gold, pred }) => ({ text, gold: pred!, pred: gold })));
        for (const scheme of schemes)
          expect(swapped(back.scores[scheme].micro), scheme).to.deep.equal(there.scores[scheme].micro);
      }),
      { numRuns: runs(500) },
    );
  });

  it("does so for every type too, on flat spans", async () => {
    await fc.assert(
      fc.asyncProperty(samplesOf(flatSpans(6)), async (samples) => {
        const there = await evaluateSamples(samples);
        const back = await evaluateSamples(samples.map(({ text, gold, pred }) => ({ text, gold: pred!, pred: gold })));
        for (const scheme of schemes) {
          const rows = back.scores[scheme].types.map((row) => ({ ...swapped(row), type: row.type }));
          expect(rows, scheme).to.deep.equal(there.scores[scheme].types);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  function swapped({ precision, recall, f1, ...row }: ScoreRow): ScoreRow {
    const { correct, incorrect, partial, missed, spurious, gold, pred, system } = row;
    const sides = { missed: spurious, spurious: missed, gold: pred, pred: gold };
    return { precision: recall, recall: precision, f1, ...system, ...sides, system: { correct, incorrect, partial } };
  }

  it("is perfect in every scheme where the gold itself is predicted", async () => {
    await fc.assert(
      fc.asyncProperty(samplesOf(anySpans(6)), async (samples) => {
        fc.pre(samples.some(({ gold }) => gold.length > 0));
        const { scores, errors } = await evaluateSamples(samples.map(({ text, gold }) => sample(gold, gold, text)));
        for (const scheme of schemes)
          expect(scoreIn(scores[scheme].micro), scheme).to.deep.equal({ precision: 1, recall: 1, f1: 1 });
        for (const kind of errorKinds) expect(errors.all[kind], kind).to.equal(0);
      }),
      { numRuns: runs(200) },
    );
  });

  it("gives the same results however a corpus is cut into documents", async () => {
    const parts = fc.array(fc.record({ gold: anySpans(4), pred: anySpans(4), cut: fc.boolean() }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(parts, async (parts) => {
        const joined: { text: string; gold: Span[]; pred: Span[] }[] = [];
        for (const { gold, pred, cut } of parts) {
          if (cut || joined.length === 0) joined.push({ text: "", gold: [], pred: [] });
          const document = joined.at(-1)!;
          const moved = ({ start, end, type }: Span) =>
            span(start + document.text.length, end + document.text.length, type);
          document.gold.push(...gold.map(moved));
          document.pred.push(...pred.map(moved));
          document.text += `${TEXT}\n`;
        }
        const options = { scheme: schemesOver(0.5) };
        const apart = await evaluateSamples(
          parts.map(({ gold, pred }) => sample(gold, pred)),
          options,
        );
        const together = await evaluateSamples(joined, options);
        // Averages over documents are about the documents.
        const results = ({ scores, errors, boundary, confusion, tokens }: Run) => ({
          scores: Object.entries(scores).map(([name, { documents: _, ...score }]) => [name, score]),
          ...{ errors, boundary, confusion, kappa: tokens.kappa, tags: tokens.accuracy },
        });
        expect(results(together)).to.deep.equal(results(apart));
        expect([together.documents, apart.documents]).to.deep.equal([joined.length, parts.length]);
      }),
      { numRuns: runs(300) },
    );
  });

  it("is not shifted by documents without spans or without predictions", async () => {
    const right = sample([span(0, 4, "A")], [span(0, 4, "A")]);
    const others = [sample([], []), sample([], undefined)];
    const { scores } = await evaluateSamples([...others, right, ...others, right]);
    const alone = await evaluateSamples([right, right]);
    expect(scores).to.deep.equal(alone.scores);
    expect(scores.strict.micro).to.include({ correct: 2, gold: 2, pred: 2 });
  });

  it("keeps the tally of every document where asked to, by id, and they sum to the counts of all", async () => {
    const samples = [
      sample([span(0, 4, "A")], [span(0, 4, "A")]),
      sample([span(0, 4, "A"), span(5, 6, "B")], undefined),
      sample([], [span(0, 1, "C")]),
    ];
    const { gold, pred } = corpusOf(samples);
    const { units } = await evaluate([...gold].reverse(), pred, { units: true });
    const read = unpacked(units).map(({ id, tally }) => [
      id,
      [...tally].map(([type, row]) => [type, countOf(row, "gold"), countOf(row, "pred"), countOf(row, "correct")]),
    ]);
    expect(read).to.deep.equal([
      ["d0", [["A", 1, 1, 1]]],
      [
        "d1",
        [
          ["A", 1, 0, 0],
          ["B", 1, 0, 0],
        ],
      ],
      ["d2", [["C", 0, 1, 0]]],
    ]);
    expect((await evaluate(gold, pred, { units: false })).units.ids).to.deep.equal([]);
  });

  describe("of nothing", () => {
    const empty = { correct: 0, incorrect: 0, partial: 0 };
    const zero = { ...empty, missed: 0, spurious: 0, gold: 0, pred: 0, system: empty };

    for (const [title, samples] of [
      ["without documents", []],
      ["without any span", [sample([], []), sample([], undefined)]],
    ] as const) {
      it(`has no score at all ${title}, under any policy`, async () => {
        for (const policy of undefinedPolicies) {
          const { scores, errors, boundary } = await evaluateSamples(samples, { undefined: policy });
          const value = policy === "skip" ? undefined : policy === "zero" ? 0 : 1;
          const count = value === undefined ? 0 : samples.length;
          const NONE = count === 0 ? { mean: undefined, sd: undefined, count } : { mean: value, sd: 0, count };
          for (const scheme of schemes) {
            expect(scores[scheme], `${policy} ${scheme}`).to.deep.equal({
              micro: { ...UNDEFINED, ...zero },
              macro: UNDEFINED,
              weighted: UNDEFINED,
              documents: { precision: NONE, recall: NONE, f1: NONE },
              types: [],
            });
          }
          expect(errors.all).to.deep.equal({ correct: 0, type: 0, boundary: 0, both: 0, missed: 0, spurious: 0 });
          for (const { characters, tokens } of boundary.edges) {
            const none = { mean: undefined, max: undefined, histogram: [] };
            expect([characters, tokens]).to.deep.equal([none, none]);
          }
        }
      });
    }

    it("has precision 0 and F1 0, but no recall, where there is no gold", async () => {
      const { scores } = await evaluateSamples([sample([], [span(0, 1, "A"), span(2, 3, "B")])]);
      for (const scheme of schemes)
        expect(scoreIn(scores[scheme].micro), scheme).to.deep.equal({ precision: 0, recall: undefined, f1: 0 });
    });

    it("has recall 0 and F1 0, but no precision, where nothing was predicted", async () => {
      const { scores } = await evaluateSamples([sample([span(0, 1, "A")], []), sample([span(0, 1, "A")], undefined)]);
      for (const scheme of schemes)
        expect(scoreIn(scores[scheme].micro), scheme).to.deep.equal({ precision: undefined, recall: 0, f1: 0 });
    });
  });

  describe("with types of any name", () => {
    const names = [
      "constructor",
      "__proto__",
      "toString",
      "hasOwnProperty",
      "valueOf",
      "type",
      "micro",
      "0",
      "_",
      "-",
      "B-cell",
      "I-B-cell",
      "work_of_art",
      "creative work",
      " ",
      "a\tb\nc",
      "🦆",
      "\ud83e",
      "é",
      "e\u0301",
      "|,:=%",
    ];

    it("has a row for each, with its own counts, in memory and in JSON", async () => {
      // Of the i-th type there are i + 1 gold spans, the first of them found.
      const samples = names.flatMap((type, i) => [
        sample([span(0, 1, type)], [span(0, 1, type)]),
        ...Array.from({ length: i }, () => sample([span(0, 1, type)], [])),
      ]);
      const evaluation = await evaluateSamples(samples, { units: true });
      const saved = JSON.parse(jsonOf(evaluation));
      for (const { strict } of [evaluation.scores, saved.scores]) {
        expect(strict.types.map(({ type }: { type: string }) => type)).to.deep.equal([...names].sort());
        for (const { type, correct, recall } of strict.types)
          expect({ correct, recall }, type).to.deep.equal({ correct: 1, recall: 1 / (names.indexOf(type) + 1) });
      }
      const [first] = saved.units.documents;
      expect(saved.units.types[first.rows[0][0]]).to.equal("constructor");
    });

    it("gives the same numbers under other names, on flat spans", async () => {
      const name = fc.oneof(fc.constantFrom(...names), fc.string({ minLength: 1, unit: "binary" }));
      const three = fc.uniqueArray(name, { minLength: 3, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(samplesOf(flatSpans(6)), three, async (samples, [a, b, c]) => {
          const names = new Map([
            ["A", a!],
            ["B", b!],
            ["constructor", c!],
          ]);
          const rename = (spans: readonly Span[]) =>
            spans.map(({ start, end, type }) => span(start, end, names.get(type)!));
          const before = await evaluateSamples(samples);
          const after = await evaluateSamples(
            samples.map(({ text, gold, pred }) => sample(rename(gold), rename(pred!), text)),
          );
          const renamed = <R extends { readonly type: string }>(rows: readonly R[]): R[] =>
            rows.map((row) => ({ ...row, type: names.get(row.type)! })).sort((a, b) => (a.type < b.type ? -1 : 1));
          for (const scheme of schemes) {
            expect(after.scores[scheme].micro, scheme).to.deep.equal(before.scores[scheme].micro);
            expect(after.scores[scheme].types, scheme).to.deep.equal(renamed(before.scores[scheme].types));
          }
          expect(after.errors.all).to.deep.equal(before.errors.all);
          expect(after.errors.types).to.deep.equal(renamed(before.errors.types));
          const { types, ...rest } = before.boundary;
          expect(after.boundary).to.deep.equal({ ...rest, types: renamed(types) });
        }),
        { numRuns: runs(300) },
      );
    });
  });

  describe("of edges", () => {
    const text = "In May the old University of Bern 🦆 reopened.";
    const at = (surface: string, type = "ORG") =>
      span(text.indexOf(surface), text.indexOf(surface) + surface.length, type);
    const edgesOf = async (pairs: readonly [gold: Span, pred: Span][]) => {
      const { boundary } = await evaluateSamples(pairs.map(([gold, pred]) => sample([gold], [pred], text)));
      return (edge: string): EdgeSummary => boundary.edges.find((summary) => summary.edge === edge)!;
    };
    const none = { mean: undefined, max: undefined, histogram: [] };
    const once = (distance: number) => ({ mean: distance, max: distance, histogram: [[distance, 1]] });

    it("measures how far each is off, in UTF-16 code units and in tokens", async () => {
      const edge = await edgesOf([[at("University of Bern"), at("the old University of Bern")]]);
      expect(edge("left-long")).to.deep.equal({ edge: "left-long", count: 1, characters: once(8), tokens: once(2) });
      for (const name of ["left-short", "right-short", "right-long"])
        expect(edge(name)).to.deep.equal({ edge: name, count: 0, characters: none, tokens: none });
    });

    it("counts a span whose edges are both off at both", async () => {
      const edge = await edgesOf([[at("University of Bern"), at("old University")]]);
      expect(edge("left-long")).to.deep.include({ count: 1, characters: once(4), tokens: once(1) });
      expect(edge("right-short")).to.deep.include({ count: 1, characters: once(8), tokens: once(2) });
    });

    it("counts nothing at an edge that agrees", async () => {
      const right = await edgesOf([[at("University of Bern"), at("University of")]]);
      for (const name of ["left-short", "left-long"])
        expect(right(name)).to.deep.equal({ edge: name, count: 0, characters: none, tokens: none });
    });

    it("counts a character outside the BMP as two units and one token", async () => {
      const edge = await edgesOf([[at("Bern"), at("Bern 🦆")]]);
      expect(edge("right-long")).to.deep.include({ characters: once(3), tokens: once(1) });
    });

    it("finds no token in a blank", async () => {
      const edge = await edgesOf([[at("Bern"), at("Bern ")]]);
      expect(edge("right-long")).to.deep.include({ characters: once(1), tokens: once(0) });
    });

    it("has the mean, the largest and all distances, by rising distance", async () => {
      const gold = at("University of Bern");
      const edge = await edgesOf([
        [gold, at("of Bern")],
        [gold, at("niversity of Bern")],
        [gold, at("niversity of Bern")],
        [gold, at("Bern")],
      ]);
      expect(edge("left-short")).to.deep.equal({
        edge: "left-short",
        count: 4,
        characters: {
          mean: (11 + 1 + 1 + 14) / 4,
          max: 14,
          histogram: [
            [1, 2],
            [11, 1],
            [14, 1],
          ],
        },
        tokens: {
          mean: (1 + 1 + 1 + 2) / 4,
          max: 2,
          histogram: [
            [1, 3],
            [2, 1],
          ],
        },
      });
    });

    it("looks at boundary errors only: not at exact spans, nor at spans of another type", async () => {
      const gold = at("University of Bern");
      const edge = await edgesOf([
        [gold, gold],
        [gold, at("University of Bern", "LOC")],
        [gold, at("of Bern", "LOC")],
      ]);
      for (const name of ["left-short", "left-long", "right-short", "right-long"])
        expect(edge(name)).to.deep.equal({ edge: name, count: 0, characters: none, tokens: none });
    });
  });

  describe("of habits", () => {
    /** Boundary errors, as the gold surface and what was predicted instead; one of the two holds the other. */
    const habitsOf = async (errors: readonly [gold: string, pred: string][]) => {
      const samples = errors.map(([gold, pred]) => {
        const text = gold.length > pred.length ? gold : pred;
        const at = (surface: string) => span(text.indexOf(surface), text.indexOf(surface) + surface.length, "X");
        return sample([at(gold)], [at(pred)], text);
      });
      return (await evaluateSamples(samples)).boundary.habits;
    };

    it("has the most frequent first, equally frequent ones in the order of the gold's text, then of the prediction's", async () => {
      expect(
        await habitsOf([
          ["Bern", "in Bern"],
          ["the Hague", "Hague"],
          ["Bern", "Bern,"],
          ["Aare", "Aare."],
          ["the Hague", "Hague"],
          ["in Bern", "Bern"],
        ]),
      ).to.deep.equal([
        { gold: "the Hague", pred: "Hague", count: 2 },
        { gold: "Aare", pred: "Aare.", count: 1 },
        { gold: "Bern", pred: "Bern,", count: 1 },
        { gold: "Bern", pred: "in Bern", count: 1 },
        { gold: "in Bern", pred: "Bern", count: 1 },
      ]);
    });

    it("keeps the first twenty", async () => {
      const letters = [..."abcdefghijklmnopqrstuvwxy"];
      const habits = await habitsOf(shuffled(letters, 7).map((letter) => [letter, `${letter}!`]));
      expect(habits.map(({ gold }) => gold)).to.deep.equal(letters.slice(0, 20));
    });

    it("takes blanks of any kind and number for one", async () => {
      expect(
        await habitsOf([
          ["New York", "New York City"],
          ["New\n  York", "New\n  York City"],
        ]),
      ).to.deep.equal([{ gold: "New York", pred: "New York City", count: 2 }]);
    });

    it("tells surfaces apart that only look alike when put together", async () => {
      expect(
        await habitsOf([
          ['a","b', 'a","b","c'],
          ["a", 'a","b","b","c'],
        ]),
      ).to.have.length(2);
    });

    it("cuts surfaces beyond 80 characters in the middle", async () => {
      const long = "a".repeat(60) + "b".repeat(60);
      const [habit] = await habitsOf([["a".repeat(60) + "b".repeat(20), long]]);
      expect(habit!.gold).to.equal("a".repeat(60) + "b".repeat(20));
      expect(habit!.pred).to.match(/^a{39} … b{39}$/);
    });

    it("shows the pieces of a mention with gaps", async () => {
      const [gold, pred] = [broken([[0, 8], [17, 24]], "X"), span(0, 24, "X")]; // biome-ignore format: pieces.
      const { boundary } = await evaluateSamples([sample([gold], [pred], "northern\n and so Germany")]);
      expect(boundary.habits).to.deep.equal([
        { gold: "northern … Germany", pred: "northern and so Germany", count: 1 },
      ]);
    });

    it("keeps characters beside a cut, and blanks of any number in long surfaces for one", async () => {
      const duck = "🦆";
      const long = `${"a".repeat(20)}${duck}  ${"b".repeat(60)}\n\n${duck}${"c".repeat(20)}`;
      const [habit] = await habitsOf([["b", long]]);
      expect(habit!.pred).to.equal(
        `${"a".repeat(20)}${duck} ${"b".repeat(15)} … ${"b".repeat(15)} ${duck}${"c".repeat(20)}`,
      );
    });

    it("cuts no character in two", async () => {
      const long = `${"a".repeat(38)}🦆${"b".repeat(60)}🦆${"c".repeat(38)}`;
      const [habit] = await habitsOf([["b", long]]);
      expect(habit!.pred).to.equal(`${"a".repeat(38)} … ${"c".repeat(38)}`);
    });
  });
});
