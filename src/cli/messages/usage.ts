/** Messages about the command line: arguments that are missing, too many, or do not go together. */
import { didYouMean } from "../../messages/nearest.ts";
import type { Words } from "../../messages/words.ts";

const usage = (message: string, hint: string): Words => ({ code: "usage", message, hint });

/**
 * What the parser of arguments says, in the words of this program: `option '--seed <n>' argument 'x' is invalid. it must
 * be …` → `--seed x: it must be …`. `command` is the word in the place of a command.
 */
export function argumentsWrong(said: string, command: string | undefined, hint: string): Words {
  const message = said
    .replace(/^error: /, "")
    .replace(
      /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. /s,
      (_, option, value) => `${option} ${value === "" ? '""' : value}: `,
    )
    .replace(
      /^(--[\w-]+) (.*): Allowed choices are (.*)\.$/s,
      (_, option, value, choices) =>
        `${option} ${value}: expected one of ${choices}${didYouMean(value, choices.split(", "))}`,
    )
    .replace(/^option '(?:-\w, )?(--[\w-]+ [^']*)' argument missing$/, "$1 needs a value")
    .replace(/^too many arguments for .*$/s, "there are arguments without an option")
    .replace(/^\(outputHelp\)$/, `there is no command ${JSON.stringify(command)}`)
    .replace(/'(-{1,2}[^' ]+)'/, "$1")
    .replace(/(?<!\s)\s*\(Did you mean (.*)\?\)$/s, "; did you mean $1?")
    .replace(/\.$/, "");
  return usage(message, hint);
}

/** What to do about wrong arguments of a command; of the program, where it is undefined. */
export function argumentsHint(command: string | undefined): string {
  return command === undefined ? "ner-eval --help lists the commands" : `ner-eval ${command} --help lists the options`;
}

/** What to do about a file without an option in front. */
export const filesNeedOptions = "give files with options, such as --gold dev.txt --pred preds.jsonl";

/** A command without predictions to score. */
export const nothingToScore = () =>
  usage("there are no predictions to score", "add --pred preds.jsonl, or a tagger with --tagger wink");

/** Two files of predictions for one run. */
export const severalPredictions = () => usage("score takes one --pred", "score the files one after the other");

/** Predictions and a tagger. */
export const predAndTagger = () => usage("--pred and --tagger exclude each other", "leave one of them out");

/** A command that needs a tagger, without one. */
export const taggerMissing = () => usage("there is no tagger", "choose one with --tagger, such as --tagger wink");

/** Training for a tagger that cannot be trained. */
export const taggerDoesNotTrain = (tagger: string) =>
  usage(`${tagger} cannot be trained, so --train has no effect`, "leave --train out");

/** A unit that offsets of a tagger cannot be in. */
export const taggerOffsetsUnit = (unit: string, units: readonly string[]) =>
  usage(`offsets of a tagger cannot be in ${unit}`, `the units are ${units.join(", ")}`);

/** A run that was interrupted. */
export const interrupted = (): Words => ({ code: "interrupted", message: "interrupted" });

/** A configuration file on standard input. */
export const configOnStandardInput = () =>
  usage("a configuration file cannot be read from standard input", "name a file");

/** Two configuration files in the working folder. */
export const severalConfigs = (one: string, other: string) =>
  usage(`there are two configuration files, ${one} and ${other}`, `name one: --config ${one}`);

/** A limit of a drop without a run to drop from. */
export const dropWithoutBaseline = () =>
  usage("--max-drop needs --baseline", "add --baseline with the saved run to compare with");

/** A drop that is to be judged without resamples. */
export const dropWithoutResamples = () =>
  usage(
    "with --resamples 0, a drop cannot be distinguished from chance",
    "use more resamples, or --fail-under, which needs none",
  );

/** A confidence level at which a gate says nothing. */
export const gateLevelLow = (level: number) =>
  usage(`--level ${level} is too low for a gate`, "set --level 0.9 or --level 0.95");

/** A gate on F-beta without a beta. */
export const gateWithoutBeta = () => usage("a gate is on fbeta, but there is no beta", "add --beta 2, or use f1");

/** Gates where another scorer scores. */
export const gatesOnOtherScorer = () =>
  usage("gates are on the scores of ner-eval, not of other scorers", "leave out --as and -f, or the gates");

/** A form in which the result of another scorer is not printed. */
export const otherScorerFormat = (format: string) =>
  usage(`the result of another scorer cannot be printed as ${format}`, "use -f json");

/** A scorer whose own output is not known. */
export const otherScorerPrintsNothing = (scorer: string, format: string) =>
  usage(`${scorer} has no output for -f ${format}`, "leave --as out, or use -f text");

/** A scorer that there is not. */
export const scorerUnknown = (name: string, known: readonly string[]) =>
  usage(`no scorer is called ${name}${didYouMean(name, known)}`, `the scorers are ${known.join(", ")}`);

/** A scorer that refuses the input, with the reason it gives. */
export function scorerRefused(tool: string, why: string): Words {
  return {
    code: "profile-refused",
    message: `${tool} refuses this: ${why}`,
    hint: "ner-eval explain shows the results of the other scorers",
  };
}
