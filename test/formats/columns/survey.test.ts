import { expect } from "chai";
import { nested } from "../../../src/formats/columns/nested.ts";
import { conll } from "../../../src/formats/conll.ts";
import type { GoldFormat } from "../../../src/formats/format.ts";
import { mentions, type Options, readGold } from "./reading.ts";

const read = async (text: string, options: Options = {}, format: GoldFormat = conll) => {
  const { documents, issues, warnings } = await readGold(format, text, options);
  return { found: documents.flatMap(mentions), texts: documents.map(({ text }) => text), issues, warnings };
};
/** The numbers of the columns that a warning names. */
const named = async (text: string, options: Options = {}) => {
  const { warnings } = await read(text, options);
  return warnings
    .filter(({ code }) => code === "tag-columns")
    .map(({ message }) => /columns? ([\d, ]+) also holds?/.exec(message)![1]);
};

const conlleval = "Ada NNP B-PER B-PER\nmet VBD O B-LOC\nOsk NNP B-LOC O\n";

describe("other columns of tags", () => {
  it("are named, with the options that name one", async () => {
    const { warnings } = await read(conlleval);
    expect(warnings).to.deep.equal([
      {
        code: "tag-columns",
        message:
          "dev: column 3 also holds tags, but only the last column was read (`goldColumn` and `predColumn` choose a column, -1 is the last)",
      },
    ]);
    expect(await named("Ada B-PER O B-PER\nOsk O B-LOC B-LOC\n")).to.deep.equal(["2, 3"]);
  });

  it("are not named where the user has named the column, on this side or for the other", async () => {
    for (const options of [{ column: "-1" }, { column: "3" }, { otherColumn: "-2" }, { otherColumn: "3" }])
      expect(await named(conlleval, options), JSON.stringify(options)).to.deep.equal([]);
    expect(await named(conlleval, { otherColumn: "2" })).to.deep.equal(["3"]);
  });

  it("may be levels of nesting where all columns behind the token are such", async () => {
    const { warnings } = await read("Uni\tB-ORG\tO\nof\tI-ORG\tO\nOsk\tI-ORG\tB-LOC\n");
    expect(warnings.map(({ message }) => message.includes("`goldFormat: nested-tsv`"))).to.deep.equal([true]);
    expect((await read(conlleval.replaceAll(" ", "\t"))).warnings[0]!.message).not.to.contain("nested-tsv");
  });

  it("are so in any scheme and spelling, with or without prefixes", async () => {
    for (const [title, other] of [
      ["IOBES", "B-PER E-PER O S-LOC"],
      ["BILOU", "B-PER L-PER O U-LOC"],
      ["other marks", "B_PER I_PER O B_LOC"],
      ["other marks", "B.PER I.PER O B.LOC"],
      ["small letters", "b-per i-per o b-loc"],
      ["suffixes", "PER-B PER-I O LOC-B"],
      ["bare types", "PER PER O LOC"],
      ["other types", "B-person I-person O B-place"],
      ["another layer of entities in part", "B-NP I-NP O B-LOC"],
    ] as const) {
      const tags = "B-PER I-PER O B-LOC".split(" ");
      const text = other.split(" ").map((tag, i) => `w${i} ${tag} ${tags[i]}\n`);
      expect(await named(text.join("")), title).to.deep.equal(["2"]);
    }
  });

  it("are not parts of speech, chunks, roles, pieces of words, confidences or a column without mentions", async () => {
    const tags = "B-PER I-PER O B-LOC".split(" ");
    for (const other of [
      "NNP NNP VBD NNP",
      "B-NP I-NP B-VP B-PP",
      "I-NC I-NC B-VC I-PC",
      "B-A0 I-A0 B-V B-AM-LOC",
      "B-ARG1 I-ARG1 B-V O",
      "B E S S",
      "0.9 0.8 1 0",
      "O O O O",
      "_ _ _ _",
      "1 2 3 4",
      "N N V N",
    ]) {
      const text = other.split(" ").map((cell, i) => `w${i} ${cell} ${tags[i]}\n`);
      expect(await named(text.join("")), other).to.deep.equal([]);
    }
  });

  it("are chunks, too, where the column that is read has chunks of the same types", async () => {
    expect(await named("a NN B-NP B-NP\nb VB B-VP O\n")).to.deep.equal(["3"]);
    expect(await named("a B-PER B-NP\nb O B-VP\n")).to.deep.equal(["2"]);
  });

  it("are not named in files of HIPE, which name their columns", async () => {
    const header = "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNE-FINE-LIT\tMISC\n";
    expect(await named(`${header}Ada\tB-pers\tO\tB-pers.ind\t_\nOsk\tB-loc\tB-org\tB-loc\t_\n`)).to.deep.equal([]);
    expect(await named("TOKEN\tGOLD\tPRED\nAda\tB-PER\tO\nOsk\tB-LOC\tB-LOC\n")).to.deep.equal(["2"]);
  });

  it("are where a hint points to if the last column holds no tags", async () => {
    const hint = async (text: string, options: Options = {}) => {
      const context = await readHints(text, options);
      return context[0];
    };
    expect(await hint("Ada B-PER 0.98\nmet O 1\n")).to.contain("column 2 holds tags");
    expect(await hint("B-PER Ada\nO met\n")).to.match(/`tokenColumn` the column of the tokens: column 1 holds tags$/);
  });
});

async function readHints(text: string, options: Options): Promise<(string | undefined)[]> {
  const { IssueLog } = await import("../../../src/corpus/issue.ts");
  const { chunksOf } = await import("../../../src/formats/lines.ts");
  const { defaultGoldOptions } = await import("../../../src/formats/format.ts");
  const issues = new IssueLog();
  const context = { source: "dev", name: "dev", issues, warnings: [] };
  for await (const _ of conll.gold.read(chunksOf(text), context, { ...defaultGoldOptions, ...options }));
  return issues.issues.map(({ hint }) => hint);
}

describe("a first column that numbers the tokens", () => {
  const germeval = [
    "#\thttp://example.org [2009-10-17]",
    "1\tAda\tB-PER\tO",
    "2\tmet\tO\tO",
    "",
    "#\thttp://example.org [2009-10-18]",
    "1\tUni\tB-ORG\tO",
    "2\tOsk\tI-ORG\tB-LOC",
    "",
  ].join("\n");

  it("is told by its numbers, and the second column is the token", async () => {
    const { found, texts, warnings } = await read(germeval);
    expect(texts).to.deep.equal(["Ada met", "Uni Osk"]);
    expect(found).to.deep.equal(["LOC Osk"]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["index-column", "tag-columns"]);
    const levels = await read(germeval, {}, nested);
    expect([levels.texts, levels.found, levels.issues]).to.deep.equal([
      texts,
      ["PER Ada", "ORG Uni Osk", "LOC Osk"],
      [],
    ]);
    expect(levels.warnings.map(({ code }) => code)).to.deep.equal(["index-column"]);
  });

  it("may begin with 0, go on over sentences, and be parted by blanks", async () => {
    for (const text of ["0 Ada B-PER\n1 met O\n\n0 Osk B-LOC\n", "1 Ada B-PER\n2 met O\n\n3 Osk B-LOC\n"])
      expect((await read(text)).texts, text).to.deep.equal(["Ada met", "Osk"]);
  });

  it("is none where the numbers do not count, or stand beside nothing but tags", async () => {
    for (const text of [
      "1 CD O\n1 CD O\n1 CD B-X\n",
      "1990 CD O\n1991 CD B-X\n",
      "1 O\n2 O\n3 B-X\n",
      "1 B-X\n",
      "1 CD B-X\n",
    ])
      expect((await read(text)).texts.join(" "), text).to.match(/^1/);
    const named = "ID TOKEN NE\n1 Ada B-PER\n2 met O\n";
    expect((await read(named)).texts).to.deep.equal(["Ada met"]);
    const headed = "TOKEN POS NE\n1 CD O\n2 CD O\n";
    expect((await read(headed)).texts).to.deep.equal(["1 2"]);
  });
});

describe("the column of the tokens", () => {
  it("may be named by number, from either end, or by name", async () => {
    expect((await read("B-PER Ada\nO met\n", { column: "1", token: "2" })).found).to.deep.equal(["PER Ada"]);
    expect((await read("B-PER Ada\nO met\n", { column: "1", token: "-1" })).found).to.deep.equal(["PER Ada"]);
    const text = "TAG SURFACE LEMMA\nB-PER Ada ada\nO met meet\n";
    expect((await read(text, { column: "TAG", token: "SURFACE" })).found).to.deep.equal(["PER Ada"]);
    expect((await read(text, { column: "TAG", token: "LEMMA" })).found).to.deep.equal(["PER ada"]);
    expect((await read("1\tAda\tB-PER\n2\tmet\tO\n", { token: "1" })).texts).to.deep.equal(["1 2"]);
  });

  it("is refused where the file has no such column, or it is that of the tags", async () => {
    expect((await read("Ada B-PER\n", { token: "WORD" })).issues).to.deep.equal([
      "conll-column 1 no column has the requested name",
    ]);
    expect((await read("Ada B-PER\n", { token: "2" })).issues).to.deep.equal([
      "conll-columns 1 the line has too few columns",
    ]);
  });
});

describe("empty cells of tags", () => {
  it("are outside, and counted", async () => {
    for (const end of ["\n", "\r\n"]) {
      const text = ["Ada\tB-PER", "met\t", "in\t", "Osk\tB-LOC", ""].join(end);
      const { found, issues, warnings, texts } = await read(text);
      expect([found, texts, issues]).to.deep.equal([["PER Ada", "LOC Osk"], ["Ada met in Osk"], []]);
      expect(warnings).to.deep.equal([
        {
          code: "tag-spelling",
          message: "dev: 2 tags are empty, the first on line 2; they were read as O",
        },
      ]);
    }
  });

  it("may be behind other columns, or between them", async () => {
    const behind = "Ada\tNNP\tB-PER\nmet\tVBD\t\nOsk\tNNP\tB-LOC\n";
    const { documents } = await readGold(conll, behind);
    expect([documents.flatMap(mentions), documents[0]!.repairs, documents[0]!.tags]).to.deep.equal([
      ["PER Ada", "LOC Osk"],
      ["empty"],
      ["B-PER", "O", "B-LOC"],
    ]);
    expect((await read("Ada\tB-PER\tNNP\nmet\t\tVBD\n", { column: "2" })).found).to.deep.equal(["PER Ada"]);
    expect((await read("Ada\tB-PER\tNNP\nmet\t\t\nOsk\tB-LOC\tNN\n", { column: "-2" })).found).to.deep.equal([
      "PER Ada",
      "LOC Osk",
    ]);
  });

  it("are no column where all lines end so", async () => {
    const { found, warnings } = await read("Ada\tB-PER\t\nmet\tO\t\n");
    expect([found, warnings]).to.deep.equal([["PER Ada"], []]);
  });

  it("are errors where illegal tags are", async () => {
    expect((await read("Ada\tB-PER\nmet\t\n", { repair: "refuse" })).issues).to.deep.equal([
      "tag-illegal 2:4 the tag is empty",
    ]);
  });
});
