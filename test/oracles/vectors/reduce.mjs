/**
 * Makes this folder: takes over the inputs, and of what the scorers answered the numbers that are tested against.
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

for (const number of [...range(1, 34), ...range(101, 109)]) {
  const measured = JSON.parse(readFileSync(join(source, `${number}.expected.json`), "utf8"));
  copyFileSync(join(source, `${number}.input.jsonl`), join(import.meta.dirname, `${number}.input.jsonl`));
  writeFileSync(join(import.meta.dirname, `${number}.expected.json`), `${print(reduce(measured))}\n`);
}

/** The numbers that are tested against. conlleval and seqeval read tags, so they have no answer on nested input. */
function reduce({ vector, title, input, peers }) {
  const { flat } = input;
  return {
    vector: String(vector).padStart(3, "0"),
    title: title.replace(/ {2,}/g, " "),
    flat,
    nervaluate: { ...toolOf(peers["nervaluate-1.1.0"]), ...nervaluate(peers["nervaluate-1.1.0"]) },
    ...(flat && {
      conlleval: { ...toolOf(peers["conlleval-perl"]), ...conlleval(peers["conlleval-perl"]) },
      seqeval: { ...toolOf(peers["seqeval-default"]), ...seqeval(peers["seqeval-default"]) },
    }),
    reference: reference(peers.reference),
  };
}

function toolOf({ version, commit, call }) {
  return { version, commit, call };
}

/** The overall counts; its precision and recall are wrong for `partial` where documents are summed, so they stay behind. */
function nervaluate({ overall }) {
  return mapValues(overall, ({ correct, incorrect, partial, missed, spurious }) => ({
    correct,
    incorrect,
    partial,
    missed,
    spurious,
  }));
}

function conlleval({ overall: { correct, gold, pred } }) {
  return { correct, gold, pred };
}

function seqeval({ averages, per_type }) {
  const score = (row) => ({ precision: row.precision, recall: row.recall, f1: row["f1-score"] });
  return {
    micro: score(averages["micro avg"]),
    macro: score(averages["macro avg"]),
    weighted: score(averages["weighted avg"]),
    types: mapValues(per_type, (row) => ({ ...score(row), support: row.support })),
  };
}

function reference({ overall, per_type }) {
  const counts = ({ tp, fn, fp }) => ({ correct: tp, gold: tp + fn, pred: tp + fp });
  return { ...counts(overall), types: mapValues(per_type, counts) };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** JSON with one line per field, and per field of a tool. */
function print(value) {
  const lines = Object.entries(value).map(([name, field]) => {
    if (typeof field !== "object") return `  ${JSON.stringify(name)}: ${JSON.stringify(field)}`;
    const inner = Object.entries(field).map(([key, item]) => `    ${JSON.stringify(key)}: ${JSON.stringify(item)}`);
    return `  ${JSON.stringify(name)}: {\n${inner.join(",\n")}\n  }`;
  });
  return `{\n${lines.join(",\n")}\n}`;
}
