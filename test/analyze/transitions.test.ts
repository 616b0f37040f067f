import { expect } from "chai";
import fc from "fast-check";
import { transitionsBetween } from "../../src/analyze/transitions.ts";
import { sortSpans } from "../../src/corpus/span.ts";
import { savedOutcomes } from "../../src/count/mention-outcomes.ts";
import { goldKinds, goldLinks, lettersOf } from "../../src/count/outcomes.ts";
import { evaluate } from "../../src/evaluate.ts";
import { matchingOf } from "../../src/match/spans.ts";
import { matched } from "../counting.ts";
import { span } from "../spans.ts";
import { madeUp, predicted } from "../stats/runs.ts";

const origin = { source: "x", line: 1 };
const text = "Ada Moen met Halden FC in Port Osk and Rome";
const per = { start: 0, end: 8, type: "PER" };
const org = { start: 13, end: 22, type: "ORG" };
const loc = { start: 26, end: 34, type: "LOC" };
const rome = { start: 39, end: 43, type: "LOC" };
const gold = [{ id: "1", text, spans: [per, org, loc, rome], origin }];

async function run(spans: readonly { start: number; end: number; type: string }[]) {
  const { outcomes, units } = await evaluate(gold, [{ id: "1", spans, origin }], { units: true, outcomes: true });
  return { outcomes: outcomes!, units };
}

describe("transitions", () => {
  it("tell what was fixed, broken, changed and left wrong, with the mentions", async () => {
    const before = await run([per, { ...org, type: "LOC" }, { ...loc, end: 30 }, { start: 9, end: 12, type: "ORG" }]);
    const after = await run([{ ...per, start: 4 }, org, { ...loc, type: "ORG" }, { start: 23, end: 25, type: "LOC" }]);
    const { totals, mentions, spurious, spuriousMentions } = transitionsBetween(before.outcomes, after.outcomes);
    expect(totals).to.deep.equal({ fixed: 1, broke: 1, changed: 1, "kept wrong": 1 });
    const words = (type: string, text: string, start: number, end: number) => ({ type, text, start, end });
    expect(mentions).to.deep.equal([
      {
        ...{ id: "1", change: "changed", gold: words("LOC", "Port Osk", 26, 34) },
        before: { kind: "boundary", pred: words("LOC", "Port", 26, 30) },
        after: { kind: "type", pred: words("ORG", "Port Osk", 26, 34) },
      },
      {
        ...{ id: "1", change: "kept wrong", gold: words("LOC", "Rome", 39, 43) },
        ...{ before: { kind: "missed" }, after: { kind: "missed" } },
      },
      {
        ...{ id: "1", change: "fixed", gold: words("ORG", "Halden FC", 13, 22) },
        before: { kind: "type", pred: words("LOC", "Halden FC", 13, 22) },
        after: { kind: "correct" },
      },
      {
        ...{ id: "1", change: "broke", gold: words("PER", "Ada Moen", 0, 8) },
        before: { kind: "correct" },
        after: { kind: "boundary", pred: words("PER", "Moen", 4, 8) },
      },
    ]);
    expect(spurious).to.deep.equal({ gone: 1, new: 1, kept: 0 });
    expect(spuriousMentions).to.deep.equal([
      { id: "1", change: "gone", pred: words("ORG", "met", 9, 12) },
      { id: "1", change: "new", pred: words("LOC", "in", 23, 25) },
    ]);
  });

  it("count every gold mention once, by what either run made of it", async () => {
    const documents = madeUp(60, 1);
    const runs = [0.3, 0.5].map((rate, i) =>
      evaluate(documents, predicted(documents, rate, i + 2), { outcomes: true }),
    );
    const [a, b] = await Promise.all(runs);
    const { all, types, totals } = transitionsBetween(a!.outcomes!, b!.outcomes!);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    for (const [i, kind] of goldKinds.entries()) {
      expect(sum(all[i]!), kind).to.equal(a!.errors.all[kind]);
      expect(sum(all.map((row) => row[i]!)), kind).to.equal(b!.errors.all[kind]);
      for (const [j, other] of goldKinds.entries())
        expect(sum(types.map(({ counts }) => counts[i]![j]!)), `${kind} ${other}`).to.equal(all[i]![j]!);
    }
    expect(sum(Object.values(totals))).to.equal(sum(all.flat()) - all[0]![0]!);
  });

  it("are the same from saved letters, but for the words", async () => {
    const documents = madeUp(40, 5);
    const options = { outcomes: true, units: true };
    const runs = [0.3, 0.5].map((rate, i) => evaluate(documents, predicted(documents, rate, i + 6), options));
    const [a, b] = await Promise.all(runs);
    const seen = transitionsBetween(a!.outcomes!, b!.outcomes!);
    const saved = transitionsBetween(savedOutcomes(a!.units)!, savedOutcomes(b!.units)!);
    expect(saved).to.deep.equal({ ...seen, spurious: undefined, mentions: [], spuriousMentions: [] });
  });

  it("count a spurious prediction that a run makes twice as often as it makes it", async () => {
    const odd = { start: 9, end: 12, type: "PER" };
    const { spurious } = transitionsBetween((await run([odd, odd])).outcomes, (await run([odd])).outcomes);
    expect(spurious).to.deep.equal({ gone: 1, new: 0, kept: 1 });
  });

  it("refuse runs over other gold", async () => {
    const { outcomes } = await run([]);
    expect(() => transitionsBetween(outcomes, new Map([["1", { gold: [] }]]))).to.throw("gold mentions in 1");
    expect(() => transitionsBetween(outcomes, new Map())).to.throw("gold mentions in 1");
  });
});

describe("outcomes", () => {
  it("have a letter for each gold mention, by type, then as they stand", async () => {
    const gold = [
      span(30, 35, "LOC"),
      span(0, 5, "PER"),
      span(40, 44, "LOC"),
      span(10, 15, "ORG"),
      span(20, 25, "ORG"),
    ];
    const pred = [
      span(30, 36, "ORG"),
      span(40, 44, "LOC"),
      span(10, 15, "PER"),
      span(20, 24, "ORG"),
      span(50, 52, "PER"),
    ];
    const { document, ledger } = matched(gold, pred);
    expect(lettersOf(document, ledger)).to.equal("xctbm");
  });

  it("have the letters of the links of gold mentions, however many there are", () => {
    const types = Array.from({ length: 12 }, (_, i) => `T${i}`);
    const mention = fc.record({ type: fc.constantFrom(...types), end: fc.constantFrom(3, 4, 5), kept: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(mention, { maxLength: 60 }), (mentions) => {
        const gold = mentions.map(({ type, end }, i) => span(10 * i, 10 * i + end, type));
        const pred = mentions.flatMap(({ type, kept }, i) =>
          kept === 0 ? [] : [span(10 * i, 10 * i + 4, kept < 4 ? "T0" : type)],
        );
        const { document, ledger } = matched(gold, pred);
        const links = goldLinks(matchingOf(document, ledger, sortSpans(gold), sortSpans(pred)));
        expect(lettersOf(document, ledger)).to.equal(
          links.map(({ kind }) => "ctbxm"[(goldKinds as readonly string[]).indexOf(kind)]).join(""),
        );
      }),
    );
  });

  it("are kept by document only, where each came in one piece", async () => {
    const { units } = await run([per]);
    expect(units.outcomes).to.deep.equal(["mmmc"]);
    const sentences = await evaluate(gold, [{ id: "1", spans: [per], origin }], { units: true, unit: "sentence" });
    expect(sentences.units.outcomes).to.equal(undefined);
  });
});
