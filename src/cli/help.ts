/** Help: what the program and its commands say of themselves, beside their options. */
import type { CommandName } from "../run/options.ts";

/** What the help of a command says. */
export interface CommandHelp {
  readonly description: string;
  /** The arguments, as commander writes them, with what they are. */
  readonly argument?: readonly [name: string, help: string];
  readonly examples: string;
}

/** What the program is for. */
export const programDescription = "Evaluates named-entity recognizers against gold annotations.";

/** What stands below the commands. */
export const programExamples = `
Examples:
  ner-eval --pred preds.jsonl                     score predictions against gold/
  ner-eval --tagger wink                          tag the gold texts and score that
  ner-eval --gold dev.txt --pred crf=preds.jsonl -o run.json -o table.md
  ner-eval explain --pred preds.jsonl             compare with other scorers
  ner-eval tag --tagger wink -o preds.jsonl       keep the predictions of a tagger
  ner-eval convert gold/ -o gold.jsonl            convert to another format
  ner-eval compare crf.json llm.json              test which system is better
  ner-eval report crf.json llm.json -o table.tex  make a table for a paper
  ner-eval merge shard-*.json -o run.json         add up shards

ner-eval score --help lists the options of the default command.
Exit codes: 0 done, 1 a gate failed, 2 a mistake in the input or the options, 3 a bug,
130 interrupted.
`;

/** The commands. */
export const commands: { readonly [name in CommandName]: CommandHelp } = {
  score: {
    description: "score predictions, or a tagger, against gold (the default command)",
    examples: `
Examples:
  ner-eval --pred preds.jsonl                     against gold/
  ner-eval --gold dev.txt --pred crf=preds.jsonl  against one file; the run is named crf
  zcat preds.gz | ner-eval --pred - -f json       from standard input, as JSON
  ner-eval --pred preds.jsonl --types PER,LOC --map pred:PERSON=PER,pred:GPE=LOC
  ner-eval --tagger gazetteer --train train/      train a tagger on other gold
  ner-eval --tagger "cmd:python tag.py"           any program: JSONL in, JSONL out
  ner-eval --pred preds.jsonl --confidence        analyze the scores of predictions
  ner-eval --pred preds.jsonl --threshold 0.5,PER=0.7
  F1=$(ner-eval --pred preds.jsonl -f score)      only the number
  ner-eval --pred preds.jsonl --baseline run.json --max-drop 1 --fail-under 80
`,
  },
  explain: {
    description: "score with other scorers and explain the differences",
    examples: `
Examples:
  ner-eval explain --pred preds.jsonl             all scorers
  ner-eval explain --gold test.conll --pred crf.conll --as conlleval,nervaluate
  ner-eval --pred preds.jsonl --as nervaluate     the tables of one scorer
  ner-eval --pred preds.jsonl -f conlleval        exactly what conlleval prints
`,
  },
  compare: {
    description: "compare systems by paired tests, from predictions or from saved runs",
    argument: ["[[name=]run...]", "saved runs (-o run.json); --pred adds systems from predictions"],
    examples: `
Examples:
  ner-eval compare --pred base=a.jsonl --pred new=b.jsonl
  ner-eval compare a.json b.json c.json           from saved runs, without the texts
  ner-eval compare base.json --pred new=b.jsonl --per-type
  ner-eval compare --pred "crf=crf-seed*.jsonl" --pred "llm=llm-seed*.jsonl"
  ner-eval compare a.json b.json --metric strict:f1,type:f1,f1@macro
  ner-eval compare a.json b.json -o table.tex -o pairs.csv -o comparison.json
`,
  },
  tag: {
    description: "run a tagger on the gold texts and keep its predictions",
    examples: `
Examples:
  ner-eval tag --tagger wink -o preds.jsonl       cross-validated on the gold
  ner-eval tag --tagger wink --train train/ --gold test/ -o preds.jsonl
  ner-eval tag --tagger "cmd:python tag.py" --timeout 300 -o preds.jsonl
`,
  },
  convert: {
    description: "convert annotated documents to another format, and report what would be lost",
    argument: ["<path...>", "files, folders or globs; - is standard input"],
    examples: `
Examples:
  ner-eval convert gold/ -o gold.jsonl            all documents in one file
  ner-eval convert gold.jsonl -o gold/            one bracket file per document
  ner-eval convert gold/ -o gold.conll --lossy    tokens and flat mentions
  ner-eval convert gold/ --to brat -o brat/       .ann and .txt for each document
  ner-eval convert preds.jsonl --gold gold/ --to spacy -o preds.spacy.jsonl
  cat dev.conll | ner-eval convert - --gold-format conll --to jsonl
`,
  },
  report: {
    description: "make tables and reports from saved runs, without scoring again",
    argument: ["<[name=]run...>", "saved runs (-o run.json); several are shown side by side"],
    examples: `
Examples:
  ner-eval report run.json                        what score showed
  ner-eval report run.json -o table.tex           one row per type, scores as columns
  ner-eval report crf=a.json llm=b.json -o table.tex --columns precision,f1,fair:f1
  ner-eval report a.json b.json --table types -o f1.tex --caption "F1 by type"
  ner-eval report a.json b.json --rows score --columns f1+fair:f1,f1@macro
  ner-eval report run.json --table errors --rows support --types PER,LOC -f markdown
  ner-eval report a.json b.json -o scores.csv     every score, one per line
`,
  },
  merge: {
    description: "add up the saved runs of shards to the run of the whole corpus",
    argument: ["<run...>", "saved runs (-o run.json), one for each shard"],
    examples: `
Examples:
  ner-eval merge shard-*.json -o run.json
  ner-eval merge a.json b.json --name crf | ner-eval report -
`,
  },
};
