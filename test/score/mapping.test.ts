import { expect } from "chai";
import fc from "fast-check";
import { asTyped } from "../../src/cli/messages/typed.ts";
import { ConfusionTally } from "../../src/count/confusion.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import { type Suggestion, suggestMapping } from "../../src/score/mapping.ts";
import { anySpans, shuffled, span } from "../spans.ts";

/** Pairs of a gold type with a predicted one, `-` for none, and how often, as a matrix. */
function confusion(cells: readonly (readonly [gold: string, pred: string, count: number])[]) {
  const types = [...new Set(cells.flatMap((cell) => cell.slice(0, 2) as string[]))].filter((type) => type !== "-");
  const place = (type: string) => (type === "-" ? types.length : types.indexOf(type));
  const placed = cells.map(([gold, pred, count]) => [place(gold), place(pred), count] as const);
  return ConfusionTally.from({ types, cells: placed }).matrix();
}
const said = (suggestions: readonly Suggestion[]) =>
  suggestions.map(({ side, from, to, count, of }) => `${side}:${from}=${to} ${count}/${of}`);
const suggested = (...cells: (readonly [string, string, number])[]) => said(suggestMapping(confusion(cells)));

const origin = { source: "x", line: 1 };
/** The warnings of documents in which each pair of types stands on one extent as often as said. */
async function warnings(cells: readonly (readonly [string, string, number])[], map?: EvaluateOptions["map"]) {
  const pairs = cells.flatMap(([gold, pred, count]) => Array.from({ length: count }, () => [gold, pred] as const));
  const on = (side: 0 | 1) =>
    pairs.flatMap((pair, i) => (pair[side] === "-" ? [] : [span(2 * i, 2 * i + 1, pair[side])]));
  const text = "x ".repeat(pairs.length);
  const found = await evaluate([{ id: "a", text, spans: on(0), origin }], [{ id: "a", spans: on(1), origin }], {
    ...(map && { map }),
  });
  return found.warnings.filter(({ code }) => code === "type-mapping").map(({ message }) => message);
}

describe("a suggested mapping", () => {
  it("calls a predicted type that the gold never uses by the gold type it mostly stands on", () => {
    expect(
      suggested(
        ["PER", "PERSON", 812],
        ["ORG", "PERSON", 3],
        ["-", "PERSON", 5],
        ["LOC", "GPE", 40],
        ["ORG", "ORG", 99],
      ),
    ).to.deep.equal(["pred:GPE=LOC 40/40", "pred:PERSON=PER 812/820"]);
  });

  it("is not made on less than three pairs, nor on half of the spans or less", () => {
    expect(suggested(["PER", "PERSON", 2], ["ORG", "ORG", 9])).to.deep.equal([]);
    expect(suggested(["PER", "PERSON", 3], ["ORG", "ORG", 9])).to.deep.equal(["pred:PERSON=PER 3/3"]);
    expect(suggested(["PER", "X", 5], ["LOC", "X", 5], ["ORG", "ORG", 10])).to.deep.equal([]);
    expect(suggested(["PER", "X", 5], ["-", "X", 5], ["ORG", "ORG", 9])).to.deep.equal([]);
    expect(suggested(["PER", "X", 6], ["-", "X", 5], ["ORG", "ORG", 9])).to.deep.equal(["pred:X=PER 6/11"]);
  });

  it("leaves types alone that both sides use, however confused", () => {
    expect(suggested(["PER", "LOC", 90], ["LOC", "PER", 90], ["PER", "PER", 1], ["LOC", "LOC", 1])).to.deep.equal([]);
  });

  it("never makes one of two types of the gold: OntoNotes found by a tagger for CoNLL 2003", () => {
    expect(
      suggested(
        ...([
          ["PERSON", "PER", 90],
          ["GPE", "LOC", 80],
          ["LOC", "LOC", 20],
          ["ORG", "ORG", 50],
        ] as const),
        ...([
          ["NORP", "MISC", 40],
          ["LANGUAGE", "MISC", 10],
          ["DATE", "-", 60],
          ["PERSON", "-", 5],
        ] as const),
      ),
    ).to.deep.equal(["pred:PER=PERSON 90/90"]);
  });

  it("says nothing where all of the gold is found under one name", () => {
    expect(suggested(["PER", "ENTITY", 5], ["LOC", "ENTITY", 5], ["LOC", "-", 1])).to.deep.equal([]);
    expect(suggested(["PER", "ENTITY", 9], ["LOC", "ENTITY", 5])).to.deep.equal([]);
  });

  it("leaves the gold as it is where most of it is of types that are predicted, too", () => {
    expect(suggested(["PRODUCT", "ORG", 9], ["ORG", "ORG", 50])).to.deep.equal([]);
  });

  it("is printed as an option, with its evidence, the rarest types last", async () => {
    expect(
      await warnings([
        ["PER", "PERSON", 4],
        ["-", "PERSON", 1],
        ["LOC", "GPE", 3],
        ["ORG", "ORG", 3],
      ]),
    ).to.deep.equal([
      "gold and predictions seem to have different names for the same types: predicted GPE is gold LOC in 3 of 3 cases, predicted PERSON is gold PER in 4 of 5 cases; to unify them, set `map: pred:GPE=LOC,pred:PERSON=PER`",
    ]);
    expect(await warnings([["PER", "PER", 3]])).to.deep.equal([]);
  });

  it("is quoted where a shell would read something else, and a file where a list could not hold it", async () => {
    const [quoted] = await warnings([["work of art", "it's", 3]]);
    expect(quoted).to.match(/, set `map: pred:it's=work of art`$/);
    expect(asTyped(quoted!)).to.match(/, set --map 'pred:it'\\''s=work of art'$/);
    const [filed] = await warnings([["a,b", 'A="B', 3]]);
    expect(filed).to.match(/, set `map: map\.yaml` with the content \{"pred": \{"A=\\"B": "a,b"\}\}$/);
  });

  it("is a level where types differ in no more", async () => {
    const unseen = async (gold: string, pred: string) => {
      const given = (type: string) => [{ id: "a", text: "x", spans: [span(0, 1, type)], origin }];
      const { warnings: found } = await evaluate(given(gold), given(pred));
      return /leaves them out, (.*)\)$/.exec(found.find(({ code }) => code === "type-unseen")!.message)?.[1];
    };
    expect(await unseen("LOC", "LOC.city")).to.equal("`typeLevel: 1` counts LOC.city as LOC");
    expect(await unseen("LOC.city", "LOC")).to.equal("`typeLevel: 1` counts LOC.city as LOC");
    expect(await unseen("LOC.lake", "LOC.city")).to.equal("`typeLevel: 1` counts LOC.city as LOC");
    // A hyphen stands in many a name.
    expect(await unseen("LOC-lake", "LOC-city")).to.equal(undefined);
    expect(await unseen("work-of-art", "work-of-arts")).to.equal(undefined);
    expect(await unseen("B", "B-cell")).to.equal("`typeLevel: 1` with `typeSeparator: -` counts B-cell as B");
    expect(await unseen("PER", "LOC.city")).to.equal(undefined);
  });

  it("does not rename again what the user renamed", async () => {
    const rename = (to: string) => [{ side: "pred", from: "PERSON", to } as const];
    expect(await warnings([["PER", "PERSON", 4]], rename("HUMAN"))).to.deep.equal([]);
    expect(
      await warnings(
        [
          ["PER", "PERSON", 4],
          ["LOC", "GPE", 4],
        ],
        rename("PER"),
      ),
    ).to.have.length(1);
  });

  it("does not depend on the order of documents and spans, nor on each other", async () => {
    const others = new Map([
      ["A", "X"],
      ["B", "Y"],
    ]);
    const documents = fc.array(fc.tuple(anySpans(6), anySpans(6)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), async (given, seed) => {
        const text = "x".repeat(40);
        const gold = given.map(([spans], i) => ({ id: String(i), text, spans, origin }));
        const pred = given.map(([, spans], i) => ({
          id: String(i),
          spans: spans.map((one) => ({ ...one, type: others.get(one.type) ?? one.type })),
          origin,
        }));
        const mixed = <T extends { spans: readonly unknown[] }>(records: readonly T[]) =>
          shuffled(records, seed).map((record) => ({ ...record, spans: shuffled(record.spans, seed) }));
        const one = await evaluate(gold, pred);
        const other = await evaluate(mixed(gold) as typeof gold, mixed(pred) as typeof pred);
        expect(other.warnings).to.deep.equal(one.warnings);
        for (const { side, from, to, count, of } of suggestMapping(one.confusion)) {
          expect(count).to.be.at.least(3);
          expect(2 * count).to.be.greaterThan(of);
          const names = side === "pred" ? one.scores.strict.types : [];
          const [before, after] = [names.find(({ type }) => type === from), names.find(({ type }) => type === to)];
          if (before && after) expect([before.gold, after.gold > 0]).to.deep.equal([0, true]);
        }
      }),
    );
  });
});
