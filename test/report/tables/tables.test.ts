import { expect } from "chai";
import { NerEvalError } from "../../../src/corpus/error.ts";
import { splitColumns } from "../../../src/report/columns.ts";
import { renderDelimited } from "../../../src/report/render/delimited.ts";
import { cellText, figureOf, fullTitle, type Table, transposed } from "../../../src/report/table.ts";
import { askedColumns } from "../../../src/report/tables/asked.ts";
import { runsReport } from "../../../src/report/tables/reports.ts";
import type { TableKind, TableRequest } from "../../../src/report/tables/request.ts";
import { runTable } from "../../../src/report/tables/tables.ts";
import type { Run } from "../../../src/run/run.ts";
import { bounded, nasty, runOf } from "../papers.ts";

const types = ["LOC", "ORG", "PER"];
const request: TableRequest = { schemes: ["strict", "partial", "fair"], digits: 1 };

const titles = ({ columns }: Table) => columns.map(fullTitle);
const texts = ({ rows }: Table) => rows.map(({ cells }) => cells.map(cellText));
const bestOf = ({ rows }: Table) =>
  rows.map(({ cells }) =>
    cells.flatMap((cell) => [figureOf(cell), figureOf(cell).also]).map((one) => one?.best === true),
  );

describe("the table", () => {
  let crf: Run;
  let llm: Run;
  before(async () => {
    // crf finds LOC, takes ORG for PER and misses PER; llm finds all.
    crf = await runOf("crf", types, 3, 2);
    llm = await runOf("llm", types, 9, 9);
  });
  const table = (kind: TableKind, runs: readonly Run[], more: Partial<TableRequest> = {}) =>
    runTable(kind, runs, { ...request, ...more });
  const refused = (kind: TableKind, runs: readonly Run[], more: Partial<TableRequest>) => {
    try {
      table(kind, runs, more);
    } catch (error) {
      if (error instanceof NerEvalError) return error.message;
      throw error;
    }
    return "taken";
  };

  describe("of scores", () => {
    it("has systems in the order they were given, and the columns that were asked for, in theirs", () => {
      const shown = table("scores", [llm, crf], {
        columns: ["gold", "f1", "partial:recall", "f1@macro", "precision[ORG]", "f1+fair:f1"],
      });
      expect(titles(shown)).to.deep.equal([
        "System",
        "Gold",
        "F1",
        "partial Recall",
        "macro F1",
        "ORG Precision",
        "F1 / fair F1",
      ]);
      expect(texts(shown)).to.deep.equal([
        ["llm", "3", "100.0", "100.0", "100.0", "100.0", "100.0 / 100.0"],
        ["crf", "3", "40.0", "66.7", "33.3", "–", "40.0 / 50.0"],
      ]);
    });

    it("marks the best score of each column, of equal ones each, none where all are alike, and no counts", () => {
      const other = { ...crf, name: "copy" };
      const columns = ["f1", "gold", "correct", "f1+fair:f1"];
      expect(bestOf(table("scores", [crf, llm, { ...llm, name: "twin" }], { columns }))).to.deep.equal([
        [false, false, false, false, false, false, false, false, false, false],
        [false, false, true, false, false, false, false, false, true, true],
        [false, false, true, false, false, false, false, false, true, true],
      ]);
      expect(bestOf(table("scores", [crf, other], { columns })).flat()).to.not.include(true);
    });

    it("takes numbers for equal that look the same", () => {
      const near = { ...llm, name: "near" };
      expect(bestOf(table("scores", [crf, llm, near], { columns: ["f1"], digits: 0 }))[1]![2]).to.equal(true);
    });

    it("is in order of names, or the best first", () => {
      const names = (rows: TableRequest["rows"]) => texts(table("scores", [llm, crf], { rows })).map(([name]) => name);
      expect([names(undefined), names("name"), names("score")]).to.deep.equal([
        ["llm", "crf"],
        ["crf", "llm"],
        ["llm", "crf"],
      ]);
      const precise = { rows: "score", columns: ["precision[PER]", "f1"] } as const;
      expect(texts(table("scores", [crf, llm], precise)).map(([name]) => name)).to.deep.equal(["llm", "crf"]);
      expect(texts(table("scores", [crf, llm], { rows: "score" })).map(([name]) => name)).to.deep.equal(["llm", "crf"]);
    });

    it("says in its corner which scheme counts, unless it is strict", () => {
      expect(titles(table("scores", [crf], { schemes: ["partial"] }))[0]).to.equal("System (partial)");
      expect(titles(table("scores", [crf], { schemes: ["fair"] })).slice(4)).to.deep.equal([
        "TP",
        "LE",
        "BE",
        "LBE",
        "FN",
        "FP",
      ]);
    });

    it("has intervals in a column of their own, or beside their score", () => {
      const run = bounded(llm);
      expect(texts(table("scores", [run], { columns: ["precision", "ci", "gold"] }))).to.deep.equal([
        ["llm", "100.0", "[90.0, 100.0]", "3"],
      ]);
      expect(titles(table("scores", [run], { columns: ["precision", "ci"] }))).to.deep.equal([
        "System",
        "Precision",
        "95% CI",
      ]);
      const beside = (intervals: TableRequest["intervals"]) =>
        texts(table("scores", [run], { columns: ["recall"], intervals }))[0]![1];
      expect([beside("cell"), beside("margin")]).to.deep.equal(["100.0 [90.0, 100.0]", "100.0 ± 5.0"]);
      expect(texts(table("scores", [crf], { columns: ["f1", "ci"], intervals: "cell" }))).to.deep.equal([
        ["crf", "40.0", "–"],
      ]);
    });
  });

  it("refuses what it would have to leave aside", () => {
    expect(refused("scores", [crf], { types: ["PER"] })).to.equal("a table of scores has no types");
    expect(refused("types", [crf, llm], { rows: "support" })).to.equal(
      "systems cannot be ordered by gold mentions, since all have the same",
    );
    expect(refused("schemes", [crf], { rows: "name" })).to.contain("its order is that of the schemes");
    expect(refused("confusion", [crf], { columns: ["f1"] })).to.equal("a confusion matrix has all types");
    expect(() => runsReport([crf, llm], { ...request, confusion: "counts" })).to.throw(
      "a confusion matrix is of one run",
    );
  });

  describe("of types", () => {
    it("has types down for one system, all together first, averages last", () => {
      const shown = table("types", [crf], { columns: ["f1", "gold"] });
      expect(texts(shown)).to.deep.equal([
        ...[
          ["ALL", "40.0", "3"],
          ["LOC", "100.0", "1"],
          ["ORG", "0.0", "1"],
          ["PER", "0.0", "1"],
        ],
        ...[
          ["macro", "33.3", ""],
          ["weighted", "33.3", ""],
        ],
      ]);
      expect(shown.rows.map(({ rule = false }) => rule)).to.deep.equal([false, true, false, false, true, false]);
    });

    it("has the types that were asked for, in their order, and then no averages over others", () => {
      expect(texts(table("types", [crf], { types: ["PER", "LOC"] })).map(([name]) => name)).to.deep.equal([
        "ALL",
        "PER",
        "LOC",
      ]);
      expect(refused("types", [crf], { types: ["GPE"] })).to.equal("no run has the type GPE");
    });

    it("has types across for several systems, in groups where there are several numbers", () => {
      expect(titles(table("types", [crf, llm]))).to.deep.equal(["System, F1", "ALL", "LOC", "ORG", "PER"]);
      const two = table("types", [crf, llm], { columns: ["precision", "recall"], types: ["ORG"] });
      expect(titles(two)).to.deep.equal(["System", "ALL Precision", "ALL Recall", "ORG Precision", "ORG Recall"]);
      expect(titles(transposed(two))).to.deep.equal(["Type", "crf", "llm"]);
      expect(texts(transposed(table("types", [crf, llm])))[0]).to.deep.equal(["ALL", "40.0", "100.0"]);
    });

    it("refuses columns that say of what type they are", () => {
      for (const column of ["f1@macro", "f1[PER]", "f1+f1[PER]"])
        expect(refused("types", [crf], { columns: [column] })).to.contain("the rows or columns are the types");
    });
  });

  it("of schemes has schemes down for one system, across for several", () => {
    const one = table("schemes", [crf], { columns: ["f1", "par", "gold"] });
    expect(texts(one)).to.deep.equal([
      ["strict", "40.0", "0", "3"],
      ["partial", "80.0", "0", "3"],
      ["fair", "50.0", "", "3"],
    ]);
    expect(titles(table("schemes", [crf, llm]))).to.deep.equal(["System, F1", "strict", "partial", "fair"]);
    expect(refused("schemes", [crf], { columns: ["partial:f1"] })).to.contain("the rows or columns are the schemes");
    expect(refused("schemes", [crf], { schemes: ["overlap@0.5"] })).to.equal(
      "the run crf was saved without overlap@0.5",
    );
  });

  it("of errors has kinds that add up", () => {
    expect(texts(table("errors", [crf]))).to.deep.equal([
      ["ALL", "1", "0", "1", "0", "1", "0", "2"],
      ["LOC", "1", "0", "0", "0", "0", "0", "0"],
      ["ORG", "0", "0", "1", "0", "0", "0", "1"],
      ["PER", "0", "0", "0", "0", "1", "0", "1"],
    ]);
    expect(texts(table("errors", [crf, llm], { columns: ["errors", "missed"] }))).to.deep.equal([
      ["crf", "2", "1"],
      ["llm", "0", "0"],
    ]);
    expect(refused("errors", [crf], { columns: ["f1"] })).to.equal('the table of errors has no column "f1"');
  });

  it("of confusion is that of one run", () => {
    expect(titles(table("confusion", [crf]))).to.deep.equal(["Gold \\ Pred", "LOC", "ORG", "PER", "none"]);
    expect(texts(table("confusion", [crf]))[1]).to.deep.equal(["ORG", "0", "0", "1", "0"]);
    expect(refused("confusion", [crf, llm], {})).to.equal("a confusion matrix is of one run");
  });

  it("of the corpus counts gold, and no type that was only predicted", async () => {
    const run = await runOf("x", ["A", "B"], 9, 9);
    expect(texts(table("corpus", [run]))).to.deep.equal([
      ["ALL", "2", "100.0", "1", "2"],
      ["A", "1", "50.0", "1", "1"],
      ["B", "1", "50.0", "1", "1"],
    ]);
    expect(table("corpus", [run]).notes![0]).to.match(/^1 document, 1 token;/);
  });

  it("is CSV with names as they are, numbers unrounded, intervals beside them, and formulas defused", () => {
    expect(renderDelimited(table("types", [crf, bounded(llm)], { columns: ["f1"], types: ["LOC"] }), ",")).to.equal(
      '"System, F1",f1,f1_low,f1_high,f1[LOC],f1[LOC]_low,f1[LOC]_high\ncrf,0.4,,,1,,\nllm,1,0.9,1,1,0.9,1\n',
    );
  });

  it("is TSV whatever the names are", async () => {
    const run = await runOf("=run\t1", nasty, 9, 9);
    const lines = renderDelimited(table("errors", [run], { columns: ["correct"] }), "\t").split("\n");
    expect(lines.slice(0, 5)).to.deep.equal([
      "Type\tcorrect",
      "ALL\t6",
      "$\\input{x}$ #1\t1",
      "50%_A&B^{x}~\\\t1",
      '"<b>|""q""\'s</b>"\t0',
    ]);
    expect(lines).to.include("'=cmd()\t1");
  });
});

describe("columns", () => {
  it("are read with scheme, average and type, whatever is in the type", () => {
    expect(splitColumns("p, f1[a,b+c] ,overlap@0.5:f1@macro+fair:f1")).to.deep.equal([
      "p",
      "f1[a,b+c]",
      "overlap@0.5:f1@macro+fair:f1",
    ]);
    const none = { scheme: undefined, average: undefined, type: undefined };
    const names = ["precision", "f1[a,b+c]", "overlap@0.5:f1@macro+fair:f1", "par", "ci", "f1@documents+gold", "f1+ci"];
    expect(askedColumns(names)).to.deep.equal([
      { first: { measure: "precision", ...none }, second: undefined },
      { first: { measure: "f1", ...none, type: "a,b+c" }, second: undefined },
      {
        first: { measure: "f1", ...none, scheme: "overlap@0.5", average: "macro" },
        second: { ...none, scheme: "fair", measure: "f1" },
      },
      { first: { measure: "par", ...none }, second: undefined },
      { first: { measure: "f1", ...none, scheme: "overlap@0.5", average: "macro" }, interval: "alone" },
      { first: { measure: "f1", ...none, average: "documents" }, second: { measure: "gold", ...none } },
      { first: { measure: "f1", ...none }, interval: "behind" },
    ]);
  });

  const refusal = (name: string): NerEvalError => {
    try {
      askedColumns([name]);
    } catch (error) {
      if (error instanceof NerEvalError) return error;
      throw error;
    }
    throw new Error(`${name} was taken`);
  };

  it("are refused where they are none", () => {
    for (const name of ["", "f2", "f1@x", "gold@macro", "nope:f1", "f1+gold+pred", "f1[", "/", "+", "ci+f1", "gold+ci"])
      expect(refusal(name).code, name).to.equal("usage");
  });

  it("are refused in an older spelling, with the new one", () => {
    for (const [older, now] of [
      ["r", "recall"],
      ["P", "precision"],
      ["F1", "f1"],
      ["f", "f1"],
      ["partial:r", "partial:recall"],
      ["p[PER]", "precision[PER]"],
      ["fair", "fair:f1"],
      ["partial", "partial:f1"],
      ["f1/fair", "f1+fair:f1"],
      ["f1[a/b]/p", "f1[a/b]+precision"],
      ["cor", "correct"],
      ["tp", "TP"],
    ] as const)
      expect(refusal(older).message, older).to.equal(`no column is called ${JSON.stringify(older)}: write ${now}`);
  });

  it("say that p is a p-value, and how precision is written", () => {
    const { message, issues } = refusal("p");
    expect(message).to.equal("the column p is the p-value of a comparison, and this table compares nothing");
    expect(issues[0]!.hint).to.contain("for precision, write precision");
    expect(refusal("delta").message).to.contain("the difference of a comparison");
    expect(refusal("f1+p").message).to.contain("p-value");
  });
});
