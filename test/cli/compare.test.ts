import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect } from "chai";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { version } from "../../src/version.ts";
import { bundledExecutable } from "../executable.ts";
import { expectGolden } from "../golden.ts";
import { madeUp, predicted } from "../stats/runs.ts";
import { Workplace } from "./fake-io.ts";

const gold = madeUp(40, 1);
const goldLines = (documents: readonly Document[]) =>
  documents.map(({ id, text, spans }) => `${JSON.stringify({ id, text, entities: spans })}\n`).join("");
const lines = (predictions: readonly Prediction[]) =>
  predictions.map(({ id, spans }) => `${JSON.stringify({ id, entities: spans })}\n`).join("");
const files = {
  "gold/all.jsonl": goldLines(gold),
  "base.jsonl": lines(predicted(gold, 0.5, 1)),
  "crf.jsonl": lines(predicted(gold, 0.1, 2)),
  "llm.jsonl": lines(predicted(gold, 0.45, 3)),
  "seeds/crf-1.jsonl": lines(predicted(gold, 0.1, 4)),
  "seeds/crf-2.jsonl": lines(predicted(gold, 0.15, 5)),
  "seeds/crf-3.jsonl": lines(predicted(gold, 0.1, 6)),
  "seeds/llm-1.jsonl": lines(predicted(gold, 0.45, 7)),
  "seeds/llm-2.jsonl": lines(predicted(gold, 0.4, 8)),
};
const three = ["base", "crf", "llm"].flatMap((name) => ["--pred", `${name}.jsonl`]);
const quick = ["--trials", "500", "--resamples", "200"];

interface Json {
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what it looks at.
  readonly [key: string]: any;
}

describe("ner-eval compare", () => {
  let place: Workplace;
  before(async () => {
    place = new Workplace(files);
    for (const name of ["base", "crf", "llm"]) await place.run(["--pred", `${name}.jsonl`, "-o", `${name}.json`]);
  });
  after(() => place.remove());
  const compare = async (...argv: string[]) => place.run(["compare", ...quick, ...argv]);
  const shown = async (...argv: string[]) => {
    const { code, stdout, stderr } = await compare(...argv);
    expect([code, stderr.replace(/^warning: .*\n/gm, "")]).to.deep.equal([0, ""]);
    return stdout;
  };
  const json = async (...argv: string[]): Promise<Json> => JSON.parse(await shown(...argv, "-f", "json"));
  const mistake = async (...argv: string[]) => {
    const { code, stdout, stderr } = await compare(...argv);
    expect([code, stdout], stderr).to.deep.equal([2, ""]);
    return stderr;
  };

  it("shows systems side by side, and what is known of their differences", async () => {
    const { stdout } = await place.run(["compare", ...quick, ...three], { columns: 80 });
    expectGolden("compare/three.txt", stdout.replaceAll(`v:${version}`, "v:VERSION"));
    expect(
      Math.max(
        ...stdout
          .split("\n")
          .slice(0, -2)
          .map((line) => line.length),
      ),
    ).to.be.at.most(80);
  });

  it("shows of two systems what was fixed and what was broken, in its words, and types with their tests", async () => {
    const argv = ["compare", ...quick, ...three.slice(0, 4), "--per-type"];
    const { stdout } = await place.run(argv, { columns: 80 });
    expectGolden("compare/two.txt", stdout.replaceAll(`v:${version}`, "v:VERSION"));
    const none = await shown(...three.slice(0, 4), "--examples", "0");
    expect(none).not.to.contain("kept wrong");
    expect(await shown(...three, "--examples", "1")).to.contain("crf fixed");
  });

  it("shows several runs of a system as one, with their spread", async () => {
    const argv = ["compare", ...quick, "--pred", "base.jsonl", "--pred", "crf=seeds/crf-*.jsonl"];
    const { stdout } = await place.run([...argv, "--pred", "llm=seeds/llm-*.jsonl"], { columns: 80 });
    expectGolden("compare/seeds.txt", stdout.replaceAll(`v:${version}`, "v:VERSION"));
    const repeated = ["3", "1", "2"].flatMap((seed) => ["--pred", `crf=seeds/crf-${seed}.jsonl`]);
    const found = await json("--pred", "base.jsonl", ...repeated);
    expect(found).to.deep.equal(await json("--pred", "base.jsonl", "--pred", "crf=seeds/crf-*.jsonl"));
    expect(found.systems[1]).to.include({ name: "crf", runs: 3 });
    expect(found.systems[1].values[0].seeds.count).to.equal(3);
    expect(found.pairs[0].test).to.equal("bootstrap");
  });

  it("says the same of saved runs as of their predictions, but for the words of mentions", async () => {
    const fresh = await json(...three);
    const saved = await json("base.json", "crf.json", "llm.json");
    for (const key of ["pairs", "systems", "rankings", "types", "schemes", "flips", "gold", "units", "metrics"])
      expect(saved[key], key).to.deep.equal(fresh[key]);
    for (const [i, { totals, counts, mentions, spurious }] of saved.transitions.entries()) {
      expect({ totals, counts }).to.deep.equal({
        totals: fresh.transitions[i].totals,
        counts: fresh.transitions[i].counts,
      });
      expect([mentions, spurious]).to.deep.equal([[], null]);
    }
    const mixed = await json("base.json", ...three.slice(2));
    expect(mixed.pairs).to.deep.equal(fresh.pairs);
  });

  it("has every mention that changed in JSON, with its document, offsets and words", async () => {
    const { transitions } = await json(...three.slice(0, 4));
    const [{ mentions, totals }] = transitions;
    expect(mentions).to.have.length(totals.fixed + totals.broke + totals.changed + totals["kept wrong"]);
    const texts = new Map(gold.map(({ id, text }) => [id, text]));
    for (const { id, gold } of mentions) expect(gold.text).to.equal(texts.get(id)!.slice(gold.start, gold.end));
  });

  it("writes a table for a paper, all pairs for programs, and everything as a page or a document", async () => {
    const endings = ["tex", "md", "html", "csv", "tsv", "txt", "json"];
    const outputs = endings.flatMap((ending) => ["-o", `out.${ending}`]);
    await shown("base.json", "crf.json", "llm.json", "--caption", "A & B", "--label", "tab:x", ...outputs);
    const written = (ending: string) =>
      readFileSync(place.path(`out.${ending}`), "utf8")
        .replaceAll(version, "VERSION")
        .replace(/murmur3-sum:[0-9a-f]{32}/g, "murmur3-sum:DIGEST");
    for (const ending of ["tex", "md", "csv"]) expectGolden(`compare/table.${ending}`, written(ending));
    expect(written("tsv").replaceAll("\t", ",")).to.equal(written("csv"));
    expect(written("html")).to.contain("<h1").and.contain("crf is better than base");
    expect(JSON.parse(written("json")).schema).to.equal("ner-eval/comparison@1");
    for (const kind of ["systems", "pairs", "types", "schemes", "transitions"]) {
      const table = await shown("base.json", "crf.json", "llm.json", "--table", kind, "-f", "csv");
      expect(table.trimEnd().split("\n").length, kind).to.be.greaterThan(2);
      expect(
        new Set(
          table
            .trimEnd()
            .split("\n")
            .map((line) => line.split(",").length),
        ).size,
        kind,
      ).to.equal(1);
      expect(await shown("base.json", "crf.json", "llm.json", "--table", kind, "-f", "latex")).to.contain("\\toprule");
    }
  });

  it("has the columns that are asked for, in their order", async () => {
    const argv = [...three, "--table", "systems", "--columns", "p,f1,ci,delta"];
    const [, , head, first, second] = (await shown(...argv)).split("\n").map((line) => line.trim().split(/ {3,}/));
    expect(head).to.deep.equal(["Run", "p (adj.)", "F1", "95% CI", "Δ vs base"]);
    expect(first!.slice(2).map((cell) => cell.replace(/[\d.]+/g, "0"))).to.deep.equal(["–", "0", "[0, 0]", "–"]);
    expect(second![2]).to.match(/^\d/);
    const csv = await shown(...argv, "-f", "csv");
    expect(csv.split("\n")[0]).to.equal("run,p,p_adjusted,f1,f1_low,f1_high,delta");
    const joined = [...three, "--table", "systems", "--columns", "f1+ci,delta+ci,gold+pred,exact:correct,wins"];
    const [, , titles, base, crf] = (await shown(...joined)).split("\n").map((line) => line.trim().split(/ {3,}/));
    expect(titles).to.deep.equal(["Run", "F1", "Δ vs base", "Gold / Pred", "Correct (exact)", "W / T / L"]);
    expect(base![2]!.replace(/[\d.]+/g, "0")).to.equal("0 [0, 0]");
    expect(crf![3]).to.match(/^[-+−][\d.]+ \[[-+−\d.]+, [-+−\d.]+\]$/);
    expect((await shown(...joined, "-f", "csv")).split("\n")[0]).to.equal(
      "run,f1,f1_low,f1_high,delta,delta_low,delta_high,gold,pred,exact:correct,wins,ties,losses",
    );
    for (const [columns, message] of [
      ["q", 'no column is called "q"'],
      ["score", 'there is no column "score"'],
      ["p,score-ci", "hint: write the metric and its interval, such as f1,ci"],
      ["ci,p", "the column ci is the interval of the column before it"],
      ["f1@macro", "the column strict:f1@macro was not compared"],
      ["missed", "a comparison has no column missed"],
    ] as const)
      expect(await mistake(...three, "--columns", columns, "--table", "systems"), columns).to.contain(message);
  });

  it("gives the same bytes twice, and the same numbers in another order of systems", async () => {
    expect(await shown(...three, "-f", "json")).to.equal(await shown(...three, "-f", "json"));
    const there = await json(...three);
    const back = await json("--pred", "llm.jsonl", "--pred", "crf.jsonl", "--pred", "base.jsonl");
    for (const pair of there.pairs) {
      const other = back.pairs.find(({ a, b }: Json) => a === pair.b && b === pair.a);
      expect(other.delta).to.equal(-pair.delta);
      expect([other.p, other.pAdjusted, other.wins, other.losses]).to.deep.equal([
        ...[pair.p, pair.pAdjusted, pair.losses, pair.wins],
      ]);
    }
    expect(back.systems.toReversed()).to.deep.equal(there.systems);
  });

  it("compares in the metrics asked for, the first one first, and warns where schemes disagree", async () => {
    const found = await json(...three, "--metric", "type:f1,f1@macro", "--metric", "overlap@0.5:recall[A]");
    expect(found.metrics).to.deep.equal(["type:f1", "strict:f1@macro", "overlap@0.5:recall[A]"]);
    expect(found.pairs).to.have.length(9);
    const spans = [0, 13, 25].map((start) => ({ start, end: start + 8, type: "A" }));
    const record = (spans: object[]) => `${JSON.stringify({ id: "1", entities: spans })}\n`;
    place.write("one.jsonl", JSON.stringify({ id: "1", text: "x".repeat(40), entities: spans }));
    place.write("exact.jsonl", record(spans.slice(0, 1)));
    place.write("near.jsonl", record(spans.map((span) => ({ ...span, end: span.end - 1 }))));
    const { stderr, stdout } = await compare("--gold", "one.jsonl", "--pred", "exact.jsonl", "--pred", "near.jsonl");
    expect(stderr)
      .to.contain("[schemes-disagree]")
      .and.contain("there are no confidence intervals: there is 1 document, and intervals need 5");
    expect(stdout).to.contain("type:f1 puts near first");
  });

  it("refuses what cannot be compared, and shows in what it differs", async () => {
    place.write("other/all.jsonl", goldLines(gold.slice(1)));
    await place.run(["--gold", "other", "--unknown", "leave-out", "--pred", "crf.jsonl", "-o", "other.json"]);
    await place.run(["--pred", "crf.jsonl", "--map", "gold:A=B", "-o", "mapped.json"]);
    await place.run(["--pred", "crf.jsonl", "--scheme", "strict,overlap@0.5", "-o", "overlap.json"]);
    expect(await mistake("base.json", "other.json"))
      .to.contain("[runs-differ]")
      .and.contain("gold: base has")
      .and.contain("documents: base has 40; crf has 39");
    expect(await mistake("base.json", "mapped.json")).to.contain("mapping of gold: base has –; crf has gold:A=B");
    expect(await mistake("base.json", "overlap.json")).to.contain("overlap thresholds: base has none; crf has 0.5");
    expect(await mistake("other.json", "--pred", "new=base.jsonl")).to.contain("[runs-differ]");
    place.write("part.jsonl", lines(predicted(gold, 0.2, 9).slice(1)));
    place.write("part2.jsonl", lines(predicted(gold, 0.2, 9).slice(0, -1)));
    const left = ["--unpredicted", "leave-out"];
    expect(await mistake("--pred", "part.jsonl", "--pred", "part2.jsonl", ...left)).to.contain("was scored only for");
  });

  it("answers mistakes in its words", async () => {
    expect(await mistake()).to.contain("a comparison needs two systems or more");
    expect(await mistake("base.json")).to.contain("needs two systems or more; base is the only one");
    expect(await mistake("--pred", "base.jsonl", "--pred", "seeds/crf-*.jsonl")).to.contain("needs a name");
    expect(await mistake("--pred", "base.jsonl", "--pred", "./base.jsonl")).to.contain("are both called base");
    for (const given of [
      ["--gold", "gold"],
      ["--types", "A"],
      ["--beta", "2"],
      ["--pair", "text"],
      ["--unit", "sentence"],
    ])
      expect(await mistake("base.json", "crf.json", ...given)).to.contain(
        `${given[0]} sets how predictions are scored`,
      );
    expect(await mistake("base.json", "crf.json", "--metric", "errors:missed")).to.contain("is not a score");
    expect(await mistake("base.json", "crf.json", "--metric", "f1[Z]")).to.contain("neither side has this type");
    expect(await mistake("base.json", "crf.json", "--metric", "overlap@0.5:f1")).to.contain("have no overlap@0.5");
    expect(await mistake("base.json", "crf.json", "--metric", "fbeta")).to.contain("--beta");
    expect(await mistake("base.json", "crf.json", "--detect", "0")).to.contain("points above 0");
    expect(await mistake("base.json", "crf.json", "-o", "x.pdf")).to.contain(
      "the ending of x.pdf does not name a format",
    );
    expect(await mistake("base.json", "crf.json", "-o", "crf.json")).to.contain("one of the inputs");
    expect(await mistake("--gold", "-", ...three)).to.contain("every run needs it");
    expect(await mistake("base.json", "none.json")).to.contain("[file-unreadable]");
  });

  it("names saved runs that are called alike by their files, and takes given names", async () => {
    await place.run(["--pred", "same=crf.jsonl", "-o", "one.json"]);
    await place.run(["--pred", "same=llm.jsonl", "-o", "two.json"]);
    const names = async (...argv: string[]) => (await json(...argv)).systems.map(({ name }: Json) => name);
    expect(await names("one.json", "two.json")).to.deep.equal(["one", "two"]);
    expect(await names("x=one.json", "two.json")).to.deep.equal(["x", "same"]);
    expect((await json("base.json", "x=one.json", "x=two.json")).systems[1]).to.include({ name: "x", runs: 2 });
  });

  it("takes paths as they are, an equals sign in them too", async () => {
    place.write("a=b.jsonl", files["crf.jsonl"]);
    const argv = ["--pred", "base.jsonl", "--pred", "./a=b.jsonl"];
    expect((await json(...argv)).systems.map(({ name }: Json) => name)).to.deep.equal(["base", "a=b"]);
    expect((await json(...argv.slice(0, 3), "new=a=b.jsonl")).systems[1].name).to.equal("new");
  });

  it("says that nothing was tested where nothing was", async () => {
    const shownUntested = await shown(...three, "--trials", "0");
    expect(shownUntested).to.contain("Nothing was tested.").and.not.to.contain("p (adj.) against");
    expect(shownUntested).not.to.contain("is better than");
  });

  it("refuses a saved run whose outcomes are not those of its gold mentions", async () => {
    const run = JSON.parse(readFileSync(place.path("crf.json"), "utf8"));
    const at = run.units.documents.findIndex(({ outcomes }: Json) => outcomes.length > 1);
    run.units.documents[at].outcomes = run.units.documents[at].outcomes.slice(1);
    place.write("cut.json", JSON.stringify(run));
    expect(await mistake("base.json", "cut.json"))
      .to.contain("[run-field]")
      .and.contain("outcomes");
    for (const document of run.units.documents) delete document.outcomes;
    place.write("old.json", JSON.stringify(run));
    expect((await json("base.json", "old=old.json")).transitions).to.deep.equal([]);
    expect(await mistake("base.json", "old=old.json", "--table", "transitions")).to.contain(
      "the runs have no outcomes of single mentions",
    );
  });

  it("does all that as a program", async () => {
    const executable = await bundledExecutable();
    const program = [executable.path];
    const argv = ["compare", ...quick, "base.json", "crf.json"].map((word) =>
      word.endsWith(".json") ? place.path(word) : word,
    );
    const { stdout } = await promisify(execFile)(process.execPath, [...program, ...argv]);
    expect(stdout).to.contain("crf is better than base.");
    const failed = await promisify(execFile)(process.execPath, [...program, "compare"]).catch((error) => error);
    expect(failed.code).to.equal(2);
    executable.remove();
  });
});
