import { expect } from "chai";
import fc from "fast-check";
import { conllu } from "../../../src/formats/columns/conllu.ts";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { encodeTags } from "../../../src/formats/tags.ts";
import { runs } from "../../runs.ts";
import { flatSpans } from "../../spans.ts";
import { chance, mentions, misfits, mutated, readGold, readPredictions } from "./reading.ts";

const word = (id: number | string, form: string, misc = "_") => `${id}\t${form}${"\t_".repeat(7)}\t${misc}\n`;

const gum = `# newdoc id = GUM_x
# global.Entity = GRP-etype-infstat-minspan-link-identity
# sent_id = GUM_x-1
# text = "Ada's mayor" 😀 met Osk.
${word(1, '"', "SpaceAfter=No")}${word("2-3", "Ada's")}${word(2, "Ada", "Entity=(7-person-new-1-sgl(8-person-new-1-sgl-Ada)")}${word(3, "'s")}${word(4, "mayor", "Entity=7)|SpaceAfter=No")}${word(5, '"')}${word(6, "😀")}${word(7, "met")}${word("7.1", "_")}${word(8, "Osk", "Entity=(9-place-new-1-sgl-Osk)|SpaceAfter=No")}${word(9, ".")}
# text = None.
${word(1, "None", "SpaceAfter=No")}${word(2, ".")}`;

describe("the CoNLL-U format", () => {
  it("reads entity brackets, with ids, offsets into the text, and words within tokens", async () => {
    const { documents, issues, warnings } = await readGold(conllu, gum);
    expect([issues, warnings]).to.deep.equal([[], []]);
    expect(documents.map(({ id, text, origin }) => [id, text, origin?.line])).to.deep.equal([
      ["GUM_x-1", `"Ada's mayor" 😀 met Osk.`, 5],
      ["GUM_x:2", "None.", 18],
    ]);
    expect(documents.map(mentions)).to.deep.equal([["person Ada's mayor", "person Ada", "place Osk"], []]);
    const [first] = documents;
    expect(first!.tokens!.map(({ start, end }) => first!.text.slice(start, end))).to.deep.equal([
      '"',
      "Ada",
      "'s",
      "mayor",
      '"',
      "😀",
      "met",
      "Osk",
      ".",
    ]);
    for (const size of [1, 7, 50]) expect((await readGold(conllu, gum, { size })).documents).to.deep.equal(documents);
    expect((await readGold(conllu, gum.replaceAll("\n", "\r\n"))).documents).to.deep.equal(documents);
  });

  it("makes the text of the forms where the file has none, and numbers sentences without id", async () => {
    const text = `${word("1-2", "del", "SpaceAfter=No")}${word(1, "de")}${word(2, "el", "Entity=(e-place)")}${word(3, "!")}`;
    const { documents } = await readGold(conllu, text, { several: true });
    expect(documents.map((document) => [document.id, document.text, mentions(document)])).to.deep.equal([
      ["dev:1", "del!", ["place del"]],
    ]);
  });

  it("knows the ways in which entities are named and closed", async () => {
    const typed = async (header: string, ...values: string[]) => {
      const words = values.map((value, i) => word(i + 1, `w${i}`, value === "" ? "_" : `Entity=${value}`)).join("");
      const { documents, issues } = await readGold(conllu, `${header}${words}`);
      expect(issues).to.deep.equal([]);
      return documents.flatMap(mentions);
    };
    expect(await typed("", "(e-person)")).to.deep.equal(["person w0"]);
    expect(await typed("", "(person", "person)")).to.deep.equal(["person w0 w1"]);
    expect(await typed("# global.Entity = etype-identity\n", "(place-Osk", "place)(person)")).to.deep.equal([
      "place w0 w1",
      "person w1",
    ]);
    expect(await typed("# global.Entity = entity-GRP-infstat\n", "(person-1-new(place-2", "2)", "1)")).to.deep.equal([
      "person w0 w1 w2",
      "place w0 w1",
    ]);
    expect(await typed("# global.Entity = eid-head\n", "(e5-1)")).to.deep.equal(["_ w0"]);
    expect(await typed("# global.Entity = eid-etype\n", "(e5--2)")).to.deep.equal(["_ w0"]);
    expect(await typed("", "(e1-a(e1-a", "e1)", "e1)")).to.deep.equal(["a w0 w1 w2", "a w0 w1"]);
  });

  it("joins the parts of a discontinuous mention", async () => {
    const text = `# global.Entity = eid-etype\n${word(1, "left", "Entity=(e1[1/2]-body)")}${word(2, "and")}${word(3, "knee", "Entity=(e1[2/2]-body)")}`;
    const { documents } = await readGold(conllu, text);
    expect(documents[0]!.spans).to.deep.equal([
      {
        start: 0,
        end: 13,
        type: "body",
        fragments: [
          { start: 0, end: 4 },
          { start: 9, end: 13 },
        ],
      },
    ]);
  });

  it("leaves out mentions that are empty nodes, and says so", async () => {
    const text = `${word(1, "a")}${word("1.1", "_", "Entity=(e1-person)")}${word("1.2", "_", "Entity=(e2-place")}${word(2, "b", "Entity=e2)")}`;
    const { documents, warnings } = await readGold(conllu, text);
    expect(documents.flatMap(mentions)).to.deep.equal(["place b"]);
    expect(warnings.map(({ message }) => message)).to.deep.equal([
      "dev: 1 mention is an empty node, which has no text, and was skipped",
    ]);
  });

  it("reads NorNE's tags in MISC, tags under another key, and UNER's column", async () => {
    const norne = `${word(1, "Ada", "name=B-PER|SpaceAfter=No")}${word(2, "-", "name=I-PER|SpaceAfter=No")}${word(3, "Lie", "name=I-PER|ner=B-X")}${word(4, "gikk", "name=O")}`;
    const read = async (text: string, column?: string) => {
      const { documents, issues } = await readGold(conllu, text, { column });
      expect(issues).to.deep.equal([]);
      return documents.flatMap(mentions);
    };
    expect(await read(norne)).to.deep.equal(["PER Ada-Lie"]);
    expect(await read(norne, "ner")).to.deep.equal(["X Lie"]);
    const uner = "# sent_id = w-1\n# text = Ada gikk\n1\tAda\tB-PER\t-\tx\n2\tgikk\tO\t-\tx\n";
    expect(await read(uner)).to.deep.equal(["PER Ada"]);
    const { predictions } = await readPredictions(conllu, uner);
    expect([predictions[0]!.id, predictions[0]!.text, predictions[0]!.spans]).to.deep.equal([
      "w-1",
      "Ada gikk",
      [{ start: 0, end: 3, type: "PER" }],
    ]);
  });

  it("repairs tags by the policy, or reports their places", async () => {
    const text = `${word(1, "a", "x=y|name=I-A")}`;
    expect((await readGold(conllu, text)).documents[0]!.repairs).to.deep.equal(["orphan"]);
    expect((await readGold(conllu, text, { repair: "refuse" })).issues).to.deep.equal([
      "tag-illegal 1:23 the tag I-A continues no mention",
    ]);
  });

  it("says what is wrong, and where", async () => {
    const wrong = async (text: string) => (await readGold(conllu, text)).issues;
    expect(await wrong("1 Ada B-PER\n")).to.deep.equal([
      "conllu-line 1 not a CoNLL-U line: found 1 column, expected a number and the 10 columns of CoNLL-U (or 5 of UNER)",
    ]);
    expect(await wrong(`# text = Ada met\n${word(1, "Ada")}${word(2, "mte")}`)).to.deep.equal([
      'conllu-text 3 the sentence continues with "met", not with the word "mte"',
    ]);
    expect(await wrong(word(1, "a", "x|Entity=e1)"))).to.deep.equal(['conllu-entity 1:21 "e1)" closes no open entity']);
    expect(await wrong(word(1, "a", "Entity=(e1-x"))).to.deep.equal([
      "conllu-entity 1 (e1-x is not closed in its sentence",
    ]);
    expect(await wrong(word(1, "a", "Entity=x"))).to.deep.equal([
      'conllu-entity 1:19 "x" holds no entities in brackets',
    ]);
    const { warnings } = await readGold(conllu, word(1, "a"));
    expect(warnings.map(({ code }) => code)).to.deep.equal(["conllu-bare"]);
  });

  it("is told by its ending, and by how it begins", () => {
    expect(goldFormatFor("a.conllu.gz", "").name).to.equal("conllu");
    for (const name of ["a.conll", "a", "a.iob2"]) expect(goldFormatFor(name, gum).name, name).to.equal("conllu");
    expect(predictionFormatFor("a.conllu", gum).name).to.equal("conllu");
    expect(goldFormatFor("a.iob2", "# sent_id = 1\n1\tAda\tB-PER\t-\tx\n").name).to.equal("conllu");
    expect(goldFormatFor("a.tsv", "1\tAda\tB-PER\n").name).to.equal("conll");
  });

  it("holds the tags that were written", async () => {
    await fc.assert(
      fc.asyncProperty(flatSpans(6), async (spans) => {
        const { tags } = encodeTags(spans, 40);
        const text = tags.map((tag, i) => word(i + 1, `w${i}`, `name=${tag}`)).join("");
        const { documents } = await readGold(conllu, text);
        const places = documents[0]!.tokens!;
        expect(documents[0]!.spans).to.deep.equal(
          spans.map(({ start, end, type }) => ({ start: places[start]!.start, end: places[end - 1]!.end, type })),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("may be damaged in many ways, and is read or refused", async () => {
    const draw = chance(7);
    for (let i = 0; i < runs(1000); i++) {
      const text = mutated(gum, draw);
      expect(misfits((await readGold(conllu, text)).documents), text).to.deep.equal([]);
    }
  });
});
