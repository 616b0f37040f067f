import { expect } from "chai";
import fc from "fast-check";
import { Workplace } from "./fake-io.ts";

const files = {
  "g.txt": "[PER Ada] met [LOC.CITY Osk], [ORG EU] on [DATE Monday].\n",
  "p.jsonl":
    '{"id":"g","entities":[[0,3,"PERSON"],[8,11,"GPE"],[13,15,"ORG.union"],[19,25,"DATE"],[4,7,"CARDINAL"]]}\n',
  "map.yaml":
    "# of one tool\nPERSON: PER\nCARDINAL: null   # nobody annotates it\ngold: {DATE: TIME}\npred:\n  GPE: LOC\n  DATE: TIME\n",
  "map.json":
    '{\n\t"PERSON": "PER",\n\t"CARDINAL": null,\n\t"gold": {"DATE": "TIME"},\n\t"pred": {"GPE": "LOC", "DATE": "TIME"}\n}\n',
};

describe("a map of types in a file", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());
  const score = (...argv: string[]) => place.run(["--gold", "g.txt", "--pred", "p.jsonl", ...argv]);
  /** The new names that a run records for a map. */
  const recorded = async (content: string) => {
    place.write("m.yaml", content);
    const { stdout, stderr } = await score("--map", "m.yaml", "-f", "json");
    return stdout === "" ? stderr : JSON.parse(stdout).options.map;
  };
  /** The problems of a map, without excerpts. */
  const problems = async (content: string, ...argv: string[]) => {
    place.write("m.yaml", content);
    const { stdout, stderr, code } = await score("--map", "m.yaml", "-o", "out.json", ...argv);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).not.to.match(/^ {4}at /m);
    return stderr.split("\n").filter((line) => /^(?:error|hint)/.test(line));
  };

  it("renames on both sides or on one, and leaves types out, in YAML as in JSON", async () => {
    const [yaml, json] = [
      await score("--map", "map.yaml", "--type-level", "1"),
      await score("--map", "map.json", "--type-level", "1"),
    ];
    expect(yaml.stderr).to.equal("");
    expect(json).to.deep.equal(yaml);
    const lines = yaml.stdout.split("\n").filter((line) => /^(?:ALL|Renamed|Left out| {13}pred|strict\|)/.test(line));
    expect(lines.map((line) => line.trimEnd())).to.deep.equal([
      "ALL           100.00   100.00   100.00      4      4         4",
      "Renamed      gold DATE → TIME 1 · gold LOC.CITY → LOC 1 · pred DATE → TIME 1",
      "             pred GPE → LOC 1 · pred ORG.union → ORG 1 · pred PERSON → PER 1",
      "Left out     pred CARDINAL 1",
      "strict|avg:micro|undefined:skip|map:PERSON=PER,CARDINAL=,gold:DATE=TIME,pred:GPE=LOC,pred:DATE=TIME|type-level:1|docs:1|v:0.1.0",
    ]);
  });

  it("is the same as the list it stands for, but for nothing", async () => {
    const list = "PERSON=PER,CARDINAL=,gold:DATE=TIME,pred:GPE=LOC,pred:DATE=TIME";
    expect(await score("-f", "json", "--map", list)).to.deep.equal(await score("-f", "json", "--map", "map.yaml"));
  });

  it("may stand beside a list, and must not contradict it", async () => {
    const { stdout } = await score("--map", "map.yaml,ORG.union=ORG", "--map", "gold:LOC.CITY=LOC", "-f", "score");
    expect(stdout).to.equal("100.00\n");
    expect(await problems("a: x\nPERSON: PER\n", "--map", "pred:PERSON=HUMAN")).to.deep.equal([
      "error: --map renames PERSON to PER and to HUMAN  [usage]",
      "hint: remove one of them, or set a side for each: gold:FROM=TO, pred:FROM=TO",
    ]);
    expect(await problems("GPE: LOC\npred:\n  GPE:\n")).to.deep.equal([
      "error: m.yaml:3:3: --map renames GPE to LOC and leaves it out  [usage]",
      "hint: remove one of them, or set a side for each: gold:FROM=TO, pred:FROM=TO",
    ]);
  });

  it("takes every name for a name: numbers, yes and no, prototypes, equals signs", async () => {
    const content =
      '12: LOC\nyes: NO\n1e3: true\n"null": "null"\n__proto__: constructor\n? a=b\n: c,d\nB-cell: "gold:x"\n"pred:y": z\n';
    expect(await recorded(content)).to.deep.equal([
      "12=LOC",
      "yes=NO",
      "1e3=true",
      "null=null",
      "__proto__=constructor",
      "a%3Db=c,d",
      "B-cell=gold%3Ax",
      "pred%3Ay=z",
    ]);
    place.write("gold-named.yaml", "gold: {gold: X}\n");
    expect((await score("--map", "gold-named.yaml", "-f", "json")).stdout).to.contain('"map": ["gold:gold=X"]');
  });

  it("says where it is wrong, every place of it", async () => {
    const so = "write a type and its new name per line, such as GPE: LOC, and NORP: null to leave one out";
    const content = 'LOC: [GPE, FAC]\nPER: {a: b}\n"": X\nORG: ""\ngold: X\n? [a]\n: b\n';
    expect(await problems(content)).to.deep.equal([
      "error: m.yaml:1:6: LOC is not followed by one name  [map-shape]",
      "hint: write the type first and its new name second, each type on its own line: GPE: LOC, FAC: LOC",
      "error: m.yaml:2:6: PER is not followed by one name  [map-shape]",
      "error: m.yaml:3:1: a type has no name  [map-shape]",
      `hint: ${so}`,
      "error: m.yaml:4:6: the new name of ORG is empty  [map-shape]",
      "hint: write null to leave a type out",
      "error: m.yaml:5:1: gold is a side, but no map follows it  [map-shape]",
      "hint: write gold: {GPE: LOC}",
      "error: m.yaml:6:3: a type has no name  [map-shape]",
      `hint: ${so}`,
    ]);
    expect((await problems("A: B\nA: C\n"))[0]).to.equal(
      "error: m.yaml:2:1: not YAML: Map keys must be unique  [map-syntax]",
    );
    expect((await problems("A: B\n  C: D\n"))[0]).to.match(/^error: m\.yaml:1:4: not YAML: .*\[map-syntax\]$/);
    for (const nothing of ["", "# nothing yet\n", "- A\n", "A\n"])
      expect((await problems(nothing))[0], nothing).to.equal(
        "error: m.yaml:1:1: there is no map of types  [map-shape]",
      );
    expect((await problems("A: ".repeat(20_000)))[0]).to.contain("[map-syntax]");
    expect((await problems("[".repeat(100_000)))[0]).to.contain("[map-syntax]");
    const { stderr } = await score("--map", "absent.yaml");
    expect(stderr).to.match(/^error: cannot read absent\.yaml: no such file or folder {2}\[file-unreadable\]/);
    expect((await score("--map", "A=B=C")).stderr).to.match(
      /^error: --map A=B=C: write FROM=TO, gold:FROM=TO or pred:FROM=TO, or name a \.yaml or \.json file, not "A=B=C"/,
    );
  });

  it("has levels only where it is said how many, and something that parts them", async () => {
    expect((await score("--type-separator", "/")).stderr).to.equal(
      "error: --type-separator has no effect without --type-level  [usage]\nhint: add --type-level 1, or leave it out\n",
    );
    expect((await score("--type-level", "1", "--type-separator", "")).stderr).to.match(
      /^error: --type-separator "": write the characters, such as \. or -\/ {2}\[usage\]/,
    );
    expect((await score("--type-level", "0")).stderr).to.match(/^error: --type-level 0: it must be a whole number/);
    const { stdout } = await score("--type-level", "1", "--type-separator", "-/", "-f", "json");
    const { signature, options } = JSON.parse(stdout);
    expect(signature).to.contain("|type-level:1|type-separator:-/|");
    expect(options).to.include({ typeLevel: 1, typeSeparator: "-/" });
  });

  it("is read or refused, whatever stands in it", async () => {
    const piece = fc.constantFrom(
      "A",
      ": ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      ",",
      '"',
      "'",
      "#",
      "&a ",
      "*a",
      "!!x ",
      "null",
      "gold",
      "? ",
      "| ",
      "\t",
      "😀",
      "%",
      "---\n",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        place.write("m.yaml", pieces.join(""));
        const { code, stdout } = await score("--map", "m.yaml", "-f", "score");
        expect(code === 0 || (code === 2 && stdout === ""), pieces.join("")).to.equal(true);
      }),
      { numRuns: 300 },
    );
  });

  it("serves convert, which says what it left out", async () => {
    const { stdout, stderr } = await place.run([
      "convert",
      "g.txt",
      "--to",
      "jsonl",
      "--map",
      "DATE=,X=Y",
      "--type-level",
      "1",
      "--types",
      "LOC,ORG",
    ]);
    expect(JSON.parse(stdout).entities.map(({ type }: { type: string }) => type)).to.deep.equal(["LOC", "ORG"]);
    expect(stderr.split("\n").slice(0, -1)).to.deep.equal([
      "warning: no span has the type X, which --map renames  [type-rule-unused]",
      "warning: spans were left out by their types: DATE 1, PER 1  [type-left-out]",
    ]);
  });

  it("is what explain and taggers go by, too", async () => {
    const argv = ["--map", "map.yaml", "--type-level", "1"];
    const { stdout } = await place.run([
      "explain",
      "--gold",
      "g.txt",
      "--pred",
      "p.jsonl",
      "--as",
      "seqscore",
      "-f",
      "json",
      ...argv,
    ]);
    expect(JSON.parse(stdout).scorers[0].tables[0].all.f1).to.equal(1);
    const tagged = await place.run([
      "--gold",
      "g.txt",
      "--tagger",
      "gazetteer",
      "--train",
      "g.txt",
      "-f",
      "score",
      ...argv,
    ]);
    expect(tagged.stdout).to.equal("100.00\n");
  });

  it("settles which brackets are annotations, by the level that counts", async () => {
    place.write("lower.txt", "[person.artist ada] met [1 reader] in [loc.city osk].\n");
    place.write("q.jsonl", '{"id":"lower","entities":[[0,3,"person"]]}\n');
    const { stdout } = await place.run([
      "--gold",
      "lower.txt",
      "--pred",
      "q.jsonl",
      "--types",
      "person,loc",
      "--type-level",
      "1",
      "-f",
      "json",
    ]);
    const { micro } = JSON.parse(stdout).scores.strict;
    expect([micro.gold, micro.correct]).to.deep.equal([2, 1]);
  });
});
