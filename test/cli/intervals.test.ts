import { readFileSync } from "node:fs";
import { expect } from "chai";
import { expectGolden } from "../golden.ts";
import { Workplace } from "./fake-io.ts";

/** Thirty documents of a line each; every fifth is tagged wrong in one of three ways. */
const gold = Array.from({ length: 30 }, (_, i) => `[PER Ada Moen] met [ORG Halden ${i}] in [LOC Port Osk].\n`).join("");
const preds = Array.from({ length: 30 }, (_, i) => {
  const org = { start: 13, end: 20 + String(i).length, type: i % 5 === 0 ? "LOC" : "ORG" };
  const per = { start: 0, end: i % 5 === 1 ? 3 : 8, type: "PER" };
  return `${JSON.stringify({ id: `gold:${i + 1}`, entities: i % 5 === 2 ? [org] : [per, org] })}\n`;
}).join("");

describe("ner-eval score with intervals", () => {
  let place: Workplace;
  before(() => {
    place = new Workplace({ "gold.txt": gold, "preds.jsonl": preds });
  });
  after(() => place.remove());
  const run = (argv: readonly string[] = [], columns?: number) =>
    place.run(
      ["--gold", "gold.txt", "--document", "line", "--pred", "preds.jsonl", ...argv],
      columns === undefined ? {} : { columns },
    );

  it("shows them beside F1, and the columns go first where a terminal is narrow", async () => {
    const { stdout, stderr, code } = await run([], 80);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expectGolden("score/intervals-80.txt", stdout);
    const narrow = (await run([], 40)).stdout;
    expect(narrow).to.not.contain("CI");
    for (const line of narrow.split("\n").slice(0, 12)) expect(line.length).to.be.at.most(40);
  });

  it("says in the signature how they were drawn", async () => {
    const signature = async (...argv: string[]) => (await run(argv)).stdout.trimEnd().split("\n").at(-1);
    expect(await signature()).to.contain("|docs:30|ci:bootstrap-percentile:1000|seed:12345|v:");
    expect(await signature("--interval", "bca", "--resamples", "50", "--level", "0.9", "--seed", "0")).to.contain(
      "|ci:bootstrap-bca:50|level:0.9|seed:0|",
    );
    expect(await signature("--resamples", "0")).to.match(/\|docs:30\|v:[^|]*$/);
  });

  it("names the level above the column, and shows none with --resamples 0", async () => {
    expect((await run(["--level", "0.9"])).stdout).to.contain("90% CI");
    expect((await run(["--level", ".999"])).stdout).to.contain("99.9% CI");
    expect((await run(["--resamples", "0"])).stdout).to.not.contain("CI");
  });

  it("writes the same ends into JSON and CSV as on the screen, rounded there alone", async () => {
    const screen = (await run(["-o", "run.json", "-o", "run.csv"])).stdout;
    const json = JSON.parse(readFileSync(place.path("run.json"), "utf8"));
    expect(json.resampling).to.deep.equal({
      ...{ unit: "document", units: 30, method: "percentile", resamples: 1000, seed: 12345, level: 0.95 },
    });
    const { low, high } = json.scores.strict.micro.intervals.f1;
    expect(screen).to.contain(`[${(100 * low).toFixed(2)}, ${(100 * high).toFixed(2)}]`);
    const lines = readFileSync(place.path("run.csv"), "utf8").split("\n");
    expect(lines[0]).to.equal("run,type,scheme,metric,value,low,high,gold,pred,correct");
    expect(lines.find((line) => line.startsWith("preds,,strict,f1,"))).to.contain(`,${low},${high},`);
    const { intervals } = json.scores.type.types.find((row: { type: string }) => row.type === "ORG");
    expect(lines.find((line) => line.startsWith("preds,ORG,type,recall,"))).to.contain(
      `,${intervals.recall.low},${intervals.recall.high},`,
    );
    const macro = json.scores.strict.macro.intervals.f1;
    expect(lines.find((line) => line.startsWith("preds,,strict,f1@macro,"))).to.contain(`,${macro.low},${macro.high},`);
    expect(json.scores.fair.micro.intervals.f1.low).to.be.at.most(json.scores.fair.micro.f1);
    expect(json.errors.intervals.missed.high).to.be.at.least(json.errors.all.missed);
    expect(json.errors.types[0].intervals).to.have.all.keys(
      "correct",
      "type",
      "boundary",
      "both",
      "missed",
      "spurious",
    );
  });

  it("gives a metric the same interval whatever else is shown", async () => {
    const ends = async (...argv: string[]) => {
      const { scores } = JSON.parse((await run(["-f", "json", ...argv])).stdout);
      return [scores.strict.micro.intervals, scores.token.types[0].intervals].map((intervals) => intervals.f1);
    };
    const plain = await ends();
    expect(await ends("--scheme", "overlap@0.5,strict")).to.deep.equal(plain);
    expect(await ends("--beta", "2")).to.deep.equal(plain);
  });

  it("draws none where nothing but the number is wanted", async () => {
    const { stdout, stderr } = await run(["-f", "score"]);
    expect(stdout).to.match(/^\d+\.\d\d\n$/);
    expect(stderr).to.equal("");
  });

  it("warns of few documents, and says what the intervals do not say", async () => {
    const few = new Workplace({
      "gold.txt": gold.split("\n").slice(0, 6).join("\n"),
      "preds.jsonl": preds.split("\n").slice(0, 6).join("\n"),
    });
    const argv = ["--gold", "gold.txt", "--document", "line", "--pred", "preds.jsonl"];
    const { stderr, stdout, code } = await few.run(argv);
    expect(code).to.equal(0);
    expect(stdout).to.contain("95% CI");
    expect(stderr).to.contain("6 documents").and.contain("[units-few]");
    expect((await few.run([...argv, "--resamples", "0"])).stderr).to.equal("");
    few.remove();
  });

  it("refuses a level that is none", async () => {
    for (const level of ["0", "1", "95", "-0.5", "x", ""]) {
      const { stderr, code } = await run(["--level", level]);
      expect(code, level).to.equal(2);
      expect(stderr).to.contain("between 0 and 1");
    }
  });
});
