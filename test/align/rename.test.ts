import { expect } from "chai";
import fc from "fast-check";
import { cutType, type RenameRules, Renamer, warnUnused } from "../../src/align/rename.ts";
import { TypeFilter } from "../../src/align/types.ts";
import { span } from "../spans.ts";

const rules = (
  map: readonly (readonly [string, string | undefined])[],
  depth?: number,
  separators = ".",
): RenameRules => ({
  map: new Map(map),
  level: depth === undefined ? undefined : { depth, separators },
});
const renamed = (given: RenameRules, ...types: string[]) => {
  const renamer = new Renamer(given);
  return types.map((type) => renamer.rename(type) ?? "out");
};

describe("a level of hierarchical types", () => {
  it("keeps that many parts of a name, and names that have no more", () => {
    const cut = (depth: number) =>
      ["LOC", "LOC.city", "LOC.city.capital"].map((type) => cutType(type, { depth, separators: "." }));
    expect(cut(1)).to.deep.equal(["LOC", "LOC", "LOC"]);
    expect(cut(2)).to.deep.equal(["LOC", "LOC.city", "LOC.city"]);
    expect(cut(3)).to.deep.equal(["LOC", "LOC.city", "LOC.city.capital"]);
  });

  it("is parted by the full stop, or by what is asked for: B-cell is no B", () => {
    expect(renamed(rules([], 1), "B-cell", "LOC/city", "a:b")).to.deep.equal(["B-cell", "LOC/city", "a:b"]);
    expect(renamed(rules([], 1, "-/"), "person-artist", "LOC/city", "a:b")).to.deep.equal(["person", "LOC", "a:b"]);
    expect(renamed(rules([], 2, "-/"), "person-artist/x")).to.deep.equal(["person-artist"]);
    expect(renamed(rules([], 1, "😀"), "a😀b", "a😁b")).to.deep.equal(["a", "a😁b"]);
  });

  it("leaves a name that would lose everything", () => {
    expect(renamed(rules([], 1), ".city", "LOC.", "constructor.x")).to.deep.equal([".city", "LOC", "constructor"]);
  });

  it("cuts once and for all, and never to nothing", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", ".", "/", "😀"), minLength: 1, maxLength: 8 });
    const level = fc.record({ depth: fc.integer({ min: 1, max: 4 }), separators: fc.constantFrom(".", "./", "/") });
    fc.assert(
      fc.property(name, level, (type, given) => {
        const cut = cutType(type, given);
        expect(cut).not.to.equal("");
        expect(type.startsWith(cut)).to.equal(true);
        expect(cutType(cut, given)).to.equal(cut);
        const parts = (text: string) => text.split(new RegExp(`[${given.separators}]`)).length;
        if (cut !== type) expect(parts(cut)).to.equal(given.depth);
        else if (parts(type) > given.depth) expect(given.separators).to.contain(type[0]!);
      }),
    );
  });
});

describe("a map of types", () => {
  it("is applied once: names may swap, and nothing goes round in circles", () => {
    expect(
      renamed(
        rules([
          ["A", "B"],
          ["B", "C"],
          ["C", "A"],
        ]),
        "A",
        "B",
        "C",
        "D",
      ),
    ).to.deep.equal(["B", "C", "A", "D"]);
  });

  it("is looked up by the whole name, else by what the level leaves of it, and cut then, too", () => {
    const given = rules(
      [
        ["LOC.city", "GPE.city"],
        ["person", "PER"],
      ],
      1,
    );
    expect(renamed(given, "LOC.city", "LOC.lake", "person.artist", "person")).to.deep.equal([
      "GPE",
      "LOC",
      "PER",
      "PER",
    ]);
  });

  it("leaves types out that have no new name, counted under their own", () => {
    const filter = new TypeFilter(
      { keep: undefined, rename: { gold: new Map(), pred: new Map([["DATE", undefined]]) } },
      "pred",
    );
    const kept = filter.apply([span(0, 1, "DATE"), span(1, 2, "PER"), span(2, 3, "DATE")]);
    expect(kept).to.deep.equal([span(1, 2, "PER")]);
    expect([...filter.dropped]).to.deep.equal([["DATE", 2]]);
    expect(filter.renamer.renamed()).to.deep.equal([]);
  });

  it("counts the spans that got another name, in the order of the names", () => {
    const renamer = new Renamer(
      rules(
        [
          ["X", "PER"],
          ["PER", "PER"],
        ],
        1,
      ),
    );
    for (const type of ["X", "LOC.lake", "PER", "LOC", "LOC.city", "LOC.city"]) renamer.rename(type);
    expect(renamer.renamed()).to.deep.equal([
      { from: "LOC.city", to: "LOC", count: 2 },
      { from: "LOC.lake", to: "LOC", count: 1 },
      { from: "X", to: "PER", count: 1 },
    ]);
  });
});

describe("rules that change nothing", () => {
  const warned = (gold: RenameRules, pred: RenameRules, types: { gold: string[]; pred: string[] }) => {
    const sides = [new Renamer(gold), new Renamer(pred)] as const;
    for (const type of types.gold) sides[0].rename(type);
    for (const type of types.pred) sides[1].rename(type);
    return warnUnused(...sides).map(({ message }) => message);
  };

  it("are named: types of a map that no span has", () => {
    const both = rules([
      ["A", "X"],
      ["B", "X"],
      ["per", "PER"],
    ]);
    expect(warned(both, both, { gold: ["A"], pred: ["B", "C"] })).to.deep.equal([
      "no span has the type per, which `map` renames",
    ]);
    expect(warned(rules([]), rules([["A", "X"]]), { gold: ["A"], pred: [] })).to.deep.equal([
      "no span has the type A, which `map` renames",
    ]);
    const many = rules(["a", "b", "c", "d", "e", "f", "g"].map((type) => [type, "X"] as const));
    expect(warned(many, many, { gold: [], pred: [] })).to.deep.equal([
      "no span has the type a, b, c, d, e and 2 more, which `map` renames",
    ]);
  });

  it("are named: a level at which nothing was cut", () => {
    const level = rules([], 1);
    expect(warned(level, level, { gold: ["A-b"], pred: ["A"] })).to.deep.equal([
      'no type has more than 1 level with the separator "." (`typeSeparator` sets others)',
    ]);
    expect(warned(level, level, { gold: ["A"], pred: ["A.b"] })).to.deep.equal([]);
    expect(warned(rules([]), rules([]), { gold: ["A"], pred: ["A"] })).to.deep.equal([]);
  });
});
