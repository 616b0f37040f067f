import { expect } from "chai";
import { createProgram } from "../../src/cli/program.ts";
import { plain } from "../../src/report/render/style.ts";
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
const drawn = ["--resamples", "30"];

const data = "names what is scored; the inputs have its digest";
const shown = "shows the same numbers in another form, or more of them";
const gates = "judges the numbers, and changes none";

/** For every option of `score`, two values under which a number moves, or why it cannot move one. */
const options: { readonly [name: string]: Moving | string } = {
  "--pred": data,
  "--gold": data,
  "--tagger": data,
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
  "--timeout": "ends the run, or not",
  "--pair": moves(
    ["--pair", "auto"],
    ["--pair", "id"],
    { "p.jsonl": jsonl["p.jsonl"].replace('"id":"b"', '"id":"x/b.txt"') },
    [...base, "--unknown", "leave-out"],
  ),
  "--unpredicted": moves(["--unpredicted", "missed"], ["--unpredicted", "leave-out"], {
    "p.jsonl": jsonl["p.jsonl"].split("\n")[0]!,
  }),
  "--unknown": "refuses predictions without a document, or counts them apart; what is scored is the same",
  "--max-drift": "refuses predictions on other texts, or lets them pass; it is in the signature all the same",
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
  "--resamples": moves(drawn, ["--resamples", "31"], many),
  "--level": moves(["--level", "0.95"], ["--level", "0.5"], many, [...base, ...drawn]),
  "--interval": moves(["--interval", "percentile"], ["--interval", "bca"], many, [...base, ...drawn]),
  "--seed": moves(["--seed", "1"], ["--seed", "2"], many, [...base, ...drawn]),
  "--fail-under": gates,
  "--baseline": gates,
  "--max-drop": gates,
  "--scheme": shown,
  "--as": "answers with another scorer's numbers, which have no signature of ours",
  "--confusion": shown,
  "--confidence": shown,
  "--digits": shown,
  "--output": shown,
  "--format": shown,
  "--units": shown,
  "--no-color": shown,
};

/** The options of `score` as the program has them. */
function optionsOfScore(): string[] {
  const place = new Workplace();
  const saying = { warn: () => undefined, fail: () => undefined };
  const program = createProgram(place.io(), { stdout: plain, stderr: plain }, saying);
  place.remove();
  return program.commands.find((command) => command.name() === "score")!.options.map(({ long }) => long!);
}

/** What a command line gives: the numbers, and their signature. */
async function scored({ files, base }: Moving, argv: readonly string[]) {
  const place = new Workplace(files);
  const { code, stdout, stderr } = await place.run([...base, ...argv, "-f", "json"]);
  place.remove();
  expect(code, `${argv.join(" ")}\n${stderr}`).to.equal(0);
  const { scores, fair, errors, documents, signature } = JSON.parse(stdout);
  return { numbers: JSON.stringify({ scores, fair, errors, documents }), signature: signature as string };
}

describe("the signature", () => {
  it("has an account of every option of score", () => {
    expect(optionsOfScore().sort()).to.deep.equal(Object.keys(options).sort());
  });

  for (const [name, entry] of Object.entries(options)) {
    if (typeof entry === "string") continue;
    it(`differs where ${name} moves a number`, async () => {
      const [a, b] = [await scored(entry, entry.a), await scored(entry, entry.b)];
      expect(a.numbers, "no number moves").not.to.equal(b.numbers);
      expect(a.signature).not.to.equal(b.signature);
    });
  }

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
