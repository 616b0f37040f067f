/** Explain options: the flags about what is shown of other scorers. */
import type { Command } from "commander";
import { any, listOf } from "../values.ts";
import { addOutputOptions } from "./output.ts";
import type { RuleFlags } from "./rules.ts";

/** Flags about explaining. */
export interface ExplainFlags extends RuleFlags {
  readonly as?: string[];
  readonly output: string[];
  readonly format: "text" | "json" | "markdown";
  readonly digits: number;
}

/** Adds the flags about what is shown of other scorers. */
export function addExplainOptions(command: Command): Command {
  return addOutputOptions(
    command.optionsGroup("Result:").option("--as <list>", "these scorers only (default: all)", listOf(any)),
    ["text", "json", "markdown"],
    ".json, .md or .txt",
  );
}
