/** `ner-eval explain`, and `score --as`: what other scorers say of the same input, and why it is something else. */
import type { Opinion, Profile } from "../../compat/profile.ts";
import { profiles } from "../../compat/profiles.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { once, type Warning } from "../../corpus/issue.ts";
import { type Explanation, explainAs } from "../../explain.ts";
import { opinionsJson } from "../../report/explain-json.ts";
import { explainReport, profileReport } from "../../report/explain-report.ts";
import { percent } from "../../report/numbers.ts";
import type { Views } from "../../report/output-formats.ts";
import type { Style } from "../../report/render/style.ts";
import type { Report } from "../../report/table.ts";
import { shownSchemes } from "../../run/options.ts";
import type { Io } from "../io.ts";
import { type Loaded, load } from "../load.ts";
import { otherScorerFormat, otherScorerPrintsNothing, scorerRefused, scorerUnknown } from "../messages/usage.ts";
import type { ExplainFlags, RuleFlags, ScoreFlags } from "../options.ts";
import { contentsOf, outputTargets, type Result, shownAs, writeAll } from "../outputs.ts";
import { resultFormat, writeResult } from "../streams.ts";

type Warn = (warnings: readonly Warning[]) => void;

/** Runs `ner-eval explain`. */
export async function explain(flags: ExplainFlags, io: Io, style: Style, warn: Warn): Promise<void> {
  const named = flags.as === undefined ? profiles : [...new Set(flags.as)].map(profileNamed);
  const report = ({ all, loaded }: Asked) =>
    explainReport(loaded.name, all.results.documents, all.opinions, flags.digits);
  await ask(named, flags, report, io, warn, (_, result) => shownAs(flags.format, result, io, style));
}

/** Scores as one other scorer does, in its own words where `-f` asks for those. */
export async function scoreAs(flags: ScoreFlags, io: Io, style: Style, warn: Warn): Promise<void> {
  const { format, digits } = flags;
  const printed = format === "conlleval" || format === "seqeval" ? format : undefined;
  const profile = profileNamed(flags.as ?? printed!);
  const report = ({ all, loaded }: Asked) => profileReport(loaded.name, heard(all.opinions), digits);
  await ask([profile], flags, report, io, warn, (opinions, result) => {
    const opinion = heard(opinions);
    if (printed !== undefined) return textOfScorer(opinion, printed);
    if (format === "csv" || format === "tsv" || format === "latex") throw new NerEvalError(otherScorerFormat(format));
    if (format === "score") return `${percent(opinion.result!.tables[0]!.all.f1, digits)}\n`;
    return shownAs(format, result, io, style);
  });
}

interface Asked {
  readonly all: Explanation;
  readonly loaded: Loaded;
}

async function ask(
  named: readonly Profile[],
  flags: RuleFlags & Pick<ScoreFlags, "output"> & { readonly format: string },
  report: (asked: Asked) => Report,
  io: Io,
  warn: Warn,
  show: (opinions: readonly Opinion[], result: Result) => string | Promise<string>,
): Promise<void> {
  const targets = await outputTargets(flags.output, "explain", io);
  const loaded = await load(flags, targets, io);
  const { gold, predictions, offsets, findings } = loaded;
  const settings = { ...flags, offsets, scheme: shownSchemes };
  const all = await explainAs(gold, predictions, named, settings, findings.issues);
  warn(once([...findings.warnings, ...all.warnings]));
  const views: Views = {
    report: () => report({ all, loaded }),
    json: () => opinionsJson(loaded.name, all.opinions),
  };
  const text = await show(all.opinions, { views });
  writeAll(await contentsOf(targets, { views }));
  writeResult(io, text, resultFormat(flags.format));
}

/** The only opinion, which a refusal is not. */
function heard([opinion]: readonly Opinion[]): Opinion {
  const { profile, refused } = opinion!;
  if (refused === undefined) return opinion!;
  throw new NerEvalError(scorerRefused(profile.tool, refused));
}

function textOfScorer({ profile, result }: Opinion, format: string): string {
  if (result?.text !== undefined) return result.text;
  throw new NerEvalError(otherScorerPrintsNothing(profile.name, format));
}

function profileNamed(name: string): Profile {
  const found = profiles.find((profile) => profile.name === name);
  if (found) return found;
  throw new NerEvalError(
    scorerUnknown(
      name,
      profiles.map((profile) => profile.name),
    ),
  );
}
