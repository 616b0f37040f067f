/** Messages about gates that only the command line has: fractions for percentages, and baselines. */
import { grouped, type Words } from "../../messages/words.ts";

/** A gate of 1 percent or less. `written` is the gate as it was written, up to the number. */
export function gateFraction(written: string, percent: number, meant: number): Words {
  const passes = percent === 0 ? "every run passes" : "almost every run passes";
  return {
    code: "gate-fraction",
    message: `--fail-under ${written}${percent} is a gate of ${percent} percent, which ${passes}`,
    hint: `scores are in percent: write --fail-under ${written}${meant}`,
  };
}

/** A drop of a few hundredths of a point, which may be meant as a fraction. `meant` are the points then. */
export function dropFraction(metric: string, points: number, meant: number): Words {
  return {
    code: "gate-fraction",
    message: `the limit of ${metric} is ${points} points; if you meant the fraction ${points}, write --max-drop ${metric}=${meant}`,
  };
}

/** A baseline that was written by another version. */
export function baselineVersion(baseline: string, current: string): Words {
  return {
    code: "runs-versions",
    message: `the baseline was written by version ${baseline}, and this is version ${current}`,
  };
}

/** A baseline on other gold, or scored by other rules. */
export function baselineDiffers(facts: {
  readonly name: string;
  readonly differences: readonly { readonly what: string; readonly baseline: string; readonly run: string }[];
  /** Documents that only one of them has; the first few are named. */
  readonly documents: readonly string[];
}): Words {
  const { name, differences, documents } = facts;
  const list = differences.map(
    ({ what, baseline, run }) => `${what}: the baseline has ${baseline}; the run has ${run}`,
  );
  const more = documents.length > 3 ? ` and ${grouped(documents.length - 3)} more` : "";
  const lone = `documents: missing from one of them: ${documents.slice(0, 3).join(", ")}${more}`;
  return {
    code: "runs-differ",
    message: `${name} is not a baseline for this run: ${[...list, ...(documents.length > 0 ? [lone] : [])].join(". ")}`,
    hint: "score the predictions of the baseline again, with the gold and the options of this run",
  };
}

/** A baseline that was scored without the scheme of a gate. */
export function baselineLacksScheme(metric: string, name: string, scheme: string): Words {
  return {
    code: "gate-metric",
    message: `${metric} has no value in ${name}, which was scored without ${scheme}`,
    hint: `score the predictions of the baseline with --scheme strict,${scheme}`,
  };
}
