/** Gold and predictions in files beside their texts, in XML, and in folders of them. */
import { expect } from "chai";
import { corpus } from "../formats/reading.ts";
import { Workplace } from "./fake-io.ts";

const files = {
  "gold/a.txt": "Ada met Bo.",
  "gold/a.ann": "T1\tPER 0 3\tAda\nT2\tPER 8 10\tBo\n",
  "gold/deep/b.txt": "\ufeff😀 Osk",
  "gold/deep/b.ann": "T1\tLOC 3 6\tOsk\n",
  "sys/a.ann": "T1\tPER 0 3\tAda\n",
  "sys/deep/b.ann": "T1\tLOC 3 6\tOsk\n",
  "sys/deep/b.txt": "\ufeff😀 Osk",
};

describe("files beside their texts", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());

  const scored = async (...argv: string[]) => {
    const { code, stdout, stderr } = await place.run([...argv, "-f", "json"]);
    expect(code, stderr).to.equal(0);
    const { inputs, scores } = JSON.parse(stdout);
    return { inputs, strict: scores.strict.micro, stderr };
  };

  it("are gold, and predictions in a folder or glob, paired by their paths", async () => {
    for (const pred of ["sys", "sys/", "sys/**/*.ann", "sys/**/*", "./sys/**/*.ann"]) {
      const { inputs, strict } = await scored("--gold", "gold", "--pred", pred);
      expect(strict).to.include({ precision: 1, recall: 2 / 3 });
      expect(
        inputs.map(({ role, documents, spans }: { [name: string]: unknown }) => [role, documents, spans]),
      ).to.deep.equal([
        ["gold", 2, 3],
        ["pred", 2, 2],
      ]);
    }
    expect((await place.run(["--pred", "sys/**/*.ann"])).stdout).to.match(/^sys · 2 documents/);
  });

  it("go with JSONL on the other side, by their ids", async () => {
    place.write("p.jsonl", '{"id":"a","entities":[[0,3,"PER"]]}\n{"id":"deep/b","entities":[[3,6,"LOC"]]}\n');
    expect((await scored("--pred", "p.jsonl")).strict).to.include({ precision: 1, recall: 2 / 3 });
  });

  describe("in WebAnno TSV", () => {
    const webanno = (header: string, cell: string) =>
      `#FORMAT=WebAnno TSV 3.2\n${header}\n\n#Text=Ada met\n1-1\t0-3\tAda\t${cell}\t\n1-2\t4-7\tmet\t_\t\n`;
    const entities = "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value";
    const bare = webanno("", "").replaceAll("\t\t", "\t").replaceAll("\t_", "");

    it("are without mentions where other files of their side have the layer, in any order, and refused where none has", async () => {
      for (const [one, other] of ["ab", "ba"] as const) {
        place.write(`w/${one}.webanno`, webanno(entities, "PER"));
        place.write(`w/${other}.webanno`, bare);
        place.write(
          "p.jsonl",
          `{"id":"${one}","entities":[[0,3,"PER"]]}\n{"id":"${other}","entities":[[0,3,"PER"]]}\n`,
        );
        const { strict, stderr } = await scored("--gold", "w", "--pred", "p.jsonl");
        expect(strict).to.include({ gold: 1, pred: 2, correct: 1 });
        expect(stderr).to.contain(`w/${other}.webanno: no layer of mentions, which other files have`);
        place.write(`w/${one}.webanno`, bare);
        const { code, stderr: refusal } = await place.run(["--gold", "w", "--pred", "p.jsonl"]);
        expect(code).to.equal(2);
        expect(refusal).to.contain(
          "no single layer is called NamedEntity: the file has no layer of spans  [webanno-layer]",
        );
      }
    });

    it("are not read by another layer than NamedEntity where other files have that", async () => {
      place.write("w/a.webanno", webanno("#T_SP=custom.Quote|value", "X"));
      place.write("p.jsonl", '{"id":"a","entities":[]}\n');
      expect((await scored("--gold", "w", "--pred", "p.jsonl")).strict.gold).to.equal(1);
      place.write("w/b.webanno", webanno(entities, "PER"));
      place.write("p.jsonl", '{"id":"a","entities":[]}\n{"id":"b","entities":[]}\n');
      const { code, stderr } = await place.run(["--gold", "w", "--pred", "p.jsonl"]);
      expect(code).to.equal(2);
      expect(stderr).to.contain(
        "w/a.webanno:5:1: the only layer is custom.Quote, but other files have a layer NamedEntity",
      );
    });

    it("are not read by a layer that never holds entities, though it is the only one", async () => {
      place.write(
        "w/a.webanno",
        webanno("#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue", "NN"),
      );
      place.write("p.jsonl", '{"id":"a","entities":[]}\n');
      const { code, stderr } = await place.run(["--gold", "w", "--pred", "p.jsonl"]);
      expect(code).to.equal(2);
      expect(stderr).to.contain("no single layer is called NamedEntity: the file has POS (PosValue)");
    });
  });

  it("are named with their place where they are wrong", async () => {
    place.write("gold/a.ann", "T1\tPER 0 3\tAda\nT2\tPER 8 10\tXY\n");
    const { code, stderr } = await place.run(["--pred", "sys"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain('error: gold/a.ann:2:4: the text at PER 8–10 is "Bo", not "XY"  [span-surface]');
    expect(stderr).to.match(/2 \| T2.PER 8 10.XY/);
  });

  it("are not missed again as gold of their predictions where they cannot be read", async () => {
    place.write("broken/a.xml", "<doc>Ada");
    place.write("broken/b.xml", "<doc>Bo</doc>");
    place.write("whole/a.xml", "<doc>Ada</doc>");
    place.write("whole/c.xml", "<doc>Bo</doc>");
    const { stderr } = await place.run(["--gold", "broken", "--pred", "whole"]);
    expect(stderr.match(/^error: .*\[[a-z-]+\]$/gm)).to.deep.equal([
      "error: broken/a.xml:1:8: the file is not well-formed XML: unclosed tag: doc  [xml-syntax]",
      'error: whole/c.xml: no gold document has the id "c"  [id-unknown]',
    ]);
  });

  it("need the same text on both sides", async () => {
    place.write("sys/a.txt", "Quite another text");
    const { code, stderr } = await place.run(["--pred", "sys"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("[text-differs]");
  });

  it("are no outputs: a text beside its annotations is not overwritten", async () => {
    const { code, stderr } = await place.run(["--pred", "sys", "-o", "gold/a.txt"]);
    expect([code, stderr]).to.deep.equal([
      2,
      "error: cannot write gold/a.txt: it is one of the inputs  [file-unwritable]\nhint: choose another name for the output\n",
    ]);
  });

  it("are left out with a warning where nothing tells what they are", async () => {
    place.write("sys/notes.md", "x");
    const { stderr } = await scored("--pred", "sys");
    expect(stderr).to.contain("sys/notes.md was left out");
    place.write("gold/c.txt", "alone");
    expect((await scored("--pred", "sys", "--gold-format", "brat")).stderr).to.contain(
      "gold/c.txt was left out: it has no annotations next to it",
    );
  });

  it("of CoNLL in a folder are paired by path and number", async () => {
    for (const file of ["g/a.conll", "g/b.conll", "p/a.conll", "p/b.conll"])
      place.write(file, "Ada B-PER\n\nBo B-PER\n");
    const { inputs, strict } = await scored("--gold", "g", "--pred", "p");
    expect(inputs[1].documents).to.equal(4);
    expect(strict.f1).to.equal(1);
  });
});

describe("XML files", () => {
  const text = "Ada met Bo.";
  const gate = (set: string, type: string) =>
    `<GateDocument><TextWithNodes><Node id="0"/>Ada<Node id="3"/> met Bo.</TextWithNodes><AnnotationSet${set}><Annotation Type="${type}" StartNode="0" EndNode="3"/></AnnotationSet></GateDocument>`;
  const kinds = {
    gate: gate(' Name="Key"', "PER"),
    i2b2: `<?xml version="1.0"?>\n<!-- x -->\n<a>\n<TEXT><![CDATA[${text}]]></TEXT>\n<TAGS><PER start="0" end="3" text="Ada"/></TAGS></a>`,
    bioc: `<?xml version="1.0"?><!DOCTYPE collection SYSTEM "BioC.dtd"><collection><document><id>a</id><passage><offset>0</offset><text>${text}</text><annotation><infon key="type">PER</infon><location offset="0" length="3"/><text>Ada</text></annotation></passage></document></collection>`,
    "inline-xml": "<doc><PER>Ada</PER> met Bo.</doc>",
  };

  for (const [kind, content] of Object.entries(kinds)) {
    it(`are told by how they begin: ${kind}, by ending and without one, on either side`, async () => {
      const place = new Workplace({
        "gold/a.xml": content,
        "pred.jsonl": '{"id":"a","entities":[[0,3,"PER"]]}',
        "pred/a.xml": content,
        a: content.startsWith("<?xml") ? content : `<?xml version="1.0"?>${content}`,
      });
      for (const argv of [
        ["--pred", "pred.jsonl"],
        ["--pred", "pred"],
        ["--pred", "pred/a.xml"],
        ["--gold", "a", "--pred", "pred"],
      ]) {
        const { stdout, stderr } = await place.run([...argv, "-f", "score"]);
        expect(stdout, stderr).to.equal("100.00\n");
      }
      place.remove();
    });
  }

  it("of GATE are read in the set that is named", async () => {
    const place = new Workplace({ "gold/a.xml": gate(' Name="X"', "PER"), "pred/a.xml": gate(' Name="Y"', "PER") });
    const f1 = async (...argv: string[]) => (await place.run(["--pred", "pred", "-f", "score", ...argv])).stdout;
    expect(await f1()).to.equal("100.00\n");
    expect(await f1("--gold-set", "X", "--pred-set", "Y")).to.equal("100.00\n");
    expect(await f1("--pred-set", "X")).to.equal("0.00\n");
    place.remove();
  });
});

describe("PubTator and BioC JSON", () => {
  it("are told by how they begin", async () => {
    const pubtator = "7|t|Ada\n7|a|met Bo\n7\t0\t3\tAda\tPER\n";
    const passages = [
      {
        offset: 0,
        text: "Ada\nmet Bo",
        annotations: [{ infons: { type: "PER" }, locations: [{ offset: 0, length: 3 }] }],
      },
    ];
    const place = new Workplace({
      "gold.txt": pubtator,
      "p.json": JSON.stringify({ documents: [{ id: "7", passages }] }),
    });
    const { stdout, stderr } = await place.run(["--gold", "gold.txt", "--pred", "p.json", "-f", "score"]);
    expect(stdout, stderr).to.equal("100.00\n");
    place.remove();
  });
});

describe("MEDDOCAN", () => {
  for (const [gold, pred] of [
    ["brat", "brat"],
    ["brat", "i2b2"],
    ["i2b2", "brat"],
    ["i2b2", "i2b2"],
  ] as const) {
    for (const track of ["subtrack1", "subtrack2"]) {
      it(`scores its baseline for ${track}, ${pred} against ${gold}`, async function () {
        const folder = corpus("meddocan");
        if (folder === undefined) return this.skip();
        const place = new Workplace();
        const run = await place.run([
          ...["--gold", `${folder}/gold/${gold}/sample`, "--pred", `${folder}/system/${pred}/${track}/sample/baseline`],
          ...["-f", "json"],
        ]);
        place.remove();
        expect(run.code, run.stderr).to.equal(0);
        const { inputs, scores } = JSON.parse(run.stdout);
        expect(inputs.map(({ documents, spans }: { [name: string]: unknown }) => [documents, spans])).to.deep.equal([
          [15, 347],
          [15, 137],
        ]);
        // Counted once with a set of (file, type, start, end) in another language.
        expect(scores.strict.micro).to.include({ correct: 48, pred: 137, gold: 347 });
      });
    }
  }
});
