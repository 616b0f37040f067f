import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { bundledExecutable } from "../executable.ts";
import { expectGolden } from "../golden.ts";
import { Workplace } from "./fake-io.ts";

/** Documents of four mentions, all found but for those of the types that are named, in every document but each fourth. */
const gold = Array.from(
  { length: 40 },
  (_, d) => `[PER Ada${d}] met [PER Bo${d}] in [LOC Osk${d}] at [ORG Halden${d}].\n`,
).join("");
function predictions(...missed: string[]): string {
  const lines = gold.trimEnd().split("\n");
  return lines
    .map((line, d) => {
      const entities: object[] = [];
      let text = "";
      for (const piece of line.split(/(\[\w+ \w+\])/)) {
        const [, type, words] = /^\[(\w+) (\w+)\]$/.exec(piece) ?? [];
        if (type && (d % 4 === 0 || !missed.includes(type)))
          entities.push({ start: text.length, end: text.length + words!.length, type });
        text += words ?? piece;
      }
      return `${JSON.stringify({ id: `g:${d + 1}`, entities })}\n`;
    })
    .join("");
}

describe("gates", () => {
  let place: Workplace;
  before(async () => {
    place = new Workplace({
      "g.txt": gold,
      "good.jsonl": predictions(),
      "same.jsonl": predictions("LOC"),
      "bad.jsonl": predictions("LOC", "ORG"),
    });
    const { code, stderr } = await score("same", "-o", "base.json");
    expect([code, stderr]).to.deep.equal([0, ""]);
  });
  after(() => place.remove());
  const argv = (name: string, ...more: string[]) => [
    ...["--gold", "g.txt", "--document", "line", "--pred", `${name}.jsonl`, "--resamples", "200"],
    ...more,
  ];
  const score = (name: string, ...more: string[]) => place.run(argv(name, ...more));

  it("end with 1 where a score is below its bar, and with 0 where it is not; the result is shown all the same", async () => {
    const failed = await score("bad", "--fail-under", "85", "-f", "score", "-o", "bad.csv");
    expect(failed).to.deep.equal({
      ...{ code: 1, stdout: "76.92\n" },
      stderr: "gate failed: strict:f1 76.92 is 8.08 below 85.00\n",
    });
    expect(existsSync(place.path("bad.csv"))).to.equal(true);
    const passed = await score("bad", "--fail-under", "70", "--fail-under", "type:recall[PER]=100", "-f", "score");
    expect(passed).to.deep.equal({
      ...{ code: 0, stdout: "76.92\n" },
      stderr:
        "gate passed: strict:f1 76.92 is 6.92 above 70.00\ngate passed: type:recall[PER] 100.00 is equal to 100.00\n",
    });
  });

  it("fail a drop, pass a gain, and say where a drop is", async () => {
    const failed = await score("bad", "--baseline", "base.json", "-f", "score");
    expect(failed.code).to.equal(1);
    expect(failed.stderr).to.match(
      /^gate failed: strict:f1 76\.92 is 12\.\d\d below the baseline 89\.66, limit 0\.00 \(95 % sure of a drop of at least \d+\.\d\d\); largest parts: ORG −60\.00; documents g:10, g:11, g:12\n$/,
    );
    const passed = await score("good", "--baseline", "base.json", "--max-drop", "f1[*]=1", "-f", "score");
    expect(passed.code).to.equal(0);
    expect(passed.stderr.split("\n").map((line) => line.slice(0, 26))).to.deep.equal([
      "gate passed: strict:f1[LOC",
      "gate passed: strict:f1[ORG",
      "gate passed: strict:f1[PER",
      "",
    ]);
    expect(passed.stderr).to.contain("of all 3 types together");
  });

  it("are inconclusive, and end with 0, where the drop may be one of chance", async () => {
    const { code, stderr } = await score("bad", "--baseline", "base.json", "--max-drop", "12.7", "-f", "score");
    expect([code, stderr.slice(0, 27)]).to.deep.equal([0, "gate inconclusive: strict:f"]);
  });

  it("stand in the JSON, with the baseline, and are the same each time", async () => {
    const flags = ["--baseline", "b=base.json", "--max-drop", "1", "--fail-under", "f1[LOC]=30", "-f", "json"];
    const { code, stdout } = await score("bad", ...flags);
    expect(code).to.equal(1);
    expect((await score("bad", ...flags)).stdout).to.equal(stdout);
    const { gates, baseline, units } = JSON.parse(stdout);
    expect(units).to.equal(undefined);
    expect(baseline).to.have.all.keys("name", "signature", "inputs");
    expect(baseline.name).to.equal("b");
    expect(gates.map(({ rule, metric, verdict }: never) => [rule, metric, verdict])).to.deep.equal([
      ["fail-under", "strict:f1[LOC]", "passed"],
      ["max-drop", "strict:f1", "failed"],
    ]);
    expect(gates[0]).to.deep.include({ value: 0.4, limit: 0.3, level: 0.95 });
    expect(gates[1].types[0]).to.deep.include({ type: "ORG" });
    expect(gates[1].documents).to.have.length(5);
    await score("bad", ...flags, "-o", "gated.json");
    const { stderr } = await place.run(["report", "gated.json", "-f", "csv"]);
    expect(stderr).to.equal("");
  });

  it("warn of a drop that looks like a fraction, and not of small ones", async () => {
    const said = async (drop: string) =>
      (await score("bad", "--baseline", "base.json", "--max-drop", drop, "-f", "score")).stderr;
    expect(await said("0.01")).to.contain(
      "the limit of strict:f1 is 0.01 points; if you meant the fraction 0.01, write --max-drop strict:f1=1  [gate-fraction]",
    );
    expect(await said("type:recall=0.05")).to.contain("write --max-drop type:recall=5  [gate-fraction]");
    for (const drop of ["0", "0.1", "0.5", "1"]) expect(await said(drop)).not.to.contain("gate-fraction");
  });

  it("refuse what makes no sense, with 2 and nothing written", async () => {
    const mistakes: readonly (readonly [string[], RegExp])[] = [
      [["--fail-under", "f2=3"], /--fail-under f2=3: "f2" is not a metric; .*\[usage\]/],
      [["--fail-under", "f1=x"], /write METRIC=X or X/],
      [["--fail-under", "101"], /with X from 0 to 100/],
      [["--fail-under", "errors:missed=3"], /gates are on scores, not on counts of errors/],
      [["--fail-under", "fbeta=3"], /there is no beta/],
      [
        ["--fail-under", "f1[PRE]=3"],
        /strict:f1\[PRE\] has no value in the run: no mention has the type PRE.*\nhint: .*LOC, ORG, PER/,
      ],
      [["--fail-under", "strict:f2=85"], /"strict:f2" is not a metric; did you mean strict:f1\? {2}\[usage\]/],
      [["--fail-under", "0.85"], /0\.85 percent.* \[gate-fraction\]\nhint: .* --fail-under 85\n/],
      [["--fail-under", "strict:f1[A=B] = 0.9"], /\[gate-fraction\]\nhint: .* --fail-under strict:f1\[A=B\] =90\n/],
      [["--fail-under", "1"], /almost every run passes {2}\[gate-fraction\]\nhint: .* --fail-under 100\n/],
      [["--fail-under", "0"], /every run passes {2}\[gate-fraction\]\nhint: .* --fail-under 85\n/],
      [["--max-drop", "1"], /--max-drop needs --baseline/],
      [
        ["--baseline", "base.json", "--resamples", "0"],
        /with --resamples 0, a drop cannot be distinguished from chance/,
      ],
      [["--baseline", "base.json", "--level", "0.5"], /--level 0\.5 is too low for a gate/],
      [["--baseline", "base.json", "--resamples", "10"], /10 resamples are too few.*\[gate-resamples\]/],
      [["--baseline", "base.json", "--max-drop", "overlap@0.5:f1=1"], /scored without overlap@0\.5 {2}\[gate-metric\]/],
      [["--baseline", "good.jsonl"], /good\.jsonl.*\[run-/],
      [["--baseline", "none.json"], /cannot read none\.json/],
      [["--baseline", "base.json", "-o", "base.json"], /base\.json.*it is one of the inputs/],
      [["--fail-under", "50", "--as", "conlleval"], /gates are on the scores of ner-eval/],
    ];
    for (const [flags, said] of mistakes) {
      const { code, stdout, stderr } = await score("same", ...flags, "-o", "never.md");
      expect([code, stdout], flags.join(" ")).to.deep.equal([2, ""]);
      expect(stderr).to.match(said);
    }
    expect(existsSync(place.path("never.md"))).to.equal(false);
  });

  it("refuse a baseline on other gold, by other rules or of other units, and show the difference", async () => {
    place.write("other.txt", gold.replace("[LOC Osk3]", "Osk3"));
    const refused = async (...more: string[]) => {
      const { code, stderr } = await score("same", "--baseline", "base.json", "-f", "score", ...more);
      expect(code).to.equal(2);
      return stderr;
    };
    place.write("more/g.txt", gold);
    expect(await refused("--gold", "other.txt", "--unknown", "leave-out")).to.match(/\[runs-differ\]/);
    expect(await refused("--undefined", "zero")).to.match(
      /^error: base\.json is not a baseline for this run: undefined: the baseline has skip; the run has zero {2}\[runs-differ\]\nhint: score the predictions of the baseline again/,
    );
    expect(await refused("--map", "gold:LOC=GPE")).to.contain(
      "mapping of gold: the baseline has –; the run has gold:LOC=GPE",
    );
    expect(await refused("--unit", "sentence")).to.contain("unit: the baseline has document; the run has sentence");
  });

  it("hold a run against a baseline whose gold stood elsewhere, and overlaps against one that has them", async () => {
    place.write("moved/g.txt", gold);
    const moved = ["--gold", "moved/g.txt", "--document", "line", "--pred", "same.jsonl", "-f", "score"];
    const { code, stderr } = await place.run([...moved, "--baseline", "base.json"]);
    expect([code, stderr.slice(0, 12)], stderr).to.deep.equal([0, "gate passed:"]);
    await score("same", "--scheme", "strict,overlap@0.5,overlap@0.25", "-o", "overlaps.json");
    const gate = ["--max-drop", "overlap@0.50:f1=1", "--fail-under", "overlap@0.75:f1=50"];
    const overlap = await score("same", "--baseline", "overlaps.json", ...gate, "-f", "score");
    expect(overlap.stderr).to.match(/^gate passed: overlap@0\.75:f1 .*\ngate passed: overlap@0\.5:f1 .*\n$/);
  });

  it("annotate builds on GitHub and append to the summary of the job, there alone", async () => {
    place.write("summary.md", "before\n");
    const flags = argv(
      "bad",
      "--baseline",
      "base.json",
      "--max-drop",
      "12.7",
      "--fail-under",
      "80",
      "--fail-under",
      "10",
    );
    const env = { GITHUB_STEP_SUMMARY: place.path("summary.md") };
    const elsewhere = await place.run(flags, { env });
    expect(elsewhere.stderr).to.not.contain("::");
    expect(readFileSync(place.path("summary.md"), "utf8")).to.equal("before\n");
    const there = await place.run(flags, { env: { ...env, GITHUB_ACTIONS: "true" } });
    expect([there.code, there.stdout]).to.deep.equal([1, elsewhere.stdout]);
    expect(there.stderr.startsWith(elsewhere.stderr)).to.equal(true);
    const commands = there.stderr.slice(elsewhere.stderr.length).split("\n");
    expect(commands.map((line) => line.slice(0, 50))).to.deep.equal([
      "::error title=gate failed%3A strict%3Af1::strict:f",
      "::warning title=gate inconclusive%3A strict%3Af1::",
      "",
    ]);
    expectGolden("gates/summary.md", readFileSync(place.path("summary.md"), "utf8"));
    const unwritable = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: place.cwd };
    const without = await place.run(flags, { env: unwritable });
    expect(without.code).to.equal(1);
    expect(without.stderr).to.match(
      /warning: the summary of the job cannot be written: EISDIR {2}\[file-unwritable\]\n$/,
    );
    const ungated = await place.run(argv("bad"), { env: { ...env, GITHUB_ACTIONS: "true" } });
    expect(ungated.stderr).to.equal("");
  });

  it("leave the process with 0, 1 and 2", async () => {
    const executable = await bundledExecutable();
    const exit = (...flags: string[]) => {
      const child = spawnSync(process.execPath, [executable.path, ...argv("bad", ...flags)], {
        ...{
          cwd: place.cwd,
          encoding: "utf8",
          env: { ...process.env, GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: "" },
        },
      });
      return [child.status, child.stderr.split("::")[1] ?? ""];
    };
    expect(exit("--fail-under", "50")).to.deep.equal([0, ""]);
    expect(exit("--fail-under", "90")).to.deep.equal([1, "error title=gate failed%3A strict%3Af1"]);
    expect(exit("--baseline", "none.json")).to.deep.equal([2, ""]);
    executable.remove();
  });
});
