import { expect } from "chai";
import { splitStream } from "../../src/files/split-stream.ts";
import { Workplace } from "./fake-io.ts";

const both = "Ada NNP B-PER B-PER\nMoen NNP I-PER O\n\nto TO O O\nOsk NNP B-LOC B-LOC\n";

describe("ner-eval score on files of columns", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({
      "both.conll": both,
      "gold.conll": "Ada B-PER\nMoen I-PER\n\nto O\nOsk B-LOC\n",
      "pred.conll": "Ada B-PER\nMoen O\n\nto O\nOsk B-LOC\n",
    });
  });
  afterEach(() => place.remove());
  const counts = async (argv: readonly string[], stdin = "", warned = "") => {
    const { stdout, stderr, code } = await place.run([...argv, "-f", "json"], { stdin });
    expect([code, stderr]).to.deep.equal([0, warned]);
    const { scores, signature, options } = JSON.parse(stdout);
    const { correct, gold, pred } = scores.strict.micro;
    return { counts: [correct, gold, pred], signature, options };
  };

  it("takes both sides from one file as from two", async () => {
    const one = await counts(["--gold", "both.conll", "--pred", "both.conll", "--gold-column", "-2"]);
    const two = await counts(["--gold", "gold.conll", "--pred", "pred.conll"]);
    expect(one.counts).to.deep.equal([1, 2, 2]);
    expect([one.counts, one.signature.replace("|gold-column:-2", "")]).to.deep.equal([two.counts, two.signature]);
    expect(one.options).to.deep.equal({ ...two.options, goldColumn: "-2" });
    const swapped = ["--gold", "both.conll", "--pred", "both.conll", "--pred-column", "3", "--gold-column", "+4"];
    expect((await counts(swapped)).counts).to.deep.equal([1, 2, 2]);
  });

  it("takes both sides from standard input where their columns differ, and else refuses", async () => {
    const argv = ["--gold", "-", "--pred", "-"];
    expect((await counts([...argv, "--gold-column", "-2"], both)).counts).to.deep.equal([1, 2, 2]);
    for (const same of [[], ["--gold-column", "3", "--pred-column", "3"]]) {
      const { code, stderr } = await place.run([...argv, ...same], { stdin: both });
      expect([code, /standard input is named twice/.test(stderr)]).to.deep.equal([2, true]);
    }
  });

  it("reads tags in the scheme it is told, for one side or both, and says so in the signature", async () => {
    place.write("io.conll", "Ada I-PER\nMoen O\n\nto O\nOsk I-LOC\n");
    const argv = ["--gold", "gold.conll", "--pred", "io.conll", "--repair", "discard"];
    expect((await counts(argv)).counts).to.deep.equal([1, 2, 2]);
    const empty =
      "warning: the predictions have no mentions in 2 documents: check the file, its format and the column of its tags  [side-empty]\n";
    const told = await counts([...argv, "--tags", "pred:IOB2"], "", empty);
    expect(told.counts).to.deep.equal([0, 2, 0]);
    expect(told.signature).to.contain("|repair:discard|tags:pred:iob2|");
    expect(told.options.tags).to.deep.equal(["pred:iob2"]);
    const twice = await counts([...argv, "--tags", "gold:iob1,pred:iob1"]);
    expect([twice.counts, twice.options.tags]).to.deep.equal([[1, 2, 2], ["iob1"]]);
  });

  it("names the column of the tokens in the signature and the record", async () => {
    place.write("swapped.conll", "B-PER Ada\nO Moen\n\nO to\nB-LOC Osk\n");
    place.write("copy.conll", "# a copy\nB-PER Ada\nO Moen\n\nO to\nB-LOC Osk\n");
    const argv = ["--gold", "swapped.conll", "--pred", "copy.conll", "--gold-column", "1", "--pred-column", "1"];
    const { counts: found, signature, options } = await counts([...argv, "--token-column", "2"]);
    expect([found, options.tokenColumn]).to.deep.equal([[2, 2, 2], "2"]);
    expect(signature).to.contain("|repair:begin|token-column:2|");
  });

  it("names a column of tags once for a file that is both sides, and once for each of two files", async () => {
    const { stderr } = await place.run(["--gold", "both.conll", "--pred", "both.conll"]);
    expect(stderr.split("[tag-columns]")).to.have.length(2);
    expect(stderr).to.contain("warning: both.conll: column 3 also holds tags");
    place.write("other.conll", both);
    const { stderr: two } = await place.run(["--gold", "both.conll", "--pred", "other.conll"]);
    expect(two).to.contain("warning: both.conll and 1 more: column 3 also holds tags");
  });

  it("reads one level of nested columns where it is named", async () => {
    place.write("a.tsv", "Ada\tB-PER\tB-X\tO\nMoen\tI-PER\tO\tO\n");
    place.write("b.tsv", "Ada\tB-PER\tB-Y\tO\nMoen\tI-PER\tO\tO\n");
    const argv = ["--gold", "a.tsv", "--pred", "b.tsv", "--gold-column", "2", "--pred-column", "2"];
    expect((await counts(argv)).counts).to.deep.equal([1, 1, 1]);
  });

  it("shows values that make no sense, and columns that are not there", async () => {
    for (const [flag, value, said] of [
      ["--tags", "bio3", '"bio3" is not one of iob1, iob2,'],
      ["--gold-column", "0", "write a number from 1"],
      ["--pred-column", "", "write a number from 1"],
    ] as const) {
      const { code, stderr } = await place.run(["--gold", "gold.conll", "--pred", "pred.conll", flag, value]);
      expect([code, stderr.includes(said)], stderr).to.deep.equal([2, true]);
    }
    const { stderr } = await place.run(["--gold", "gold.conll", "--pred", "pred.conll", "--gold-column", "NE"]);
    expect(stderr).to.match(/^error: gold\.conll:1: no column has the requested name {2}\[conll-column\]/);
  });

  it("scores CoNLL-U, WebAnno and nested columns against each other's kind", async () => {
    const word = (id: number, form: string, misc: string) => `${id}\t${form}${"\t_".repeat(7)}\t${misc}\n`;
    place.write("a.conllu", word(1, "Ada", "Entity=(e1-PER") + word(2, "Moen", "Entity=e1)"));
    place.write("b.conllu", word(1, "Ada", "name=B-PER") + word(2, "Moen", "name=I-PER"));
    expect((await counts(["--gold", "a.conllu", "--pred", "b.conllu"])).counts).to.deep.equal([1, 1, 1]);
    place.write("a.tsv", "Ada\tB-PER\tB-X\tO\nMoen\tI-PER\tO\tO\n");
    place.write("b.tsv", "Ada\tB-PER\tB-X\tO\nMoen\tI-PER\tO\tO\n\n");
    expect((await counts(["--gold", "a.tsv", "--pred", "b.tsv"])).counts).to.deep.equal([2, 2, 2]);
    const webanno =
      "#FORMAT=WebAnno TSV 3.3\n#T_SP=c.NamedEntity|value\n\n\n#Text=Ada Moen\n1-1\t0-3\tAda\tPER[1]\n1-2\t4-8\tMoen\tPER[1]\n";
    place.write("x/a.tsv", webanno);
    place.write("y/a.tsv", webanno.replace("\tPER[1]\n1-2", "\t_\n1-2"));
    expect((await counts(["--gold", "x/a.tsv", "--pred", "y/a.tsv"])).counts).to.deep.equal([0, 1, 1]);
  });
});

describe("a forked stream", () => {
  it("brings all of it to both readers, whichever is ahead, and its failure too", async () => {
    async function* numbers() {
      yield* [1, 2, 3];
    }
    const [one, other] = splitStream(numbers());
    const first: number[] = [];
    for await (const n of one) first.push(n);
    const second: number[] = [];
    for await (const n of other) second.push(n);
    expect([first, second]).to.deep.equal([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    const [left, right] = splitStream(numbers()).map((stream) => stream[Symbol.asyncIterator]());
    const pairs = [];
    for (let i = 0; i < 4; i++)
      pairs.push((await Promise.all([left!.next(), right!.next()])).map(({ value }) => value));
    expect(pairs).to.deep.equal([
      [1, 1],
      [2, 2],
      [3, 3],
      [undefined, undefined],
    ]);
  });
});
