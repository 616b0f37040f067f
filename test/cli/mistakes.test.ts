import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { goldFormats } from "../../src/formats/registry.ts";
import { type Surroundings, Workplace } from "./fake-io.ts";

const text = "Dear Ada Moen, the EU met in Port Osk.\n";
const files = {
  "gold/a.txt": "Dear [PER Ada Moen], the [ORG EU] met in [LOC Port Osk].\n",
  "gold/sub/b.txt": "😀 [PER Zoë] came\n",
  "p.jsonl": '{"id":"a","entities":[]}\n{"id":"sub/b","entities":[]}\n',
};

describe("a mistake", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());

  /** Every file of the place, with what is in it. */
  const contents = () =>
    readdirSync(place.cwd, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(place.cwd, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(place.cwd, name), "latin1")]);

  /** Runs what must be refused with these lines on stderr, and with nothing written anywhere. */
  async function refuses(argv: readonly string[], lines: readonly string[], surroundings?: Surroundings) {
    const before = contents();
    const { code, stdout, stderr } = await place.run(argv, surroundings);
    expect(stderr.split("\n").slice(0, -1)).to.deep.equal(lines);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(contents()).to.deep.equal(before);
    expect(stderr).to.not.match(/^ {4}at /m);
  }

  /** Predictions, line by line, that must be refused. Strings stand as they are. */
  function refusesPredictions(predictions: readonly unknown[], lines: readonly string[], ...argv: readonly string[]) {
    const content = predictions.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
    place.write("p.jsonl", content);
    return refuses(["--pred", "p.jsonl", "-o", "out.json", "-f", "json", ...argv], lines);
  }
  const a = (...entities: readonly unknown[]) => ({ id: "a", entities });
  const b = (...entities: readonly unknown[]) => ({ id: "sub/b", entities });

  /** A bracket text that must be refused. */
  function refusesBrackets(content: string, lines: readonly string[], ...argv: readonly string[]) {
    place.write("g.txt", content);
    place.write("none.jsonl", "");
    return refuses(["--gold", "g.txt", "--pred", "none.jsonl", "-o", "out.json", ...argv], lines);
  }

  describe("in JSON", () => {
    const hint = "hint: write one complete JSON record on each line";

    it("is shown with a caret where the parser stopped", async () => {
      await refusesPredictions(
        ['{"id":"a","entities":[', "id,start,end", "{'id': 'a'}", '{"id":"a","entities":[],}', '{"id":"a"}{"id":"b"}'],
        [
          "error: p.jsonl:1:23: the line is not JSON: Unexpected end of JSON input  [jsonl-syntax]",
          '  1 | {"id":"a","entities":[',
          "    |                       ^",
          "error: p.jsonl:2:1: the line is not JSON: Unexpected token 'i'  [jsonl-syntax]",
          "  2 | id,start,end",
          "    | ^",
          "error: p.jsonl:3:2: the line is not JSON: Expected property name or '}'  [jsonl-syntax]",
          "  3 | {'id': 'a'}",
          "    |  ^",
          "error: p.jsonl:4:25: the line is not JSON: Expected double-quoted property name  [jsonl-syntax]",
          '  4 | {"id":"a","entities":[],}',
          "    |                         ^",
          "error: p.jsonl:5:11: the line is not JSON: Unexpected non-whitespace character after JSON  [jsonl-syntax]",
          '  5 | {"id":"a"}{"id":"b"}',
          "    |           ^",
          hint,
          "5 problems",
        ],
      );
    });

    it("is shown without a caret where lists are nested by the thousand, syntax error or not", async () => {
      await refusesPredictions(
        ["[".repeat(100_000)],
        [
          "error: p.jsonl:1: the line is not JSON: Unexpected end of JSON input  [jsonl-syntax]",
          `  1 | ${"[".repeat(76)}…`,
          hint,
        ],
      );
      await refusesPredictions(
        [`{"id":"a","entities":5,"x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`],
        [
          'error: p.jsonl:1: "entities" is 5 (a number), expected an array  [jsonl-field]',
          `  1 | {"id":"a","entities":5,"x":${"[".repeat(49)}…`,
          'hint: write "entities": [] if the record has no mentions',
        ],
      );
    });

    it("is shown around the caret where the line is long, and in standard input too", async () => {
      const span = '{"start":0,"end":1,"type":"X"}';
      const line = `{"id":"a","entities":[${`${span},`.repeat(9)}{"start":0,"end":"1","type":"X"}]}`;
      await refuses(
        ["--pred", "-"],
        [
          `error: <stdin>:2:${line.indexOf('"1"') + 1}: "end" is "1" (a string), expected a whole number  [jsonl-field]`,
          '  2 | …,"end":1,"type":"X"},{"start":0,"end":"1","type":"X"}]}',
          "    |                                        ^",
          "hint: 1 of 14 spans of both sides is bad: 1 without offsets that are whole numbers; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
        ],
        { stdin: `\n${line}\n` },
      );
    });
  });

  describe("in a record", () => {
    it("is one of shape: no record, no list, another kind of list", async () => {
      await refusesPredictions(
        [[a()], 5, { id: "a" }, { id: "sub/b", spans: {} }],
        [
          "error: p.jsonl:1: expected a record, found an array  [jsonl-record]",
          '  1 | [{"id":"a","entities":[]}]',
          "hint: write each record of the list on a line of its own",
          "error: p.jsonl:2: expected a record, found 5 (a number)  [jsonl-record]",
          "  2 | 5",
          'hint: write {"id": …, "entities": […]}',
          'error: p.jsonl:3: the record has no "entities"  [jsonl-record]',
          '  3 | {"id":"a"}',
          'hint: write "entities": [] if the record has no mentions',
          'error: p.jsonl:4:23: "spans" is an object, expected an array  [jsonl-field]',
          '  4 | {"id":"sub/b","spans":{}}',
          "    |                       ^",
          'hint: write "entities": [] if the record has no mentions',
          "4 problems",
        ],
      );
    });

    it("is one of fields: missing, or of the wrong type", async () => {
      await refusesPredictions(
        [
          { entities: [] },
          { id: null, entities: [] },
          { id: 1.5, entities: [] },
          '{"id":12345678901234567890,"entities":[]}',
          a({ start: "0", end: 1.5, type: "" }),
        ],
        [
          'error: p.jsonl:1: the record has no "id"  [jsonl-field]',
          '  1 | {"entities":[]}',
          'hint: give every prediction the "id" of its gold document',
          'error: p.jsonl:2:7: "id" is null, expected a string  [jsonl-field]',
          '  2 | {"id":null,"entities":[]}',
          "    |       ^",
          'error: p.jsonl:3:7: "id" is 1.5 (a number), expected a string  [jsonl-field]',
          '  3 | {"id":1.5,"entities":[]}',
          "    |       ^",
          'error: p.jsonl:4:7: "id" is 12345678901234567000 (a number), expected a string  [jsonl-field]',
          '  4 | {"id":12345678901234567890,"entities":[]}',
          "    |       ^",
          "hint: write it in quotes: the last digits of a number this large are lost",
          'error: p.jsonl:5:32: "start" is "0" (a string), expected a whole number  [jsonl-field]',
          '  5 | {"id":"a","entities":[{"start":"0","end":1.5,"type":""}]}',
          "    |                                ^",
          "hint: 1 of 5 spans of both sides is bad: 1 without offsets that are whole numbers; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
          'error: p.jsonl:5:42: "end" is 1.5 (a number), expected a whole number  [jsonl-field]',
          '  5 | {"id":"a","entities":[{"start":"0","end":1.5,"type":""}]}',
          "    |                                          ^",
          'error: p.jsonl:5:53: "type" is "" (a string), expected an entity type  [jsonl-field]',
          '  5 | {"id":"a","entities":[{"start":"0","end":1.5,"type":""}]}',
          "    |                                                     ^",
          "7 problems",
        ],
      );
    });

    it("is one of spans: neither a record nor a list of three or four", async () => {
      await refusesPredictions(
        [a("Ada", [0, 1], [0, "1", "X"], { start: 0 })],
        [
          'error: p.jsonl:1:23: expected a span, found "Ada" (a string)  [jsonl-field]',
          '  1 | {"id":"a","entities":["Ada",[0,1],[0,"1","X"],{"start":0}]}',
          "    |                       ^",
          'hint: write {"start": 0, "end": 5, "type": "PER"}',
          "error: p.jsonl:1:29: expected [start, end, type], found an array of length 2  [jsonl-field]",
          '  1 | {"id":"a","entities":["Ada",[0,1],[0,"1","X"],{"start":0}]}',
          "    |                             ^",
          'error: p.jsonl:1:38: "end" is "1" (a string), expected a whole number  [jsonl-field]',
          '  1 | {"id":"a","entities":["Ada",[0,1],[0,"1","X"],{"start":0}]}',
          "    |                                      ^",
          "hint: 2 of 6 spans of both sides are bad: 2 without offsets that are whole numbers; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
          'error: p.jsonl:1:47: the span has no "end"  [jsonl-field]',
          '  1 | {"id":"a","entities":["Ada",[0,1],[0,"1","X"],{"start":0}]}',
          "    |                                               ^",
          'error: p.jsonl:1:47: the span has no "type"  [jsonl-field]',
          '  1 | {"id":"a","entities":["Ada",[0,1],[0,"1","X"],{"start":0}]}',
          "    |                                               ^",
          "5 problems",
        ],
      );
    });

    it("is, in gold, a line without its text", async () => {
      place.write("g.jsonl", '{"id":"a","entities":[]}\n{"id":"b","text":["Ada"],"entities":[]}\n');
      await refuses(
        ["--gold", "g.jsonl", "--pred", "p.jsonl"],
        [
          'error: g.jsonl:1: the record has no "text"  [jsonl-field]',
          '  1 | {"id":"a","entities":[]}',
          "hint: gold records need their text; give predictions as --pred",
          'error: g.jsonl:2:18: "text" is an array, expected a string  [jsonl-field]',
          '  2 | {"id":"b","text":["Ada"],"entities":[]}',
          "    |                  ^",
          "2 problems",
        ],
      );
    });
  });

  describe("in offsets", () => {
    it("is a span that is outside, negative, reversed or empty", async () => {
      const line = '{"id":"a","entities":[[0,99,"X"],[5,3,"X"],[4,4,"X"],[-1,4,"X"],[0,39,"X"]]}';
      await refusesPredictions(
        [line],
        [
          "error: p.jsonl:1:23: the span 0–99 reaches outside its text, which ends at 39  [span-outside]",
          `  1 | ${line}`,
          "    |                       ^",
          "hint: offsets were read as UTF-16 code units; --offsets sets another unit",
          "      4 of 9 spans of both sides are bad: 2 empty or reversed, 2 outside the text; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
          "error: p.jsonl:1:34: the span 5–3 ends before it starts  [span-reversed]",
          `  1 | ${line}`,
          "    |                                  ^",
          "error: p.jsonl:1:44: the span 4–4 is empty  [span-reversed]",
          `  1 | ${line}`,
          "    |                                            ^",
          "hint: spans are half-open: end is one past the last character",
          "error: p.jsonl:1:54: the span -1–4 begins before its text  [span-outside]",
          `  1 | ${line}`,
          "    |                                                      ^",
          "hint: offsets count from 0",
          "4 problems",
        ],
      );
    });

    it("is a surface that stands somewhere else, nowhere, or is empty", async () => {
      await refusesPredictions(
        [
          a({ start: 0, end: 3, type: "PER", text: "Ada" }),
          b({ start: 3, end: 6, type: "PER", text: "Zoé" }, { start: 3, end: 6, type: "X", text: "" }),
        ],
        [
          'error: p.jsonl:1:23: the text at 0–3 is "Dea", not "Ada"  [span-surface]',
          '  1 | {"id":"a","entities":[{"start":0,"end":3,"type":"PER","text":"Ada"}]}',
          "    |                       ^",
          'hint: the nearest "Ada" is at 5–8',
          "      3 of 7 spans of both sides are bad: 3 with a surface text other than the text at the offsets; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
          'error: p.jsonl:2:27: the text at 3–6 is "Zoë", not "Zoé"  [span-surface]',
          '  2 | {"id":"sub/b","entities":[{"start":3,"end":6,"type":"PER","text":"Zoé"},{"st…',
          "    |                           ^",
          'hint: "Zoé" does not occur in the text',
          'error: p.jsonl:2:73: the text at 3–6 is "Zoë", not ""  [span-surface]',
          '  2 | …:3,"end":6,"type":"PER","text":"Zoé"},{"start":3,"end":6,"type":"X","text":"…',
          `    | ${" ".repeat(39)}^`,
          "hint: leave the surface text out where it is not known",
          "3 problems",
        ],
      );
    });

    it("is named, once, where all count code points, bytes or inclusive ends", async () => {
      const cases = [
        ["codepoint", 2, 5, "Unicode code points", ' Zo"'],
        ["byte", 5, 9, "UTF-8 bytes", 'ë ca"'],
        ["utf16-inclusive", 3, 5, "UTF-16 code units with inclusive ends", 'Zo"'],
        ["codepoint-inclusive", 2, 4, "Unicode code points with inclusive ends", ' Z"'],
      ] as const;
      for (const [unit, start, end, name, found] of cases) {
        const line = `{"id":"sub/b","entities":[{"start":${start},"end":${end},"type":"PER","text":"Zoë"}]}`;
        const inclusive = unit.endsWith("inclusive") ? 12 : 13;
        await refusesPredictions(
          [line, a({ start: 5, end: inclusive, type: "PER", text: "Ada Moen" })],
          [
            `error: p.jsonl:1:27: ${inclusive === 12 ? "2 of 2 checked spans do" : "1 of 2 checked spans does"} not fit with offsets in UTF-16 code units, but all do with ${name}; the first: the text at ${start}–${end} is "${found}, not "Zoë"  [offset-unit]`,
            `  1 | ${line}`,
            "    |                           ^",
            `hint: set --offsets ${unit}`,
          ],
          ...["--offsets", "utf16"],
        );
        const again = await place.run(["--pred", "p.jsonl", "--offsets", unit, "-f", "score"]);
        expect(again).to.deep.equal({ code: 0, stdout: "66.67\n", stderr: "" });
        const { stdout, stderr } = await place.run(["--pred", "p.jsonl", "-f", "score"]);
        expect(stdout).to.equal("66.67\n");
        expect(stderr).to.match(
          new RegExp(
            `^warning: the offsets of the predictions in p.jsonl count ${name}: 2 of 2 surface texts fit, and . as UTF-16 .* {2}\\[offsets-unit\\]\n$`,
          ),
        );
      }
    });

    it("is a file in which surfaces speak for different units", async () => {
      const line = b({ start: 2, end: 5, type: "PER", text: "Zoë" }, { start: 3, end: 6, type: "PER", text: "Zoë" });
      await refusesPredictions(
        [a({ start: 5, end: 13, type: "PER", text: "Ada Moen" }), line],
        [
          'error: p.jsonl:2:27: the offsets in p.jsonl count different units: 2 of 3 proofs fit UTF-16 code units; the first of the others: "Zoë" at 2–5 fits only Unicode code points  [offsets-unit]',
          '  2 | {"id":"sub/b","entities":[{"start":2,"end":5,"type":"PER","text":"Zoë"},{"st…',
          "    |                           ^",
          "hint: set --offsets, fix the input, or set --bad-spans for the spans that contradict the others",
        ],
      );
    });

    it("has its place said in the unit that is read", async () => {
      await refusesPredictions(
        [b({ start: 3, end: 6, type: "PER", text: "Zoë" }, [0, 99, "X"])],
        [
          'error: p.jsonl:1:27: the text at 3–6 is "oë ", not "Zoë"  [span-surface]',
          '  1 | {"id":"sub/b","entities":[{"start":3,"end":6,"type":"PER","text":"Zoë"},[0,9…',
          "    |                           ^",
          'hint: the nearest "Zoë" is at 2–5',
          "      2 of 6 spans of both sides are bad: 1 with a surface text other than the text at the offsets, 1 outside the text; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
          "error: p.jsonl:1:73: the span 0–99 reaches outside its text, which ends at 11  [span-outside]",
          '  1 | …:3,"end":6,"type":"PER","text":"Zoë"},[0,99,"X"]]}',
          `    | ${" ".repeat(39)}^`,
          "hint: offsets were read as Unicode code points; --offsets sets another unit",
          "2 problems",
        ],
        "--offsets",
        "codepoint",
      );
    });
  });

  describe("between the two sides", () => {
    it("is an id that occurs twice, among predictions or in gold", async () => {
      await refusesPredictions(
        [a(), b(), { entities: [], doc_id: "a" }],
        [
          'error: p.jsonl:3:25: a second prediction has the id "a"; the first is on line 1  [id-repeated]',
          '  3 | {"entities":[],"doc_id":"a"}',
          "    |                         ^",
          "hint: give every document its own id",
        ],
      );
      place.write("p.jsonl", files["p.jsonl"]);
      place.write("gold/a.bracket", "x");
      const message = 'error: gold/a.txt:1: a second gold document has the id "a"; the first is in gold/a.bracket';
      const lines = [
        `${message}  [id-repeated]`,
        "  1 | Dear [PER Ada Moen], the [ORG EU] met in [LOC Port Osk].",
        "hint: give every document its own id",
      ];
      await refuses(["--pred", "p.jsonl"], lines);
      await refuses(["--tagger", "gazetteer"], lines);
    });

    it("is a gold file that was named twice", async () => {
      await refuses(
        ["--pred", "p.jsonl", "--gold", "gold", "--gold", "gold/a.txt"],
        [
          'error: gold/a.txt:1: a second gold document has the id "a"  [id-repeated]',
          "  1 | Dear [PER Ada Moen], the [ORG EU] met in [LOC Port Osk].",
          "hint: the same file was read twice; name it once",
        ],
      );
    });

    it("is an id that the gold does not have, with the one that may be meant", async () => {
      await refusesPredictions(
        [
          { id: "A.txt", entities: [] },
          { id: "b", entities: [] },
          { id: "zzz", entities: [] },
        ],
        [
          'error: p.jsonl:1:7: no gold document has the id "A.txt"  [id-unknown]',
          '  1 | {"id":"A.txt","entities":[]}',
          "    |       ^",
          `hint: did you mean "a"? ids must match the gold ids exactly`,
          'error: p.jsonl:2:7: no gold document has the id "b"  [id-unknown]',
          '  2 | {"id":"b","entities":[]}',
          "    |       ^",
          `hint: did you mean "sub/b"? ids must match the gold ids exactly`,
          'error: p.jsonl:3:7: no gold document has the id "zzz"  [id-unknown]',
          '  3 | {"id":"zzz","entities":[]}',
          "    |       ^",
          'hint: gold ids look like "a", "sub/b"',
          "3 problems",
        ],
        ...["--pair", "id"],
      );
    });

    it("is no id of a gold line that could not be read: that line is the mistake", async () => {
      place.write("g.jsonl", '{"id":"sub/b","text":"x","entities":[]}\n{"id":"a","text":"x","entities":[]\n');
      await refuses(
        ["--gold", "g.jsonl", "--pred", "p.jsonl"],
        [
          "error: g.jsonl:2:35: the line is not JSON: Expected ',' or '}' after property value  [jsonl-syntax]",
          '  2 | {"id":"a","text":"x","entities":[]',
          "    |                                   ^",
          "hint: write one complete JSON record on each line",
        ],
      );
    });

    it("is a text that is not the gold's", async () => {
      const line = JSON.stringify({ id: "a", text: "Dear all, nothing of this.", entities: [[0, 4, "ORG"]] });
      await refusesPredictions(
        [line],
        [
          'error: p.jsonl:1:18: the text of the prediction differs from the gold text from character 5 on: "all, nothing of this" instead of "Ada Moen, the EU met"  [text-differs]',
          `  1 | ${line}`,
          "    |                  ^",
          "hint: is it the prediction for another document? ids must match the gold ids",
        ],
      );
    });

    it("is a text in which too much is not the gold's", async () => {
      const other = text.replace("EU", "EUNO");
      const line = JSON.stringify({
        id: "a",
        text: other,
        entities: [
          [19, 23, "ORG"],
          [21, 23, "ORG"],
          [5, 13, "PER"],
        ],
      });
      const said =
        '1 of 3 predicted spans is not exactly in the gold texts, more than the 5 % that --max-drift allows: "NO" was not located in "a"';
      await refusesPredictions(
        [line],
        [`error: ${said}  [text-drift]`, "hint: predict on the gold texts, or set a higher --max-drift"],
      );
    });

    it("is none where documents lack predictions: that is a warning, and they count as missed", async () => {
      place.write("p.jsonl", "");
      const { code, stdout, stderr } = await place.run(["--pred", "p.jsonl", "-f", "json"]);
      expect(code).to.equal(0);
      expect(JSON.parse(stdout).errors.all.missed).to.equal(4);
      expect(stderr.split("\n")).to.deep.equal([
        "warning: the predictions have no mentions in 2 documents: check the file, its format and the column of its tags  [side-empty]",
        'warning: 2 documents have no predictions; their gold mentions count as missed: "a", "sub/b"  [document-unpredicted]',
        "",
      ]);
    });
  });

  describe("in brackets", () => {
    it("is one that is never closed, or closes nothing", async () => {
      await refusesBrackets("On Monday\n\tdear [PER Ada\n\nMoen] came\n", [
        'error: g.txt:2:7: "[" is never closed  [bracket-unclosed]',
        "  2 |  dear [PER Ada",
        "    |       ^",
        'hint: close it with "]", or write "\\[" for a literal bracket',
        'error: g.txt:4:5: "]" has no matching "["  [bracket-unopened]',
        "  4 | Moen] came",
        "    |     ^",
        'hint: write "\\]" for a literal bracket',
        "2 problems",
      ]);
    });

    it("is one that is empty, or holds a type and no text", async () => {
      await refusesBrackets("漢字 [] [ ] [PER] [LOC ]", [
        "error: g.txt:1:4: the brackets are empty  [bracket-empty]",
        "  1 | 漢字 [] [ ] [PER] [LOC ]",
        "    |      ^",
        "error: g.txt:1:7: the brackets are empty  [bracket-empty]",
        "  1 | 漢字 [] [ ] [PER] [LOC ]",
        "    |         ^",
        'hint: write "\\[ \\]" for literal brackets',
        'error: g.txt:1:11: "[PER" has no text  [bracket-empty]',
        "  1 | 漢字 [] [ ] [PER] [LOC ]",
        "    |             ^",
        'hint: write the mention after its type, or "\\[PER\\]" for literal brackets',
        'error: g.txt:1:17: "[LOC" has no text  [bracket-empty]',
        "  1 | 漢字 [] [ ] [PER] [LOC ]",
        "    |                   ^",
        'hint: write the mention after its type, or "\\[LOC\\]" for literal brackets',
        "4 problems",
      ]);
    });

    it("is a backslash that escapes nothing", async () => {
      await refusesBrackets("C:\\temp\\", [
        'error: g.txt:1:3: "\\" escapes nothing  [bracket-escape]',
        "  1 | C:\\temp\\",
        "    |   ^",
        'error: g.txt:1:8: "\\" escapes nothing  [bracket-escape]',
        "  1 | C:\\temp\\",
        "    |        ^",
        'hint: write "\\\\" for a literal backslash',
        "2 problems",
      ]);
    });

    it("is a nesting deeper than any annotation", async () => {
      await refusesBrackets(`${"[PER ".repeat(102)}x${"]".repeat(102)}`, [
        "error: g.txt:1:501: brackets are nested more than 100 deep  [bracket-deep]",
        `  1 | …${"[PER ".repeat(102).slice(462, 500)}${"[PER [PER x"}${"]".repeat(27)}…`,
        `    | ${" ".repeat(39)}^`,
        'hint: write "\\[" for a literal bracket',
      ]);
    });

    it("is reported with all the others of its file, in their order, on one line as on several", async () => {
      await refusesBrackets("[PER x \\q\n] ] [PER\n\n a [] \\z", [
        'error: g.txt:1:8: "\\" escapes nothing  [bracket-escape]',
        "  1 | [PER x \\q",
        "    |        ^",
        'hint: write "\\\\" for a literal backslash',
        'error: g.txt:2:3: "]" has no matching "["  [bracket-unopened]',
        "  2 | ] ] [PER",
        "    |   ^",
        'hint: write "\\]" for a literal bracket',
        'error: g.txt:2:5: "[" is never closed  [bracket-unclosed]',
        "  2 | ] ] [PER",
        "    |     ^",
        'hint: close it with "]", or write "\\[" for a literal bracket',
        "error: g.txt:4:4: the brackets are empty  [bracket-empty]",
        "  4 |  a [] \\z",
        "    |    ^",
        'hint: write "\\[ \\]" for literal brackets',
        'error: g.txt:4:7: "\\" escapes nothing  [bracket-escape]',
        "  4 |  a [] \\z",
        "    |       ^",
        'hint: write "\\\\" for a literal backslash',
        "5 problems",
      ]);
      const { stderr } = await place.run(["--gold", "g.txt", "--pred", "none.jsonl"]);
      place.write("g.txt", "[PER x \\q");
      const places = (await place.run(["--gold", "g.txt", "--pred", "none.jsonl"])).stderr.match(/g\.txt:\S+/g);
      expect(places).to.deep.equal(["g.txt:1:1:", "g.txt:1:8:"]);
      expect(stderr).to.contain("5 problems");
    });

    it("is one of many that say the same, of which the first three are shown and all are counted", async () => {
      place.write("g.txt", "]\n".repeat(2000));
      place.write("none.jsonl", "");
      const { stderr } = await place.run(["--gold", "g.txt", "--pred", "none.jsonl"]);
      expect(stderr.match(/^error: /gm)).to.have.length(3);
      expect(stderr).to.match(/ {2}3 \| \]\n {4}\| +\^\n {2}and 1,997 more like this\nhint: .*\n2,000 problems\n$/);
    });
  });

  describe("in a file", () => {
    it("is an encoding that is not UTF-8, with the line, and with a conversion that fits", async () => {
      place.write("p.jsonl", Buffer.from('{"id":"a","entities":[]}\n{"id":"sub/\xe9"}\n', "latin1"));
      const said = (file: string, line: number, encoding: string) => [
        `error: ${file}:${line}: the file is not valid UTF-8  [file-encoding]`,
        `hint: convert it first, for example: iconv -f ${encoding} -t utf-8`,
      ];
      await refuses(["--pred", "p.jsonl", "-o", "out.json"], said("p.jsonl", 2, "latin1"));
      place.write("p.jsonl", Buffer.from('\ufeff{"id":"a"}\n', "utf16le"));
      await refuses(["--pred", "p.jsonl"], said("p.jsonl", 1, "utf-16"));
      place.write("p.jsonl", Buffer.from('{"id":"a","entities":[]}\n{"id":"é', "utf8").subarray(0, -1));
      await refuses(["--pred", "p.jsonl"], said("p.jsonl", 2, "latin1"));
      place.write("gold/a.txt", Buffer.from("a\nb\nc\xe9\n", "latin1"));
      place.write("p.jsonl", "");
      await refuses(["--pred", "p.jsonl"], said("gold/a.txt", 3, "latin1"));
    });

    it("is damaged gzip: cut off, or changed", async () => {
      const whole = gzipSync(files["p.jsonl"].repeat(10));
      const lines = [
        "error: cannot read p.gz: the gzip data are damaged  [file-unreadable]",
        "hint: the file was cut off or changed in transfer; copy or compress it again",
      ];
      place.write("p.gz", whole.subarray(0, whole.length - 12));
      await refuses(["--pred", "p.gz"], lines);
      const changed = Buffer.from(whole);
      changed[whole.length - 6]! ^= 0xff;
      place.write("p.gz", changed);
      await refuses(["--pred", "p.gz"], lines);
    });

    it("is one that is not there, on either side", async () => {
      const missing = (name: string) => [
        `error: cannot read ${name}: no such file or folder  [file-unreadable]`,
        "hint: check the path; it is relative to the current folder",
      ];
      await refuses(["--pred", "none.jsonl"], missing("none.jsonl"));
      await refuses(["--pred", "p.jsonl/x"], missing("p.jsonl/x"));
      await refuses(["--pred", "p.jsonl", "--gold", "nope"], missing("nope"));
      await refuses(["--tagger", "gazetteer", "--train", "nope"], missing("nope"));
      await refuses(
        ["--pred", "p.jsonl", "--gold", "nope/*.txt"],
        ["error: no file matches nope/*.txt  [file-unreadable]", "hint: check the pattern"],
      );
    });

    it("is a folder without predictions, or an empty name, as of an unset variable", async () => {
      await refuses(
        ["--pred", "gold"],
        [
          "error: there are no predictions in the folder gold  [pred-none]",
          "hint: files of predictions end in .jsonl, .conll, .ann or .xml; --pred-format reads any ending",
        ],
      );
      const empty = ["error: the name of an input is empty  [usage]", "hint: is a variable unset?"];
      await refuses(["--pred", ""], empty);
      await refuses(["--pred", "p.jsonl", "--gold", ""], empty);
      await refuses(
        ["--pred", "p.jsonl", "-o", ""],
        ["error: cannot write the output: its name is empty  [file-unwritable]", "hint: is a variable unset?"],
      );
    });

    it("is a gold folder without gold, or a gold file without documents", async () => {
      place.write("none/README.md", "# nothing\n");
      await refuses(
        ["--pred", "p.jsonl", "--gold", "none"],
        [
          "error: there is no gold in the folder none  [gold-none]",
          "hint: gold files end in .txt (bracket format), .jsonl, .conll, .ann or .xml; --gold-format reads any ending",
        ],
      );
      place.write("g.jsonl", "\n");
      place.write("g.txt", "\n\n");
      const noDocument = (name: string) => [
        `error: there is no gold document in ${name}  [gold-none]`,
        "hint: gold has one document per line in JSONL, and one per file in the bracket format",
      ];
      await refuses(["--pred", "p.jsonl", "--gold", "g.jsonl"], noDocument("g.jsonl"));
      await refuses(["--tagger", "gazetteer", "--gold", "g.jsonl"], noDocument("g.jsonl"));
      await refuses(["--pred", "p.jsonl", "--gold", "g.txt", "--document", "line"], noDocument("g.txt"));
    });

    it("is a folder where the partial output has to stand", async () => {
      place.write("out.jsonl.partial/x", "");
      const { code, stderr } = await place.run(["tag", "--tagger", "gazetteer", "-o", "out.jsonl"]);
      expect(code).to.equal(2);
      expect(stderr).to.match(
        /^error: cannot write out\.jsonl\.partial: it is a folder {2}\[file-unwritable\]\nhint: check the disk/,
      );
    });

    it("is no pipe, packed or not: it is read once, also where a problem stands in it", async function () {
      if (process.platform === "win32") this.skip();
      execFileSync("mkfifo", [place.path("pipe")]);
      const read = async (content: string | Uint8Array) => {
        const [outcome] = await Promise.all([
          place.run(["--pred", "pipe", "-f", "score"]),
          writeFile(place.path("pipe"), content),
        ]);
        return outcome;
      };
      const sound = [a([5, 13, "PER"]), b([3, 6, "PER"])].map((line) => JSON.stringify(line)).join("\n");
      for (const content of [sound, gzipSync(sound)]) {
        expect(await read(content)).to.deep.equal({ code: 0, stdout: "66.67\n", stderr: "" });
        const piped = await place.run(["--pred", "-", "-f", "score"], { stdin: content });
        expect(piped).to.deep.equal({ code: 0, stdout: "66.67\n", stderr: "" });
      }
      const { code, stderr } = await read(JSON.stringify(a([0, 99, "X"])));
      expect(code).to.equal(2);
      expect(stderr).to.match(/^error: pipe:1: the span 0–99 reaches outside its text/);
    });

    it("is standard input that is named twice", async () => {
      const lines = [
        "error: standard input is named twice, but can be read only once  [usage]",
        "hint: put one of the inputs into a file",
      ];
      await refuses(["--pred", "-", "--gold", "-"], lines);
      await refuses(["--tagger", "gazetteer", "--gold", "-", "--train", "-"], lines);
    });

    it("is a link in a gold folder that leads nowhere, and not one that leads to a file", async () => {
      mkdirSync(place.path("linked"));
      symlinkSync(place.path("gold/a.txt"), place.path("linked/a.txt"));
      place.write("p.jsonl", '{"id":"a","entities":[[5,13,"PER"]]}\n');
      const read = await place.run(["--gold", "linked", "--pred", "p.jsonl", "-f", "score"]);
      expect(read).to.deep.equal({ code: 0, stdout: "50.00\n", stderr: "" });
      symlinkSync(place.path("nowhere"), place.path("linked/broken.txt"));
      const { code, stderr } = await place.run(["--gold", "linked", "--pred", "p.jsonl"]);
      expect(code).to.equal(2);
      expect(stderr).to.match(/^error: cannot read linked\/broken\.txt: no such file or folder/);
    });

    it("is an output in no folder, that is a folder, of no known ending, or that is an input", async () => {
      const out = (name: string) => ["--pred", "p.jsonl", "-o", "fine.json", "-o", name];
      await refuses(out("no/where.json"), [
        "error: cannot write no/where.json: its folder does not exist  [file-unwritable]",
        "hint: create the folder first: mkdir -p no",
      ]);
      await refuses(out("gold"), [
        "error: cannot write gold: it is a folder  [file-unwritable]",
        "hint: name a file in it",
      ]);
      for (const name of ["run.pdf", "run", "p.jsonl"]) {
        await refuses(out(name), [
          `error: the ending of ${name} does not name a format  [usage]`,
          "hint: use one of .txt, .json, .md, .tex, .html, .csv, .tsv",
        ]);
      }
      const input = (name: string) => [
        `error: cannot write ${name}: it is one of the inputs  [file-unwritable]`,
        "hint: choose another name for the output",
      ];
      await refuses(out("gold/a.txt"), input("gold/a.txt"));
      await refuses(out("./gold/../gold/sub/b.txt"), input("./gold/../gold/sub/b.txt"));
      await refuses(["--tagger", "gazetteer", "-o", "gold/a.txt"], input("gold/a.txt"));
      await refuses(["tag", "--tagger", "gazetteer", "-o", "gold/a.txt"], input("gold/a.txt"));
      await refuses(
        ["tag", "--tagger", "gazetteer", "--train", "gold/a.txt", "--gold", "gold/sub", "-o", "gold/a.txt"],
        input("gold/a.txt"),
      );
    });
  });

  describe("on the command line", () => {
    const score = "hint: ner-eval score --help lists the options";
    const usage = (message: string, hint = score) => [`error: ${message}  [usage]`, hint];
    const refusesOption = (argv: readonly string[], message: string) =>
      refuses(["--pred", "p.jsonl", ...argv], usage(message));

    it("is an unknown option or command, answered with the one that may be meant", async () => {
      await refusesOption(["--outptu", "x"], "unknown option --outptu; did you mean --output?");
      await refusesOption(["-x"], "unknown option -x");
      await refuses(
        ["tag", "--pred", "x"],
        usage("unknown option --pred; did you mean --seed?", "hint: ner-eval tag --help lists the options"),
      );
      const commands = "hint: ner-eval --help lists the commands";
      await refuses(["scroe"], usage("unknown command 'scroe'; did you mean score?", commands));
      await refuses(["help", "scroe"], usage('there is no command "scroe"', commands));
    });

    it("is a file without its option", async () => {
      const hint = "hint: give files with options, such as --gold dev.txt --pred preds.jsonl";
      await refuses(["preds.jsonl"], usage("unknown command 'preds.jsonl'", hint));
      await refuses(["--pred", "p.jsonl", "gold"], usage("there are arguments without an option", hint));
      await refuses(["score", "p.jsonl"], usage("there are arguments without an option", hint));
    });

    it("is a value that an option does not take", async () => {
      const digits = "it must be a whole number between 0 and 10";
      await refusesOption(["--digits", "11"], `--digits 11: ${digits}`);
      await refusesOption(["--digits", "-1"], `--digits -1: ${digits}`);
      await refusesOption(["--digits", "two"], `--digits two: ${digits}`);
      await refusesOption(["--digits", "1.5"], `--digits 1.5: ${digits}`);
      await refusesOption(["--digits"], "--digits <n> needs a value");
      await refusesOption(["--seed", "x"], "--seed x: it must be a whole number of at least 0");
      await refusesOption(["--folds", "1"], "--folds 1: it must be a whole number of at least 2");
      await refusesOption(["--timeout", "0"], "--timeout 0: it must be a positive number of seconds");
      await refusesOption(
        ["-f", "xml"],
        "--format xml: expected one of text, json, markdown, latex, html, csv, tsv, score, conlleval, seqeval",
      );
      await refusesOption(["--undefined", "no"], "--undefined no: expected one of skip, zero, one");
      await refusesOption(
        ["--gold-format", "xml"],
        `--gold-format xml: expected one of ${goldFormats.map(({ name }) => name).join(", ")}`,
      );
      await refusesOption(["--document", "lines"], "--document lines: expected one of file, line; did you mean line?");
      await refusesOption(
        ["--offsets", "chars"],
        "--offsets chars: expected one of auto, utf16, codepoint, byte, utf16-inclusive, codepoint-inclusive, byte-inclusive, token, token-inclusive",
      );
      await refusesOption(
        ["--scheme", "stict"],
        '--scheme stict: "stict" is not one of strict, exact, partial, type, token, character, fair, fair-weighted, overlap@X with X above 0 and at most 1; did you mean strict?',
      );
      await refusesOption(["--scheme", ""], '--scheme "": there is an empty name in the list');
      await refusesOption(["--types", "PER,,LOC"], "--types PER,,LOC: there is an empty name in the list");
      await refusesOption(["--types", ""], '--types "": there is an empty name in the list');
    });

    it("is a value that is nearly one that the option takes, answered with that one", async () => {
      const meant: readonly (readonly [argv: readonly string[], name: string])[] = [
        [["--interval", "percentil"], "percentile"],
        [["--pred-format", "conl"], "conll"],
        [["--offsets", "codepoints"], "codepoint"],
        [["--undefined", "Zero"], "zero"],
        [["--pair", "names"], "name"],
        [["--tags", "gold:bio2x,pred:ioees"], ""],
        [["--tags", "pred:ioeb2"], "iob2"],
        [["--scheme", "strict,fair_weighted"], "fair-weighted"],
        [["--fail-under", "strict:f2=85"], "strict:f1"],
        [["--fail-under", "strct:recal[PER]=85"], "strict:recall[PER]"],
        [["--fail-under", "f1@makro=85"], "strict:f1@macro"],
        [["--as", "nervaluat"], "nervaluate"],
        [["-f", "markdwon"], "markdown"],
      ];
      for (const [argv, name] of meant) {
        const { code, stderr } = await place.run(["--pred", "p.jsonl", ...argv]);
        expect(code, argv.join(" ")).to.equal(2);
        if (name === "") expect(stderr, argv.join(" ")).not.to.contain("did you mean");
        else expect(stderr, argv.join(" ")).to.contain(`did you mean ${name.replace(/^strict:(?=f1@)/, "")}`);
      }
      for (const argv of [
        ["compare", "--metric", "strict:f2"],
        ["compare", "--columns", "delt"],
        ["compare", "--table", "system"],
        ["report", "x.json", "--table", "type"],
        ["convert", "p.jsonl", "--to", "jsonll"],
      ])
        expect((await place.run(argv)).stderr, argv.join(" ")).to.contain("; did you mean ");
    });

    it("is a list with blanks around its signs, which are left out", async () => {
      place.write(
        "p.jsonl",
        JSON.stringify({ id: "a", entities: [{ start: 5, end: 13, type: "PERSON", score: 0.9 }] }),
      );
      const run = async (...argv: string[]) =>
        JSON.parse((await place.run(["--pred", "p.jsonl", "-f", "json", ...argv])).stdout);
      expect((await run("--map", "pred:PERSON = PER, LOC =L")).options.map).to.deep.equal(["pred:PERSON=PER", "LOC=L"]);
      expect((await run("--map", "pred: PERSON= PER")).scores.strict.micro.correct).to.equal(1);
      expect((await run("--threshold", "0.5, PERSON = 0.7")).options.threshold).to.deep.equal(["0.5", "PERSON=0.7"]);
      expect((await place.run(["--pred", "p.jsonl", "--map", " = PER"])).code).to.equal(2);
    });

    it("is a type that occurs nowhere, answered with a near one that does", async () => {
      place.write("p.jsonl", JSON.stringify(a({ start: 5, end: 13, type: "PER", score: 0.9 })));
      const said = async (...argv: string[]) => (await place.run(["--pred", "p.jsonl", "-f", "score", ...argv])).stderr;
      expect(await said("--ignore", "per")).to.contain("the type per, which was to be ignored; did you mean PER?");
      expect(await said("--ignore", "PER,LCO")).to.contain("the type LCO, which was to be ignored; did you mean LOC?");
      expect(await said("--types", "PRE")).to.contain("the type PRE, which was to be scored; did you mean PER?");
      expect(await said("--map", "ogr=X")).to.contain("the type ogr, which --map renames; did you mean ORG?");
      expect(await said("--threshold", "Per=0.5")).to.contain("no prediction has that type; did you mean PER?");
      expect(await said("--ignore", "ORG", "--types", "PER,ORG")).not.to.contain("type-absent");
    });

    it("is a threshold in percent where scores are fractions", async () => {
      place.write("p.jsonl", JSON.stringify(a({ start: 5, end: 13, type: "PER", score: 0.9 })));
      for (const [given, written] of [
        ["50", "0.5"],
        ["PER=97.5", "PER=0.975"],
      ] as const)
        await refuses(
          ["--pred", "p.jsonl", "--threshold", given],
          [
            `error: the threshold ${given} is above every score, 0.9  [threshold-unused]`,
            `hint: the scores are fractions, not percentages: write ${written}`,
          ],
        );
    });

    it("is a renaming that renames nothing, or one type twice", async () => {
      for (const value of ["A", "=B", "=", "A=B=C", "gold:=B", "gold:=", "gold:A"]) {
        await refusesOption(
          ["--map", value],
          `--map ${value}: write FROM=TO, gold:FROM=TO or pred:FROM=TO, or name a .yaml or .json file, not "${value}"`,
        );
      }
      for (const twice of [
        ["--map", "A=B,A=C"],
        ["--map", "A=B", "--map", "pred:A=C"],
      ]) {
        await refuses(
          ["--pred", "p.jsonl", ...twice],
          [
            "error: --map renames A to B and to C  [usage]",
            "hint: remove one of them, or set a side for each: gold:FROM=TO, pred:FROM=TO",
          ],
        );
      }
      const fine = ["--map", "gold:PER=P,pred:PER=Q", "--map", "LOC=L,LOC=L", "--types", "P,Q", "--types", "L"];
      const { code, stdout } = await place.run(["--pred", "p.jsonl", "-f", "json", ...fine]);
      expect(code).to.equal(0);
      expect(JSON.parse(stdout).scores.strict.types.map(({ type }: { type: string }) => type)).to.deep.equal([
        "L",
        "P",
      ]);
    });

    it("is none where a type that was to be scored does not occur: that is a warning, with the types that do", async () => {
      place.write("p.jsonl", JSON.stringify(a([0, 4, "X"], [5, 13, "PER"])));
      const run = (types: string) =>
        place.run(["--pred", "p.jsonl", "-f", "score", "--types", types, "--map", "ORG=O"]);
      const absent = (types: string, left: string) =>
        `warning: neither the gold nor the predictions have ${types} to be scored${left}  [type-absent]\n`;
      const warned = await run("per,ORG");
      expect([warned.code, warned.stdout]).to.deep.equal([0, "–\n"]);
      expect(warned.stderr).to.contain(
        absent("any of the types ORG, per, which were", "; other types were left out: LOC, O, PER, X"),
      );
      expect((await run("PER,O,LOC,MISC,X")).stderr).to.contain(absent("the type MISC, which was", ""));
      expect((await run("PER,X")).stderr).to.not.contain("type-absent");
    });

    it("is nothing to score, or too much", async () => {
      await refuses(
        [],
        usage("there are no predictions to score", "hint: add --pred preds.jsonl, or a tagger with --tagger wink"),
      );
      await refuses(["tag"], usage("there is no tagger", "hint: choose one with --tagger, such as --tagger wink"));
      await refuses(
        ["--pred", "p.jsonl", "--pred", "p.jsonl"],
        usage("score takes one --pred", "hint: score the files one after the other"),
      );
      await refuses(
        ["--pred", "p.jsonl", "--tagger", "wink"],
        usage("--pred and --tagger exclude each other", "hint: leave one of them out"),
      );
    });

    it("is a tagger that there is not", async () => {
      for (const name of ["wnik", "cmd:", "cmd: "]) {
        await refuses(
          ["--tagger", name],
          [
            `error: there is no tagger called "${name}"${name === "wnik" ? "; did you mean wink?" : ""}  [tagger-unknown]`,
            "hint: use wink, gazetteer, cmd:COMMAND for any program, or ./module.js for your own module",
          ],
        );
      }
      await refuses(
        ["tag", "--tagger", "./none.mjs", "-o", "out.jsonl"],
        [
          `error: ./none.mjs: the tagger module does not exist: ${place.path("none.mjs")}  [tagger-unknown]`,
          "hint: a tagger is a module such as this one:",
          '        export default (text) => [...text.matchAll(/Ada/g)].map((m) => ({ start: m.index, end: m.index + 3, type: "PER" }));',
          "      or, for texts in batches:",
          "        export default { tag: (texts) => texts.map(() => []) };",
        ],
      );
    });
  });

  it("is reported with all others: file by file as they are met, and in the order of the lines", async () => {
    place.write("gold/a.txt", "] Dear [PER Ada Moen], the [ORG EU] met in [LOC Port Osk].\n");
    place.write("gold/sub/b.txt", "😀 [PER Zoë] \\came\n");
    place.write("p.jsonl", ["x", JSON.stringify(b([0, 99, "X"])), '{"id":"zz","entities":[]}', "{"].join("\n"));
    const { code, stderr } = await place.run(["--pred", "p.jsonl"]);
    expect(code).to.equal(2);
    expect(stderr.match(/(?<=^error: )\S+:\d+:\d+(?=: )|\[[a-z]+-[a-z]+\]$/gm)).to.deep.equal([
      "gold/a.txt:1:1",
      "[bracket-unopened]",
      "p.jsonl:1:1",
      "[jsonl-syntax]",
      "p.jsonl:2:27",
      "[span-outside]",
      "p.jsonl:3:7",
      "[id-unknown]",
      "p.jsonl:4:2",
      "[jsonl-syntax]",
      "gold/sub/b.txt:1:14",
      "[bracket-escape]",
    ]);
    expect(stderr).to.match(/\n6 problems\n$/);
  });
});
