/** Output options: the flags that every command with a result has. */
import { type Command, Option } from "commander";
import { repeat, wholeNumber } from "../values.ts";

/** Adds the flags about where a result goes, and in what form. */
export function addOutputOptions(command: Command, shown: readonly string[], written: string): Command {
  return command
    .option("--digits <n>", "after the point, in percent", wholeNumber(0, 10), 2)
    .addOption(
      new Option("-o, --output <file>", `write ${written}; repeatable`).argParser(repeat).default([], "no file"),
    )
    .addOption(new Option("-f, --format <format>", "on standard output").choices([...shown]).default("text"));
}

/** Adds the flag against colours. It is looked up before anything is parsed, so that errors know it too. */
export function addColorOption(command: Command): Command {
  return command.option(NO_COLOR, "no colours; the variable NO_COLOR does the same");
}

/** Whether colours were declined on the command line. */
export function declinesColor(argv: readonly string[]): boolean {
  return argv.includes(NO_COLOR);
}

const NO_COLOR = "--no-color";
