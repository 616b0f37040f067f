import { expect } from "chai";
import fc from "fast-check";
import { allTypes, TypeFilter, type TypeRules } from "../../src/align/types.ts";
import { anySpans, span } from "../spans.ts";

const rules = (keep: readonly string[] | undefined, gold: [string, string][] = [], pred = gold): TypeRules => ({
  keep: keep && new Set(keep),
  rename: { gold: new Map(gold), pred: new Map(pred) },
});
const types = ["A", "B", "constructor", "C"];
const anyRules = fc
  .tuple(
    fc.option(fc.subarray(types), { nil: undefined }),
    fc.array(fc.tuple(fc.constantFrom(...types), fc.constantFrom(...types))),
  )
  .map(([keep, rename]) => rules(keep, rename));

describe("type rules", () => {
  it("keep everything as it is, the array itself included, where there are none", () => {
    const spans = [span(0, 1, "A")];
    const filter = new TypeFilter(allTypes, "gold");
    expect(filter.apply(spans)).to.equal(spans);
    expect([...filter.dropped]).to.deep.equal([]);
  });

  it("rename first, then keep, and count what is left out under its new name", () => {
    const filter = new TypeFilter(
      rules(
        ["PER"],
        [
          ["PERSON", "PER"],
          ["PER", "X"],
        ],
      ),
      "pred",
    );
    const kept = filter.apply([span(0, 1, "PERSON"), span(1, 2, "PER"), span(2, 3, "LOC"), span(3, 4, "LOC")]);
    expect(kept).to.deep.equal([span(0, 1, "PER")]);
    expect([...filter.dropped]).to.deep.equal([
      ["X", 1],
      ["LOC", 2],
    ]);
    expect([...filter.met]).to.deep.equal(["PER"]);
  });

  it("rename each side by its own table", () => {
    const both = rules(undefined, [["A", "G"]], [["A", "P"]]);
    expect(new TypeFilter(both, "gold").apply([span(0, 1, "A")])).to.deep.equal([span(0, 1, "G")]);
    expect(new TypeFilter(both, "pred").apply([span(0, 1, "A")])).to.deep.equal([span(0, 1, "P")]);
  });

  it("keep what else a span carries, and change no span that was given", () => {
    const given = { ...span(0, 1, "A"), score: 0.5, surface: "x" };
    expect(new TypeFilter(rules(undefined, [["A", "B"]]), "pred").apply([given])).to.deep.equal([
      { ...span(0, 1, "B"), score: 0.5, surface: "x" },
    ]);
    expect(given.type).to.equal("A");
  });

  it("lose no span: each is kept, in its order, or counted", () => {
    fc.assert(
      fc.property(anySpans(8), anySpans(8), anyRules, (first, second, chosen) => {
        const filter = new TypeFilter(chosen, "gold");
        const kept = [...filter.apply(first), ...filter.apply(second)];
        const dropped = [...filter.dropped.values()].reduce((sum, count) => sum + count, 0);
        expect(kept.length + dropped).to.equal(first.length + second.length);
        const renamed = [...first, ...second].map((one) => ({
          ...one,
          type: chosen.rename.gold.get(one.type) ?? one.type,
        }));
        expect(kept).to.deep.equal(renamed.filter(({ type }) => chosen.keep?.has(type) ?? true));
      }),
    );
  });
});
