/**
 * Makes this folder: takes over the inputs, and of what the scorers answered all that is a number or printed.
 *
 *   node test/oracles/vectors/reduce.mjs FOLDER
 *
 * FOLDER holds `NNN.input.jsonl` and `NNN.expected.json`, as measured; README.md says by which tools.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const source = process.argv[2];
if (source === undefined) {
  console.error("usage: node test/oracles/vectors/reduce.mjs FOLDER");
  process.exit(2);
}

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(3, "0"));

/** What was run, by scorer: the same for all vectors, so it stands in one file. */
const origins = {};

for (const number of [...range(1, 34), ...range(101, 109), ...range(201, 212)]) {
  const measured = JSON.parse(readFileSync(join(source, `${number}.expected.json`), "utf8"));
  copyFileSync(join(source, `${number}.input.jsonl`), join(import.meta.dirname, `${number}.input.jsonl`));
  write(`${number}.expected.json`, reduce(number, measured));
}
write("scorers.json", origins);

function reduce(vector, { title, input, peers }) {
  const reduced = { vector, title: title.replace(/ {2,}/g, " "), flat: input.flat, tags: input.raw_tags };
  for (const [scorer, answer] of Object.entries(peers)) {
    if (answer.not_applicable) continue;
    reduced[scorer] = answer.error ? { error: withoutTrace(answer.error) } : numbersOf(scorer, answer);
  }
  return reduced;
}

/** An answer without what is the same for all vectors, or follows from the rest. */
function numbersOf(scorer, { version, commit, call, weights_of_weighted: weights, ...answer }) {
  const origin = { version, commit, call, weights };
  origins[scorer] ??= origin;
  if (JSON.stringify(origins[scorer]) !== JSON.stringify(origin)) throw new Error(`${scorer} was run in two ways`);
  return JSON.parse(JSON.stringify(answer, (key, value) => (key === "semeval_from_counts" ? undefined : value)));
}

function withoutTrace(message) {
  return message.includes('File "') ? message.split("\n").at(-1) : message;
}

/** JSON with one line per field, and per field of a scorer. */
function write(name, value) {
  const lines = Object.entries(value).map(([key, field]) => {
    if (typeof field !== "object") return `  ${JSON.stringify(key)}: ${JSON.stringify(field)}`;
    const inner = Object.entries(field)
      .filter(([, item]) => item !== undefined)
      .map(([of, item]) => `    ${JSON.stringify(of)}: ${JSON.stringify(item)}`);
    return `  ${JSON.stringify(key)}: {\n${inner.join(",\n")}\n  }`;
  });
  writeFileSync(join(import.meta.dirname, name), `{\n${lines.join(",\n")}\n}\n`);
}
