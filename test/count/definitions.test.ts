import { expect } from "chai";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import type { Extent } from "../../src/corpus/fragments.ts";
import type { Span } from "../../src/corpus/span.ts";
import type { Row } from "../../src/count/cells.ts";
import { type Confusion, ConfusionTally } from "../../src/count/confusion.ts";
import { type FairKind, fairKinds } from "../../src/count/fair.ts";
import { NestingTally, nestingClasses } from "../../src/count/nesting.ts";
import { type Counter, countOf } from "../../src/count/tally.ts";
import { evaluate } from "../../src/evaluate.ts";
import { boundaryKinds } from "../../src/match/boundary.ts";
import type { Run } from "../../src/run/run.ts";
import { fairCountsOf } from "../../src/score/schemes/fair.ts";
import { kindCounts, type SchemeCounts, type Score } from "../../src/score/scores.ts";
import { matched, schemesOver } from "../counting.ts";
import { runs } from "../runs.ts";
import { type CountedScheme, countedSchemes, countsIn } from "../score/counts.ts";
import { broken, span } from "../spans.ts";
import { type Unit, unpacked } from "../units.ts";
import {
  account,
  coverageByDefinition,
  inOrder,
  mentionsOf,
  nestingByDefinition,
  outcomesOf,
  pairingSchemes,
  textOf,
  tokensByDefinition,
} from "./by-definition.ts";
import { fairByDefinition } from "./fair-by-definition.ts";

const SEED = 20_261;
/** `DOCUMENTS=100000` asks for more; each takes about 1.5 ms. */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? runs(10_000));
const BATCH = Math.min(1000, DOCUMENTS);
const OVERLAPS = [0.5, 0.75];
const TYPES = ["A", "B", "__proto__"];

/** Marsaglia's xorshift: the next of a sequence of numbers from 0 to 2³² − 1. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
type Random = ReturnType<typeof randomFrom>;

/** A document of a few characters; the kinds of spans change from one to the next. */
interface Sample {
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly Span[];
}

function sampleFrom(random: Random): Sample {
  const length = 4 + random(9);
  const text = Array.from({ length }, () => "aab  .é"[random(7)]!).join("");
  const shape = random(4);
  const side = () => (shape === 0 ? flat(random, length) : anyhow(random, length, shape === 3));
  const gold = side();
  const pred = side();
  // Part of the predictions are taken from gold, so that there is something right.
  const copied = gold.filter(() => random(4) === 0).map((g) => (random(3) ? g : { ...g, type: TYPES[random(3)]! }));
  return { text, gold, pred: shape === 0 ? (random(3) ? pred : copied) : [...copied, ...pred].slice(0, 4) };
}

function flat(random: Random, length: number): Span[] {
  const spans: Span[] = [];
  for (let at = random(3); at < length; at += random(3)) {
    const end = Math.min(length, at + 1 + random(4));
    spans.push(span(at, end, TYPES[random(3)]!));
    at = end;
  }
  return spans.slice(0, 5);
}

/** Up to four spans that may nest, cross and repeat, and have gaps if asked. */
function anyhow(random: Random, length: number, gaps: boolean): Span[] {
  return Array.from({ length: random(5) }, () => {
    const start = random(length);
    const end = Math.min(length, start + 1 + random(6));
    const type = TYPES[random(3)]!;
    const [from, to] = [start + 1 + random(2), end - 1 - random(2)];
    if (!gaps || from >= to || random(2)) return span(start, end, type);
    return broken([[start, from], [to, end]], type); // biome-ignore format: two pieces.
  });
}

/** The counts of a scheme in a unit, all types, in the words of the definitions. */
function schemeCells(unit: Unit, name: CountedScheme): [string, number][] {
  return [...unit.tally].flatMap(([type, row]) => {
    const { system, ...counts } = countsIn(row, name, OVERLAPS);
    const own = Object.entries(counts).map(([counter, n]): [string, number] => [`${type} ${counter}`, n]);
    const { correct, incorrect, partial } = system;
    const booked = { "system.correct": correct, "system.incorrect": incorrect, "system.partial": partial };
    return [...own, ...Object.entries(booked).map(([counter, n]): [string, number] => [`${type} ${counter}`, n])];
  });
}

const rowCells = ({ tally }: Unit, names: readonly Counter[]): [string, number][] =>
  [...tally].flatMap(([type, row]) => names.map((name): [string, number] => [`${type} ${name}`, countOf(row, name)]));

const confusionCells = ({ types, counts }: Confusion): [string, number][] => {
  const names = [...types, "none"];
  return counts.flatMap((row, i) => row.map((n, j): [string, number] => [`${names[i]} > ${names[j]}`, n]));
};

const kindCounters = [
  "correct",
  "boundary",
  "typeGold",
  "typePred",
  "bothGold",
  "bothPred",
  "split",
  "merged",
] as const;
const coverageNames = [
  "tokenGold",
  "tokenPred",
  "tokenBoth",
  "characterGold",
  "characterPred",
  "characterBoth",
] as const;

/** FairEval by its definition: group by group of spans that reach into each other, in tokens where all of them fit. */
function fairCells({ text, gold, pred }: Sample): string {
  const tokens = tokensByDefinition(text);
  const starts = new Map(tokens.map((token, i) => [token.start, i]));
  const ends = new Map(tokens.map((token, i) => [token.end, i + 1]));
  const fits = ({ start, end, fragments }: Span) => !fragments && starts.has(start) && ends.has(end);
  const inTokens = (spans: readonly Span[]) =>
    spans.map(({ start, end, type }) => span(starts.get(start)!, ends.get(end)!, type));
  const cells = new Map<string, number>();
  const add = (name: string) => cells.set(name, (cells.get(name) ?? 0) + 1);
  for (const group of groupsOf([...gold, ...pred])) {
    const within = (spans: readonly Span[]) =>
      inOrder(mentionsOf(spans.filter(({ start }) => start >= group.start && start < group.end))).map((m) => m.span);
    const [golds, preds] = [within(gold), within(pred)];
    const all = [...golds, ...preds].every(fits);
    const { events } = all ? fairByDefinition(inTokens(golds), inTokens(preds)) : fairByDefinition(golds, preds);
    for (const { kind, goldType, predType } of events) {
      add(`target ${goldType ?? predType} ${kind}`);
      add(`system ${predType ?? goldType} ${kind}`);
    }
  }
  return textOf(cells);
}

function groupsOf(spans: readonly Span[]): Extent[] {
  const groups: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else groups.push({ start, end });
  }
  return groups;
}

const fairCellsOf = ({ tally }: Unit): string =>
  textOf(
    (["target", "system"] as const).flatMap((booking) =>
      [...tally].flatMap(([type, row]) => {
        const counts = fairCountsOf((counter) => countOf(row, counter), booking);
        return fairKinds.map((kind: FairKind): [string, number] => [`${booking} ${type} ${kind}`, counts[kind]]);
      }),
    ),
  );

/** What a document's counts should have been where they are not; undefined where all are right. */
function findError(sample: Sample, unit: Unit): string | undefined {
  const [gold, pred] = [mentionsOf(sample.gold), mentionsOf(sample.pred)];
  const names = Object.keys(pairingSchemes) as (keyof typeof pairingSchemes)[];
  const readings = [...names.map((name) => pairingSchemes[name]), account];
  const outcomes = outcomesOf(gold, pred, readings);
  for (const [i, name] of names.entries()) {
    const found = textOf(schemeCells(unit, name));
    if (!outcomes[i]!.has(found)) return `${name}: ${found}, not ${[...outcomes[i]!].join(" or ")}`;
  }
  const { document, ledger } = matched(sample.gold, sample.pred);
  const confusion = new ConfusionTally(document.types);
  confusion.add(document, ledger);
  const booked = textOf([
    ...rowCells(unit, [...kindCounters, ...boundaryKinds]),
    ...confusionCells(confusion.matrix()),
  ]);
  if (!outcomes.at(-1)!.has(booked)) return `account: ${booked}, not ${[...outcomes.at(-1)!].join(" or ")}`;

  const nesting = new NestingTally();
  nesting.add(document, ledger);
  const classes = nestingClasses.flatMap((name) =>
    Object.entries(nesting.of(name)).map(([counter, n]): [string, number] => [`${name} ${counter}`, n]),
  );
  const covered = coverageByDefinition(gold, pred, sample.text);
  const labelsSame = covered.labels.filter(([a, b]) => a === b).length;
  for (const [what, found, expected] of [
    ["nesting", textOf(classes), textOf(nestingByDefinition(gold, pred))],
    ["coverage", textOf(rowCells(unit, coverageNames)), textOf(covered.cells)],
    ["labels alike", `${unit.tokens.labelsSame}`, `${labelsSame}`],
    ["tags alike", `${unit.tokens.tagsSame}`, `${covered.tagsSame}`],
    ["tokens", `${unit.tokens.all}`, `${covered.labels.length}`],
    ["fair", fairCellsOf(unit), fairCells(sample)],
  ] as const) {
    if (found !== expected) return `${what}: ${found}, not ${expected}`;
  }
  return undefined;
}

const sizeOf = ({ text, gold, pred }: Sample) => (gold.length + pred.length) * 100 + text.length;

function evaluateSamples(samples: readonly Sample[]): Promise<Run> {
  const origin = { source: "random" };
  const gold = samples.map(
    ({ text, gold }, i): Document => ({ id: `${i}`.padStart(6, "0"), text, spans: gold, origin }),
  );
  const pred = samples.map(({ pred }, i): Prediction => ({ id: `${i}`.padStart(6, "0"), spans: pred, origin }));
  return evaluate(gold, pred, { scheme: schemesOver(...OVERLAPS) });
}

const over = (a: number, b: number) => (b === 0 ? undefined : a / b);

/** Precision, recall and F1 by the formulas. */
function scoreByDefinition({ correct, partial, gold, pred, system }: SchemeCounts): Score {
  const precision = over(system.correct + system.partial / 2, pred);
  const recall = over(correct + partial / 2, gold);
  const neither = precision === undefined && recall === undefined;
  const [p, r] = [precision ?? 0, recall ?? 0];
  return { precision, recall, f1: neither ? undefined : p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

function expectClose(found: number | undefined, expected: number | undefined, what: string): void {
  if (expected === undefined || found === undefined) expect(found, what).to.equal(expected);
  else expect(found, what).to.be.closeTo(expected, 1e-12);
}

/** Means over scores that are defined, with weights. */
function meanByDefinition(rows: readonly { score: Score; weight: number }[], of: "precision" | "recall" | "f1") {
  const defined = rows.filter(({ score }) => score[of] !== undefined);
  const sum = (terms: readonly number[]) => terms.reduce((all, term) => all + term, 0);
  return over(sum(defined.map(({ score, weight }) => score[of]! * weight)), sum(defined.map(({ weight }) => weight)));
}

const addRows = (rows: readonly Row[]): Row =>
  rows.reduce((sum, row) =>
    Array.from({ length: Math.max(sum.length, row.length) }, (_, i) => (sum[i] ?? 0) + (row[i] ?? 0)),
  );

/** All that is worked out from the counts of documents: sums, scores and averages. */
function expectSums(results: Run): void {
  const units = unpacked(results.units);
  const types = [...new Set(units.flatMap(({ tally }) => [...tally.keys()]))].sort();
  const rows = types.map((type) => addRows(units.flatMap(({ tally }) => (tally.has(type) ? [tally.get(type)!] : []))));
  const total = addRows(rows);
  for (const name of countedSchemes(OVERLAPS)) {
    const { micro, macro, weighted, documents, types: byType } = results.scores[name as "strict"];
    expect(byType.map(({ type }) => type)).to.deep.equal(types);
    const byTypes = rows.map((row) => countsIn(row, name, OVERLAPS));
    const scores = byTypes.map((counts) => ({ score: scoreByDefinition(counts), gold: counts.gold }));
    const all = scoreByDefinition(countsIn(total, name, OVERLAPS));
    const each = units.map(({ tally }) =>
      scoreByDefinition(countsIn(addRows([...tally.values(), total.map(() => 0)]), name, OVERLAPS)),
    );
    for (const of of ["precision", "recall", "f1"] as const) {
      expectClose(micro[of], all[of], `${name} micro ${of}`);
      for (const [i, { score }] of scores.entries())
        expectClose(byType[i]![of], score[of], `${name} ${types[i]} ${of}`);
      expectClose(
        macro[of],
        meanByDefinition(
          scores.map(({ score }) => ({ score, weight: 1 })),
          of,
        ),
        `${name} macro ${of}`,
      );
      const weights = scores.map(({ score, gold }) => ({ score, weight: gold }));
      expectClose(weighted[of], meanByDefinition(weights, of), `${name} weighted ${of}`);
      const values = each.flatMap((score) => score[of] ?? []);
      const mean = over(
        values.reduce((sum, value) => sum + value, 0),
        values.length,
      )!;
      expectClose(documents[of].mean, mean, `${name} documents ${of}`);
      expect(documents[of].count).to.equal(values.length);
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expectClose(documents[of].sd, Math.sqrt(squares / (values.length - 1)), `${name} deviation ${of}`);
    }
  }
  const { correct, ...errors } = kindCounts(total);
  expect(results.errors.all).to.deep.equal({ correct, ...errors });
  const wrong = Object.values(errors).reduce((sum, count) => sum + count, 0);
  expectClose(results.errors.slotErrorRate, over(wrong, countOf(total, "gold")), "slot error rate");
}

/** What is counted over all documents at once: confusion, nesting, and agreement of labels. */
function expectTotals(samples: readonly Sample[], results: Run): void {
  const confusion = new Map<string, number>();
  const nesting = new Map<string, number>();
  const pairs: (readonly [string | undefined, string | undefined])[] = [];
  for (const sample of samples) {
    const { document, ledger } = matched(sample.gold, sample.pred);
    const own = new ConfusionTally(document.types);
    own.add(document, ledger);
    for (const [cell, n] of confusionCells(own.matrix())) confusion.set(cell, (confusion.get(cell) ?? 0) + n);
    const [gold, pred] = [mentionsOf(sample.gold), mentionsOf(sample.pred)];
    for (const [cell, n] of nestingByDefinition(gold, pred)) nesting.set(cell, (nesting.get(cell) ?? 0) + n);
    pairs.push(...coverageByDefinition(gold, pred, sample.text).labels);
  }
  expect(textOf(confusionCells(results.confusion))).to.equal(textOf(confusion));
  const classes = results.nesting.flatMap(({ mentions, correct, gold, pred }): [string, number][] => [
    [`${mentions} correct`, correct],
    [`${mentions} gold`, gold],
    [`${mentions} pred`, pred],
  ]);
  expect(textOf(classes)).to.equal(textOf(nesting));

  // Cohen: what is seen beyond chance, as a part of what could be. Gorodkin: the covariance by the deviations.
  const labels = [undefined, ...TYPES];
  const share = (test: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(test).length / pairs.length;
  const seen = share(([a, b]) => a === b);
  const shares = labels.map((label) => [share(([a]) => a === label), share(([, b]) => b === label)] as const);
  const sum = (of: (shares: readonly [number, number]) => number) => shares.reduce((all, pair) => all + of(pair), 0);
  const chance = sum(([a, b]) => a * b);
  expectClose(results.tokens.kappa, (seen - chance) / (1 - chance), "kappa");
  const spreads = (1 - sum(([a]) => a * a)) * (1 - sum(([, b]) => b * b));
  expectClose(results.tokens.matthews, (seen - chance) / Math.sqrt(spreads), "matthews");
  const units = unpacked(results.units);
  const alike = units.reduce((all, { tokens }) => all + tokens.tagsSame, 0);
  expectClose(results.tokens.accuracy, alike / pairs.length, "accuracy");
}

describe("every count of an evaluation", () => {
  it(`is what its definition says, in ${DOCUMENTS} random documents`, async () => {
    const random = randomFrom(SEED);
    let smallest: { readonly sample: Sample; readonly error: string } | undefined;
    let failures = 0;
    for (let done = 0; done < DOCUMENTS; done += BATCH) {
      const samples = Array.from({ length: BATCH }, () => sampleFrom(random));
      const results = await evaluateSamples(samples);
      const units = unpacked(results.units);
      expect(units).to.have.length(BATCH);
      for (const [i, sample] of samples.entries()) {
        const error = findError(sample, units[i]!);
        if (error === undefined) continue;
        failures++;
        if (!smallest || sizeOf(sample) < sizeOf(smallest.sample)) smallest = { sample, error };
      }
      expectSums(results);
      expectTotals(samples, results);
    }
    if (smallest)
      expect.fail(`seed ${SEED}, ${failures} documents: ${JSON.stringify(smallest.sample)}: ${smallest.error}`);
  }).timeout(0);
});
