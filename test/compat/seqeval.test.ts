/** seqeval's reports to the byte, in all schemes; `test/oracles/seqeval/README.md` says how they were had. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Profile } from "../../src/compat/profile.ts";
import { seqeval, seqevalProfile } from "../../src/compat/seqeval.ts";
import { type StrictScheme, seqevalStrict, seqevalStrictProfile } from "../../src/compat/seqeval-strict.ts";
import { pairwiseSum } from "../../src/compat/seqeval-tally.ts";
import { resultOf, tagged } from "./tagged.ts";

interface Measured {
  readonly title: string;
  readonly gold: readonly (readonly string[])[];
  readonly pred: readonly (readonly string[])[];
  readonly reports: { readonly [mode: string]: string | { readonly error: string } };
}

const measured: readonly Measured[] = JSON.parse(
  readFileSync(new URL("../oracles/seqeval/reports.json", import.meta.url), "utf8"),
);

const profiles: { readonly [mode: string]: Profile } = {
  default: seqeval,
  "default, 4 digits": seqevalProfile(4),
  ...Object.fromEntries(
    (["IOB1", "IOB2", "IOE1", "IOE2", "IOBES", "BILOU"] satisfies StrictScheme[]).map((scheme) => [
      scheme,
      seqevalStrictProfile(scheme),
    ]),
  ),
};

describe("seqeval", () => {
  for (const { title, gold, pred, reports } of measured) {
    it(`prints what seqeval 1.2.2 prints, in every mode and scheme: ${title}`, () => {
      expect(Object.keys(profiles)).to.deep.equal(Object.keys(reports));
      const documents = gold.map((tags, i) => tagged(tags, pred[i]!));
      for (const [mode, report] of Object.entries(reports)) {
        const ours = () => resultOf(profiles[mode]!, documents).text;
        if (typeof report === "string") expect(ours(), mode).to.equal(report);
        // No entity to make a table of: there still are numbers.
        else if (report.error.includes("empty sequence")) expect(ours(), mode).to.equal(undefined);
        else expect(ours, mode).to.throw().with.property("code", "profile-refused");
      }
    });
  }

  it("sums as NumPy does: in eight lanes from eight numbers on, halved beyond 128", () => {
    const sum = (length: number) => pairwiseSum(Array.from({ length }, (_, i) => 1 / (i + 1)));
    const oneByOne = (length: number) => Array.from({ length }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);
    // numpy.array([1 / (i + 1) for i in range(n)]).sum(), NumPy 2.4.6.
    expect([7, 128, 129, 300, 1000].map(sum)).to.deep.equal([
      2.5928571428571425, 5.433147092589173, 5.440899030573669, 6.282663880299504, 7.485470860550345,
    ]);
    expect([128, 129, 300, 1000].filter((length) => sum(length) === oneByOne(length))).to.deep.equal([]);
  });

  it("calls the profiles of other schemes by their names", () => {
    expect(seqevalStrict.name).to.equal("seqeval-strict");
    expect(seqevalStrictProfile("BILOU").name).to.equal("seqeval-strict-bilou");
  });

  it("counts a type that only predictions use in the macro average, and not in the weighted one", () => {
    const [table] = resultOf(seqeval, [tagged(["B-P", "O"], ["B-P", "B-Q"])]).tables;
    const averages = table!.averages.map(({ name, f1 }) => [name, f1]);
    expect(averages).to.deep.equal([
      ["micro avg", 2 / 3],
      ["macro avg", 0.5],
      ["weighted avg", 1],
    ]);
  });
});
