import { expect } from "chai";
import { parseSignature } from "../../src/run/signature.ts";
import { Workplace } from "./fake-io.ts";

const gold = [
  {
    id: "1",
    text: "Ada Lovelace met Osk in Osk, near Port Osk.",
    entities: [
      { start: 0, end: 12, type: "PER" },
      { start: 17, end: 20, type: "LOC" },
      { start: 24, end: 27, type: "LOC" },
    ],
  },
  { id: "2", text: "Bo saw Cy", entities: [{ start: 0, end: 2, type: "PER" }] },
];

const pred = [
  {
    id: "1",
    entities: [
      { start: 0, end: 12, type: "PER", text: "Ada Lovelace" },
      { start: 18, end: 21, type: "LOC", text: "Osk" },
      { start: 28, end: 25, type: "LOC", text: "Osk" },
      { start: 300, end: 328, type: "LOC", text: "Nowhere" },
      { start: "12", end: 14, type: "LOC" },
    ],
  },
  {
    id: "2",
    entities: [
      { start: 0, end: 2, type: "PER", text: "Bo " },
      { start: null, end: null, type: "PER", text: "Cy" },
      { end: 2.5, type: "PER", text: "" },
      { start: -1, end: 3, type: "PER", text: "Cy" },
    ],
  },
];

const lines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

describe("--bad-spans", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ "g.jsonl": lines(gold), "p.jsonl": lines(pred) });
  });
  afterEach(() => place.remove());

  async function counts(argv: readonly string[]) {
    const { code, stdout, stderr } = await place.run([...argv, "--resamples", "0", "-f", "json"]);
    expect(code, stderr).to.equal(0);
    const { scores, alignment, signature, options } = JSON.parse(stdout);
    const { gold, pred, correct } = scores.strict.micro;
    return { strict: [gold, pred, correct], bad: alignment.badSpans, alignment, signature, options, stderr };
  }
  const score = (policy: string) => counts(["--gold", "g.jsonl", "--pred", "p.jsonl", "--bad-spans", policy]);

  it("refuses by default, and says how many of how many spans are bad, of which kinds, and which option goes on", async () => {
    const { code, stdout, stderr } = await place.run(["--gold", "g.jsonl", "--pred", "p.jsonl"]);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.contain(
      "7 of 13 spans of both sides are bad: 1 with a surface text other than the text at the offsets, 1 empty or reversed, " +
        "2 outside the text, 3 without offsets that are whole numbers; to go on, set --bad-spans to offsets, text, skip or pred:spurious",
    );
  });

  const kinds = [
    { kind: "surface", count: 1 },
    { kind: "reversed", count: 1 },
    { kind: "outside", count: 2 },
    { kind: "offsets", count: 3 },
  ];

  it("are counted in one warning", async () => {
    const { stderr } = await place.run(["--gold", "g.jsonl", "--pred", "p.jsonl", "--bad-spans", "spurious"]);
    expect(stderr.match(/\[bad-spans\]/g)).to.have.length(1);
  });

  it("counts them as spurious, whatever the scheme", async () => {
    const { strict, bad, alignment, signature, options, stderr } = await score("spurious");
    expect(strict).to.deep.equal([4, 9, 2]);
    expect(bad).to.deep.equal({
      pred: { policy: "spurious", spans: 9, bad: 7, kinds, placed: 0, spurious: 7, skipped: 0 },
    });
    expect([alignment.pred.read, alignment.pred.scored]).to.deep.equal([9, 9]);
    expect(stderr).to.contain("7 of 9 predicted spans are bad");
    expect(stderr.split("[bad-spans]")).to.have.length(2);
    expect(parseSignature(signature).badSpans).to.deep.equal(["pred:spurious"]);
    expect(options.badSpans).to.deep.equal(["pred:spurious"]);
  });

  it("leaves them out, and counts them", async () => {
    const { strict, bad, alignment } = await score("pred:skip");
    expect(strict).to.deep.equal([4, 2, 2]);
    expect(bad.pred).to.deep.include({ spans: 9, placed: 0, spurious: 0, skipped: 7 });
    expect([alignment.pred.read, alignment.pred.scored]).to.deep.equal([2, 2]);
  });

  it("takes the offsets where they put a span anywhere, and counts the others as spurious", async () => {
    const { strict, bad } = await score("pred:offsets");
    expect(strict).to.deep.equal([4, 9, 2]);
    expect(bad.pred).to.deep.include({ placed: 1, spurious: 6, skipped: 0 });
  });

  it("places them by their text, at the occurrence nearest to where they are said to begin", async () => {
    const { strict, bad } = await score("text");
    expect(strict).to.deep.equal([4, 9, 4]);
    expect(bad.pred).to.deep.include({ placed: 4, spurious: 3, skipped: 0 });
  });

  it("takes offsets without a word about flaws where a surface differs in white space alone, and says so", async () => {
    place.write("w.jsonl", lines([{ id: "2", entities: [{ start: 0, end: 2, type: "PER", text: "Bo " }] }]));
    for (const policy of ["refuse", "skip", "spurious", "text"]) {
      const { strict, bad, stderr } = await counts(
        ["--gold", "g.jsonl", "--pred", "w.jsonl", "--bad-spans", policy],
      ); // biome-ignore format: one call.
      expect(strict).to.deep.equal([4, 1, 1]);
      expect(bad).to.equal(undefined);
      expect(stderr).to.contain("differs from the text at the offsets only in white space").and.to.contain('"Bo "');
    }
  });

  it("takes one policy a side, and spurious for predictions alone", async () => {
    for (const [policy, says] of [
      ["gold:spurious", "spurious is for predictions"],
      ["skip,pred:text", "two policies for pred"],
      ["drop", "the policies are refuse, offsets, text, spurious, skip"],
    ] as const) {
      const { code, stderr } = await place.run(["--gold", "g.jsonl", "--pred", "p.jsonl", "--bad-spans", policy]);
      expect(code).to.equal(2);
      expect(stderr).to.contain(says).and.to.contain("[usage]");
    }
  });

  it("leaves bad gold out, or places it by its text, which must be there", async () => {
    const odd = [
      { id: "1", text: "Osk and Osk", entities: [{ start: 9, end: 10, type: "LOC", text: "Osk" }] },
      { id: "2", text: "Bo saw Cy", entities: [{ start: 5, end: 3, type: "PER" }] },
    ];
    place.write("o.jsonl", lines(odd));
    place.write(
      "q.jsonl",
      lines([
        { id: "1", entities: [{ start: 8, end: 11, type: "LOC" }] },
        { id: "2", entities: [] },
      ]),
    );
    const argv = ["--gold", "o.jsonl", "--pred", "q.jsonl", "--bad-spans"];
    expect((await counts([...argv, "gold:skip"])).strict).to.deep.equal([0, 1, 0]);
    expect((await counts([...argv, "gold:offsets"])).bad.gold).to.deep.include({ placed: 1, skipped: 1 });
    const { code, stderr } = await place.run([...argv, "gold:text"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("o.jsonl:2").and.to.contain("gold:skip leaves such spans out");
    place.write("o.jsonl", lines(odd.slice(0, 1)));
    expect((await counts([...argv, "gold:text", "--unknown", "leave-out"])).strict).to.deep.equal([1, 1, 1]);
  });

  it("does so in the JSON family, brat, XML, CoNLL-U and the answers of a command", async () => {
    const text = "Ada met Osk";
    place.write("one.jsonl", lines([{ id: "d", text, entities: [{ start: 8, end: 11, type: "LOC" }] }]));
    const files: readonly (readonly [name: string, content: string, spurious: number])[] = [
      ["s.json", JSON.stringify([{ id: "d", text, spans: [{ start: 8, end: 11, label: "LOC" }, { start: 9, end: 2, label: "LOC" }, { start: null, end: 3, label: "LOC" }], answer: "accept" }]), 2],
      ["d.ann", "T1\tLOC 8 11\tOsk\nT2\tLOC 3 2\tAda\nT3\tLOC 0 3\tBob\nT4\tLOC 0 99\tAda\n", 3],
      ["d.xml", `<?xml version="1.0"?><GateDocument><TextWithNodes><Node id="0"/>Ada met <Node id="8"/>Osk<Node id="11"/></TextWithNodes><AnnotationSet><Annotation Id="1" Type="LOC" StartNode="8" EndNode="11"/><Annotation Id="2" Type="LOC" StartNode="8" EndNode="8"/></AnnotationSet></GateDocument>`, 1],
    ]; // biome-ignore format: a file a line.
    for (const [name, content, spurious] of files) {
      place.write(name, content);
      if (name === "d.ann") place.write("d.txt", text);
      const { strict, bad } = await counts(["--gold", "one.jsonl", "--pred", name, "--bad-spans", "spurious"]);
      expect(bad.pred.spurious, name).to.equal(spurious);
      expect(strict, name).to.deep.equal([1, 1 + spurious, 1]);
      const refused = await place.run(["--gold", "one.jsonl", "--pred", name]);
      expect(refused.code, name).to.equal(2);
      expect(refused.stderr, name).to.contain("--bad-spans");
    }
    const answer = `{"id":"d","entities":[{"start":8,"end":11,"type":"LOC"},{"start":null,"end":2,"type":"LOC"},{"start":5,"end":70,"type":"LOC"}]}`;
    const command = ["--gold", "one.jsonl", "--tagger", `cmd:cat > /dev/null; printf '%s\\n' '${answer}'`];
    expect((await place.run(command)).code).to.equal(2);
    expect((await counts([...command, "--bad-spans", "pred:spurious"])).strict).to.deep.equal([1, 3, 1]);
  });

  it("takes a CoNLL-U entity across sentences for one bad span", async () => {
    const word = (n: number, form: string, misc: string) => `${n}\t${form}\t_\t_\t_\t_\t_\t_\t_\t${misc}`;
    const file = (misc: readonly string[]) =>
      `${word(1, "Ada", misc[0]!)}\n${word(2, "met", misc[1]!)}\n\n${word(1, "Osk", misc[2]!)}\n\n`;
    place.write("g.conllu", file(["Entity=(e1-per)", "_", "Entity=(e2-loc)"]));
    place.write("p.conllu", file(["Entity=(e1-per)", "Entity=(e2-loc", "Entity=e2)"]));
    const argv = ["--gold", "g.conllu", "--pred", "p.conllu"];
    expect((await place.run(argv)).stderr)
      .to.contain("[conllu-entity]")
      .and.to.contain("--bad-spans");
    const { strict, bad } = await counts([...argv, "--bad-spans", "spurious"]);
    expect(strict).to.deep.equal([2, 2, 1]);
    expect(bad.pred.kinds).to.deep.equal([{ kind: "unclosed", count: 1 }]);
  });

  it("counts mentions without a string as spurious", async () => {
    place.write("m.jsonl", lines([{ id: "1", entities: [{ text: "", type: "PER" }, ["Ada Lovelace", "PER"]] }]));
    const { strict } = await counts(["--gold", "g.jsonl", "--pred", "m.jsonl", "--pred-format", "mentions"]);
    expect(strict).to.deep.equal([4, 2, 1]);
  });
});
