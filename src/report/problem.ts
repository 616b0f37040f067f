/** Problems as people read them: place, message, the line with a caret, and what to do. */
import stringWidth from "string-width";
import type { Issue } from "../corpus/issue.ts";
import { grouped } from "./numbers.ts";
import type { Style } from "./render/style.ts";
import { printable } from "./text.ts";

/** How many problems are printed; the rest are counted. */
const SHOWN = 20;
/** How much of a long line is shown around the caret, in characters. */
const EXCERPT = 76;

/** The problems of a run as text. `count` may be more than `issues` holds. */
export function renderProblems(issues: readonly Issue[], count: number, style: Style): string {
  const shown = issues.slice(0, SHOWN);
  const blocks = shown.map((issue, i) => {
    // A hint that stands behind the next problem too is said once, after the last of them.
    const next = shown[i + 1];
    return renderIssue(
      issue,
      next?.hint === issue.hint && next?.code === issue.code ? { ...issue, hint: undefined } : issue,
      style,
    );
  });
  if (count > 1)
    blocks.push(
      `${grouped(count)} problems${count > shown.length ? `, the first ${shown.length} of them above` : ""}\n`,
    );
  return blocks.join("");
}

function renderIssue({ code, message, line, column, source, excerpt }: Issue, { hint }: Issue, style: Style): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(":");
  const head = `${style.strong("error:")} ${printable(place === "" ? message : `${place}: ${message}`)}  ${style.faint(`[${code}]`)}`;
  const lines = [head];
  if (excerpt !== undefined && line !== undefined) lines.push(...renderExcerpt(excerpt, line, column, style));
  if (hint !== undefined) lines.push(`hint: ${hint.split("\n").map(printable).join("\n      ")}`);
  return `${lines.join("\n")}\n`;
}

function renderExcerpt(excerpt: string, line: number, column: number | undefined, style: Style): string[] {
  const text = excerpt.replace(/\r?\n$/, "").replaceAll("\t", " ");
  const at = Math.min((column ?? 1) - 1, text.length);
  const from = wholeCharacter(text, text.length > EXCERPT ? Math.max(0, at - EXCERPT / 2) : 0);
  const to = wholeCharacter(text, Math.min(text.length, from + EXCERPT));
  const before = `${from > 0 ? "…" : ""}${printable(text.slice(from, at))}`;
  const after = `${printable(text.slice(at, to))}${to < text.length ? "…" : ""}`;
  const margin = `  ${line} | `;
  const shown = `${style.faint(margin)}${before}${after}`;
  if (column === undefined) return [shown];
  const gutter = `${" ".repeat(margin.length - 2)}| `;
  return [shown, `${style.faint(gutter)}${" ".repeat(stringWidth(before))}${style.strong("^")}`];
}

/** The offset, or the one after it where it is in the middle of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  return offset > 0 && /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(offset - 1, offset + 1)) ? offset + 1 : offset;
}
