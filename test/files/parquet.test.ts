/** Parquet files, as gold and as predictions; those of `fixtures/parquet` were written by another program, `make.py` there. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { NerEvalError } from "../../src/corpus/error.ts";
import { linesOfParquet } from "../../src/files/parquet.ts";
import { keptBytes } from "../../src/files/random-access.ts";
import { randomStream } from "../../src/stats/random.ts";
import { Workplace } from "../cli/fake-io.ts";
import { MUTATIONS } from "../mutations.ts";

const fixture = (name: string) => readFileSync(fileURLToPath(new URL(`fixtures/parquet/${name}`, import.meta.url)));
const names = "O,B-PER,I-PER,B-LOC,I-LOC";

describe("a Parquet file", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({
      "tokens.parquet": fixture("tokens-snappy.parquet"),
      "unnamed.parquet": fixture("unnamed.parquet"),
      "spans.parquet": fixture("spans.parquet"),
      "same.jsonl": [
        '{"id": "a", "tokens": ["Ada", "Moen", "met", "Zoë", "🚢"], "ner_tags": ["B-PER", "I-PER", "O", "B-PER", "I-PER"]}',
        '{"id": "b", "tokens": ["In", "Port", "Osk"], "ner_tags": ["O", "B-LOC", "I-LOC"]}',
        '{"id": "c", "tokens": ["."], "ner_tags": ["O"]}',
      ].join("\n"),
    });
  });
  afterEach(() => place.remove());

  /** A run's scores and counts, without the paths of its inputs, which a warning names where both sides are one file. */
  const score = async (...argv: string[]) => {
    const { code, stdout, stderr } = await place.run([...argv, "-f", "json", "--units"]);
    expect(code, stderr).to.equal(0);
    const { inputs, name: _, warnings: ___, ...run } = JSON.parse(stdout);
    return JSON.stringify([run, inputs.map(({ path: __, ...input }: { path: string }) => input)]);
  };

  it("of tokens and tags scores as the same records in JSONL do, on both sides, however it is packed", async () => {
    const expected = await score("--gold", "same.jsonl", "--pred", "same.jsonl");
    for (const codec of ["snappy", "gzip", "zstd", "brotli"]) {
      place.write("packed.parquet", fixture(`tokens-${codec}.parquet`));
      expect(await score("--gold", "packed.parquet", "--pred", "packed.parquet"), codec).to.equal(expected);
    }
  });

  it("of texts and spans is read as JSONL: numbers, labels by their names, empty cells", async () => {
    const { stdout } = await place.run(["convert", "spans.parquet", "--to", "jsonl"]);
    expect(stdout).to.equal(
      [
        '{"id":"1","text":"Ada met","entities":[{"start":0,"end":3,"type":"PER","score":0.5}]}',
        '{"id":"2","text":"In Osk","entities":[{"start":3,"end":6,"type":"LOC"}]}',
        '{"id":"3","text":"","entities":[]}',
        "",
      ].join("\n"),
    );
    place.write("lists.parquet", fixture("struct-of-lists.parquet"));
    const lists = await place.run(["convert", "lists.parquet", "--to", "jsonl"]);
    expect(lists.stdout).to.equal(
      '{"id":"lists:1","text":"Ada met","entities":[{"start":0,"end":3,"type":"PER"}]}\n' +
        '{"id":"lists:2","text":"In Osk","entities":[{"start":3,"end":6,"type":"LOC"}]}\n',
    );
  });

  it("may come from standard input, and stand in a folder", async () => {
    const piped = await place.run(["--gold", "same.jsonl", "--pred", "-", "-f", "score"], {
      stdin: fixture("tokens-zstd.parquet"),
    });
    expect([piped.stdout, piped.stderr]).to.deep.equal(["100.00\n", ""]);
    place.write("folder/x.parquet", fixture("tokens-zstd.parquet"));
    const inFolder = await place.run(["--gold", "folder", "--pred", "same.jsonl", "-f", "score"]);
    expect([inFolder.stdout, inFolder.stderr]).to.deep.equal(["100.00\n", ""]);
  });

  it("whose labels have no names takes them from the user, and asks for them", async () => {
    const argv = ["--gold", "tokens.parquet", "--pred", "unnamed.parquet"];
    const { code, stderr } = await place.run(argv);
    expect(code).to.equal(2);
    expect(stderr).to.contain("unnamed.parquet:1:64: the tag 1 is a number without a name  [labels-unnamed]");
    expect(stderr).to.contain('1 | {"id":"a","tokens":["Ada"').and.contain("--label-names");
    expect((await place.run([...argv, "--label-names", names, "-f", "score"])).stdout).to.equal("100.00\n");
  });

  it("is told by its content, not by a text that begins like it", async () => {
    place.write("p.bin", fixture("tokens-snappy.parquet"));
    expect((await place.run(["--gold", "same.jsonl", "--pred", "p.bin", "-f", "score"])).stdout).to.equal("100.00\n");
    place.write("g.txt", "PAR1 of [LOC Osk] is\n");
    const { stdout } = await place.run(["convert", "g.txt", "--to", "jsonl"]);
    expect(stdout).to.equal('{"id":"g","text":"PAR1 of Osk is\\n","entities":[{"start":8,"end":11,"type":"LOC"}]}\n');
    const piped = await place.run(["convert", "-", "--to", "jsonl"], { stdin: "PAR1 of [LOC Osk] is\n" });
    expect(piped.stdout).to.contain('"text":"PAR1 of Osk is\\n"');
  });

  it("is refused in words where it is damaged, none, or has no column that is known", async () => {
    const whole = fixture("tokens-snappy.parquet");
    place.write("cut.parquet", whole.subarray(0, 500));
    place.write("text.parquet", "not a table");
    place.write("strange.parquet", fixture("strange.parquet"));
    for (const [name, said] of [
      ["cut.parquet", /^error: cannot read cut\.parquet as Parquet: .* {2}\[file-unreadable\]\nhint: /],
      ["text.parquet", /^error: cannot read text\.parquet as Parquet: .* {2}\[file-unreadable\]\nhint: /],
      [
        "strange.parquet",
        /^error: strange\.parquet has no column with a known name; its columns are "sentence", "y" {2}\[parquet-columns\]/,
      ],
    ] as const) {
      const { code, stdout, stderr } = await place.run(["convert", name, "--to", "jsonl"]);
      expect([code, stdout], stderr).to.deep.equal([2, ""]);
      expect(stderr)
        .to.match(said)
        .and.not.match(/^ {4}at /m);
    }
  });

  it("that once ended the program, or kept it busy for ever, is read or refused", async () => {
    for (const [name, ...changes] of [
      // Promises that nobody waits for are rejected.
      ["struct-of-lists", [132, 80], [889, 168]],
      ["struct-of-lists", [651, 163], [68, 234]],
      ["tokens-zstd", [1410, 3], [504, 124]],
      // A negative number of children.
      ["struct-of-lists", [1131, 191]],
    ] as const) {
      const bytes = fixture(`${name}.parquet`);
      for (const [at, byte] of changes) bytes[at] = byte;
      place.write("bad.parquet", bytes);
      const { code, stderr } = await place.run(["convert", "bad.parquet", "--to", "jsonl"]);
      expect(code, stderr).to.be.oneOf([0, 2]);
      expect(stderr).to.not.contain("bug in ner-eval");
    }
  });

  it("is read or refused, whatever is done to its bytes", async function () {
    this.timeout(3_600_000);
    const files = ["tokens-snappy", "tokens-gzip", "tokens-zstd", "tokens-brotli", "spans", "struct-of-lists"];
    const samples = files.map((name) => fixture(`${name}.parquet`));
    const random = randomStream(MUTATIONS, "parquet");
    const outcomes = { read: 0, refused: 0 };
    for (let round = 0; round < MUTATIONS; round++) {
      const bytes = Buffer.from(samples[round % samples.length]!);
      for (let times = 1 + Math.floor(random() * 3); times > 0; times--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const end = random() < 0.1 ? Math.floor(random() * bytes.length) : bytes.length;
      const file = await keptBytes([bytes.subarray(0, end)] as unknown as AsyncIterable<Uint8Array>);
      try {
        for await (const lines of linesOfParquet(file, "p"))
          for (const line of Buffer.from(lines).toString().trimEnd().split("\n")) JSON.parse(line);
        outcomes.read++;
      } catch (error) {
        const context = `round ${round}: ${(error as Error).stack} of ${bytes.toString("base64")}`;
        expect(error, context).to.be.instanceOf(NerEvalError);
        outcomes.refused++;
      }
    }
    if (process.env.MUTATIONS) console.log(`      ${JSON.stringify(outcomes)}`);
    expect(outcomes.read).to.be.greaterThan(MUTATIONS / 20);
    expect(outcomes.refused).to.be.greaterThan(MUTATIONS / 20);
  });
});
