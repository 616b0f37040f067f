import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import type { Document } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { type Issue, IssueLog, type Warning } from "../../src/corpus/issue.ts";
import { compareSpans, type Span } from "../../src/corpus/span.ts";
import { bracket, parseBracket } from "../../src/formats/bracket/bracket.ts";
import { type Printable, printBracket } from "../../src/formats/bracket/print.ts";
import { defaultGoldOptions, type GoldOptions } from "../../src/formats/format.ts";
import { runs } from "../runs.ts";
import { leastTime } from "../time.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

type Options = Parameters<typeof parseBracket>[1];

/** A source as its text and its mentions, `TYPE:surface`, in canonical order. */
function read(source: string, options?: Options): { text: string; mentions: string[] } {
  const { text, spans } = parseBracket(source, options);
  return { text, mentions: spans.map(({ start, end, type }) => `${type}:${text.slice(start, end)}`) };
}

const codesOf = (source: string, options?: Options): string[] =>
  parseBracket(source, options).warnings.map(({ code }) => code);

/** The error a source gives rise to. */
function errorOf(source: string, options?: Options): NerEvalError {
  try {
    parseBracket(source, options);
  } catch (error) {
    if (error instanceof NerEvalError) return error;
    throw error;
  }
  throw new Error(`no problem found in ${JSON.stringify(source)}`);
}

/** The problems of a source as `code line:column`, in the order of their places. */
function problemsOf(source: string, options?: Options): string[] {
  return [...errorOf(source, options).issues]
    .sort((a, b) => a.line! - b.line! || a.column! - b.column!)
    .map(({ code, line, column }) => `${code} ${line}:${column}`);
}

/** What the streaming reader makes of a text that arrives in these chunks. */
async function stream(chunks: readonly string[], options: Partial<GoldOptions> = {}) {
  const issues = new IssueLog();
  const warnings: Warning[] = [];
  const documents: Document[] = [];
  const arriving = (async function* () {
    yield* chunks;
  })();
  const context = { source: "gold/a.txt", name: "a", issues, warnings };
  for await (const batch of bracket.gold.read(arriving, context, { ...defaultGoldOptions, ...options })) {
    documents.push(...batch);
  }
  return { documents, warnings, issues: issues.issues, count: issues.count };
}

describe("the bracket format", () => {
  describe("mentions", () => {
    it("take the type, the blanks behind it, the blanks before the bracket and the brackets out of the text", () => {
      for (const source of ["[PER x]", "[PER x ]", "[PER x  ]", "[PER   x]", "[PER\tx\t ]", "[PER \t x \t ]"]) {
        expect(read(source), source).to.deep.equal({ text: "x", mentions: ["PER:x"] });
      }
    });

    it("leave what stands around them untouched, blanks and line breaks included", () => {
      expect(read(" a  [PER Ada  Moen  ] \t b\r\n c \n")).to.deep.equal({
        text: " a  Ada  Moen \t b\r\n c \n",
        mentions: ["PER:Ada  Moen"],
      });
    });

    it("have half-open offsets in UTF-16 code units of the text", () => {
      const { text, spans } = parseBracket("😀 [PER Zoë 🚢  ]é[LOC Osk ]");
      expect(text).to.equal("😀 Zoë 🚢éOsk");
      expect(spans).to.deep.equal([
        { start: 3, end: 9, type: "PER" },
        { start: 10, end: 13, type: "LOC" },
      ]);
    });

    it("run over a line break, which stays as it is", () => {
      expect(read("[LOC Port\nOsk ] x")).to.deep.equal({ text: "Port\nOsk x", mentions: ["LOC:Port\nOsk"] });
      expect(read("[LOC Port \r\n  Osk]")).to.deep.equal({ text: "Port \r\n  Osk", mentions: ["LOC:Port \r\n  Osk"] });
    });

    it("begin behind a line break that stands right behind the type", () => {
      for (const [source, text] of [
        ["[PER\nAda]", "\nAda"],
        ["[PER \t\r\n \tAda ]", "\r\nAda"],
      ] as const) {
        expect(read(source), source).to.deep.equal({ text, mentions: ["PER:Ada"] });
      }
    });

    it("end before a bracket that stands on a line of its own, with the line break inside", () => {
      expect(read("[PER Ada\n]")).to.deep.equal({ text: "Ada\n", mentions: ["PER:Ada\n"] });
    });

    it("nest, also with the same extent and the same type", () => {
      expect(read("[ORG University of [LOC Port Osk ] ] x")).to.deep.equal({
        text: "University of Port Osk x",
        mentions: ["ORG:University of Port Osk", "LOC:Port Osk"],
      });
      expect(read("[ORG [LOC Osk] United]").mentions).to.deep.equal(["ORG:Osk United", "LOC:Osk"]);
      expect(read("[B [A x]]", { types: new Set(["A", "B"]) }).mentions).to.deep.equal(["A:x", "B:x"]);
      expect(read("[PER [PER Ada  ]  ]").mentions).to.deep.equal(["PER:Ada", "PER:Ada"]);
    });

    it("may touch each other and the words around them", () => {
      expect(read("[LOC Urbana ]-[LOC Champaign ]")).to.deep.equal({
        text: "Urbana-Champaign",
        mentions: ["LOC:Urbana", "LOC:Champaign"],
      });
      expect(read("pre[MISC Saudi][PER Ada]'s")).to.deep.equal({
        text: "preSaudiAda's",
        mentions: ["MISC:Saudi", "PER:Ada"],
      });
    });

    it("keep blanks other than space and tab at their edges", () => {
      expect(read("[PER \u00a0Ada\u00a0]").mentions).to.deep.equal(["PER:\u00a0Ada\u00a0"]);
      expect(read("[PER \u2003Ada\v]").mentions).to.deep.equal(["PER:\u2003Ada\v"]);
    });
  });

  describe("types", () => {
    it("may have any name", () => {
      for (const type of ["creative-work", "B-cell", "work.primlit", "WORK_OF_ART", "B-PER", "ÉTAT", "LOC/GPE", "C4"]) {
        expect(read(`a [${type} Ada ] b`), type).to.deep.equal({ text: "a Ada b", mentions: [`${type}:Ada`] });
      }
      expect(read("[Person Ada]").mentions).to.deep.equal(["Person:Ada"]);
      expect(read("[person Ada]").mentions).to.deep.equal(["person:Ada"]);
      expect(read("[人名 王]").mentions).to.deep.equal(["人名:王"]);
    });

    it("hold blanks, brackets and backslashes where these are escaped", () => {
      expect(read("[PER\\ SON ada]").mentions).to.deep.equal(["PER SON:ada"]);
      expect(read("[\\[a\\]\\\\ ada]").mentions).to.deep.equal(["[a]\\:ada"]);
    });

    it("are types whatever they look like with a backslash in front", () => {
      for (const type of ["Note", "the", "sic", "3", "__proto__", "constructor", "😀", "…"]) {
        expect(read(`[\\${type} 3]`), type).to.deep.equal({ text: "3", mentions: [`${type}:3`] });
        expect(codesOf(`[\\${type} 3]`), type).to.deep.equal([]);
      }
    });
  });

  describe("brackets that are text", () => {
    it("stay as they are, with what is in them", () => {
      for (const source of [
        "[sic]",
        "[1]",
        "[Note 3]",
        "[the minister ]",
        "[...]",
        "[… and so on]",
        '["so" he said]',
        "[2 [3] 4]",
        "[ as is ]",
        "[\tA]",
        "[sic ]",
        "[creative-work]",
        "[Dr. Moen]",
        "a [x\ny] b",
      ]) {
        expect(read(source), source).to.deep.equal({ text: source, mentions: [] });
      }
    });

    it("may hold mentions, and stand in mentions", () => {
      expect(read("[the [PER Ada ] (1) [sic] ]")).to.deep.equal({
        text: "[the Ada (1) [sic] ]",
        mentions: ["PER:Ada"],
      });
      expect(read("[MISC Song [sic] of [1]  ]")).to.deep.equal({
        text: "Song [sic] of [1]",
        mentions: ["MISC:Song [sic] of [1]"],
      });
    });

    it("may run over an empty line", () => {
      expect(read("[the one\n\nand other]").text).to.equal("[the one\n\nand other]");
    });
  });

  describe("guesses", () => {
    it("are warned of, with the words, how often and where first, those for and those against apart", () => {
      const { warnings } = parseBracket("x [Note 3]\n[Note 4] [the b]\n[Person Ada] [creative-work dune]", {
        source: "f",
      });
      expect(warnings.map(({ code }) => code)).to.deep.equal(["bracket-guess", "bracket-guess"]);
      expect(warnings[0]!.message).to.match(
        /^f: brackets read as annotations by a guess: .*Person.*×1.*3:1.*creative-work.*×1.*3:14/,
      );
      expect(warnings[1]!.message).to.match(/^f: brackets read as text by a guess: .*Note.*×2.*1:3.*the.*×1.*2:10/);
    });

    it("are not made where the word speaks for itself", () => {
      expect(
        codesOf("[PER Ada] [B-PER Ada] [1] [sic] [3 of them] [... x] \\[Note 3]".replace("3]", "3\\]")),
      ).to.deep.equal([]);
    });

    it("are settled by named types: those are types, other doubtful words are text, without a warning", () => {
      const types = new Set(["Note", "creative-work"]);
      const source = "[Note 3] [creative-work dune] [Person Ada] [B-cell x]";
      expect(read(source, { types })).to.deep.equal({
        text: "3 dune [Person Ada] [B-cell x]",
        mentions: ["Note:3", "creative-work:dune"],
      });
      expect(codesOf(source, { types })).to.deep.equal([]);
    });

    it("do not concern upper-case words: those are types whatever types are named", () => {
      expect(read("[PER Ada] [GPE Osk]", { types: new Set(["PER"]) })).to.deep.equal({
        text: "Ada Osk",
        mentions: ["PER:Ada", "GPE:Osk"],
      });
    });

    it("are made and warned of in front of a line break too", () => {
      for (const source of ["[Person\nAda]", "[creative-work \r\nDune]"]) {
        expect(codesOf(source), source).to.deep.equal(["bracket-guess"]);
      }
    });
  });

  describe("escapes", () => {
    it("stand for literal brackets and backslashes", () => {
      expect(read("\\[PER Ada\\] \\\\ [PER A\\]\\[\\\\]")).to.deep.equal({
        text: "[PER Ada] \\ A][\\",
        mentions: ["PER:A][\\"],
      });
    });

    it("keep a blank at the edge of a mention, of any kind", () => {
      expect(read("[PER \\ Ada\\ ]").mentions).to.deep.equal(["PER: Ada "]);
      expect(read("[PER \\\tAda \\  ]").mentions).to.deep.equal(["PER:\tAda  "]);
      expect(read("[PER \\ ]").mentions).to.deep.equal(["PER: "]);
      expect(read("[PER \\\u00a0]").mentions).to.deep.equal(["PER:\u00a0"]);
      expect(read("a\\ b")).to.deep.equal({ text: "a b", mentions: [] });
    });

    it("keep a line break at the beginning of a mention inside it", () => {
      expect(read("[PER \\\nAda]")).to.deep.equal({ text: "\nAda", mentions: ["PER:\nAda"] });
    });

    it("let a mention run over an empty line", () => {
      expect(read("[PER Ada\\\n\nMoen]")).to.deep.equal({ text: "Ada\n\nMoen", mentions: ["PER:Ada\n\nMoen"] });
      expect(read("[PER Ada\\\n \\\n\nMoen]").text).to.equal("Ada\n \n\nMoen");
    });

    it("let a mention run over an empty line in a file with Windows line breaks", () => {
      expect(read("[PER Ada\\\r\n\r\nMoen]")).to.deep.equal({
        text: "Ada\r\n\r\nMoen",
        mentions: ["PER:Ada\r\n\r\nMoen"],
      });
    });
  });

  describe("HTML tags", () => {
    const source = "<p class='a b'>[PER Ada <b>Moen</b>  ]<br/><!-- c d --> 1 < 2 > 0 <3</p>";

    it("are text where they are kept, and are counted", () => {
      const { text, warnings } = parseBracket(source, { markup: "keep" });
      expect(text).to.equal("<p class='a b'>Ada <b>Moen</b><br/><!-- c d --> 1 < 2 > 0 <3</p>");
      expect(warnings).to.have.length(1);
      expect(warnings[0]!.code).to.equal("bracket-markup");
      expect(warnings[0]!.message).to.match(/6 HTML tags.*<p class='a b'>.*kept/);
    });

    it("are taken out where they are stripped, and are counted; what is no tag stays", () => {
      const { text, spans, warnings } = parseBracket(source, { markup: "strip" });
      expect(text).to.equal("Ada Moen 1 < 2 > 0 <3");
      expect(spans).to.deep.equal([{ start: 0, end: 8, type: "PER" }]);
      expect(warnings.map(({ code }) => code)).to.deep.equal(["bracket-markup"]);
      expect(warnings[0]!.message).to.match(/6 HTML tags.*were removed from the text/);
    });

    it("are kept unless something else is asked for", () => {
      expect(read("<b>x</b>").text).to.equal("<b>x</b>");
      expect(codesOf("1 < 2 > 0 <3 &amp; <é>")).to.deep.equal([]);
    });
  });

  describe("problems", () => {
    const cases: [what: string, source: string, ...expected: string[]][] = [
      ["a mention that is never closed", "a\nb [PER Ada\nc", "bracket-unclosed 2:3"],
      ["a text bracket that is never closed", "a [Note 3", "bracket-unclosed 1:3"],
      ["a lone bracket at the end", "a [", "bracket-unclosed 1:3"],
      ["a bracket that closes nothing", "a\n[PER x]] b", "bracket-unopened 2:8"],
      ["empty brackets", "a [] [ ] [\t]", "bracket-empty 1:3", "bracket-empty 1:6", "bracket-empty 1:10"],
      [
        "a type without text",
        "[PER] [PER ] [B-PER\t ]",
        "bracket-empty 1:1",
        "bracket-empty 1:7",
        "bracket-empty 1:14",
      ],
      ["a type in front of a line break and nothing", "[PER\n ]", "bracket-empty 1:1"],
      ["a mention of nothing but an empty mention", "[ORG [LOC ] ]", "bracket-empty 1:1", "bracket-empty 1:6"],
      ["a backslash in front of a letter", "a\\b", "bracket-escape 1:2"],
      ["a backslash at the end of the text", "a\n\\", "bracket-escape 2:1"],
      ["a backslash in front of a tag", "\\<b>", "bracket-escape 1:1"],
    ];
    for (const [what, source, ...expected] of cases) {
      it(`are found, with their place: ${what}`, () => {
        expect(problemsOf(source)).to.deep.equal(expected);
      });
    }

    it("are nesting deeper than any text has, but not nesting that just is deep", () => {
      const nested = (depth: number) => `${"[PER ".repeat(depth)}x${"]".repeat(depth)}`;
      expect(parseBracket(nested(100)).spans).to.have.length(100);
      expect(problemsOf(nested(101))).to.deep.equal(["bracket-deep 1:501"]);
      expect(problemsOf(nested(100_000))).to.deep.equal(["bracket-deep 1:501"]);
    });

    it("come with the line they stand on, the source, and advice", () => {
      for (const source of ["a\n x [PER Ada\n", "a\n x ] y\n", "a\n [] \n", "a\n [PER ] x\n", "a\n \\x\n"]) {
        const { issues } = errorOf(source, { source: "f.txt" });
        expect(issues, source).to.have.length(1);
        const [{ source: named, line, excerpt, hint, message }] = issues as [Issue];
        expect([named, line, excerpt], source).to.deep.equal(["f.txt", 2, source.slice(2)]);
        expect(hint, source).to.be.a("string").that.is.not.empty;
        expect(message, source).to.not.match(/[.\n]$/);
      }
    });

    it("are all collected, and counted even beyond those that are kept", () => {
      expect(problemsOf("] [PER Ada\n\n\\x [] [LOC ] x [ORG y]]\n[MISC z")).to.deep.equal([
        "bracket-unopened 1:1",
        "bracket-unclosed 1:3",
        "bracket-escape 3:1",
        "bracket-empty 3:4",
        "bracket-empty 3:7",
        "bracket-unopened 3:23",
        "bracket-unclosed 4:1",
      ]);
      const error = errorOf("]".repeat(5000));
      expect(error.count).to.equal(5000);
      expect(error.issues).to.have.length(1000);
    });

    it("end with the paragraph: an empty line contains the damage of a mention that is never closed", () => {
      for (const empty of ["\n", " \t\n", "\r\n", "\u00a0\n"]) {
        const source = `x [PER Ada\n${empty}[ORG Halden] won [1]\n`;
        expect(problemsOf(source), JSON.stringify(empty)).to.deep.equal(["bracket-unclosed 1:3"]);
      }
      expect(problemsOf("[ORG a [PER b\n\nc [LOC d] [LOC e\n\nf")).to.deep.equal([
        "bracket-unclosed 1:1",
        "bracket-unclosed 1:8",
        "bracket-unclosed 3:11",
      ]);
    });

    it("are not made of upper-case words in brackets where types are named that they are not among", () => {
      expect(read("[NATO] met", { types: new Set(["PER"]) }).text).to.equal("[NATO] met");
      expect(problemsOf("[NATO] met")).to.deep.equal(["bracket-empty 1:1"]);
      expect(problemsOf("[PER]", { types: new Set(["PER"]) })).to.deep.equal(["bracket-empty 1:1"]);
    });

    it("are the only outcome of a broken text besides a document, and each has a place in it", () => {
      fc.assert(
        fc.property(sources, fc.constantFrom("keep", "strip"), (source, markup) => {
          const lines = source.match(/[^\n]*\n|[^\n]+/g) ?? [];
          let error: NerEvalError;
          try {
            const { text, spans } = parseBracket(source, { markup });
            for (const { start, end } of spans) {
              expect(start).to.be.at.least(0).and.below(end);
              expect(end).to.be.at.most(text.length);
            }
            return;
          } catch (thrown) {
            if (!(thrown instanceof NerEvalError)) throw thrown;
            error = thrown;
          }
          for (const { line, column, excerpt, hint } of error.issues) {
            expect(excerpt).to.equal(lines[line! - 1]);
            expect("[]\\").to.include(excerpt![column! - 1]!);
            expect(hint).to.be.a("string");
          }
        }),
        { numRuns: runs(3000) },
      );
    });

    it("do not keep the reader from coping with words of any length", () => {
      const word = "a".repeat(10_000_000);
      expect(read(`[${word}]`).text.length).to.equal(word.length + 2);
    });
  });

  describe("printing", () => {
    it("writes the plainest form there is", () => {
      const text = "Ada of Port Osk [sic] \\o/";
      const spans = [
        { start: 0, end: 15, type: "ORG" },
        { start: 0, end: 3, type: "PER" },
        { start: 7, end: 15, type: "LOC" },
      ];
      expect(printBracket({ text, spans })).to.equal("[ORG [PER Ada] of [LOC Port Osk]] \\[sic\\] \\\\o/");
      expect(printBracket({ text: "a\n\nb\t \n", spans: [] })).to.equal("a\n\nb\t \n");
    });

    it("marks a type that would not be taken for one, and only such a type", () => {
      const mention = (text: string, type: string) =>
        printBracket({ text, spans: [{ start: 0, end: text.length, type }] });
      expect(mention("3", "Note")).to.equal("[\\Note 3]");
      expect(mention("Ada", "Person")).to.equal("[Person Ada]");
      expect(mention("ada", "creative-work")).to.equal("[creative-work ada]");
      expect(mention("x", "3")).to.equal("[\\3 x]");
    });

    it("refuses what brackets cannot hold", () => {
      const cases: Printable[] = [
        {
          text: "abc",
          spans: [
            { start: 0, end: 2, type: "A" },
            { start: 1, end: 3, type: "A" },
          ],
        },
        { text: "abc", spans: Array.from({ length: 101 }, () => ({ start: 0, end: 1, type: "PER" })) },
        { text: "abc", spans: [{ start: 0, end: 1, type: "" }] },
        { text: "abc", spans: [{ start: 0, end: 1, type: "a\nb" }] },
      ];
      for (const printable of cases) {
        expect(() => printBracket(printable))
          .to.throw(NerEvalError)
          .with.property("code", "bracket-unprintable");
      }
    });

    it("takes mentions 100 deep, and gives them back", () => {
      const spans = Array.from({ length: 100 }, (_, i) => ({ start: 0, end: 200 - i, type: "PER" }));
      const text = "x".repeat(200);
      expect(parseBracket(printBracket({ text, spans })).spans).to.deep.equal(spans);
    });

    it("marks a plain type in front of a literal bracket", () => {
      expectRoundTrip({ text: "[x", spans: [{ start: 0, end: 2, type: "Note" }] });
    });

    it("marks a type in front of nothing but a blank that is no padding", () => {
      expectRoundTrip({ text: "\u00a0A", spans: [{ start: 0, end: 1, type: "Note" }] });
      expectRoundTrip({ text: "\u00a0A", spans: [{ start: 0, end: 1, type: "creative-work" }] });
    });

    it("writes a blank once where several mentions begin with it", () => {
      expectRoundTrip({
        text: " a",
        spans: [
          { start: 0, end: 2, type: "ORG" },
          { start: 0, end: 2, type: "PER" },
        ],
      });
    });

    it("is undone by parsing, for any text with any properly nested mentions of any types", () => {
      fc.assert(
        fc.property(documents, (document) => expectRoundTrip(document)),
        { numRuns: runs(10_000) },
      );
    });

    it("is undone by parsing with tags kept", () => {
      fc.assert(
        fc.property(documents, (document) => expectRoundTrip(document, { markup: "keep" })),
        { numRuns: runs(5000) },
      );
    });

    it("is undone by parsing for every document that comes from parsing", () => {
      fc.assert(
        fc.property(sources, (source) => {
          let document: Document;
          try {
            document = parseBracket(source);
          } catch {
            return;
          }
          expectRoundTrip(document);
        }),
        { numRuns: runs(5000) },
      );
    });

    it("is tried here on documents of every difficult kind", () => {
      const met = new Set<string>();
      const note = (kind: string, found: boolean) => found && met.add(kind);
      for (const { text, spans } of fc.sample(documents, { numRuns: runs(3000), seed: 1 })) {
        note("lone surrogate", /\p{Cs}/u.test(text));
        note("no mentions", spans.length === 0 && text !== "");
        for (const span of spans) {
          const surface = text.slice(span.start, span.end);
          note("blank at start", /^[ \t]/.test(surface));
          note("blank at end", /[ \t]$/.test(surface));
          note("nothing but blanks", /^[ \t]+$/.test(surface));
          note("break at start", /^\r?\n/.test(surface));
          note("break at end", /\n$/.test(surface));
          note("empty line", /\n\s*\n/.test(surface));
          note("at the end of the text", span.end === text.length);
          note("type with a blank", /\s/.test(span.type));
          note("type with a bracket", /[[\]]/.test(span.type));
          for (const other of spans) {
            if (other === span) continue;
            note("nested", other.start > span.start && other.end < span.end);
            note("same start", other.start === span.start && other.end < span.end);
            note("same end", other.start < span.start && other.end === span.end);
            note("same extent", other.start === span.start && other.end === span.end && other.type !== span.type);
            note("repeated", compareSpans(other, span) === 0);
            note("touching", other.start === span.end);
          }
        }
      }
      expect([...met].sort()).to.deep.equal(
        [
          ...[
            "lone surrogate",
            "no mentions",
            "blank at start",
            "blank at end",
            "nothing but blanks",
            "break at start",
          ],
          ...["break at end", "empty line", "at the end of the text", "type with a blank", "type with a bracket"],
          ...["nested", "same start", "same end", "same extent", "repeated", "touching"],
        ].sort(),
      );
    });
  });

  describe("reading a stream", () => {
    it("gives the same documents, problems and warnings wherever the text is cut into chunks", async () => {
      const options = fc.record({
        document: fc.constantFrom("file", "line"),
        markup: fc.constantFrom("keep", "strip"),
      });
      await fc.assert(
        fc.asyncProperty(sources, fc.array(fc.nat(), { maxLength: 8 }), options, async (source, cuts, chosen) => {
          const places = cuts.map((cut) => cut % (source.length + 1)).sort((a, b) => a - b);
          const chunks = [...places, source.length].map((place, i) => source.slice(places[i - 1] ?? 0, place));
          expect(chunks.join("")).to.equal(source);
          const whole = await stream([source], chosen);
          expect(await stream(chunks, chosen)).to.deep.equal(whole);
        }),
        { numRuns: runs(2000) },
      );
    });

    it("gives what parsing the whole text gives", async () => {
      await fc.assert(
        fc.asyncProperty(documents, async (document) => {
          const source = printBracket(document);
          const { text, spans } = parseBracket(source);
          const { documents: found, count } = await stream([...source]);
          expect(count).to.equal(0);
          expect(found).to.deep.equal([{ id: "a", text, spans, origin: { source: "gold/a.txt", line: 1 } }]);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("makes a file one document, called after the file, even if it is empty", async () => {
      expect((await stream(["[PER A", "da]\n\n", "x"])).documents).to.deep.equal([
        {
          id: "a",
          text: "Ada\n\nx",
          spans: [{ start: 0, end: 3, type: "PER" }],
          origin: { source: "gold/a.txt", line: 1 },
        },
      ]);
      expect((await stream([])).documents).to.have.length(1);
    });
  });

  describe("reading a document per line", () => {
    const lines = async (source: string, options: Partial<GoldOptions> = {}) => {
      const { documents, issues } = await stream([source], { document: "line", ...options });
      return { documents, issues, texts: documents.map(({ id, text }) => [id, text]) };
    };

    it("calls each document after its file and line, without the line break", async () => {
      const { documents } = await lines("[PER Ada ] x \nb [LOC Osk]\n");
      expect(documents).to.deep.equal([
        {
          id: "a:1",
          text: "Ada x ",
          spans: [{ start: 0, end: 3, type: "PER" }],
          origin: { source: "gold/a.txt", line: 1 },
        },
        {
          id: "a:2",
          text: "b Osk",
          spans: [{ start: 2, end: 5, type: "LOC" }],
          origin: { source: "gold/a.txt", line: 2 },
        },
      ]);
    });

    it("makes no documents of blank lines, but counts them", async () => {
      const { texts } = await lines("\na\n \t\n\n<b></b>\nb", { markup: "strip" });
      expect(texts).to.deep.equal([
        ["a:2", "a"],
        ["a:6", "b"],
      ]);
      expect((await lines("\n \n\r\n")).texts).to.deep.equal([]);
    });

    it("takes the whole of a Windows line break away, and nothing else", async () => {
      expect((await lines("a \r\n\r\nb\rc\r\n\u2028d\r")).texts).to.deep.equal([
        ["a:1", "a "],
        ["a:3", "b\rc"],
        ["a:4", "\u2028d\r"],
      ]);
    });

    it("reports a bracket that is not closed on its line, and goes on with the next", async () => {
      const { texts, issues } = await lines("[PER Ada\nMoen] b\n[LOC Osk]");
      expect(issues.map(({ code, line, column }) => `${code} ${line}:${column}`)).to.deep.equal([
        "bracket-unclosed 1:1",
        "bracket-unopened 2:5",
      ]);
      expect(texts.at(-1)).to.deep.equal(["a:3", "Osk"]);
    });

    it("lets a document go on behind an escaped line break, under the number of its first line", async () => {
      for (const lineBreak of ["\n", "\r\n"]) {
        const { texts } = await lines(`x${lineBreak}[PER Ada\\${lineBreak}Moen]${lineBreak}\\\\${lineBreak}y`);
        expect(texts, JSON.stringify(lineBreak)).to.deep.equal([
          ["a:1", "x"],
          ["a:2", `Ada${lineBreak}Moen`],
          ["a:4", "\\"],
          ["a:5", "y"],
        ]);
      }
    });

    it("loses no document that ends in an escaped line break", async () => {
      for (const lineBreak of ["\n", "\r\n"]) {
        const { texts } = await lines(`[PER Ada]\\${lineBreak}`);
        expect(texts, JSON.stringify(lineBreak)).to.deep.equal([["a:1", `Ada${lineBreak}`]]);
      }
    });

    it("takes time in proportion to a line of backslashes", async () => {
      const read = async () => {
        const { documents } = await lines(`${"\\".repeat(50_000)}x\n`);
        expect(documents[0]!.text.length).to.equal(25_001);
      };
      expect(await leastTime(read)).to.be.below(1000);
    });
  });

  describe("real files", () => {
    const counts = (spans: readonly Span[]) => {
      const found: { [type: string]: number } = {};
      for (const { type } of spans) found[type] = (found[type] ?? 0) + 1;
      return found;
    };

    it("are read as they are meant: the seed document, with tags kept and stripped", function () {
      const folder = new URL("../shared/seed/", `file://${root}`);
      const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith(".txt")) : undefined;
      if (name === undefined) this.skip();
      const source = readFileSync(new URL(name, folder), "utf8");
      for (const markup of ["keep", "strip"] as const) {
        const document = parseBracket(source, { markup });
        const { text, spans, warnings } = document;
        expect(counts(spans), markup).to.deep.equal({ PER: 85, MISC: 51, LOC: 46, ORG: 15 });
        expect(spans, markup).to.have.length(197);
        expect(warnings.map(({ code }) => code)).to.deep.equal(["bracket-markup"]);
        expect(warnings[0]!.message).to.include("28 HTML tags");
        // The same by other means: this document has no brackets but its annotations, and no nested ones.
        const mentions = Array.from(source.matchAll(/\[([A-Z]+) ([^[\]]*?) *\]/g), ([, type, surface]) => [
          type,
          surface,
        ]);
        expect(spans.map(({ start, end, type }) => [type, text.slice(start, end)])).to.deep.equal(mentions);
        const kept = source.replace(/\[[A-Z]+ | *\]/g, "");
        expect(text).to.equal(markup === "keep" ? kept : kept.replace(/<[^>]*>/g, ""));
        expectRoundTrip(document);
      }
    });

    it("are read as they are meant: the project's own gold has the counts of its table", () => {
      const table = Array.from(
        readFileSync(`${root}gold/README.md`, "utf8").matchAll(
          /^\| *(?:`([^`]+\.txt)`|\*\*(total)\*\*)((?: *\| *\d+)+) *\|$/gm,
        ),
        ([, file, total, numbers]) => ({ name: file ?? total!, numbers: numbers!.match(/\d+/g)!.map(Number) }),
      );
      const files = readdirSync(`${root}gold`).filter((name) => name.endsWith(".txt"));
      expect(table.map(({ name }) => name).sort()).to.deep.equal([...files, "total"].sort());
      const sum = [0, 0, 0, 0, 0, 0];
      for (const { name, numbers } of table.filter((row) => row.name !== "total")) {
        const document = parseBracket(readFileSync(`${root}gold/${name}`, "utf8"));
        expect(document.warnings, name).to.deep.equal([]);
        const { PER = 0, LOC = 0, ORG = 0, MISC = 0, ...others } = counts(document.spans);
        expect(others, name).to.deep.equal({});
        const tokens = document.text.split(/\s+/).filter((token) => token !== "").length;
        const found = [PER, LOC, ORG, MISC, document.spans.length, tokens];
        expect(found, name).to.deep.equal(numbers);
        for (const [i, number] of found.entries()) sum[i]! += number;
        expectRoundTrip(document);
      }
      expect(table.find(({ name }) => name === "total")!.numbers).to.deep.equal(sum);
    });
  });
});

function expectRoundTrip({ text, spans }: Printable, options?: Options): void {
  const printed = printBracket({ text, spans });
  const back = parseBracket(printed, options);
  expect(back.text, printed).to.equal(text);
  expect(back.spans, printed).to.deep.equal([...spans].sort(compareSpans));
}

/** Short strings of which most make trouble. */
const pieces = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ...["[", "]", "\\", "<", ">", " ", " ", "\t", "\r", "\n", "\n", "\r\n", "\n\n", "\n \n"],
      ...["\u00a0", "\u2028", "\ufeff", "\v", "😀", "\ud83d", "\ude00"],
    ),
  },
  { weight: 4, arbitrary: fc.constantFrom("a", "B", "é", "É", "中", "1", ".", "-", "<b>", "PER", "Note", "/", "&") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 3 }) },
);

const types = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...["PER", "LOC", "X", "B-PER", "WORK_OF_ART", "Person", "note", "Note", "sic", "the", "3", "1", "é", "人名"],
      ...["creative-work", "B-cell", "work.primlit", "Dr.", "A:", "NOTE 3", "__proto__", "constructor", "toString"],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...["😀", "\ud83d", "a b", " ", "\t", "\r", "\u00a0", "\u2028", "…", "<b>", "a<b c>"],
      ...["]", "[", "[]", "\\", "\\\\", "a\\", "\\a", "\\ ", "[PER", "PER]", "[PER Ada]", "PER ", " PER"],
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(pieces, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("").replaceAll("\n", ""))
      .filter((type) => type !== ""),
  },
);

/** Texts with properly nested mentions, in no particular order. */
const documents: fc.Arbitrary<Printable> = fc
  .tuple(
    fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join("")),
    fc.array(fc.tuple(fc.nat(), fc.nat(), types, fc.constantFrom("free", "same", "start", "end", "touch")), {
      maxLength: 8,
    }),
  )
  .map(([text, drawn]) => {
    const spans: Span[] = [];
    for (const [a, b, type, how] of drawn) {
      if (text === "") break;
      const other = spans[a % spans.length];
      let start = a % text.length;
      if (other && (how === "same" || how === "start")) start = other.start;
      if (other && how === "touch" && other.end < text.length) start = other.end;
      let end = start + 1 + (b % (text.length - start));
      if (other && (how === "same" || how === "end") && other.end > start) end = other.end;
      if (spans.every((span) => !cross(span, { start, end }))) spans.push({ start, end, type });
    }
    return { text, spans };
  });

function cross(a: Omit<Span, "type">, b: Omit<Span, "type">): boolean {
  return (
    (a.start < b.start && b.start < a.end && a.end < b.end) || (b.start < a.start && a.start < b.end && b.end < a.end)
  );
}

/** Texts that may or may not be in the format. */
const sources: fc.Arbitrary<string> = fc.oneof(
  documents.map(printBracket),
  fc
    .array(
      fc.oneof(
        pieces,
        fc.constantFrom(
          "[PER ",
          "[LOC Osk ]",
          "[Note ",
          "[PER",
          "[creative-work x",
          " ]",
          "\\ ",
          "\\\n",
          "\\\r\n",
          "<b>",
          "</b>",
        ),
      ),
      { maxLength: 16 },
    )
    .map((parts) => parts.join("")),
);
