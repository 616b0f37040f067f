import { expect } from "chai";
import fc from "fast-check";
import { mentionsOf, readGold, readPredictions, survives } from "./reading.ts";

describe("inline XML", () => {
  it("reads elements in the running text, nested ones too, with or without a root", async () => {
    const inside = "<ORG>Bank of <LOC>Osk</LOC></ORG> &amp; <PERSON>Ada 😀</PERSON><![CDATA[ <b>]]>";
    for (const file of [inside, `<?xml version="1.0"?><doc id="1">${inside}</doc>`]) {
      const { records, problems } = await readGold("inline-xml", file, { chunk: 3 });
      expect(problems).to.deep.equal([]);
      expect(records[0]!.text).to.equal("Bank of Osk & Ada 😀 <b>");
      expect(mentionsOf(records[0]!).sort()).to.deep.equal(["LOC Osk", "ORG Bank of Osk", "PERSON Ada 😀"]);
    }
  });

  it("reads ENAMEX and the like by their TYPE", async () => {
    const file = '<DOC><ENAMEX TYPE="PERSON">Ada</ENAMEX> in <TIMEX TYPE="DATE">1843</TIMEX></DOC>';
    expect(mentionsOf((await readGold("inline-xml", file)).records[0]!).sort()).to.deep.equal([
      "DATE 1843",
      "PERSON Ada",
    ]);
  });

  it("passes over elements that part the text, and says so; type names settle what is a mention", async () => {
    const file = "<doc>\n<p><PER>Ada</PER> met <em>Bo</em>.</p>\n</doc>";
    const { records, warnings } = await readGold("inline-xml", file);
    expect(mentionsOf(records[0]!)).to.deep.equal(["PER Ada"]);
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).to.deep.equal([
      "standoff-passed f: elements read as mentions: PER 1; elements skipped as structure: doc 1, em 1, p 1; `types` names the types of mentions",
    ]);
    const named = await readGold("inline-xml", file, { types: ["em"] });
    expect(mentionsOf(named.records[0]!)).to.deep.equal(["em Bo"]);
  });

  it("takes a root, and what only holds elements, for structure, whatever it is called", async () => {
    const file =
      '<?xml version="1.0"?><letter><meta-data><who><name-of>Ada</name-of></who></meta-data><greeting>Dear</greeting> Bo<break/></letter>';
    const { records, problems, warnings } = await readGold("inline-xml", file);
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(records[0]!).sort()).to.deep.equal(["greeting Dear", "name-of Ada"]);
    expect(warnings[0]!.message).to.equal(
      "f: elements read as mentions: greeting 1, name-of 1; elements skipped as structure: break 1, meta-data 1, who 1; `types` names the types of mentions",
    );
  });

  it("takes an element around all the text for a root, without a declaration, too", async () => {
    const read = async (file: string) => mentionsOf((await readGold("inline-xml", file)).records[0]!);
    expect(await read("<letter>Dear Bo</letter>\n")).to.deep.equal([]);
    expect(await read("\n<letter>Dear <PER>Bo</PER></letter>\n")).to.deep.equal(["PER Bo"]);
    expect(await read('<ENAMEX TYPE="PER">Bo</ENAMEX>')).to.deep.equal(["PER Bo"]);
  });

  it("takes what TYPE says for a mention, even where it only holds another one", async () => {
    const file = '<s><ENAMEX TYPE="ORG"><ENAMEX TYPE="LOC">Osk</ENAMEX></ENAMEX> won.</s>';
    expect(mentionsOf((await readGold("inline-xml", file)).records[0]!).sort()).to.deep.equal(["LOC Osk", "ORG Osk"]);
  });

  it("reads as predictions what is called after a type that was named, in addition to what it would read", async () => {
    const file = "<doc>Ada <em>met</em> <PER>Bo</PER></doc>";
    const { records } = await readPredictions("inline-xml", file, { types: ["em"] });
    expect(records[0]!.spans.map(({ type }) => type).sort()).to.deep.equal(["PER", "em"]);
  });

  it("says what is wrong, and where", async () => {
    const problems = async (file: string) => (await readGold("inline-xml", file)).problems;
    expect(await problems("Ada\n <PER></PER><PER>Bo</PER>")).to.deep.equal(["2:2 span-reversed: <PER> holds no text"]);
    expect(await problems("a\n<PER>Ada")).to.deep.equal([
      "2:8 xml-syntax: the file is not well-formed XML: unclosed tag: PER",
    ]);
    expect((await problems("a\nb & c"))[0]).to.match(/^2:\d xml-syntax: the file is not well-formed XML: /);
  });

  it("gives back any mentions that were written", async () => {
    const word = fc.string({
      unit: fc.constantFrom("a", "é", "😀", " ", "&", "<", ">", "]"),
      minLength: 1,
      maxLength: 5,
    });
    const piece = fc.record({
      before: fc.string({ unit: "grapheme-ascii" }),
      mention: word,
      type: fc.constantFrom("PER", "LOC"),
    });
    const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (pieces) => {
        const file = pieces
          .map(({ before, mention, type }) => `${escaped(before)}<${type}>${escaped(mention)}</${type}>`)
          .concat(["."])
          .join("");
        const { records, problems } = await readGold("inline-xml", file);
        expect(problems).to.deep.equal([]);
        expect(records[0]!.text).to.equal(`${pieces.map(({ before, mention }) => before + mention).join("")}.`);
        // A type without any text other than blanks is structure.
        const types = new Set(pieces.flatMap(({ type, mention }) => (mention.trim() === "" ? [] : [type])));
        const mentions = pieces.flatMap(({ type, mention }) => (types.has(type) ? [`${type} ${mention}`] : []));
        expect(mentionsOf(records[0]!).reverse()).to.deep.equal(mentions);
      }),
    );
  });

  it("does not fall over damaged texts", async () => {
    const text =
      '<DOC><P><ORG>Bank of <LOC>Osk</LOC></ORG> paid <ENAMEX TYPE="PERSON">Ada &amp; Bo 😀</ENAMEX></P></DOC>\n';
    await survives("inline-xml", [{ text: text.repeat(3) }]);
  });
});
