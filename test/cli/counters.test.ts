import { readFileSync } from "node:fs";
import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const span = (start: number, end: number, type: string) => ({ start, end, type });
const ids = ["a", "b", "c", "d", "e", "f"];
const text = "Ada Moen met Bo Ek in Oslo.";
const files = {
  "gold.jsonl": ids
    .map((id) => line({ id, text, entities: [span(0, 8, "PER"), span(13, 18, "PER"), span(22, 26, "LOC")] }))
    .join(""),
  "base.jsonl": ids.map((id) => line({ id, entities: [span(0, 8, "PER"), span(13, 18, "PER")] })).join(""),
  "new.jsonl": ids
    .map((id, i) => line({ id, entities: i % 2 ? [span(0, 8, "PER")] : [span(0, 3, "PER"), span(22, 26, "LOC")] }))
    .join(""),
};

describe("metrics, by the same names everywhere", () => {
  let place: Workplace;
  before(async () => {
    place = new Workplace(files);
    for (const name of ["base", "new"])
      await place.run(["--gold", "gold.jsonl", "--pred", `${name}.jsonl`, "-o", `${name}.json`]);
  });
  after(() => place.remove());
  const json = (name: string) => JSON.parse(readFileSync(place.path(name), "utf8"));
  const done = async (...argv: string[]) => {
    const { code, stdout, stderr } = await place.run(argv);
    expect(code, stderr).to.be.oneOf([0, 1]);
    return stdout;
  };
  const mistake = async (...argv: string[]) => {
    const { code, stdout, stderr } = await place.run(argv);
    expect([code, stdout], stderr).to.deep.equal([2, ""]);
    return stderr;
  };

  it("have means over documents in gates, comparisons and tables", async () => {
    const gated = JSON.parse(
      await done(
        ...["--gold", "gold.jsonl", "--pred", "new.jsonl", "--fail-under", "f1@documents=60"],
        ...[
          "--baseline",
          "base.json",
          "--max-drop",
          "f1@documents=1",
          "--max-drop",
          "fair:f1@documents=1",
          "-f",
          "json",
        ],
      ),
    );
    const { mean } = gated.scores.strict.documents.f1;
    expect(gated.gates.map(({ metric }: { metric: string }) => metric)).to.deep.equal([
      "strict:f1@documents",
      "strict:f1@documents",
      "fair:f1@documents",
    ]);
    expect(gated.gates[0]).to.include({ rule: "fail-under", verdict: "failed" });
    for (const gate of gated.gates.slice(0, 2)) expect(gate.value).to.be.closeTo(mean, 1e-12);
    expect(gated.gates[1]).to.include({ verdict: "failed" });
    expect(gated.gates[1].types).to.deep.equal([]);

    const compared = JSON.parse(
      await done("compare", "base.json", "new.json", "--metric", "f1@documents", "-f", "json"),
    );
    expect(compared.pairs[0]).to.include({ metric: "strict:f1@documents" });
    expect(compared.pairs[0].delta).to.be.closeTo(mean - json("base.json").scores.strict.documents.f1.mean, 1e-12);
    expect(compared.pairs[0].p).to.be.within(0, 1);

    const columns = "f1@documents,fair:f1@documents,f1+gold,f1+ci";
    const table = (await done("report", "new.json", "--table", "scores", "--columns", columns, "-f", "csv")).split(
      "\n",
    );
    expect(table[0]).to.equal("System,f1@documents,fair:f1@documents,f1,f1_low,f1_high,gold");
    expect(Number(table[1]!.split(",")[1])).to.be.closeTo(mean, 1e-12);
    expect(Number(table[1]!.split(",")[2])).to.be.closeTo(gated.gates[2].value, 1e-12);
  });

  it("have FairEval's schemes in the long form", async () => {
    const lines = (await done("report", "new.json", "-f", "csv")).split("\n");
    const { f1, gold, pred } = json("new.json").scores.fair.micro;
    expect(lines.find((row) => row.startsWith("new,,fair,f1,"))).to.match(
      new RegExp(`^new,,fair,f1,${f1},.*,${gold},${pred},$`),
    );
  });

  describe("of a run whose version did not count all that this one does", () => {
    before(() => {
      const run = json("base.json");
      const { counters, documents } = run.units;
      const left = counters.map((name: string) => !/^(?:fair|token)/.test(name));
      run.units.counters = counters.filter((_: string, i: number) => left[i]);
      for (const { rows } of documents)
        for (const [r, [type, ...counts]] of rows.entries())
          rows[r] = [type, ...counts.filter((_: number, i: number) => left[i])];
      for (const scheme of ["fair", "fair-weighted", "token"]) delete run.scores[scheme];
      place.write("older.json", JSON.stringify(run));
    });

    it("are shown where they can be, and nothing else", async () => {
      const shown = await done("report", "older.json");
      expect(shown)
        .to.match(/^strict +100\.00/m)
        .and.to.not.match(/^(?:fair|token)/m);
      const rows = (await done("report", "base.json", "-f", "csv"))
        .split("\n")
        .filter((row) => !/,(?:fair|fair-weighted|token),/.test(row));
      expect((await done("report", "older.json", "-f", "csv")).split("\n")).to.deep.equal(rows);
      expect(await mistake("report", "older.json", "--table", "scores", "--columns", "fair:f1")).to.contain(
        "error: the run base was saved without fair  [usage]",
      );
      expect(await done("report", "older.json", "--table", "corpus")).to.match(/^ALL .* –$/m);
    });

    it("may be a baseline, but not in what it did not count", async () => {
      const gate = (metric: string) => [
        ...["--gold", "gold.jsonl", "--pred", "new.jsonl", "--baseline", "older.json", "--max-drop", `${metric}=1`],
      ];
      const older = JSON.parse(await done(...gate("f1"), "-f", "json")).gates;
      const args = ["--gold", "gold.jsonl", "--pred", "new.jsonl", "--baseline", "base.json", "--max-drop", "f1=1"];
      expect(older).to.deep.equal(JSON.parse(await done(...args, "-f", "json")).gates);
      expect(await mistake(...gate("fair:f1"))).to.contain(
        "fair:f1 has no value in older.json, which was scored without fair",
      );
    });

    it("are compared where both have them, and undefined elsewhere", async () => {
      const { pairs, schemes } = JSON.parse(await done("compare", "older=older.json", "new.json", "-f", "json"));
      const whole = JSON.parse(await done("compare", "older=base.json", "new.json", "-f", "json"));
      expect(pairs).to.deep.equal(whole.pairs);
      const values = (name: string) => schemes.find(({ scheme }: { scheme: string }) => scheme === name).values;
      expect(values("fair")[0]).to.equal(null);
      expect(values("exact")).to.not.include(null);
      const tested = JSON.parse(
        await done("compare", "older=older.json", "new.json", "--metric", "token:f1", "-f", "json"),
      );
      expect(tested.pairs[0]).to.include({ delta: null, p: null });
    });

    it("are saved again as they are", async () => {
      await done("merge", "older.json", "-o", "again.json");
      expect(json("again.json").units.counters).to.deep.equal(json("older.json").units.counters);
      expect(json("again.json").units.documents).to.deep.equal(json("older.json").units.documents);
    });

    it("are not read without what every result needs", async () => {
      const run = json("older.json");
      const at = 1 + run.units.counters.indexOf("boundary");
      run.units.counters.splice(at - 1, 1);
      for (const { rows } of run.units.documents) for (const row of rows) row.splice(at, 1);
      place.write("less.json", JSON.stringify(run));
      expect(await mistake("report", "less.json")).to.contain("version 0.1.0 did not count boundary  [run-schema]");
    });
  });
});
