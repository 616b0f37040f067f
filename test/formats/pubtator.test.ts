import { expect } from "chai";
import { mentionsOf, readGold, survives } from "./reading.ts";

const file = [
  "1|t|Aspirin & 😀",
  "1|a|It helps a knee.",
  "1\t0\t7\tAspirin\tChemical\tMESH:D001241",
  "1\t23\t27\tknee\tBody",
  "1\tCID\tD001241\tD002",
  "",
  "2|t|Ada",
  "2|a|",
  "2\t0\t3\tAda\tPerson\t\n",
].join("\n");

describe("PubTator", () => {
  it("reads a title and an abstract as one text, with their annotations", async () => {
    const { records, problems, warnings } = await readGold("pubtator", file, { chunk: 9 });
    expect(problems).to.deep.equal([]);
    expect(records.map(({ id, text, origin }) => [id, text, origin?.line])).to.deep.equal([
      ["1", "Aspirin & 😀\nIt helps a knee.", 1],
      ["2", "Ada\n", 7],
    ]);
    expect(records.map(mentionsOf)).to.deep.equal([["Chemical Aspirin", "Body knee"], ["Person Ada"]]);
    expect(warnings.map(({ message }) => message)).to.deep.equal(["f: 1 relation was skipped"]);
  });

  it("needs no blank line between documents, and settles UTF-16 by surfaces", async () => {
    const { records, warnings } = await readGold("pubtator", "1|t|😀\n1|a|Ada\n1\t3\t6\tAda\tPER\n2|t|x\n2|a|y\n");
    expect(records.map(mentionsOf)).to.deep.equal([["PER Ada"], []]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["offset-settled"]);
  });

  it("says what is wrong, and where", async () => {
    const wrong =
      "1\t0\t3\tAda\tPER\n1|t|Ada\n1|a|met Bo\n1\t0\t2\tAda\tPER\n2\t0\t3\tAda\tPER\nwhat\n1\t0\tx\tAda\tPER\n";
    expect((await readGold("pubtator", wrong)).problems).to.deep.equal([
      '1:1 standoff-line: the annotation of "1" is under no text',
      '5:1 standoff-line: the annotation of "2" is under the text of "1"',
      "6:1 standoff-line: not a PubTator line: expected a title, an abstract, an annotation or a relation",
      "7:1 standoff-line: not a PubTator line: expected a title, an abstract, an annotation or a relation",
      '4:1 span-surface: the text at PER 0–2 is "Ad", not "Ada"',
    ]);
  });

  it("does not fall over damaged texts", async () => {
    await survives("pubtator", [{ text: file.repeat(3) }]);
  });
});
