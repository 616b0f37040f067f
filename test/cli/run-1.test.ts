import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { fromRun1 } from "../../src/report/saved/run-1.ts";
import { Workplace } from "./fake-io.ts";

/** Runs that were saved by the version that wrote `run@1`, what they were made from, and what that version read of them. */
const folder = new URL("../report/run-1/", import.meta.url);
const kept = (name: string) => readFileSync(new URL(name, folder), "utf8");
const files = Object.fromEntries(readdirSync(folder).map((name) => [name, kept(name)]));

/** As `base.json` and `new.json` were scored. */
const options = [
  ...["--gold", "gold.jsonl", "--scheme", "strict,exact,partial,type,overlap@0.5,fair,token", "--beta", "2"],
  ...["--confidence", "--resamples", "40", "--interval", "bca"],
];

interface Said {
  readonly code: string;
  readonly message: string;
}

/** Warnings without their words, which differ by version: their codes and the numbers in their order, each once. */
const facts = (warnings: readonly Said[]) => [
  ...new Set(warnings.map(({ code, message }) => [code, ...(message.match(/\d+(?:\.\d+)?/g) ?? [])].join(" "))),
];

/** A value with its numbers to twelve digits. */
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === "number" ? Number(one.toPrecision(12)) : one));

describe("a run of the layout run@1", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());
  const done = async (...argv: string[]) => {
    const { code, stdout, stderr } = await place.run(argv);
    expect(code, stderr).to.be.oneOf([0, 1]);
    return stdout;
  };
  const json = (name: string) => JSON.parse(readFileSync(place.path(name), "utf8"));
  /** A run without what another version may call otherwise: its layout, its version and the digests of its inputs. */
  const numbersOf = (run: unknown) => {
    const {
      schema: _,
      version: __,
      signature: ___,
      inputs,
      warnings,
      ...numbers
    } = run as { readonly inputs: readonly object[]; readonly warnings: readonly Said[] } & Record<string, unknown>;
    return { ...numbers, inputs: inputs.map((input) => ({ ...input, digest: "" })), warnings: facts(warnings) };
  };
  /** Every line that the older version wrote. */
  const expectLines = (table: string, older: string) =>
    expect(table.split("\n")).to.include.members(kept(older).split("\n"));

  for (const name of ["base", "new", "strings"])
    it(`is read with the numbers that it had: ${name}`, async () =>
      expectLines(await done("report", `${name}.json`, "-f", "csv"), `${name}.csv`));

  it("is, in today's layout, the run that today's version saves", async () => {
    for (const name of ["base", "new"]) {
      await done("--pred", `${name}.jsonl`, ...options, "-o", "today.json");
      const today = json("today.json");
      expect(today.schema).to.equal("ner-eval/run@2");
      // Today's version says of FairEval's rows how many mentions there are, too.
      for (const scheme of ["fair", "fair-weighted"])
        for (const row of [today.scores[scheme].micro, ...today.scores[scheme].types]) {
          expect([row.gold, row.pred]).to.satisfy((counts: unknown[]) => counts.every(Number.isInteger));
          delete row.gold;
          delete row.pred;
        }
      // And what errors cost.
      for (const row of [today.errors, ...today.errors.types]) {
        expect(row.cost).to.have.all.keys("boundary", "type", "both", "missed", "spurious");
        delete row.cost;
      }
      // Powers were computed by the engine when these runs were saved, and in the last digit each has its own.
      expect(rounded(numbersOf(fromRun1(json(`${name}.json`))))).to.deep.equal(rounded(numbersOf(today)));
    }
  });

  it("is merged with others of its layout", async () => {
    await done("merge", "shard-2.json", "shard-1.json", "-o", "merged.json");
    expect(json("merged.json").schema).to.equal("ner-eval/run@2");
    expectLines(await done("report", "merged.json", "-f", "csv"), "merged.csv");
  });

  it("is compared with others of its layout, and with predictions", async () => {
    const drawing = ["--trials", "200", "--resamples", "200", "--metric", "f1,fair:f1", "-f", "json"];
    const { runs, warnings, ...before } = JSON.parse(kept("compared.json"));
    // Comparisons did not say what errors cost then.
    const { costs, ...saved } = JSON.parse(await done("compare", "base.json", "new.json", ...drawing));
    expect(costs).to.have.length(5);
    expect({ ...saved, runs, version: before.version, warnings: facts(saved.warnings) }).to.deep.equal({
      ...before,
      ...{ runs, warnings: facts(warnings) },
    });
    const rules = ["--gold", "gold.jsonl", "--beta", "2"];
    const scored = JSON.parse(await done("compare", "base.json", "--pred", "new=new.jsonl", ...rules, ...drawing));
    expect(scored.pairs).to.deep.equal(before.pairs);
  });

  it("is a baseline", async () => {
    const gates = ["--baseline", "base.json", "--max-drop", "f1=1", "--max-drop", "fair:f1[PER]=50"];
    const stdout = await done("--pred", "new.jsonl", ...options, ...gates, "--resamples", "2000", "-f", "json");
    expect(JSON.parse(stdout).gates).to.deep.equal(JSON.parse(kept("gates.json")));
  });

  it("is neither compared nor merged with one of today's", async () => {
    await done("--pred", "new.jsonl", ...options, "-o", "today.json");
    await done("--gold", "gold-2.jsonl", "--pred", "base=base-2.jsonl", "--resamples", "0", "-o", "shard.json");
    for (const argv of [
      ["compare", "base.json", "today.json"],
      ["merge", "shard-1.json", "shard.json"],
    ]) {
      const { code, stdout, stderr } = await place.run(argv);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(
        /^error: (\S+) was saved as ner-eval\/run@1, and \S+ as ner-eval\/run@2 {2}\[runs-differ\]\nhint: score the predictions of \1 again\n$/,
      );
    }
  });

  it("is read whatever the order of its counters, and whatever else it counted", async () => {
    const run = json("base.json");
    const { counters, documents } = run.units;
    run.units.counters = ["of another version", ...counters.toReversed()];
    for (const { rows } of documents)
      for (const [r, [type, ...counts]] of rows.entries()) rows[r] = [type, 7, ...counts.toReversed()];
    place.write("turned.json", JSON.stringify(run));
    expectLines(await done("report", "turned.json", "-f", "csv"), "base.csv");
  });

  it("is refused where a number was changed", async () => {
    const run = json("base.json");
    run.scores.strict.micro.possible++;
    place.write("changed.json", JSON.stringify(run));
    const { code, stderr } = await place.run(["report", "changed.json"]);
    expect([code, stderr]).to.satisfy(([code, text]: [number, string]) => code === 2 && text.includes("[run-altered]"));
  });
});
