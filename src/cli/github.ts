/** GitHub Actions: annotations of a build and its job summary. Nothing of it anywhere else. */
import { appendFileSync } from "node:fs";
import type { GateResult } from "../analyze/gates.ts";
import type { Warning } from "../corpus/issue.ts";
import { gateMessage, gateTitle } from "../report/gate-lines.ts";
import type { View } from "../report/view.ts";
import type { Run } from "../run/run.ts";
import type { Io } from "./io.ts";
import { summaryUnwritable } from "./messages/files.ts";

/** Whether this runs there. */
function isThere({ env }: Io): boolean {
  return env.GITHUB_ACTIONS === "true";
}

/** Annotates the build with gates that failed or are inconclusive. On standard error, as all that is no result. */
export async function annotate(gates: readonly GateResult[], digits: number, io: Io): Promise<void> {
  if (!isThere(io)) return;
  const { renderAnnotation } = await import("../report/render/github.ts");
  for (const gate of gates) {
    if (gate.verdict === "passed") continue;
    const kind = gate.verdict === "failed" ? "error" : "warning";
    const title = `${gateTitle(gate.verdict)}: ${gate.metric}`;
    (io.stderr.command ?? io.stderr.write)(renderAnnotation(kind, title, gateMessage(gate, digits)));
  }
}

/** Appends the gates and the scores to the summary of the job. Where that fails, the verdict is what it is: a warning. */
export async function appendSummary(
  run: Run & { readonly gates: readonly GateResult[] },
  view: View,
  io: Io,
): Promise<Warning[]> {
  const path = io.env.GITHUB_STEP_SUMMARY;
  if (!isThere(io) || !path) return [];
  const { gateReport } = await import("../report/gate-report.ts");
  const { renderMarkdown } = await import("../report/render/markdown.ts");
  try {
    appendFileSync(path, `${renderMarkdown(gateReport(run, view))}\n`);
    return [];
  } catch (error) {
    return [summaryUnwritable((error as NodeJS.ErrnoException).code)];
  }
}
