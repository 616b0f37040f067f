/** `ner-eval explain`, and `score --as`: what other scorers say of the same input, and why it is something else. */
import type { Opinion } from "../../compat/opinion.ts";
import type { Profile } from "../../compat/profile.ts";
import { profiles } from "../../compat/profiles.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { once, type Warning } from "../../corpus/issue.ts";
import { type Explanation, explainAs } from "../../explain.ts";
import { didYouMean } from "../../messages/nearest.ts";
import { opinionsJson } from "../../report/explain-json.ts";
import { explainReport, profileReport } from "../../report/explain-report.ts";
import { percent } from "../../report/numbers.ts";
import { plain, type Style } from "../../report/render/style.ts";
import type { Report } from "../../report/table.ts";
import { shownSchemes } from "../../run/options.ts";
import type { Io } from "../io.ts";
import { type Material, materialOf } from "../material.ts";
import type { ExplainFlags, RuleFlags, ScoreFlags } from "../options.ts";
import { htmlOf, markdownOf, type Target, targetsOf, textOf, type Writer, widthOf, writeAll } from "../outputs.ts";
import { resultFormat, writeResult } from "../streams.ts";
import { usage } from "../usage.ts";

type Warn = (warnings: readonly Warning[]) => void;

/** Runs `ner-eval explain`. */
export async function explain(flags: ExplainFlags, io: Io, style: Style, warn: Warn): Promise<void> {
  const named = flags.as === undefined ? profiles : [...new Set(flags.as)].map(profileNamed);
  const writers = writersOf((all, name) => explainReport(name, all.results.documents, all.opinions, flags.digits));
  await ask(named, flags, writers, io, warn, (opinions, report, material) => {
    if (flags.format === "json") return opinionsJson(material.name, opinions);
    return flags.format === "markdown" ? markdownOf(report()) : textOf(report(), widthOf(io), style);
  });
}

/** Scores as one other scorer does, in its own words where `-f` asks for those. */
export async function scoreAs(flags: ScoreFlags, io: Io, style: Style, warn: Warn): Promise<void> {
  const { format, digits } = flags;
  const printed = format === "conlleval" || format === "seqeval" ? format : undefined;
  const profile = profileNamed(flags.as ?? printed!);
  const writers = writersOf(({ opinions }, name) => profileReport(name, heard(opinions), digits));
  await ask([profile], flags, writers, io, warn, (opinions, report, material) => {
    const opinion = heard(opinions);
    if (printed !== undefined) return textOfScorer(opinion, printed);
    if (format === "csv" || format === "tsv" || format === "latex")
      throw usage(`there is no ${format} of another scorer's result`, "use -f json");
    if (format === "html") return htmlOf(report());
    if (format === "json") return opinionsJson(material.name, opinions);
    if (format === "score") return `${percent(opinion.result!.tables[0]!.all.f1, digits)}\n`;
    return format === "markdown" ? markdownOf(report()) : textOf(report(), widthOf(io), style);
  });
}

/** What is printed of the opinions. `report` makes the report that the writers write. */
type Show = (opinions: readonly Opinion[], report: () => Report, material: Material) => string | Promise<string>;
type Asked = { readonly all: Explanation; readonly material: Material };

async function ask(
  named: readonly Profile[],
  flags: RuleFlags & Pick<ScoreFlags, "output"> & { readonly format: string },
  { writers, reportOf }: { writers: ReadonlyMap<string, Writer<Asked>>; reportOf: (asked: Asked) => Report },
  io: Io,
  warn: Warn,
  show: Show,
): Promise<void> {
  const targets = await targetsOf(flags.output, [...writers.keys()], io);
  const material = await materialOf(flags, targets, io);
  const { gold, predictions, offsets, findings } = material;
  const settings = { ...flags, offsets, scheme: shownSchemes };
  const all = await explainAs(gold, predictions, named, settings, findings.issues);
  warn(once([...findings.warnings, ...all.warnings]));
  const asked = { all, material };
  const shown = await show(all.opinions, () => reportOf(asked), material);
  const files: { target: Target; content: string }[] = [];
  for (const target of targets) files.push({ target, content: await writers.get(target.extension)!(asked) });
  writeAll(files);
  writeResult(io, shown, resultFormat(flags.format));
}

function writersOf(report: (all: Explanation, name: string) => Report) {
  const reportOf = ({ all, material }: Asked) => report(all, material.name);
  const writers = new Map<string, Writer<Asked>>([
    [".json", ({ all, material }) => opinionsJson(material.name, all.opinions)],
    [".md", (asked) => markdownOf(reportOf(asked))],
    [".txt", (asked) => textOf(reportOf(asked), Infinity, plain)],
  ]);
  return { writers, reportOf };
}

/** The only opinion, which a refusal is not. */
function heard([opinion]: readonly Opinion[]): Opinion {
  const { profile, refused } = opinion!;
  if (refused === undefined) return opinion!;
  const hint = "ner-eval explain shows what the others say";
  throw new NerEvalError({ code: "profile-refused", message: `${profile.tool} refuses this: ${refused}`, hint });
}

function textOfScorer({ profile, result }: Opinion, format: string): string {
  if (result?.text !== undefined) return result.text;
  throw usage(`${profile.name} prints nothing that -f ${format} could show`, `leave --as out, or use -f text`);
}

function profileNamed(name: string): Profile {
  const found = profiles.find((profile) => profile.name === name);
  if (found) return found;
  const names = profiles.map((profile) => profile.name);
  throw usage(`no scorer is called ${name}${didYouMean(name, names)}`, `there are ${names.join(", ")}`);
}
