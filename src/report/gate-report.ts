/** The report of a run that had to pass gates, as a build shows it: the gates, then the scores by type. */
import type { GateResult } from "../analyze/gates.ts";
import type { Run } from "../run/run.ts";
import { printSignature } from "../run/signature.ts";
import { gateMessage } from "./gate-lines.ts";
import { percent } from "./numbers.ts";
import { runTitle } from "./run-report.ts";
import { typeNotes, typeTable } from "./score-tables.ts";
import type { Column, Facts, Report, Table } from "./table.ts";
import type { View } from "./view.ts";

/** The report. */
export function gateReport(run: Run & { readonly gates: readonly GateResult[] }, view: View): Report {
  return {
    title: runTitle(run),
    blocks: [
      gateTable(run.gates, view.digits),
      ...gateFacts(run.gates, view.digits),
      typeTable(run, view),
      ...typeNotes(run, view),
    ],
    notes: [printSignature(run.signature)],
  };
}

function gateTable(gates: readonly GateResult[], digits: number): Table {
  const right = (title: string): Column => ({ title, align: "right" });
  return {
    columns: [
      ...["Gate", "Metric", "Verdict"].map((title): Column => ({ title, align: "left" })),
      ...["Score", "Baseline", "Limit", "Drop", "At least", "At most"].map(right),
    ],
    rows: gates.map((gate) => {
      const { rule, metric, verdict, value, limit } = gate;
      const drop = gate.rule === "max-drop" ? gate : undefined;
      const numbers = [value, drop?.baseline, limit, drop?.drop, drop?.atLeast, drop?.atMost];
      return {
        cells: [rule, metric, verdict, ...numbers.map((number) => percent(number, digits).replace("-", "−"))],
        strong: verdict === "failed",
      };
    }),
  };
}

/** What is said of gates that did not pass. */
function gateFacts(gates: readonly GateResult[], digits: number): (readonly Facts[])[] {
  const facts = gates
    .filter(({ verdict }) => verdict !== "passed")
    .map((gate): Facts => ({ label: gate.verdict, facts: [gateMessage(gate, digits)] }));
  return facts.length > 0 ? [facts] : [];
}
