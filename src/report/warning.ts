/** Warnings as people read them: one line each. */
import type { Warning } from "../corpus/issue.ts";
import type { Style } from "./render/style.ts";
import { printable } from "./text.ts";

/** The warnings, with line breaks. */
export function renderWarnings(warnings: readonly Warning[], style: Style): string {
  return warnings
    .map(({ code, message }) => `${style.strong("warning:")} ${printable(message)}  ${style.faint(`[${code}]`)}\n`)
    .join("");
}
