/** Problems as people read them: place, message, the line with a caret, and what to do. */
import type { Issue, Warning } from "../corpus/issue.ts";
import { grouped } from "../messages/words.ts";
import type { Style } from "./render/style.ts";
import { printable } from "./text.ts";
import { widthOf } from "./width.ts";

/** How many problems are printed; the rest are counted. */
const SHOWN = 20;
/** How many of those that say the same of other places are printed. */
const ALIKE = 3;
/** How much of a long line is shown around the caret, in characters. */
const EXCERPT = 76;

/** The problems of a run as text. `count` may be more than `issues` holds. */
export function renderProblems(issues: readonly Issue[], count: number, style: Style): string {
  const { shown, more, told } = groupAlike(issues, count);
  const blocks = shown.map((issue, i) => {
    // A hint that stands behind the next problem too is said once, after the last of them.
    const next = shown[i + 1];
    const hint = next?.hint === issue.hint && next?.code === issue.code ? undefined : issue.hint;
    const rest = more.get(issue);
    const line = rest === undefined ? "" : `  and ${grouped(rest)} more like this\n`;
    return `${renderIssue(issue, style)}${line}${renderHint(hint)}`;
  });
  if (count > 1)
    blocks.push(`${grouped(count)} problems${count > told ? `, the first ${grouped(told)} of them above` : ""}\n`);
  return blocks.join("");
}

/**
 * The problems that are printed, how many more like it stand behind the last one of its kind, and how many all of these are.
 * Where only one kind was kept, those that were not kept are taken to be of it.
 */
function groupAlike(issues: readonly Issue[], count: number) {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const key = kindOf(issue);
    const group = groups.get(key);
    if (group) group.push(issue);
    else groups.set(key, [issue]);
  }
  const first = new Set([...groups.values()].flatMap((group) => group.slice(0, ALIKE)));
  const shown = issues.filter((issue) => first.has(issue)).slice(0, SHOWN);
  const there = new Set(shown);
  const lost = groups.size === 1 ? count - issues.length : 0;
  const more = new Map<Issue, number>();
  let told = shown.length;
  for (const group of groups.values()) {
    const last = group.slice(0, ALIKE).findLast((issue) => there.has(issue));
    const rest = group.length + lost - group.filter((issue) => there.has(issue)).length;
    if (last === undefined || rest <= 0) continue;
    more.set(last, rest);
    told += rest;
  }
  return { shown, more, told };
}

/** Equal for problems that say the same of different places: but for numbers, and what is quoted from the data. */
function kindOf({ code, message }: Issue): string {
  return `${code} ${message
    .slice(0, 400)
    .replace(/"[^"]*"/g, '"')
    .replace(/\d+/g, "0")}`;
}

function renderIssue({ code, message, line, column, source, excerpt }: Issue, style: Style): string {
  const place = [source, line, column].filter((part) => part !== undefined).join(":");
  const head = `${style.strong("error:")} ${printable(place === "" ? message : `${place}: ${message}`)}  ${style.faint(`[${code}]`)}`;
  const lines = [head];
  if (excerpt !== undefined && line !== undefined) lines.push(...renderExcerpt(excerpt, line, column, style));
  return `${lines.join("\n")}\n`;
}

function renderHint(hint: string | undefined): string {
  return hint === undefined ? "" : `hint: ${hint.split("\n").map(printable).join("\n      ")}\n`;
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
  return [shown, `${style.faint(gutter)}${" ".repeat(widthOf(before))}${style.strong("^")}`];
}

/** The offset, or the one after it where it is in the middle of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  return offset > 0 && /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(offset - 1, offset + 1)) ? offset + 1 : offset;
}

/** The warnings, with line breaks. */
export function renderWarnings(warnings: readonly Warning[], style: Style): string {
  return warnings
    .map(({ code, message }) => `${style.strong("warning:")} ${printable(message)}  ${style.faint(`[${code}]`)}\n`)
    .join("");
}
