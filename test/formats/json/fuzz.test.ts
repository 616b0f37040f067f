/** Damaged files: whatever is done to a file of another tool, readers report it or read it, and every span fits its text. */
import { expect } from "chai";
import { NerEvalError } from "../../../src/corpus/error.ts";
import { codes } from "../../../src/messages/codes.ts";
import { runs } from "../../runs.ts";
import { foreignFile, type Read, readGold, readPred } from "./reading.ts";

/** Pseudo-random whole numbers below a limit, the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % limit;
  };
}

const pieces = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  "-1",
  "99999",
  "1e9",
  "0.5",
  "null",
  "😀",
  "\\u0000",
  "\\",
  "\n",
  '"start":',
  '"spans":[',
  "true",
  "\u0301",
];

/** A text with one to three changes: a piece put in, taken out, repeated or exchanged. */
function damaged(text: string, roll: (limit: number) => number): string {
  let result = text;
  for (let times = 1 + roll(3); times > 0; times--) {
    const at = roll(result.length + 1);
    const length = roll(4) === 0 ? roll(200) : roll(6);
    const piece = pieces[roll(pieces.length)]!;
    const rest = result.slice(at + length);
    const put = [
      piece,
      "",
      result.slice(at, at + length) + result.slice(at, at + length),
      piece + result.slice(at, at + length),
    ];
    result = result.slice(0, at) + put[roll(put.length)]! + rest;
  }
  // Numbers are where damage goes unnoticed.
  const numbers = [...result.matchAll(/\d+/g)];
  const number = numbers[roll(numbers.length + 1)];
  if (!number || roll(2) === 0) return result;
  return result.slice(0, number.index) + String(roll(300)) + result.slice(number.index + number[0].length);
}

/** The first few records of a long file. */
function shortened(text: string): string {
  return text.startsWith("[")
    ? JSON.stringify(JSON.parse(text).slice(0, 8))
    : text
        .split("\n")
        .filter((line) => line.includes(`"answer":"accept"`) || !line.includes(`"answer"`))
        .slice(0, 3)
        .join("\n");
}
const labelStudio = JSON.stringify(
  [1, 2, 3].map((id) => ({
    id,
    annotations: [
      {
        id: 5,
        was_cancelled: false,
        result: [{ type: "labels", value: { start: 2, end: 5, text: "Ada", labels: ["PER"] } }],
      },
      { id: 6, result: [{ type: "choices", value: { choices: ["a"] } }] },
    ],
    data: { text: "😀 Ada met Zoe\u0308" },
    predictions: [{ result: [{ type: "labels", value: { start: 0, end: 1, labels: ["X"] }, score: 0.5 }] }],
  })),
  null,
  1,
);
const hfTokens = [
  '{"label_names": ["O", "B-PER", "I-PER"]}',
  '{"id": "a", "tokens": ["😀", "Ada", "Moen"], "ner_tags": [0, 1, 2]}',
  '{"tokens": ["Bo", "flew"], "ner_tags": ["S-PER", "O"]}',
].join("\n");
const answers = [
  '{"id": "a", "entities": [{"text": "😀 Ada", "type": "PER", "score": 0.5}, ["Bo", "PER"], {"start": 0, "end": 3, "type": "X"}]}',
  '{"id": "b", "entities": {"PER": ["Ada", "Bo"], "LOC": []}}',
  '{"id": "c", "output": "Here [1]:\\n```json\\n[{\\"text\\": \\"Ada\\", \\"type\\": \\"PER\\"}]\\n```"}',
].join("\n");
const inputs: readonly [string, string, () => string | undefined][] = [
  ["spacy", "ner_demo_dev.json", () => foreignFile("prodigy/explosion-projects/ner_demo_dev.json")],
  ["spacy", "fashion_brands_eval.jsonl", () => foreignFile("prodigy/explosion-projects/fashion_brands_eval.jsonl")],
  [
    "spacy",
    "annotated_reddit-PRODUCT-ner.jsonl",
    () => foreignFile("prodigy/prodigy-recipes/annotated_reddit-PRODUCT-ner.jsonl"),
  ],
  ["doccano", "labeling.jsonl", () => foreignFile("doccano/doccano-transformer/labeling.jsonl")],
  [
    "doccano",
    "example.jsonl over lines",
    () => foreignFile("doccano/backend/data_export/pipeline/examples/relation_extraction/example.jsonl"),
  ],
  ["gliner", "sample_data.json", () => foreignFile("gliner/sample_data.json")],
  ["hf", "the library's outputs", () => foreignFile("hf_pipeline/transformers_expected_outputs.json")],
  ["label-studio", "a written export", () => labelStudio],
  ["hf-tokens", "written records", () => hfTokens],
  ["mentions", "written answers", () => answers],
];

/** How many damaged texts are read of each input. */
const RUNS = runs(1000);
const predictionsOnly = ["hf", "mentions"];

describe("damaged JSON", () => {
  for (const [format, name, load] of inputs) {
    it(`is read or reported, and every span fits its text: ${format}, ${name}`, async function () {
      const found = load() ?? this.skip();
      const whole =
        format === "hf"
          ? JSON.stringify(JSON.parse(found).cases.map(({ output }: { output: unknown }) => output))
          : found;
      const text = whole.length > 20_000 ? shortened(whole) : whole;
      const roll = dice(7);
      let reported = 0;
      let documents = 0;
      for (let run = 0; run < RUNS; run++) {
        const input = damaged(text, roll);
        const gold = predictionsOnly.includes(format) ? undefined : await attempt(() => readGold(format, input), input);
        const pred = await attempt(() => readPred(format, input), input);
        for (const { text: words, spans, tokens = [] } of gold?.records ?? []) {
          documents++;
          for (const { start, end, type } of [...spans, ...tokens.map((token) => ({ ...token, type: "token" }))]) {
            const fits = start >= 0 && start <= end && end <= words.length && type !== "" && Number.isInteger(start);
            expect(fits, `${start}–${end} in ${JSON.stringify(words)} of ${input}`).to.equal(true);
          }
          for (const { start, end } of spans) expect(end, input).to.be.greaterThan(start);
        }
        for (const { text: words, tokens, spans, mentions = [] } of pred.records) {
          for (const { surface, type } of mentions) expect(surface.trim() !== "" && type !== "", input).to.equal(true);
          const length = words?.length ?? tokens?.length ?? Infinity;
          // Alignment checks what stands in no unit of its own.
          if (format === "mentions") continue;
          for (const { start, end } of spans) {
            expect(end, input).to.be.greaterThan(start);
            expect(end, input).to.be.at.most(length);
          }
        }
        if (gold && format !== "label-studio") expect(pred.issues.length, input).to.equal(gold.issues.length);
        for (const issue of pred.issues) {
          expect(codes).to.have.property(issue.code);
          expect(issue.line, `${issue.message} of ${input}`).to.be.greaterThan(0);
          expect(issue.message.length, input).to.be.lessThan(400);
        }
        reported += pred.issues.length > 0 ? 1 : 0;
      }
      // Most damage breaks the JSON, and some leaves documents whole.
      expect(reported).to.be.greaterThan(RUNS / 5);
      if (!predictionsOnly.includes(format)) expect(documents).to.be.greaterThan(RUNS / 10);
    });
  }
});

async function attempt<R>(read: () => Promise<Read<R>>, input: string): Promise<Read<R>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NerEvalError) throw error;
    throw new Error(`${(error as Error).stack} for ${input}`);
  }
}
