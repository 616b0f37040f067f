import { expect } from "chai";
import { defaultDrift } from "../../src/align/align.ts";
import { duplicatePolicies } from "../../src/align/duplicates.ts";
import { groundRules } from "../../src/align/ground.ts";
import { pairRules } from "../../src/align/pair.ts";
import { badSpanPolicies } from "../../src/align/place/bad-spans.ts";
import { goldOffsetChoices, offsetChoices } from "../../src/align/place/units.ts";
import { unpredictedPolicies } from "../../src/align/unpredicted.ts";
import { choicesOfOption, parserOf } from "../../src/cli/values.ts";
import { unitNames } from "../../src/count/units.ts";
import { tagSchemes } from "../../src/formats/columns/schemes.ts";
import { repairPolicies } from "../../src/formats/tags.ts";
import { comparisonTables } from "../../src/report/compared/compared.ts";
import { intervalStyles, rowOrders, tableKinds } from "../../src/report/tables/request.ts";
import { confusionViews } from "../../src/report/view.ts";
import { allOptions, type CommandName, commandNames, optionGroups, optionsOf } from "../../src/run/options.ts";
import { schemeNames } from "../../src/score/schemes/registry.ts";
import { undefinedPolicies } from "../../src/score/scores.ts";
import { adjustments } from "../../src/stats/adjust.ts";
import { intervalMethods } from "../../src/stats/interval.ts";

const rows = allOptions();
const row = (key: string, command: CommandName = "score") => optionsOf(command).find((one) => one.key === key)!;

describe("the table of options", () => {
  it("has one row for each option of a command", () => {
    for (const command of commandNames) {
      const keys = optionsOf(command).map(({ key }) => key);
      expect(keys, command).to.deep.equal([...new Set(keys)]);
    }
    expect(rows.filter(({ commands }) => commands.length === 0)).to.deep.equal([]);
    expect(rows.filter(({ group }) => !optionGroups.includes(group))).to.deep.equal([]);
  });

  it("says of every option in which field of the signature it is, or why it moves no number", () => {
    expect(rows.filter(({ signature, unmoving }) => (signature === undefined) === (unmoving === undefined))).to.be
      .empty;
    const fields = rows.flatMap(({ signature, within }) => (signature && !within ? [signature] : []));
    expect(fields).to.deep.equal([...new Set(fields)]);
    for (const { within, signature } of rows)
      if (within !== undefined && within !== "scheme") expect(fields).to.include(signature);
  });

  it("has the choices that the code has where they act", () => {
    const lists: readonly (readonly [list: readonly string[], key: string, command?: CommandName])[] = [
      [undefinedPolicies, "undefined"],
      [repairPolicies, "repair"],
      [tagSchemes, "tags"],
      [tagSchemes, "toTags", "convert"],
      [[...schemeNames, "overlap@X"], "scheme"],
      [pairRules, "pair"],
      [unpredictedPolicies, "unpredicted"],
      [offsetChoices, "offsets"],
      [goldOffsetChoices, "goldOffsets"],
      [duplicatePolicies, "duplicates"],
      [badSpanPolicies, "badSpans"],
      [groundRules, "ground"],
      [unitNames, "unit"],
      [intervalMethods, "interval"],
      [adjustments, "adjust", "compare"],
      [tableKinds, "table", "report"],
      [comparisonTables, "table", "compare"],
      [rowOrders, "rows", "report"],
      [intervalStyles, "intervals", "report"],
      [confusionViews, "confusion"],
    ];
    for (const [list, key, command] of lists) expect(choicesOfOption(row(key, command)), key).to.deep.equal(list);
    expect(row("maxDrift").default).to.equal(defaultDrift);
  });

  it("has defaults that can be written, as they are shown", () => {
    for (const option of rows) {
      const parse = parserOf(option);
      const shown = option.shown ?? option.default;
      if (option.default === undefined || Array.isArray(option.default) || typeof option.default === "object") continue;
      const parsed = parse ? parse(String(shown), undefined) : shown;
      expect(parsed, option.key).to.equal(option.default);
      if (typeof option.choices === "object") expect(option.choices).to.include(option.default);
    }
  });

  it("speaks plainly: short phrases, without the words that nobody understands at once", () => {
    const banned =
      /\b(stands?|surely|goes by|told|nobody|mend|so many|beside|be it|as such|instead of telling)\b|^of\b/i;
    for (const { help, key } of rows) {
      expect(help, key).not.to.match(banned);
      expect(help, key).not.to.match(/\.$/);
      expect(help.length, `${key}: ${help}`).to.be.at.most(130);
    }
  });
});
