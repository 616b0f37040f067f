import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import type { Document } from "../../src/corpus/document.ts";
import { collect } from "../../src/corpus/document.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { type Span, sortSpans } from "../../src/corpus/span.ts";
import { conll } from "../../src/formats/conll.ts";
import { defaultGoldOptions, type GoldFormat } from "../../src/formats/format.ts";
import { jsonl } from "../../src/formats/jsonl.ts";
import { LossLog } from "../../src/formats/writing.ts";
import { anySpans, flatSpans } from "../spans.ts";
import { Workplace } from "./fake-io.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const origin = { source: "x", line: 1 };

async function readBack(format: GoldFormat, text: string): Promise<Document[]> {
  const issues = new IssueLog();
  const chunks = (async function* () {
    yield text;
  })();
  const documents = await collect(
    format.gold.read(chunks, { source: "x", name: "x", issues, warnings: [] }, defaultGoldOptions),
  );
  expect(issues.issues).to.deep.equal([]);
  return documents;
}

describe("ner-eval convert", () => {
  const nested = '{"id":"a","text":"Bank of Osk met Ada","entities":[[0,11,"ORG"],[8,11,"LOC"],[16,19,"PER"]]}\n';
  const place = new Workplace({
    "nested.jsonl": nested,
    "flat.conll": "Ada B-PER\nmet O\n\nOsk B-LOC\n",
    "crossing.jsonl": '{"id":"a","text":"a b c","entities":[[0,3,"A"],[2,5,"B"]]}\n',
  });
  after(() => place.remove());

  it("writes the project's gold as JSONL, as brackets and again as JSONL, the same to the byte", async () => {
    const there = await place.run(["convert", `${root}gold`, "-o", "gold.jsonl"]);
    expect([there.code, there.stdout]).to.deep.equal([0, ""]);
    expect(there.stderr).to.equal("gold.jsonl: 15 documents\n");
    expect((await place.run(["convert", "gold.jsonl", "-o", "back/"])).code).to.equal(0);
    const names = readdirSync(`${root}gold`).filter((name) => name.endsWith(".txt"));
    expect(readdirSync(place.path("back")).sort()).to.deep.equal(names.sort());
    expect((await place.run(["convert", "back", "-o", "again.jsonl"])).code).to.equal(0);
    expect(readFileSync(place.path("again.jsonl"), "utf8")).to.equal(readFileSync(place.path("gold.jsonl"), "utf8"));
  });

  it("gives the same scores, to the byte, from CoNLL and from what became of it in JSONL", async () => {
    expect((await place.run(["convert", "flat.conll", "-o", "flat.jsonl"])).code).to.equal(0);
    const score = async (gold: string) => {
      const { stdout } = await place.run([
        "--gold",
        gold,
        "--pred",
        "flat.conll",
        "--pred-format",
        "conll",
        "-f",
        "json",
      ]);
      // That gold and predictions are the same file is said of one of them.
      const { inputs: _, warnings: __, ...run } = JSON.parse(stdout);
      return JSON.stringify(run);
    };
    expect(await score("flat.jsonl")).to.equal(await score("flat.conll"));
    const back = await place.run(["convert", "flat.jsonl", "--to", "conll"]);
    expect(back.stdout).to.equal("Ada\tB-PER\nmet\tO\n\nOsk\tB-LOC\n\n");
  });

  it("writes JSONL that serves as predictions, too, though it has tokens", async () => {
    expect((await place.run(["convert", "flat.conll", "-o", "tokens.jsonl"])).code).to.equal(0);
    const scored = await place.run(["--gold", "flat.conll", "--pred", "tokens.jsonl", "-f", "score"]);
    expect(scored).to.deep.equal({ code: 0, stdout: "100.00\n", stderr: "" });
  });

  it("refuses to lose anything, says what, and writes nothing", async () => {
    const { code, stdout, stderr } = await place.run(["convert", "nested.jsonl", "-o", "x.conll"]);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.contain('conll cannot hold 1 nested or crossing mentions, first in "a"  [convert-lossy]');
    expect(stderr).to.contain("hint: --lossy writes the documents without that");
    expect(readdirSync(place.cwd)).to.not.include("x.conll");
  });

  it("goes ahead with --lossy, and warns", async () => {
    const { code, stdout, stderr } = await place.run(["convert", "nested.jsonl", "--to", "conll", "--lossy"]);
    expect(code).to.equal(0);
    expect(stdout).to.equal("Bank\tB-ORG\nof\tI-ORG\nOsk\tI-ORG\nmet\tO\nAda\tB-PER\n\n");
    expect(stderr)
      .to.match(/^warning: conll cannot hold 1 ids of documents/)
      .and.contain("1 nested or crossing mentions");
    const crossing = await place.run(["convert", "crossing.jsonl", "--to", "bracket", "--lossy"]);
    expect(crossing.stdout).to.equal("[\\A a b] c");
    expect(crossing.stderr).to.contain("1 mentions that cross others");
  });

  it("asks for a folder where a file holds one document", async () => {
    place.write("two.jsonl", nested + nested.replace('"a"', '"b"'));
    const { code, stderr } = await place.run(["convert", "two.jsonl", "-o", "two.txt"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("2 documents do not fit in one file in the bracket format").and.contain("-o FOLDER/");
  });

  it("writes no file outside the folder, whatever the ids", async () => {
    place.write("evil.jsonl", nested.replace('"a"', '"../evil"'));
    const { code, stderr } = await place.run(["convert", "evil.jsonl", "-o", "safe/"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain('the id "../evil" cannot be the name of a file  [convert-impossible]');
  });

  it("reads standard input, and says where the input is wrong", async () => {
    const piped = await place.run(["convert", "-", "--gold-format", "conll", "--to", "jsonl"], {
      stdin: "Ada B-PER\n",
    });
    expect(piped.stdout).to.equal(
      '{"id":"1","text":"Ada","entities":[{"start":0,"end":3,"type":"PER"}],"tokens":[[0,3]],"tags":["B-PER"]}\n',
    );
    place.write("bad.jsonl", '{"id":"a","text":"Ada","entities":[[0,9,"PER"]]}\n');
    const bad = await place.run(["convert", "bad.jsonl", "-o", "x.txt"]);
    expect(bad.code).to.equal(2);
    expect(bad.stderr).to.contain("bad.jsonl:1:36").and.contain("[span-outside]");
  });

  it("needs to know the format", async () => {
    expect((await place.run(["convert", "nested.jsonl"])).stderr).to.contain("no format to write");
    expect((await place.run(["convert", "nested.jsonl", "-o", "x.pdf"])).stderr).to.contain(
      "the ending of x.pdf does not name a format",
    );
  });

  it("keeps scores where a format has them, and says where it has not", async () => {
    const scored = '{"id":"a","text":"Ada met","entities":[{"start":0,"end":3,"type":"PER","score":0.5}]}\n';
    place.write("scored.jsonl", scored);
    expect((await place.run(["convert", "scored.jsonl", "--to", "jsonl"])).stdout).to.equal(scored);
    for (const format of ["spacy", "label-studio"]) {
      expect((await place.run(["convert", "scored.jsonl", "--to", format, "-o", `${format}.json`])).code).to.equal(0);
      expect((await place.run(["convert", `${format}.json`, "--to", "jsonl"])).stdout).to.equal(scored);
    }
    const { code, stderr } = await place.run(["convert", "scored.jsonl", "--to", "bracket"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain('bracket cannot hold 1 scores, first in "a"  [convert-lossy]');
  });

  it("takes predictions with the texts and tokens of their gold, in the order of the gold", async () => {
    place.write("gold.jsonl", '{"id":"a","text":"😀 Ada","entities":[]}\n{"id":"b","text":"Osk","entities":[]}\n');
    const preds =
      '{"id":"b","entities":[{"start":0,"end":3,"type":"LOC","score":0.25}]}\n{"id":"a","entities":[[2,5,"PER"]]}\n';
    place.write("preds.jsonl", preds);
    const argv = ["convert", "preds.jsonl", "--gold", "gold.jsonl", "--offsets", "codepoint", "--to", "jsonl"];
    const { stdout, stderr } = await place.run(argv);
    expect(stderr).to.equal("");
    expect(stdout).to.equal(
      '{"id":"a","text":"😀 Ada","entities":[{"start":3,"end":6,"type":"PER"}]}\n' +
        '{"id":"b","text":"Osk","entities":[{"start":0,"end":3,"type":"LOC","score":0.25}]}\n',
    );
    const unknown = await place.run(["convert", "preds.jsonl", "--gold", "nested.jsonl", "--to", "jsonl"]);
    expect(unknown.stderr).to.contain('no gold document has the id "b"  [id-unknown]');
  });

  it("places strings that were predicted without offsets, and does not lose those without a place unasked", async () => {
    place.write("gold.jsonl", '{"id":"a","text":"Ada met Bo","entities":[]}\n');
    place.write("answers.jsonl", '{"id":"a","entities":[{"text":"Bo","type":"PER"},{"text":"Zoe","type":"PER"}]}\n');
    const argv = ["convert", "answers.jsonl", "--gold", "gold.jsonl", "--to", "jsonl"];
    const { code, stdout, stderr } = await place.run(argv);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.contain(
      'cannot hold 1 predictions that could not be located in their text, first in "a"  [convert-lossy]',
    );
    expect((await place.run([...argv, "--lossy"])).stdout).to.equal(
      '{"id":"a","text":"Ada met Bo","entities":[{"start":8,"end":10,"type":"PER"}]}\n',
    );
  });

  it("keeps what was predicted where nobody annotated, and says what it left out of predictions", async () => {
    const texts =
      '{"id":"a","text":"Ada met Bo","entities":[],"unannotated":[[0,3]]}\n{"id":"b","text":"Ada","entities":[],"annotated":false}\n';
    place.write("parts.jsonl", texts);
    place.write("all.jsonl", '{"id":"a","entities":[[0,3,"PER"],[8,10,"X"]]}\n{"id":"b","entities":[[0,3,"PER"]]}\n');
    const argv = ["convert", "all.jsonl", "--gold", "parts.jsonl", "--to", "jsonl", "--types", "PER"];
    const { stdout, stderr } = await place.run(argv);
    expect(stderr).to.equal("warning: spans were left out by their types: X 1  [type-left-out]\n");
    expect(stdout).to.equal(
      '{"id":"a","text":"Ada met Bo","entities":[{"start":0,"end":3,"type":"PER"}]}\n' +
        '{"id":"b","text":"Ada","entities":[{"start":0,"end":3,"type":"PER"}]}\n',
    );
  });

  it("writes brat as two files, and reads them again", async () => {
    expect((await place.run(["convert", "nested.jsonl", "--to", "brat", "-o", "brat/"])).code).to.equal(0);
    expect(readFileSync(place.path("brat/a.ann"), "utf8")).to.equal(
      "T1\tORG 0 11\tBank of Osk\nT2\tLOC 8 11\tOsk\nT3\tPER 16 19\tAda\n",
    );
    expect(readFileSync(place.path("brat/a.txt"), "utf8")).to.equal("Bank of Osk met Ada");
    const back = await place.run(["convert", "brat", "--to", "jsonl"]);
    expect(JSON.parse(back.stdout).entities).to.have.length(3);
    expect((await place.run(["convert", "nested.jsonl", "--to", "brat"])).stderr).to.contain("is more than one file");
  });

  it("writes CoNLL in the scheme that is asked for, and no other format in one", async () => {
    const conll = await place.run(["convert", "flat.conll", "--to", "conll", "--to-tags", "bilou"]);
    expect(conll.stdout).to.equal("Ada\tU-PER\nmet\tO\n\nOsk\tU-LOC\n\n");
    const other = await place.run(["convert", "flat.conll", "--to", "jsonl", "--to-tags", "bilou"]);
    expect(other.stderr).to.contain("--to-tags bilou is for CoNLL");
  });

  it("renames and chooses types as scoring does, and says what was left out", async () => {
    const argv = ["convert", "nested.jsonl", "--to", "jsonl", "--map", "ORG=COMPANY", "--types", "COMPANY,PER"];
    const { stdout, stderr } = await place.run(argv);
    expect(JSON.parse(stdout).entities.map(({ type }: { type: string }) => type)).to.deep.equal(["COMPANY", "PER"]);
    expect(stderr).to.contain("spans were left out by their types: LOC 1  [type-left-out]");
  });

  it("says how many illegal tags were repaired on the way", async () => {
    place.write("illegal.conll", "Ada I-PER\nmet O\nBo B-PER\n");
    const { stderr } = await place.run(["convert", "illegal.conll", "--to", "jsonl", "--tags", "iob2"]);
    expect(stderr).to.equal("warning: illegal tags were repaired (--repair sets how): orphan 1  [tag-illegal]\n");
  });

  it("warns where what it wrote would be taken for another format", async () => {
    place.write("tags.jsonl", '{"id":"tags","text":"Ada O\\nmet O\\nBo O\\n","entities":[]}\n');
    const { code, stderr } = await place.run(["convert", "tags.jsonl", "-o", "tags.txt"]);
    expect(code).to.equal(0);
    expect(stderr).to.contain("without --gold-format bracket, ner-eval would read tags.txt as conll");
  });

  it("refuses ids that folders are not read with, ids that come twice, and texts that are no text", async () => {
    for (const id of ["README", ".hidden", "x/.y/z", "a\\\\b"]) {
      place.write("id.jsonl", nested.replace('"a"', `"${id}"`));
      expect((await place.run(["convert", "id.jsonl", "-o", "ids/"])).stderr, id).to.contain(
        "cannot be the name of a file",
      );
    }
    place.write("twice.jsonl", nested + nested);
    expect((await place.run(["convert", "twice.jsonl", "--to", "jsonl"])).stderr).to.contain("[id-repeated]");
    place.write("half.jsonl", '{"id":"a","text":"half \\ud83d","entities":[]}\n');
    expect((await place.run(["convert", "half.jsonl", "--to", "bracket"])).stderr).to.contain(
      'half a surrogate pair of document "a" is not text  [convert-impossible]',
    );
    expect((await place.run(["convert", "half.jsonl", "--to", "jsonl"])).stdout).to.contain('"half \\ud83d"');
  });

  it("keeps a byte-order mark that is part of a text", async () => {
    place.write("bom.jsonl", '{"id":"bom","text":"\\ufeffAda","entities":[[1,4,"PER"]]}\n');
    for (const format of ["bracket", "brat"]) {
      await place.run(["convert", "bom.jsonl", "--to", format, "-o", `${format}-bom/`]);
      const { stdout } = await place.run(["convert", `${format}-bom`, "--to", "jsonl"]);
      expect(JSON.parse(stdout).text, format).to.equal("\ufeffAda");
    }
  });
});

describe("written documents", () => {
  const text = "Ab c, déf 🦆 gh-ij kl m n o p q r s t";
  const within = (spans: readonly Span[]) => spans.filter(({ end }) => end <= text.length);

  it("are the same when they are read back from JSONL, whatever their spans", async () => {
    await fc.assert(
      fc.asyncProperty(anySpans(6), fc.boolean(), async (drawn, partly) => {
        const spans = within(drawn);
        const unannotated = partly ? [{ start: 1, end: 3 }] : undefined;
        const tokens = [
          { start: 0, end: 2 },
          { start: 3, end: 9 },
        ];
        const document: Document = { id: "a", text, spans, origin, tokens, tags: ["O", "B-X"], unannotated };
        const losses = new LossLog();
        const [back] = await readBack(jsonl, jsonl.writer.write(document, 1, losses)!);
        expect(losses.losses.size).to.equal(0);
        const { origin: _, ...rest } = back!;
        const { origin: __, ...expected } = document;
        expect(JSON.stringify(rest, Object.keys(rest).sort())).to.equal(
          JSON.stringify(expected, Object.keys(rest).sort()),
        );
        expect(rest.spans).to.deep.equal(spans);
      }),
      { numRuns: 300 },
    );
  });

  it("are the same when they are read back from CoNLL, where nothing was said to be lost", async () => {
    const words = ["Ada", "met", "🦆", "the", "É.U.", "in", "Osk", "."];
    const flat = words.join(" ");
    let at = 0;
    const tokens = words.map((word) => {
      const start = at;
      at += word.length + 1;
      return { start, end: start + word.length };
    });
    await fc.assert(
      fc.asyncProperty(flatSpans(5), async (drawn) => {
        const spans = drawn
          .filter(({ end }) => end <= tokens.length)
          .map(({ start, end, type }) => ({ start: tokens[start]!.start, end: tokens[end - 1]!.end, type }));
        const document: Document = { id: "1", text: flat, spans, origin, tokens };
        const losses = new LossLog();
        const [back] = await readBack(conll, conll.writer.write(document, 1, losses)!);
        expect([...losses.losses.keys()]).to.deep.equal([]);
        expect([back!.id, back!.text, back!.tokens]).to.deep.equal(["1", flat, tokens]);
        expect(sortSpans(back!.spans)).to.deep.equal(sortSpans(spans));
      }),
      { numRuns: 300 },
    );
  });
});
