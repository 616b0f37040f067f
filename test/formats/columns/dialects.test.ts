import { expect } from "chai";
import { conll } from "../../../src/formats/conll.ts";
import { mentions, readGold, readPredictions } from "./reading.ts";

const three = "Ada NNP B-PER O\nflew VBD O O\nto TO O B-LOC\n";
const hipe = [
  "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNE-FINE-LIT\tNE-FINE-COMP\tMISC",
  "# document_id = NZZ-1798-01-20-a-p0002",
  "# hipe2022:language = de",
  "Ada\tB-pers\tO\tB-pers.ind\tB-comp.name\tNoSpaceAfter",
  ",\tO\tO\tO\tO\tEndOfLine",
  "# segment_iiif_link = https://example.org/1.jpg",
  "Osk\tB-loc\tB-org\tB-loc.adm\tO\t_",
  "#\tI-loc\t_\tI-loc.adm\tO\t_",
  "",
].join("\n");

describe("dialects of CoNLL", () => {
  it("take the tag from a column by number, from either end, so that one file may hold both sides", async () => {
    const tagged = async (column?: string) => {
      const { documents, issues } = await readGold(conll, three, { column });
      expect(issues).to.deep.equal([]);
      return documents.flatMap(mentions);
    };
    expect(await tagged()).to.deep.equal(["LOC to"]);
    expect(await tagged("-1")).to.deep.equal(["LOC to"]);
    expect(await tagged("3")).to.deep.equal(["PER Ada"]);
    expect(await tagged("-2")).to.deep.equal(["PER Ada"]);
  });

  it("report lines without that column, a column of something else, and the token's own", async () => {
    expect((await readGold(conll, `${three}short O\n`, { column: "3" })).issues).to.deep.equal([
      "conll-columns 4 the line has too few columns",
    ]);
    expect((await readGold(conll, three, { column: "2" })).issues).to.deep.equal([
      'conll-tag 1:5 "NNP" is not a tag',
      'conll-tag 2:6 "VBD" is not a tag',
      'conll-tag 3:4 "TO" is not a tag',
    ]);
    expect((await readGold(conll, three, { column: "1" })).issues[0]).to.match(/^conll-columns 1 /);
    expect((await readGold(conll, three, { column: "NE" })).issues).to.deep.equal([
      "conll-column 1 no column has the requested name",
    ]);
  });

  it("read HIPE: a header, metadata, a column by name, tokens without a blank behind them", async () => {
    const { documents, issues } = await readGold(conll, hipe);
    expect(issues).to.deep.equal([]);
    expect(documents.map(({ id, text, origin }) => [id, text, origin?.line])).to.deep.equal([["1", "Ada, Osk #", 4]]);
    expect(mentions(documents[0]!)).to.deep.equal(["pers Ada", "loc Osk #"]);
    const named = async (column: string) => mentions((await readGold(conll, hipe, { column })).documents[0]!);
    expect(await named("NE-FINE-LIT")).to.deep.equal(["pers.ind Ada", "loc.adm Osk #"]);
    expect(await named("NE-COARSE-METO")).to.deep.equal(["org Osk"]);
    expect(await named("4")).to.deep.equal(["pers.ind Ada", "loc.adm Osk #"]);
    const { predictions } = await readPredictions(conll, hipe);
    expect(predictions[0]!.tokens).to.deep.equal(["Ada", ",", "Osk", "#"]);
  });

  it("take no tagged token for a header", async () => {
    for (const [text, column] of [
      ["Form B-X\n", undefined],
      ["Form B-X NN\n", "2"],
      ["Form NN B-X NN\n", "-2"],
    ] as const)
      expect((await readGold(conll, text, { column })).documents.flatMap(mentions), text).to.deep.equal(["X Form"]);
  });

  it("read the columns that CoNLL-U Plus names in a comment", async () => {
    const text = "# global.columns = ID FORM NE\n1\tAda\tB-PER\n2\tflew\tO\n";
    const { documents } = await readGold(conll, text, { column: "NE" });
    expect([documents[0]!.text, mentions(documents[0]!)]).to.deep.equal(["Ada flew", ["PER Ada"]]);
  });

  it("tell comments from tokens that begin with #", async () => {
    const text = "# id 7\n# text = vitamin B\n#\tO\n# O\n#MH17\tB-X\n# sent_id = 4\nyes O\n";
    const { documents, issues } = await readGold(conll, text);
    expect(issues).to.deep.equal([]);
    expect(documents.map(({ text }) => text)).to.deep.equal(["# # #MH17 yes"]);
    expect((await readGold(conll, "#lost\na O\n")).issues).to.deep.equal([
      "conll-columns 1 the line has one column, expected a token and a tag",
    ]);
  });

  it("place issues behind comments within a sentence", async () => {
    const { issues } = await readGold(conll, "a B-X\n# note = 1\nb I-Y\n", { repair: "refuse" });
    expect(issues).to.deep.equal(["tag-illegal 3:3 the tag I-Y continues a mention of another type"]);
  });

  const dirty = `${"x O\n".repeat(40)}Ada B.PER\nMoen I-PER\n? ???\nOsk I_ORG\nBo B-PEr\n`;

  it("repair dirty tags with counts and warnings", async () => {
    const { documents, issues, warnings } = await readGold(conll, dirty);
    expect(issues).to.deep.equal([]);
    expect(mentions(documents[0]!)).to.deep.equal(["PER Ada Moen", "ORG Osk", "PEr Bo"]);
    expect(documents[0]!.repairs).to.deep.equal(["spelling", "unread", "spelling"]);
    expect(warnings).to.deep.equal([
      {
        code: "tag-spelling",
        message: "dev: 3 tags are not spelled like tags, the first on line 41: ??? 1, B.PER 1, I_ORG 1",
      },
      { code: "type-case", message: "dev: types differ only in case: PER 1, PEr 1 (`map` makes them one)" },
    ]);
  });

  it("say where a cell holds two tags", async () => {
    for (const mark of ["|", "#", "+"]) {
      const { warnings } = await readGold(conll, `a B-X${mark}B-Y\nb I-X${mark}O\nc B-Z\n`);
      expect(warnings).to.deep.equal([
        {
          code: "type-prefix",
          message: `dev: the type of 1 mention holds a second tag and was read as one type: X${mark}B-Y 1`,
        },
      ]);
    }
    expect((await readGold(conll, "a B-X|Y\nb B-R&D\nc B-A/B\n")).warnings).to.deep.equal([]);
  });

  it("refuse dirty tags under refuse", async () => {
    expect((await readGold(conll, dirty, { repair: "refuse" })).issues).to.deep.equal([
      "tag-illegal 41:5 the tag B.PER is not spelled like a tag",
      'conll-tag 43:3 "???" is not a tag',
      "tag-illegal 44:5 the tag I_ORG is not spelled like a tag",
    ]);
  });

  it("read schemes that a file uses, or that it is told to use", async () => {
    const text = "a I-X\nb I-X\n\nc I-X\n";
    const read = async (tags?: "iob2") => {
      const { documents } = await readGold(conll, text, { tags, repair: "discard" });
      return documents.map(({ spans, repairs }) => [spans.length, repairs!.length]);
    };
    expect(await read()).to.deep.equal([
      [1, 0],
      [1, 0],
    ]);
    expect(await read("iob2")).to.deep.equal([
      [0, 2],
      [0, 1],
    ]);
    const bare = await readGold(conll, "Ada PER\nMoen PER\nflew O\nto O\n");
    expect(bare.documents.flatMap(mentions)).to.deep.equal(["PER Ada Moen"]);
    expect(bare.documents[0]!.tags).to.equal(undefined);
  });

  it("cut files without sentence breaks behind a full stop, alike whatever the tags, and say so", async () => {
    const lines = Array.from({ length: 25_000 }, (_, i) => (i % 1000 === 500 ? ". " : `w${i} `));
    const text = (tag: string) => lines.map((line) => `${line}${tag}\n`).join("");
    const plain = await readGold(conll, text("O"));
    expect(plain.documents.map(({ tokens }) => tokens!.length)).to.deep.equal([10_501, 10_000, 4499]);
    expect(plain.documents[1]!.origin?.line).to.equal(10_502);
    expect(plain.warnings.map(({ message }) => message)).to.deep.equal([
      "dev: no sentence break within 10,000 tokens; the text was cut at full stops, 2 times",
    ]);
    const tagged = await readGold(conll, text("I-X"), { size: 1000 });
    expect(tagged.documents.map(({ tokens }) => tokens!.length)).to.deep.equal([10_501, 10_000, 4499]);
    expect(tagged.warnings[0]!.message).to.match(/2 times; 2 mentions were cut in two$/);
    const endless = await readGold(conll, "w O\n".repeat(12_000));
    expect(endless.documents.map(({ tokens }) => tokens!.length)).to.deep.equal([11_000, 1000]);
  });
});
