import { expect } from "chai";
import { corpus, filesIn, mentionsOf, readGold, survives } from "./reading.ts";

const i2b2 = (text: string, ...tags: string[]) =>
  `<?xml version="1.0"?>\n<deIdi2b2>\n<TEXT><![CDATA[${text}]]></TEXT>\n<TAGS>\n${tags.join("\n")}\n</TAGS>\n</deIdi2b2>\n`;

describe("i2b2 XML", () => {
  it("reads tags by their TYPE, and where they have none by their name", async () => {
    const tags = [
      '<NAME id="P0" start="0" end="3" text="Ada" TYPE="DOCTOR"/>',
      '<DATE start="4" end="8" text="1843"/>',
    ];
    const { records, problems, warnings } = await readGold("i2b2", i2b2("Ada 1843 <b> & co", ...tags), { chunk: 7 });
    expect([problems, warnings]).to.deep.equal([[], []]);
    expect(records[0]!.text).to.equal("Ada 1843 <b> & co");
    expect(mentionsOf(records[0]!)).to.deep.equal(["DOCTOR Ada", "DATE 1843"]);
  });

  it("counts code points or UTF-16 as surfaces prove, and leaves a byte-order mark out of the text", async () => {
    const read = async (text: string, start: number) => {
      const tag = `<NAME start="${start}" end="${start + 3}" text="Ada"/>`;
      const { records, problems, warnings } = await readGold("i2b2", i2b2(text, tag));
      expect([problems, mentionsOf(records[0]!)]).to.deep.equal([[], ["NAME Ada"]]);
      return [records[0]!.text, ...warnings.map(({ code }) => code)];
    };
    expect(await read("😀 Ada", 2)).to.deep.equal(["😀 Ada"]);
    expect(await read("😀 Ada", 3)).to.deep.equal(["😀 Ada", "offset-settled"]);
    expect(await read("\ufeffx Ada", 3)).to.deep.equal(["x Ada", "offset-settled"]);
  });

  it("says what is wrong, and where", async () => {
    const tags = [
      '<A start="0" end="x"/>',
      '<A end="3"/>',
      '<A start="0" end="9"/>',
      '  <A start="0" end="2" text="Ada"/>',
    ];
    expect((await readGold("i2b2", i2b2("Ada", ...tags))).problems).to.deep.equal([
      '5:1 xml-shape: end of <A> is "x", expected a whole number',
      "6:1 xml-shape: <A> has no start",
      "7:1 span-outside: the span A 0–9 reaches outside its text, or cuts a character in two",
      '8:3 span-surface: the text at A 0–2 is "Ad", not "Ada"',
    ]);
    const broken = i2b2("Ada", '<A\n  start="0"/>', "<B/>");
    expect((await readGold("i2b2", broken)).problems).to.deep.equal([
      "5:1 xml-shape: <A> has no end",
      "7:1 xml-shape: <B> has no start",
      "7:1 xml-shape: <B> has no end",
    ]);
    expect((await readGold("i2b2", "<x><TAGS/></x>")).problems).to.deep.equal([
      "1:1 xml-shape: the file has no <TEXT>",
    ]);
    const problem = (await readGold("i2b2", "<x>\n<TEXT>a &nbsp; b</TEXT></x>")).problems;
    expect(problem).to.have.length(1);
    expect(problem[0]).to.match(/^2:\d+ xml-syntax: the file is not well-formed XML: undefined entity/);
  });

  it("does not look at what a DTD declares, and nests elements so deep and no deeper", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<x><TEXT>&b;</TEXT></x>`;
    const { records, problems } = await readGold("i2b2", bomb);
    expect(records).to.deep.equal([]);
    expect(problems.join()).to.match(/^2:\d+ xml-syntax: the file is not well-formed XML: undefined entity/);
    const deep = "<a>".repeat(100_000);
    expect((await readGold("i2b2", deep)).problems).to.deep.equal([
      "1:301 xml-deep: elements are nested more than 100 deep",
    ]);
  });

  describe("in files of others", () => {
    for (const [folder, spans] of [
      ["gold/i2b2/sample", 347],
      ["system/i2b2/subtrack1/sample/baseline", 137],
      ["system/i2b2/subtrack2/sample/baseline", 137],
    ] as const) {
      it(`reads all ${spans} mentions of meddocan/${folder}`, async function () {
        const path = corpus(`meddocan/${folder}`);
        if (path === undefined) return this.skip();
        const files = filesIn(path, ".xml");
        expect(files).to.have.length(15);
        let found = 0;
        for (const { text } of files) {
          const { records, problems } = await readGold("i2b2", text);
          expect(problems).to.deep.equal([]);
          const wanted = Array.from(
            text.matchAll(/text="([^"]*)" TYPE="([^"]*)"/g),
            ([, mention, type]) => `${type} ${mention}`,
          );
          expect(mentionsOf(records[0]!)).to.deep.equal(wanted.map((mention) => mention.replaceAll("&amp;", "&")));
          found += wanted.length;
        }
        expect(found).to.equal(spans);
      });
    }

    it("does not fall over damaged ones", async function () {
      const path = corpus("meddocan/gold/i2b2/sample");
      if (path === undefined) return this.skip();
      await survives("i2b2", filesIn(path, ".xml"));
    });
  });
});
