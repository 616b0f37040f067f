/** Report options: the flags about tables of saved runs. */
import { type Command, Option } from "commander";
import { splitColumns } from "../../report/columns.ts";
import { type ConfusionView, confusionViews } from "../../report/run.ts";
import {
  type IntervalStyle,
  intervalStyles,
  type RowOrder,
  rowOrders,
  type TableKind,
  tableKinds,
} from "../../report/tables/request.ts";
import type { SchemeName } from "../../score/schemes/registry.ts";
import { any, label, list, listOf, scheme } from "../values.ts";
import { addOutputOptions } from "./output.ts";

/** Flags about what is shown of saved runs. */
export interface ReportFlags {
  readonly table?: TableKind;
  readonly scheme?: SchemeName[];
  readonly columns?: string[];
  readonly rows?: RowOrder;
  readonly types?: string[];
  readonly transpose?: boolean;
  readonly intervals?: IntervalStyle;
  readonly confusion?: ConfusionView | true;
  readonly digits: number;
  readonly caption?: string;
  readonly label?: string;
  readonly siunitx?: boolean;
  readonly different?: boolean;
  readonly output: string[];
  readonly format: "text" | "markdown" | "latex" | "html" | "csv" | "tsv";
}

/** Adds the flags about tables of saved runs. */
export function addReportOptions(command: Command): Command {
  command
    .optionsGroup("Table:")
    .addOption(new Option("--table <kind>", "one table, instead of all there is to say").choices([...tableKinds]))
    .addOption(
      new Option("--scheme <list>", "the first one counts; --table schemes has all (default: as scored)").argParser(
        (value) => list(value).map(scheme),
      ),
    )
    .option(
      "--columns <list>",
      "such as precision,recall,f1,ci,gold or f1,partial:f1,f1@macro,f1[PER],f1+fair:f1",
      (value) => splitColumns(value),
    )
    .option("--types <list>", "these types only, in this order", listOf(any))
    .addOption(
      new Option(
        "--rows <order>",
        "by name, by gold mentions, or the best F1 first (default: as given; types by name)",
      ).choices([...rowOrders]),
    )
    .option("--transpose", "rows as columns, and columns as rows")
    .addOption(
      new Option("--intervals <style>", "beside scores that have one: [low, high], or ± half its width").choices([
        ...intervalStyles,
      ]),
    )
    .addOption(
      new Option("--confusion [as]", "the confusion matrix, in counts or in percent by gold or pred").choices([
        ...confusionViews,
      ]),
    )
    .option("--different", "also runs on other gold, or scored by other rules")
    .optionsGroup("LaTeX:")
    .option("--caption <text>", "of the table; in LaTeX it floats")
    .option("--label <name>", "for \\ref, such as tab:scores", label)
    .option("--siunitx", "numbers in columns of siunitx")
    .optionsGroup("Result:");
  return addOutputOptions(
    command,
    ["text", "markdown", "latex", "html", "csv", "tsv"],
    ".md, .tex, .html, .csv, .tsv or .txt",
  );
}
