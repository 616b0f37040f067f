/** Examples small enough to check by hand, for what the vectors have no answers to. */
import { expect } from "chai";
import type { ProfileRow, ProfileTable, TokenDocument, TokenSpan } from "../../src/compat/profile.ts";
import { profiles } from "../../src/compat/profiles.ts";
import { encodeTags } from "../../src/formats/tags.ts";

/** Spans as `TYPE[first,end)`, in the order given. */
function spansIn(text: string): TokenSpan[] {
  return Array.from(text.matchAll(/(\S+)\[(\d+),(\d+)\)/g), ([, type, start, end]) => ({
    start: Number(start),
    end: Number(end),
    type: type!,
  }));
}

type Example = readonly [gold: string, pred: string, tokens?: string];

function tablesOf(name: string, examples: readonly Example[]): ReadonlyMap<string, ProfileTable> {
  const tally = profiles.find((profile) => profile.name === name)!.start();
  for (const [i, [gold, pred, tokens = ""]] of examples.entries()) {
    const [ofGold, ofPred] = [spansIn(gold), spansIn(pred)];
    const length = Math.max(tokens.split(" ").length, ...[...ofGold, ...ofPred].map(({ end }) => end));
    const document: TokenDocument = {
      id: String(i),
      tokens: tokens.split(" "),
      gold: ofGold,
      pred: ofPred,
      goldTags: encodeTags(ofGold, length).tags,
      predTags: encodeTags(ofPred, length).tags,
    };
    tally.add(document);
  }
  return new Map(tally.finish().tables.map((table) => [table.name, table]));
}

const countsOf = ({ counts }: ProfileRow) => counts.map(([name, count]) => `${name} ${count}`).join(", ");
const scoresOf = ({ precision, recall, f1 }: ProfileRow) => [precision, recall, f1];

describe("the profiles", () => {
  it("have names of their own, and each says in a sentence what it does otherwise", () => {
    expect(new Set(profiles.map(({ name }) => name)).size).to.equal(profiles.length);
    for (const { name, differs } of profiles) expect(differs, name).to.match(/^[a-z].{20,}[^.]$/);
  });

  it("find nothing in no documents", () => {
    // This port divides by the number of entities.
    for (const { name } of profiles.filter((profile) => profile.name !== "conlleval-sighsmile")) {
      for (const { all, types, averages } of tablesOf(name, []).values()) {
        expect(
          [...all.counts, ...averages.flatMap(({ counts }) => counts)].filter(([, count]) => count > 0),
        ).to.deep.equal([]);
        expect(all.f1 ?? 0, name).to.equal(0);
        expect(types, name).to.deep.equal([]);
      }
    }
  });

  it("take types as data", () => {
    for (const { name } of profiles) {
      const tables = tablesOf(name, [["__proto__[0,1) constructor[1,2)", "__proto__[0,1) constructor[1,2)", "a b"]]);
      for (const { types } of [...tables.values()].filter((table) => table.types.length > 0)) {
        expect(
          types.map((row) => row.name),
          name,
        ).to.deep.equal(["__proto__", "constructor"]);
        expect(
          types.map(({ f1 }) => f1),
          name,
        ).to.deep.equal([1, 1]);
      }
    }
  });
});

describe("nervaluate", () => {
  /** The scenarios of SemEval 2013, task 9.1: missed, spurious, boundary, label, right twice, and both wrong. */
  const scenarios: Example = [
    "BRAND[0,1) DRUG[10,11) DRUG[21,22) DRUG[30,31) DRUG[40,41) GROUP[51,52)",
    "BRAND[5,6) DRUG[10,12) BRAND[21,22) DRUG[30,31) DRUG[40,41) DRUG[50,52)",
  ];

  for (const name of [
    "nervaluate",
    "nervaluate-joined",
    "nervaluate-1.1",
    "nervaluate-1.1-joined",
    "nervaluate-0.3.1",
  ]) {
    it(`${name} counts the scenarios of SemEval 2013 as the task does`, () => {
      const tables = tablesOf(name, [scenarios]);
      const rows = Array.from(tables, ([table, { all }]) => `${table}: ${countsOf(all)}; ${all.f1!.toFixed(4)}`);
      expect(rows).to.deep.equal([
        "strict: correct 2, incorrect 3, partial 0, missed 1, spurious 1, possible 6, actual 6; 0.3333",
        "exact: correct 3, incorrect 2, partial 0, missed 1, spurious 1, possible 6, actual 6; 0.5000",
        "partial: correct 3, incorrect 0, partial 2, missed 1, spurious 1, possible 6, actual 6; 0.6667",
        "ent_type: correct 3, incorrect 2, partial 0, missed 1, spurious 1, possible 6, actual 6; 0.5000",
      ]);
    });
  }

  it("1.1.0 loses the half credit as soon as there are two documents; joined and 1.2 do not", () => {
    const two: readonly Example[] = [scenarios, ["", ""]];
    const partial = (name: string) => tablesOf(name, two).get("partial")!.all.f1!.toFixed(2);
    expect(["nervaluate-1.1", "nervaluate-1.1-joined", "nervaluate"].map(partial)).to.deep.equal([
      "0.50",
      "0.67",
      "0.67",
    ]);
  });

  it("takes an overlap from 1 % or 50 % of the gold span on, to the token", () => {
    const partial = (name: string, gold: string, pred: string) =>
      countsOf(tablesOf(name, [[gold, pred]]).get("partial")!.all);
    const met = "correct 0, incorrect 0, partial 1, missed 0, spurious 0, possible 1, actual 1";
    const apart = "correct 0, incorrect 0, partial 0, missed 1, spurious 1, possible 1, actual 1";
    expect(partial("nervaluate", "A[0,100)", "A[0,1)")).to.equal(met);
    expect(partial("nervaluate", "A[0,101)", "A[0,1)")).to.equal(apart);
    expect(partial("nervaluate-overlap50", "A[0,4)", "A[2,9)")).to.equal(met);
    expect(partial("nervaluate-overlap50", "A[0,5)", "A[3,9)")).to.equal(apart);
  });
});

describe("FairEval's own figures", () => {
  it("say how many spans stand in several events", () => {
    const { figures } = tablesOf("faireval", [
      ["A[0,3) A[4,7)", "A[0,7)"],
      ["A[0,7)", "A[0,3) A[4,7)"],
    ]).get("fair")!;
    expect(figures.map(([, value]) => value)).to.deep.equal([1, 1]);
  });
});

describe("the HIPE scorer", () => {
  it("takes an overlap of the right type as right in fuzzy, not in strict", () => {
    const tables = tablesOf("hipe-fuzzy", [["PER[0,3) LOC[5,6)", "PER[0,2) PER[5,6)"]]);
    expect(countsOf(tables.get("fuzzy")!.all)).to.equal("TP 1, FP 1, FN 1");
    expect(countsOf(tables.get("strict")!.all)).to.equal("TP 0, FP 2, FN 2");
    expect(tables.get("fuzzy")!.types.map((row) => `${row.name}: ${countsOf(row)}`)).to.deep.equal([
      "LOC: TP 0, FP 1, FN 1",
      "PER: TP 1, FP 0, FN 0",
    ]);
  });

  it("leaves out predictions of types that gold has nowhere, and keeps those that another document has", () => {
    const tables = tablesOf("hipe-fuzzy", [
      ["PER[0,1)", "PER[0,1) LOC[2,3) MISC[4,5)"],
      ["LOC[0,1)", ""],
    ]);
    expect(countsOf(tables.get("fuzzy")!.all)).to.equal("TP 1, FP 1, FN 1");
  });

  it("credits a gold span that was met for an exact match once more, and not for an overlap", () => {
    const counts = (pred: string) => countsOf(tablesOf("hipe-fuzzy", [["PER[0,3)", pred]]).get("fuzzy")!.all);
    expect(counts("PER[0,2) PER[0,3)")).to.equal("TP 2, FP 0, FN 0");
    expect(counts("PER[0,3) PER[0,2)")).to.equal("TP 1, FP 1, FN 0");
  });

  it("means precision over documents with predictions, recall over those with gold, F1 over those with both", () => {
    const { averages, figures } = tablesOf("hipe-fuzzy", [
      ["PER[0,1)", "PER[0,1)"],
      ["PER[0,1) PER[2,3)", "PER[0,1) PER[4,5)"],
      ["PER[0,1)", ""],
      ["", "PER[0,1)"],
      ["", ""],
    ]).get("strict")!;
    const [overDocuments, overTypes] = averages;
    expect(scoresOf(overDocuments!)).to.deep.equal([0.5, 0.5, 0.75]);
    expect(scoresOf(overTypes!)).to.deep.equal([2 / 4, 2 / 4, 0.5]);
    const deviation = Math.sqrt((0.25 + 0 + 0.25) / 3);
    expect(figures).to.deep.equal([
      ["P_macro_doc_std", deviation],
      ["R_macro_doc_std", deviation],
      ["F1_macro_doc_std", 0.25],
    ]);
  });
});

describe("the WNUT scorer", () => {
  it("counts a form once per type, right if it was found at one of its places", () => {
    const { all, types } = tablesOf("wnut-surface", [
      ["PER[0,2) PER[3,5)", "PER[0,2) PER[2,3)", "Ada King , Ada King"],
      ["LOC[0,1)", "PER[0,1)", "Ada"],
    ]).get("surface")!;
    expect(countsOf(all)).to.equal("gold 2, found 3, correct 1");
    expect(types.map((row) => `${row.name}: ${countsOf(row)}`)).to.deep.equal([
      "LOC: gold 1, found 0, correct 0",
      "PER: gold 1, found 3, correct 1",
    ]);
  });

  it("does not take a form for right that was found at other places only", () => {
    const { all } = tablesOf("wnut-surface", [["PER[0,1)", "PER[1,2)", "Ada Ada"]]).get("surface")!;
    expect(countsOf(all)).to.equal("gold 1, found 1, correct 0");
  });

  it("tells apart forms by their tokens, and lists no type that gold does not have", () => {
    const { all, types } = tablesOf("wnut-surface", [["PER[0,2)", "PER[0,2) LOC[2,3)", "a b ab"]]).get("surface")!;
    expect(countsOf(all)).to.equal("gold 1, found 2, correct 1");
    expect(types.map(({ name }) => name)).to.deep.equal(["PER"]);
  });
});

describe("spaCy's scorer", () => {
  it("has no score where there is no entity, and 0 where one side has one", () => {
    expect(scoresOf(tablesOf("spacy", [["", ""]]).get("ents")!.all)).to.deep.equal([undefined, undefined, undefined]);
    expect(scoresOf(tablesOf("spacy", [["PER[0,1)", ""]]).get("ents")!.all)).to.deep.equal([0, 0, 0]);
  });

  it("finds a repeated gold span once, and a repeated prediction right once", () => {
    const counts = (gold: string, pred: string) => countsOf(tablesOf("spacy", [[gold, pred]]).get("ents")!.all);
    expect(counts("PER[0,1) PER[0,1)", "PER[0,1)")).to.equal("tp 1, fp 0, fn 0");
    expect(counts("PER[0,1)", "PER[0,1) PER[0,1)")).to.equal("tp 1, fp 1, fn 0");
  });
});
