/**
 * Seven real systems: the submissions to the WNUT 2017 shared task, which are no part of this project. What the scorers
 * count on them was measured by running the scorers.
 */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { ProfileRow, ProfileTable, TokenDocument, TokenSpan } from "../../src/compat/profile.ts";
import { profiles } from "../../src/compat/profiles.ts";

const folder = new URL("../../../shared/corpora/wnut17/", import.meta.url);

/** TP FP FN LE BEO BES BEL LBE; F1 in percent: traditional, fair, weighted. */
const fair = {
  uh_ritual: ["355 88 543 93 3 24 31 33", "41.86 46.56 49.42"],
  spinningbytes: ["388 166 434 127 3 65 21 56", "40.78 47.09 51.11"],
  sjtu_adapt: ["365 131 479 140 2 33 21 46", "40.42 46.14 48.82"],
  arcada: ["373 156 451 162 4 37 19 40", "39.98 46.19 49.00"],
  flytxt: ["345 148 508 147 2 25 16 42", "38.35 43.73 45.83"],
  "mic-cis": ["365 261 459 134 2 36 19 79", "37.06 42.44 45.01"],
  drexel_cci: ["192 69 777 39 0 53 0 28", "26.30 28.44 31.75"],
} as const;
type System = keyof typeof fair;
const systems = Object.keys(fair) as System[];

/** COR/INC in strict, exact and ent_type, COR/PAR in partial; missed and spurious are the same in all four. */
const nervaluate: { readonly [system in System]: string } = {
  uh_ritual: "355/171 448/78 448/78 402/124 553 91",
  spinningbytes: "388/255 515/128 515/128 464/179 436 181",
  sjtu_adapt: "365/224 505/84 505/84 405/184 490 138",
  arcada: "373/251 535/89 535/89 425/199 455 163",
  flytxt: "345/221 492/74 492/74 381/185 513 154",
  "mic-cis": "365/250 499/116 499/116 414/201 464 276",
  drexel_cci: "192/110 231/71 231/71 237/65 777 79",
};

/** F1 of entities, as measured, and of forms, as the task published it; 37.62 is 37.625, printed half to even. */
const wnut: { readonly [system in System]: readonly [entity: number, surface: number] } = {
  uh_ritual: [41.86, 40.24],
  spinningbytes: [40.78, 39.33],
  sjtu_adapt: [40.42, 37.62],
  arcada: [39.98, 37.77],
  flytxt: [38.35, 36.31],
  "mic-cis": [37.06, 34.25],
  drexel_cci: [26.3, 25.26],
};

interface Sentence {
  readonly tokens: readonly string[];
  readonly tags: readonly string[];
}

/** Sentences end at blank lines. The first column is the token, the last one the tag. */
function sentencesIn(file: string): Sentence[] {
  const blocks = readFileSync(new URL(file, folder), "utf8")
    .trim()
    .split(/\r?\n\s*\n/);
  return blocks.map((block) => {
    const rows = block.split(/\r?\n/).map((line) => line.trim().split(/\s+/));
    return { tokens: rows.map((row) => row[0]!), tags: rows.map((row) => row.at(-1)!) };
  });
}

/** A tag I- begins an entity unless the one before it is of its type. */
function spansIn(tags: readonly string[]): TokenSpan[] {
  const spans: TokenSpan[] = [];
  for (const [i, tag] of tags.entries()) {
    const [, prefix, type] = /^([BI])-(.*)$/.exec(tag) ?? [];
    if (type === undefined) continue;
    const last = spans.at(-1);
    if (prefix === "I" && last?.end === i && last.type === type) spans[spans.length - 1] = { ...last, end: i + 1 };
    else spans.push({ start: i, end: i + 1, type });
  }
  return spans;
}

/** The submission of a system beside gold, sentence by sentence. */
function documentsOf(system: System): TokenDocument[] {
  const file = [`submissions/${system}`, `submissions/${system}.txt`].find((name) =>
    existsSync(new URL(name, folder)),
  )!;
  const predicted = sentencesIn(file);
  const gold = sentencesIn("emerging.test.annotated");
  expect(predicted.length).to.equal(gold.length);
  return gold.map(({ tokens, tags: goldTags }, i) => {
    const { tags: predTags } = predicted[i]!;
    expect(predTags.length, `sentence ${i + 1}`).to.equal(goldTags.length);
    return { id: String(i + 1), tokens, gold: spansIn(goldTags), pred: spansIn(predTags), goldTags, predTags };
  });
}

function tablesOf(name: string, system: System): Map<string, ProfileTable> {
  const tally = profiles.find((profile) => profile.name === name)!.start();
  for (const document of documentsOf(system)) tally.add(document);
  return new Map(tally.finish().tables.map((table) => [table.name, table]));
}

const percent = (value: number | undefined) => (value! * 100).toFixed(2);

function countsOf({ counts }: ProfileRow, names: readonly string[]): number[] {
  return names.map((name) => new Map(counts).get(name)!);
}

describe("on the submissions to WNUT 2017", () => {
  before(function () {
    if (!existsSync(folder)) this.skip();
  });

  it("gold has 1,287 sentences, 23,394 tokens and 1,079 entities", () => {
    const documents = documentsOf("arcada");
    const sum = (of: (document: TokenDocument) => number) =>
      documents.reduce((total, document) => total + of(document), 0);
    expect([documents.length, sum(({ tokens }) => tokens.length), sum(({ gold }) => gold.length)]).to.deep.equal([
      1287, 23_394, 1079,
    ]);
  });

  for (const system of systems) {
    it(`${system}: FairEval's counts and scores`, () => {
      const tables = tablesOf("faireval", system);
      const [counts, scores] = fair[system];
      const row = tables.get("fair")!.all;
      expect(countsOf(row, ["TP", "FP", "FN", "LE", "BEO", "BES", "BEL", "LBE"]).join(" ")).to.equal(counts);
      expect(["traditional", "fair", "weighted"].map((table) => percent(tables.get(table)!.all.f1)).join(" ")).to.equal(
        scores,
      );
    });

    it(`${system}: nervaluate's counts`, () => {
      const rows = ["strict", "exact", "partial", "ent_type"].map((table) => {
        const { all } = tablesOf("nervaluate-1.1", system).get(table)!;
        const [correct, incorrect, partial, ...alone] = countsOf(all, [
          "correct",
          "incorrect",
          "partial",
          "missed",
          "spurious",
        ]);
        return { pairs: `${correct}/${table === "partial" ? partial : incorrect}`, alone: alone.join(" ") };
      });
      expect(new Set(rows.map(({ alone }) => alone)).size).to.equal(1);
      expect([...rows.map(({ pairs }) => pairs), rows[0]!.alone].join(" ")).to.equal(nervaluate[system]);
    });

    it(`${system}: F1 of entities and of forms`, () => {
      const tables = tablesOf("wnut-surface", system);
      for (const [i, table] of ["entity", "surface"].entries())
        expect(tables.get(table)!.all.f1! * 100, table).to.be.closeTo(wnut[system][i]!, 0.005 + 1e-9);
    });

    it(`${system}: all that count exact matches agree`, () => {
      const matches = [
        countsOf(tablesOf("spacy", system).get("ents")!.all, ["tp"]),
        countsOf(tablesOf("hipe-fuzzy", system).get("strict")!.all, ["TP"]),
        countsOf(tablesOf("wnut-surface", system).get("entity")!.all, ["correct"]),
        countsOf(tablesOf("nervaluate-0.3.1", system).get("strict")!.all, ["correct"]),
      ];
      expect(new Set(matches.flat())).to.deep.equal(new Set([Number(fair[system][0].split(" ")[0])]));
    });
  }
});
