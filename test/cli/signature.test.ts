import { readFileSync } from "node:fs";
import { expect } from "chai";
import { choicesOfOption } from "../../src/cli/values.ts";
import { type Option, optionName, optionsOf } from "../../src/run/options.ts";
import { Workplace } from "./fake-io.ts";

/** Two command lines that differ in an option and give other numbers. */
interface Moving {
  readonly files: { readonly [name: string]: string };
  readonly base: readonly string[];
  readonly a: readonly string[];
  readonly b: readonly string[];
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const span = (start: number, end: number, type: string, score?: number) => ({ start, end, type, score });
const text = "Ada Moen met Bo Lund in Port Osk.";
const jsonl = {
  "g.jsonl":
    line({ id: "a", text, entities: [span(0, 8, "PER"), span(13, 20, "PER.x"), span(24, 32, "LOC")] }) +
    line({ id: "b", text, entities: [span(0, 8, "PER")] }) +
    line({ id: "c", text: "None.", entities: [] }),
  "p.jsonl":
    line({
      id: "a",
      entities: [span(0, 8, "PER", 0.9), span(13, 20, "PER", 0.4), span(24, 28, "ORG", 0.8), span(24, 28, "ORG", 0.8)],
    }) + line({ id: "b", entities: [span(0, 3, "PER", 0.7)] }),
};
const base = ["--gold", "g.jsonl", "--pred", "p.jsonl"];
const moves = (a: readonly string[], b: readonly string[], files = {}, more: readonly string[] = base): Moving => ({
  files: { ...jsonl, ...files },
  base: more,
  a,
  b,
});
const conll = {
  "g.conll": "Ada B-PER B-LOC\nMoen B-PER I-LOC\nmet O O\n\nOsk I-LOC B-PER\n",
  "p.conll": "Ada B-PER O\nMoen I-PER B-LOC\nmet O I-LOC\n\nOsk I-LOC B-PER\n",
};
const tags = ["--gold", "g.conll", "--pred", "p.conll"];
const tabbed = Object.fromEntries(Object.entries(conll).map(([name, file]) => [name, file.replaceAll(" ", "\t")]));
const gate = (first: string, second: string) =>
  `<GateDocument><TextWithNodes><Node id="0"/>Ada<Node id="3"/></TextWithNodes>${[
    [first, "PER"],
    [second, "LOC"],
  ]
    .map(
      ([set, type]) =>
        `<AnnotationSet${set === "" ? "" : ` Name="${set}"`}><Annotation Id="1" Type="${type}" StartNode="0" EndNode="3"/></AnnotationSet>`,
    )
    .join("")}</GateDocument>`;
const xml = { "g/a.xml": gate("Key", "Other"), "p/a.xml": gate("", "Run") };
const gateArgs = ["--gold", "g", "--pred", "p"];
const brackets = { "g.txt": "[PER Ada] <b>met</b>\n[PER Bo]\n" };
const learned = {
  "g.jsonl": Array.from({ length: 12 }, (_, i) =>
    line({
      id: `d${i}`,
      text: `Ada Moen met Bo in place${i % 3}.`,
      entities: [span(0, 8, i % 4 === 0 ? "ORG" : "PER"), span(13, 15, "PER"), span(19, 25, i % 5 === 1 ? "X" : "LOC")],
    }),
  ).join(""),
  "t.jsonl": line({ id: "t", text: "Ada Moen", entities: [span(0, 8, "PER")] }),
  "u.jsonl": line({ id: "t", text: "Ada Moen", entities: [span(0, 8, "LOC")] }),
};
const learning = ["--gold", "g.jsonl", "--tagger", "gazetteer"];
const many = {
  "g.jsonl": Array.from({ length: 8 }, (_, i) => line({ id: `d${i}`, text, entities: [span(0, 8, "PER")] })).join(""),
  "p.jsonl": Array.from({ length: 8 }, (_, i) =>
    line({ id: `d${i}`, entities: i % 3 === 0 ? [span(0, 3, "PER")] : [span(0, 8, "PER"), span(9, 12, "PER")] }),
  ).join(""),
};
const drawn = ["--resamples", "50"];

/** For options that have a field of the signature, two values under which a number moves. */
const moving: { readonly [name: string]: Moving } = {
  "--pred-format": moves(["--pred-format", "conll"], ["--pred-format", "nested-tsv"], tabbed, [
    ...["--gold", "g.conll", "--gold-format", "nested-tsv", "--pred", "p.conll"],
  ]),
  "--gold-format": moves(["--gold-format", "conll"], ["--gold-format", "nested-tsv"], tabbed, [
    ...["--gold", "g.conll", "--pred-format", "nested-tsv", "--pred", "p.conll"],
  ]),
  "--pred-column": moves(["--pred-column", "2"], ["--pred-column", "3"], conll, tags),
  "--gold-column": moves(["--gold-column", "2"], ["--gold-column", "-1"], conll, tags),
  "--gold-set": moves([], ["--gold-set", "Other"], xml, gateArgs),
  "--pred-set": moves([], ["--pred-set", "Run"], xml, gateArgs),
  "--ground": moves(["--ground", "order"], ["--ground", "all"], {
    "g.jsonl": line({ id: "a", text: "Osk, Osk", entities: [span(0, 3, "LOC"), span(5, 8, "LOC")] }),
    "p.jsonl": line({ id: "a", entities: [{ text: "Osk", type: "LOC" }] }),
  }),
  "--offsets": moves(["--offsets", "utf16"], ["--offsets", "codepoint"], {
    "g.jsonl": line({ id: "a", text: "😀 Ada met Bo", entities: [span(3, 6, "PER")] }),
    "p.jsonl": line({ id: "a", entities: [span(2, 5, "PER")] }),
  }),
  "--gold-offsets": moves(["--gold-offsets", "utf16"], ["--gold-offsets", "codepoint"], {
    "g.jsonl": line({ id: "a", text: "😀 Ada met Bo", entities: [span(2, 5, "PER")] }),
    "p.jsonl": line({ id: "a", entities: [{ ...span(3, 6, "PER"), text: "Ada" }] }),
  }),
  "--trim": moves([], ["--trim"], {
    "g.jsonl": line({ id: "a", text: "Ada met Bo", entities: [span(0, 3, "PER")] }),
    "p.jsonl": line({ id: "a", entities: [span(0, 4, "PER")] }),
  }),
  "--bad-spans": moves(["--bad-spans", "pred:spurious"], ["--bad-spans", "pred:text"], {
    "g.jsonl": line({ id: "a", text: "Ada met Bo", entities: [span(0, 3, "PER")] }),
    "p.jsonl": line({ id: "a", entities: [{ ...span(4, 7, "PER"), text: "Ada" }] }),
  }),
  "--token-column": moves(
    ["--token-column", "1"],
    ["--token-column", "2"],
    { "g.conll": "1 Ada B-PER\n2 Moen I-PER\n3 met O\n", "p.conll": "1 Ada B-PER\n2 Moen I-PER\n3 met O\n# p\n" },
    ["--gold", "g.conll", "--pred", "p.conll"],
  ),
  "--document": moves(
    ["--document", "file"],
    ["--document", "line"],
    {
      ...brackets,
      "p.jsonl":
        line({ id: "g", entities: [] }) + line({ id: "g:1", entities: [] }) + line({ id: "g:2", entities: [] }),
    },
    ["--gold", "g.txt", "--pred", "p.jsonl", "--unknown", "leave-out"],
  ),
  "--markup": moves(
    ["--markup", "keep"],
    ["--markup", "strip"],
    { ...brackets, "p.jsonl": line({ id: "g", entities: [span(0, 3, "PER"), span(8, 10, "PER")] }) },
    ["--gold", "g.txt", "--pred", "p.jsonl"],
  ),
  "--repair": moves(
    ["--repair", "begin"],
    ["--repair", "discard"],
    {
      "g.conll": "Ada O\nMoen I-PER\nmet O\nBo B-PER\n",
      "p.conll": "Ada O\nMoen I-PER\nmet O\nBo B-PER\n",
    },
    tags,
  ),
  "--tags": moves(["--tags", "iob2"], ["--tags", "io"], { "g.conll": "Ada I-PER\n", "p.conll": "Ada I-PER\n" }, [
    ...[...tags, "--repair", "discard"],
  ]),
  "--label-names": moves(["--label-names", "O,B-PER"], ["--label-names", "O,B-LOC"], {
    "g.jsonl": line({ id: "a", tokens: ["Ada", "ran"], ner_tags: [1, 0] }),
    "p.jsonl": line({ id: "a", entities: [span(0, 3, "PER")] }),
  }),
  "--types": moves([], ["--types", "PER"]),
  "--map": moves([], ["--map", "pred:ORG=LOC"]),
  "--type-level": moves([], ["--type-level", "1"]),
  "--type-separator": moves(["--type-separator", "."], ["--type-separator", "R"], {}, [...base, "--type-level", "1"]),
  "--ignore": moves([], ["--ignore", "LOC"]),
  "--train": moves(["--train", "t.jsonl"], ["--train", "u.jsonl"], learned, learning),
  "--folds": moves(["--folds", "2"], ["--folds", "12"], learned, learning),
  "--pair": moves(
    ["--pair", "auto"],
    ["--pair", "id"],
    { "p.jsonl": jsonl["p.jsonl"].replace('"id":"b"', '"id":"x/b.txt"') },
    [...base, "--unknown", "leave-out"],
  ),
  "--unpredicted": moves(["--unpredicted", "missed"], ["--unpredicted", "leave-out"], {
    "p.jsonl": jsonl["p.jsonl"].split("\n")[0]!,
  }),
  "--undefined": moves(["--undefined", "skip"], ["--undefined", "zero"]),
  "--undefined-f": moves(["--undefined-f", "both"], ["--undefined-f", "either"]),
  "--beta": moves(["--beta", "2"], ["--beta", "3"]),
  "--duplicates": moves(["--duplicates", "keep"], ["--duplicates", "drop"]),
  "--threshold": moves(["--threshold", "0.1"], ["--threshold", "0.75"]),
  "--fair-booking": moves(["--fair-booking", "target"], ["--fair-booking", "system"]),
  "--fair-weights": moves(["--fair-weights", "BE=0:0.5:0.5"], ["--fair-weights", "BE=1:0:0"]),
  "--unit": moves(
    ["--unit", "document"],
    ["--unit", "sentence"],
    {
      ...many,
      "g.jsonl": many["g.jsonl"].replaceAll("in Port", "in it. Port").replaceAll("Port Osk.", "Port Osk. "),
    },
    [...base, ...drawn],
  ),
  "--resamples": moves(drawn, ["--resamples", "51"], many),
  "--level": moves(["--level", "0.95"], ["--level", "0.5"], many, [...base, ...drawn]),
  "--interval": moves(["--interval", "percentile"], ["--interval", "bca"], many, [...base, ...drawn]),
  "--seed": moves(["--seed", "1"], ["--seed", "2"], many, [...base, ...drawn]),
};

/** Options with a field that refuse a run or not, or choose what is shown first: other values change the signature alone. */
const refusing: { readonly [name: string]: Moving } = {
  "--unknown": moves([], ["--unknown", "leave-out"]),
  "--max-drift": moves([], ["--max-drift", "10"]),
  "--scheme": moves([], ["--scheme", "exact"]),
};

/** Values of options that move nothing, where their type does not tell any. */
const values: { readonly [name: string]: readonly string[] } = {
  "--fail-under": ["1.5", "99"],
  "--config": ["c.yaml"],
  "--baseline": ["base.json"],
  "--max-drop": ["1"],
  "--caption": ["Scores"],
  "--label": ["tab:x"],
  "--output": ["more.md", "more.tex"],
  "--columns": ["p,delta"],
};

/** Two ways or more to write an option that moves nothing, and to leave it out. */
function waysOf(option: Option): string[][] {
  const { key, type, least } = option;
  const choices = type === "choice" ? choicesOfOption(option) : undefined;
  const name = `--${optionName(key)}`;
  if (type === "flag") return [[], [name]];
  const other = ["conlleval", "seqeval"];
  const known = values[name] ?? choices?.filter((choice) => !other.includes(choice)) ?? [];
  const numbers = type === "whole" ? [String((least ?? 0) + 1)] : type === "positive" ? ["7"] : [];
  const given = [...known, ...numbers];
  expect(given, `${name} needs values to try`).not.to.be.empty;
  return [[], ...given.map((value) => [name, value])];
}

/** What a command line gives: the numbers, and their signature. Written into a file, so that the screen may show anything. */
async function scored({ files, base }: Pick<Moving, "files" | "base">, argv: readonly string[]) {
  const place = new Workplace({ ...files, "c.yaml": "digits: 1\n" });
  const baseline = argv.includes("--baseline") || argv.includes("--max-drop");
  if (baseline) await place.run([...base, "-o", "base.json"]);
  const more = argv.includes("--max-drop") ? ["--baseline", "base.json"] : [];
  const { code, stderr } = await place.run([...base, ...argv, ...more, "-o", "out.json"]);
  expect(code, `${argv.join(" ")}\n${stderr}`).to.be.oneOf(argv.includes("--fail-under") ? [0, 1] : [0]);
  const { scores, fair, errors, documents, signature } = JSON.parse(readFileSync(place.path("out.json"), "utf8"));
  place.remove();
  return { numbers: JSON.stringify({ scores, fair, errors, documents }), signature: signature as string };
}

const nameOf = ({ key }: Option) => `--${optionName(key)}`;
const score = optionsOf("score");

describe("the signature", () => {
  it("has an example for every option of score that has a field, and for no other", () => {
    const signed = score.filter(({ signature }) => signature !== undefined).map(nameOf);
    expect(signed.sort()).to.deep.equal([...Object.keys(moving), ...Object.keys(refusing)].sort());
  });

  for (const [name, entry] of Object.entries(moving)) {
    it(`differs where ${name} moves a number`, async () => {
      const [a, b] = [await scored(entry, entry.a), await scored(entry, entry.b)];
      expect(a.numbers, "no number moves").not.to.equal(b.numbers);
      expect(a.signature).not.to.equal(b.signature);
    });
  }

  for (const [name, entry] of Object.entries(refusing)) {
    it(`differs where ${name} does`, async () => {
      const [a, b] = [await scored(entry, entry.a), await scored(entry, entry.b)];
      expect(a.numbers).to.equal(b.numbers);
      expect(a.signature).not.to.equal(b.signature);
    });
  }

  for (const option of score.filter(({ unmoving }) => ["view", "gate", "process"].includes(unmoving ?? ""))) {
    it(`is the same, and so are all numbers, whatever ${nameOf(option)} is`, async () => {
      const entry =
        option.acts === "tag" ? { files: learned, base: learning } : { files: many, base: [...base, ...drawn] };
      const results = [];
      for (const way of waysOf(option)) results.push(await scored(entry, way));
      for (const result of results) expect(result).to.deep.equal(results[0]);
    });
  }

  it("is not alone: the data that options name have their digests among the inputs", async () => {
    expect(score.filter(({ unmoving }) => unmoving === "data").map(nameOf)).to.have.members([
      "--gold",
      "--pred",
      "--tagger",
    ]);
    const inputs = async (...argv: string[]) => {
      const place = new Workplace({
        ...jsonl,
        "h.jsonl": jsonl["g.jsonl"].replaceAll("LOC", "ORG"),
        "q.jsonl": jsonl["p.jsonl"].replaceAll("ORG", "LOC"),
      });
      const { stdout } = await place.run([...argv, "-f", "json"]);
      place.remove();
      return JSON.parse(stdout)
        .inputs.map(({ digest }: { digest: { value: string } }) => digest.value)
        .join();
    };
    const [g, p] = [
      ["--gold", "g.jsonl"],
      ["--pred", "p.jsonl"],
    ];
    const all = [
      await inputs(...g, ...p),
      await inputs("--gold", "h.jsonl", ...p),
      await inputs(...g, "--pred", "q.jsonl"),
      await inputs(...g, "--tagger", "gazetteer", "--folds", "2"),
    ];
    expect(new Set(all).size).to.equal(all.length);
  });

  it("is not that of another scorer's answer", async () => {
    expect(score.filter(({ unmoving }) => unmoving === "question").map(nameOf)).to.deep.equal(["--as"]);
    const place = new Workplace(jsonl);
    const { stdout } = await place.run([...base, "--as", "nervaluate", "-f", "json"]);
    place.remove();
    expect(JSON.parse(stdout)).not.to.have.property("signature");
  });

  it("says nothing of defaults", async () => {
    const { signature } = await scored(moves([], []), ["--resamples", "0"]);
    expect(signature).to.match(/^strict\|avg:micro\|undefined:skip\|docs:3\|v:[\d.]+$/);
    const defaults = [
      "--offsets",
      "auto",
      "--pair",
      "auto",
      "--document",
      "file",
      "--markup",
      "keep",
      "--max-drift",
      "5",
    ];
    expect((await scored(moves([], []), [...defaults, "--resamples", "0"])).signature).to.equal(signature);
  });

  it("tells apart what a tagger learned: nothing, its folds and their seed where no interval says it", async () => {
    const entry = moves([], [], learned, [...learning, "--resamples", "0"]);
    const said = async (...argv: string[]) => (await scored(entry, argv)).signature.replace(/^.*skip|docs.*$/g, "");
    expect(await said()).to.equal("|");
    expect(await said("--folds", "3", "--seed", "7")).to.equal("|folds:3|");
    expect(await said("--train", "t.jsonl")).to.match(/^\|train:[0-9a-f]{12}\|$/);
  });
});

describe("the signature of a comparison", () => {
  const alone = optionsOf("compare").filter(({ commands }) => !commands.includes("score"));
  const place = new Workplace(many);
  before(async () => {
    place.write("q.jsonl", many["p.jsonl"].replaceAll('"end":3', '"end":8'));
    for (const [name, pred] of ["p.jsonl", "q.jsonl"].entries())
      await place.run(["--gold", "g.jsonl", "--pred", pred, "-o", `${"ab"[name]}.json`]);
  });
  after(() => place.remove());
  const compared = async (argv: readonly string[]) => {
    const { code, stderr } = await place.run([
      "compare",
      "a.json",
      "b.json",
      "--resamples",
      "50",
      ...argv,
      "-o",
      "c.json",
    ]);
    expect(code, stderr).to.equal(0);
    const { runs, systems, pairs, metrics, options } = JSON.parse(readFileSync(place.path("c.json"), "utf8"));
    const signatures = runs.map(({ signature }: { signature: string }) => signature);
    return { signatures, numbers: { systems, pairs }, asked: { metrics, options } };
  };
  const examples: { readonly [name: string]: readonly string[] } = {
    "--test": ["--test", "bootstrap"],
    "--trials": ["--trials", "100"],
    "--adjust": ["--adjust", "none"],
    "--alpha": ["--alpha", "0.01"],
  };

  it("differs with every option that has a field", async () => {
    const signed = alone.filter(({ signature }) => signature !== undefined).map(nameOf);
    expect(signed).to.have.members(Object.keys(examples));
    const { signatures } = await compared([]);
    for (const [name, argv] of Object.entries(examples))
      expect((await compared(argv)).signatures, name).not.to.deep.equal(signatures);
  });

  it("and all numbers are the same whatever is shown", async () => {
    const plain = await compared([]);
    const shown = alone.filter(({ unmoving }) => unmoving === "view" || unmoving === "process");
    expect(shown.length).to.be.greaterThan(5);
    for (const option of shown)
      for (const way of waysOf(option)) expect(await compared(way), way.join(" ")).to.deep.equal(plain);
  });

  it("and what else is asked is in the answer", async () => {
    const { asked } = await compared([]);
    const asking = alone.filter(({ unmoving }) => unmoving === "question").map(nameOf);
    const more: { readonly [name: string]: readonly string[] } = {
      "--metric": ["--metric", "strict:f1,exact:f1"],
      "--per-type": ["--per-type"],
      "--detect": ["--detect", "2"],
    };
    expect(asking).to.have.members(Object.keys(more));
    for (const argv of Object.values(more)) expect((await compared(argv)).asked).not.to.deep.equal(asked);
  });
});
