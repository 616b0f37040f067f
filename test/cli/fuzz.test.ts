import { expect } from "chai";
import { type Random, randomStream } from "../../src/stats/random.ts";
import { runs, thorough } from "../runs.ts";
import { Workplace } from "./fake-io.ts";

const brackets = `The [ORG EU] met [PER Ada Moen  ] in
[LOC Port
Osk]. The [ORG University of [LOC Lomvik]] was \\[sic\\], said [PER Zoë 🚢]'s aide.

\tNo. 17: [MISC 漢字 ]e\u0301 \\\\ <b>[Person Bo]</b> came.
`;
const goldLines = [
  {
    id: "a",
    text: "Ada Moen met 漢字 😀 in Port Osk",
    entities: [{ start: 0, end: 8, type: "PER", text: "Ada Moen" }, [13, 15, "MISC"]],
  },
  {
    id: "b",
    text: "Zoë left Halden",
    entities: [
      [0, 3, "PER"],
      [9, 15, "LOC"],
    ],
  },
  { id: "c", text: "", entities: [] },
];
const predictedLines = [
  { id: "c", entities: [] },
  {
    id: "a",
    entities: [{ start: 0, end: 3, type: "PER", score: 0.25, text: "Ada" }, [13, 15, "ORG"], [22, 30, "LOC", 1]],
  },
  { id: "b", text: "Zoë left Halden", spans: [{ begin: 9, end_offset: 15, label: "LOC", mention: "Halden" }] },
];
const bracketPredictions = {
  id: "g",
  entities: [
    [4, 6, "ORG"],
    [11, 19, "PER"],
    [23, 31, "LOC"],
    [37, 57, "ORG"],
    [80, 90, "PER"],
  ],
};
const jsonl = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

const specials = [
  "[",
  "]",
  "\\",
  "<",
  '"',
  "{",
  "}",
  ",",
  ":",
  "\n",
  "\r",
  "\0",
  "\x1b",
  "-",
  "9",
  ".",
  "e",
  "\xff",
  "\xc3",
  "\xf0\x9f",
];

/** A mutation of bytes, as a string of one character per byte. */
type Mutation = (bytes: string, random: Random) => string;
const index = (bytes: string, random: Random) => Math.floor(random() * (bytes.length + 1));
const pick = <T>(items: readonly T[], random: Random) => items[Math.floor(random() * items.length)]!;

const mutations: { readonly [name: string]: Mutation } = {
  delete: (bytes, random) => {
    const at = index(bytes, random);
    return bytes.slice(0, at) + bytes.slice(at + 1 + Math.floor(random() * 4));
  },
  duplicate: (bytes, random) => {
    const at = index(bytes, random);
    const size = 1 + Math.floor(random() * 30);
    return bytes.slice(0, at + size) + bytes.slice(at);
  },
  swap: (bytes, random) => {
    const [a, b] = [index(bytes, random), index(bytes, random)].sort((x, y) => x - y) as [number, number];
    return (
      bytes.slice(0, a) + bytes.slice(b, b + 1) + bytes.slice(a + 1, b) + bytes.slice(a, a + 1) + bytes.slice(b + 1)
    );
  },
  insert: (bytes, random) => {
    const at = index(bytes, random);
    return bytes.slice(0, at) + pick(specials, random).repeat(1 + Math.floor(random() * 3)) + bytes.slice(at);
  },
  truncate: (bytes, random) => bytes.slice(0, index(bytes, random)),
  swapLines: (bytes, random) => {
    const lines = bytes.split("\n");
    const [a, b] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
    return lines.join("\n");
  },
  duplicateLine: (bytes, random) => {
    const lines = bytes.split("\n");
    lines.splice(Math.floor(random() * lines.length), 0, pick(lines, random));
    return lines.join("\n");
  },
  replaceDigit: (bytes, random) => {
    const digits = Array.from(bytes.matchAll(/\d/g), ({ index: at }) => at);
    if (digits.length === 0) return bytes;
    const at = pick(digits, random);
    return (
      bytes.slice(0, at) +
      pick(["0", "1", "7", "9", "99", "-1", "1.5", "1e9", "null", '"3"'], random) +
      bytes.slice(at + 1)
    );
  },
};

/** What is mutated, and the command line that reads it. */
const targets = [
  { name: "g.txt", content: brackets, argv: ["--gold", "g.txt", "--pred", "bracket.jsonl"] },
  {
    name: "g.txt",
    content: brackets,
    argv: ["--gold", "g.txt", "--pred", "lines.jsonl", "--document", "line", "--markup", "strip", "--types", "PER"],
  },
  { name: "g.jsonl", content: jsonl(goldLines), argv: ["--gold", "g.jsonl", "--pred", "p.jsonl"] },
  { name: "p.jsonl", content: jsonl(predictedLines), argv: ["--gold", "g.jsonl", "--pred", "p.jsonl"] },
  {
    name: "p.jsonl",
    content: jsonl(predictedLines),
    argv: ["--gold", "g.jsonl", "--pred", "p.jsonl", "--offsets", "byte"],
  },
  { name: "bracket.jsonl", content: jsonl([bracketPredictions]), argv: ["--gold", "g.txt", "--pred", "bracket.jsonl"] },
] as const;

/** How many damaged files are read; few of them have every outcome. */
const ROUNDS = runs(1000);

describe("damaged input", () => {
  it("is scored or refused: never a bug, never a stack trace, never half an answer", async () => {
    const sound = {
      "g.txt": brackets,
      "g.jsonl": jsonl(goldLines),
      "p.jsonl": jsonl(predictedLines),
      "bracket.jsonl": jsonl([bracketPredictions]),
      "lines.jsonl": jsonl([{ id: "g:1", entities: [[4, 6, "ORG"]] }]),
    };
    const place = new Workplace(sound);
    const outcomes = new Map<string, number>();
    const count = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
    for (let seed = 0; seed < ROUNDS; seed++) {
      const random = randomStream(seed, "fuzz");
      const target = targets[seed % targets.length]!;
      let bytes = Buffer.from(target.content, "utf8").toString("latin1");
      const applied: string[] = [];
      for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
        const name = pick(Object.keys(mutations), random);
        applied.push(name);
        bytes = mutations[name]!(bytes, random);
      }
      place.write(target.name, Buffer.from(bytes, "latin1"));
      const { code, stdout, stderr } = await place.run([...target.argv, "-f", "json"]);
      const context = `seed ${seed}, ${applied} of ${target.name}: ${JSON.stringify(bytes)}\n${stderr}`;
      place.write(target.name, sound[target.name]);

      expect(code, context).to.be.oneOf([0, 2]);
      expect(stderr, context).to.not.match(/^ {4}at /m);
      expect(stderr, context).to.not.contain("bug in ner-eval");
      count(`exit ${code}`);
      if (code === 0) {
        const { errors, alignment } = JSON.parse(stdout);
        const { correct, type, boundary, both, missed, spurious } = errors.all;
        expect(correct + type + boundary + both + missed, context).to.equal(alignment.gold.scored);
        expect(correct + type + boundary + both + spurious, context).to.equal(alignment.pred.scored);
        expect(stderr, context).to.match(/^(warning: .*\n)*$/);
        for (const [, found] of stderr.matchAll(/ {2}\[([a-z-]+)\]$/gm)) count(found!);
      } else {
        expect(stdout, context).to.equal("");
        expect(stderr, context).to.match(/^error: /);
        for (const [, found] of stderr.matchAll(/^error: .* {2}\[([a-z-]+)\]$/gm)) count(found!);
      }
    }
    place.remove();
    // What is damaged so is not all alike: these are outcomes that a thousand mutations must have had.
    expect(outcomes.get("exit 0")).to.be.greaterThan(ROUNDS / 20);
    expect(outcomes.get("exit 2")).to.be.greaterThan(ROUNDS * 0.3);
    const expected = ["bracket-unclosed", "bracket-unopened", "bracket-empty", "bracket-escape"]
      .concat(["jsonl-syntax", "jsonl-record", "jsonl-field", "file-encoding"])
      .concat(["span-outside", "span-reversed", "span-surface", "id-unknown", "id-repeated"]);
    const missing = expected.filter((found) => !outcomes.has(found));
    expect(missing.length, missing.join(" ")).to.be.at.most(thorough ? 0 : 3);
  });
});
