import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { evaluateFiles, readGold, readPredictions } from "../../src/files/read.ts";
import { evaluate } from "../../src/index.ts";

describe("reading for programs", () => {
  let folder: string;
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ner-eval-read-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("gives the same run from files as from what was read of them", async () => {
    const gold = write("gold.conll", "Ada B-PER\nmet O\n\nOsk B-LOC\n");
    const pred = write("crf.conll", "Ada I-PER\nmet O\n\nOsk B-LOC\n");
    const streamed = await evaluateFiles(gold, pred, { pred: { repair: "discard" } });
    expect(streamed.name).to.equal("crf");
    expect(streamed.signature.repair).to.equal("discard");
    expect(streamed.scores.strict.micro).to.include({ gold: 2, pred: 1, correct: 1 });
    const read = await evaluate(await readGold(gold), await readPredictions(pred, { repair: "discard" }), {
      name: "crf",
    });
    expect(read).to.deep.equal(streamed);
  });

  it("warns of one file on both sides, unless each side has a column of its own", async () => {
    const both = write("both.conll", "Ada B-PER O\nmet O O\n");
    const codes = async (column?: string) => {
      const pred = column === undefined ? {} : { column };
      const { warnings, scores } = await evaluateFiles(both, both, { gold: { column: "2" }, pred: { ...pred } });
      return [warnings.map(({ code }) => code).includes("same-input"), scores.strict.micro.pred];
    };
    expect(await codes("2")).to.deep.equal([true, 1]);
    expect(await codes("3")).to.deep.equal([false, 0]);
  });

  it("refuses a path that leads nowhere, and an option that is none", async () => {
    const error = await readGold(join(folder, "none.jsonl")).catch((problem: unknown) => problem);
    expect(error).to.have.property("code", "file-unreadable");
    const wrong = await readPredictions(folder, { formatt: "jsonl" } as never).catch((problem: unknown) => problem);
    expect(wrong).to.have.property("code", "usage");
  });
});
