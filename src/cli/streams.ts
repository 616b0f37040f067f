/** Streams: what is written to them is text, and commands neither the runner that reads a build's log nor a terminal. */
import { printable } from "../report/text.ts";
import type { Io, Output } from "./io.ts";

/** A stream on which only what is written as a command is one. */
export interface GuardedOutput extends Output {
  /** Writes a line that the runner of a build is to take for a command. */
  command(text: string): void;
}

/** The variables by which runners of builds show themselves, such as GitHub Actions, Azure Pipelines and TeamCity. */
const RUNNERS = ["GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION", "GITLAB_CI", "BUILDKITE", "CI"];

/**
 * A stream that keeps text from being a command where the log of a build is read: `::command::` at the beginning of a line,
 * `##[command]`, `##vso[…]` and `##teamcity[…]` anywhere. One character of it is written as its escape, which JSON reads as
 * the character itself. Elsewhere text is written as it is.
 */
export function guarded(output: Output, env: Io["env"]): GuardedOutput {
  const isRead = RUNNERS.some((name) => env[name] !== undefined && env[name] !== "");
  let atLineStart = true;
  const write = (text: string) => {
    if (text === "") return;
    const safe = isRead ? withoutCommands(text, atLineStart) : text;
    atLineStart = text.endsWith("\n");
    output.write(safe);
  };
  return {
    isTTY: output.isTTY,
    columns: output.columns,
    write,
    command: (text) => {
      output.write(`${atLineStart ? "" : "\n"}${text}`);
      atLineStart = true;
    },
  };
}

function withoutCommands(text: string, atLineStart: boolean): string {
  const inside = text.replace(/##([a-z]*)\[/gi, "##$1\\u005b").replace(/([\r\n][^\S\r\n]*):(?=:)/g, "$1\\u003a");
  return atLineStart ? inside.replace(/^([^\S\r\n]*):(?=:)/, "$1\\u003a") : inside;
}

/** What a result is written in. */
export type ResultFormat = "text" | "json" | "other";

/** What a result is in under `-f`. */
export function resultFormat(format: string): ResultFormat {
  return format === "text" || format === "json" ? format : "other";
}

/**
 * Writes the result. On a terminal nothing that comes from data moves the cursor, changes a colour or turns a line around:
 * reports in text are made so, and in any other format such characters are written as their escapes.
 */
export function writeResult({ stdout }: Io, text: string, format: ResultFormat): void {
  if (!stdout.isTTY || format === "text") stdout.write(text);
  else stdout.write(text.replace(/[^\n\t]+/g, format === "json" ? printableJson : printable));
}

/** The same in JSON, in which an escape has four digits. */
function printableJson(text: string): string {
  return printable(text).replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => {
    const units = String.fromCodePoint(Number.parseInt(code, 16));
    return Array.from({ length: units.length }, (_, i) => `\\u${units.charCodeAt(i).toString(16)}`).join("");
  });
}
