import { expect } from "chai";
import fc from "fast-check";
import { markdownText, printable } from "../../src/report/text.ts";

/** Any text, with more of what is dangerous in it than chance would bring. */
const wild = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\u001b[31m", "\r\n", "\u202e", "\u2028", "\u00ad", "\u{e0041}", "\ud800", "|", "\\", "`", "**"),
    ),
  )
  .map((parts) => parts.join(""));

describe("printable text", () => {
  it("is the text itself where nothing in it is dangerous", () => {
    for (const text of ["Zoë Lind", "漢字", "👩‍👩‍👧 ❤️", "می‌خواهم", "हिन्दी", "葛\u{e0100}城", "a\u0301", "|*_<i>&"])
      expect(printable(text)).to.equal(text);
  });

  it("names what it does not print", () => {
    expect(printable("a\u001b[31m\tb\n")).to.equal("a\\u001b[31m\\u0009b\\u000a");
    expect(printable("PER\u202e\u200b\u00ad\u2060")).to.equal("PER\\u202e\\u200b\\u00ad\\u2060");
    expect(printable("PER\u{e0041}\u{e007f}")).to.equal("PER\\u{e0041}\\u{e007f}");
    expect(printable("\ud83d")).to.equal("\\ud83d");
  });

  it("never holds control characters, line breaks, halves of characters or anything that turns the line around", () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(printable(text)).to.not.match(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it("is not changed by being made printable again", () => {
    fc.assert(fc.property(wild, (text) => printable(printable(text)) === printable(text)));
  });
});

describe("Markdown text", () => {
  it("escapes what Markdown would act on", () => {
    expect(markdownText("a|b *c* _d_ `e` [f](g) ~h~ <i> &amp; $x$ \\n")).to.equal(
      "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\~h\\~ &lt;i> &amp;amp; \\$x\\$ \\\\n",
    );
  });

  it("lets nothing become a link, which a mail address, a name with www or an issue's number would", () => {
    expect(markdownText("www.x.org http://x.org FTP://x.org mailto:a@b.co")).to.equal(
      "www\\.x.org http\\://x.org FTP\\://x.org mailto\\:a@<!-- -->b.co",
    );
    expect(markdownText("@ada #12 (#3)")).to.equal("@<!-- -->ada #<!-- -->12 (#<!-- -->3)");
    expect(markdownText("f1@macro overlap@0.5 a:b C# #x 5@")).to.equal("f1@macro overlap@0.5 a:b C# #x 5@");
  });

  it("reads back as the printable text: nothing is lost, and no bar ends a cell", () => {
    fc.assert(
      fc.property(wild, (text) => {
        const escaped = markdownText(text).replaceAll("<!-- -->", "");
        expect(escaped.replace(/\\./gsu, "")).to.not.match(/[\\`*_[\]|~$<]/);
        const read = escaped.replace(/\\([\\`*_[\]|~$:.])|&lt;|&amp;/g, (entity, character) =>
          entity === "&lt;" ? "<" : entity === "&amp;" ? "&" : character,
        );
        expect(read).to.equal(printable(text));
      }),
    );
  });
});
