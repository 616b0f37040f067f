/**
 * The scenarios of SemEval-2013 task 9.1 (Segura-Bedmar, Martínez & Herrero-Zazo 2013, "SemEval-2013 Task 9: Extraction
 * of Drug-Drug Interactions from Biomedical Texts"), with the examples and totals of the table in Batista 2018,
 * "Named-Entity Evaluation Metrics Based on Entity-Level". Copies of the table often lack one of the two exact matches;
 * only with both do its totals come out.
 */
import { expect } from "chai";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { semevalNames as schemes } from "../../src/score/schemes/semeval.ts";
import type { SchemeCounts } from "../../src/score/scores.ts";

type Outcome = "COR" | "INC" | "PAR" | "MIS" | "SPU";

interface Scenario {
  readonly name: string;
  /** The text around the mention; `gold` and `pred` stand in it. */
  readonly text: string;
  readonly gold?: string;
  readonly pred?: string;
  readonly type: Outcome;
  readonly partial: Outcome;
  readonly exact: Outcome;
  readonly strict: Outcome;
}

// biome-ignore format: a table.
const scenarios: readonly Scenario[] = [
  { name: "III: a gold span without a prediction",      text: "tikosyn",             gold: "BRAND tikosyn",                                     type: "MIS", partial: "MIS", exact: "MIS", strict: "MIS" },
  { name: "II: a prediction without a gold span",       text: "healthy",                                     pred: "BRAND healthy",            type: "SPU", partial: "SPU", exact: "SPU", strict: "SPU" },
  { name: "V: the right type, another extent",          text: "of warfarin",         gold: "DRUG warfarin",        pred: "DRUG of warfarin",         type: "COR", partial: "PAR", exact: "INC", strict: "INC" },
  { name: "IV: the right extent, another type",         text: "propranolol",         gold: "DRUG propranolol",     pred: "BRAND propranolol",        type: "INC", partial: "COR", exact: "COR", strict: "INC" },
  { name: "I: the right extent and the right type",     text: "phenytoin",           gold: "DRUG phenytoin",       pred: "DRUG phenytoin",           type: "COR", partial: "COR", exact: "COR", strict: "COR" },
  { name: "I: the same once more",                      text: "theophylline",        gold: "DRUG theophylline",    pred: "DRUG theophylline",        type: "COR", partial: "COR", exact: "COR", strict: "COR" },
  { name: "VI: overlapping text, another type",         text: "oral contraceptives", gold: "GROUP contraceptives", pred: "DRUG oral contraceptives", type: "INC", partial: "PAR", exact: "INC", strict: "INC" },
];

const origin = { source: "semeval", line: 1 };

/** The scenarios as one document, a sentence each. */
function documentOf(rows: readonly Scenario[], id: string): { gold: Document; pred: Prediction } {
  let text = "";
  const gold: Span[] = [];
  const pred: Span[] = [];
  const mark = (mention: string | undefined, sentence: string, spans: Span[]) => {
    const [, type, surface] = /^(\S+) (.+)$/.exec(mention ?? "") ?? [];
    if (type === undefined || surface === undefined) return;
    const start = text.length + sentence.indexOf(surface);
    spans.push({ start, end: start + surface.length, type });
  };
  for (const row of rows) {
    mark(row.gold, row.text, gold);
    mark(row.pred, row.text, pred);
    text += `${row.text}. `;
  }
  return { gold: { id, text, spans: gold, origin }, pred: { id, spans: pred, origin } };
}

const outcomes = ({ correct, incorrect, partial, missed, spurious }: SchemeCounts) => ({
  COR: correct,
  INC: incorrect,
  PAR: partial,
  MIS: missed,
  SPU: spurious,
});
const none = { COR: 0, INC: 0, PAR: 0, MIS: 0, SPU: 0 };

/** The table's last rows. */
const totals = {
  type: { counts: { COR: 3, INC: 2, PAR: 0, MIS: 1, SPU: 1 }, score: 3 / 6 },
  partial: { counts: { COR: 3, INC: 0, PAR: 2, MIS: 1, SPU: 1 }, score: (3 + 0.5 * 2) / 6 },
  exact: { counts: { COR: 3, INC: 2, PAR: 0, MIS: 1, SPU: 1 }, score: 3 / 6 },
  strict: { counts: { COR: 2, INC: 3, PAR: 0, MIS: 1, SPU: 1 }, score: 2 / 6 },
};

describe("the SemEval-2013 scenarios", () => {
  for (const scenario of scenarios) {
    const { name, text, gold, pred, ...expected } = scenario;
    it(`come out as in the table, each alone: ${name}`, async () => {
      const document = documentOf([scenario], "1");
      const { scores } = await evaluate([document.gold], [document.pred]);
      for (const scheme of schemes)
        expect(outcomes(scores[scheme].micro), scheme).to.deep.equal({ ...none, [expected[scheme]]: 1 });
    });
  }

  it("sum to the table's totals in one document", async () => {
    const document = documentOf(scenarios, "1");
    await expectTotals([document.gold], [document.pred]);
  });

  it("sum to the table's totals as seven documents", async () => {
    const documents = scenarios.map((scenario, i) => documentOf([scenario], String(i)));
    await expectTotals(
      documents.map(({ gold }) => gold),
      documents.map(({ pred }) => pred),
    );
  });
});

async function expectTotals(gold: readonly Document[], pred: readonly Prediction[]): Promise<void> {
  const { scores } = await evaluate(gold, pred);
  for (const scheme of schemes) {
    const { micro } = scores[scheme];
    expect(outcomes(micro), scheme).to.deep.equal(totals[scheme].counts);
    expect([micro.gold, micro.pred], scheme).to.deep.equal([6, 6]);
    expect([micro.precision, micro.recall], scheme).to.deep.equal([totals[scheme].score, totals[scheme].score]);
    expect(micro.f1, scheme).to.be.closeTo(totals[scheme].score, 1e-15);
  }
}
