/** Answers of language models: what of their words is the answer, and what only surrounds it. */
import type { Mention } from "../../corpus/span.ts";
import { isObject } from "../record.ts";

/** Names of elements in which models think, and of those in which they answer. */
const thoughts = "think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis";
const answers = "answer|final_answer|final|output|response|result";

const opensThought = new RegExp(`<(${thoughts})>|\\[(THINK)\\]|◁(think)▷`, "gi");
const closesThought = new RegExp(`</(?:${thoughts})>|\\[/THINK\\]|◁/think▷`, "gi");
const opensAnswer = new RegExp(`<(${answers})>`, "gi");
const finalChannel = "<|channel|>final<|message|>";

/**
 * The part of a model's words that is its answer: what is in an `<answer>`, else what is left without its reasoning. An end
 * of reasoning that has no beginning ends it; a beginning that has no end leaves nothing behind it.
 */
export function answerIn(said: string): string {
  const final = said.lastIndexOf(finalChannel);
  const heard = final < 0 ? said : said.slice(final + finalChannel.length).replace(/<\|(?:end|return)\|>[\s\S]*/, "");
  const rest = withoutThoughts(heard);
  const inside = answersIn(rest);
  return inside === "" ? rest : inside;
}

function withoutThoughts(said: string): string {
  const last = lastMatch(said, closesThought);
  // Behind the last end of reasoning there is none, unless another begins.
  const rest = last === undefined ? said : said.slice(last.index + last[0].length);
  opensThought.lastIndex = 0;
  const open = opensThought.exec(rest);
  if (open === null) return last === undefined || rest.trim() !== "" ? rest : beforeThoughts(said);
  return rest.slice(0, open.index);
}

/** What stands before the reasoning, where nothing stands behind it. */
function beforeThoughts(said: string): string {
  opensThought.lastIndex = 0;
  const open = opensThought.exec(said);
  return open === null ? "" : said.slice(0, open.index);
}

/** What stands in the elements of answers; one that is never closed goes to the end. */
function answersIn(said: string): string {
  const parts: string[] = [];
  opensAnswer.lastIndex = 0;
  for (let open = opensAnswer.exec(said); open; open = opensAnswer.exec(said)) {
    const close = said.toLowerCase().indexOf(`</${open[1]!.toLowerCase()}>`, opensAnswer.lastIndex);
    const end = close < 0 ? said.length : close;
    parts.push(said.slice(opensAnswer.lastIndex, end));
    opensAnswer.lastIndex = end;
  }
  return parts.join("\n");
}

function lastMatch(text: string, pattern: RegExp): RegExpExecArray | undefined {
  let last: RegExpExecArray | undefined;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) last = found;
  return last;
}

/** The longest answer that can say nothing but that there is nothing. */
const SHORT = 300;

const none =
  /\b(?:none|nothing|n\/a|null|no (?:\w+ ){0,3}(?:entit|mention|name|result)|not? (?:find|found|contain|have|see) any|(?:is|are|was|were) no )/i;

/** Whether an answer says in words that there are no mentions, as in `none here`. */
export function saysNone(text: string): boolean {
  const said = text.trim();
  return said.length <= SHORT && !/[[{<]/.test(said) && none.test(said);
}

/** Whether a value describes what an answer is to look like, as JSON Schema does, and is none itself. */
export function isSchema(value: unknown, depth = 0): boolean {
  if (!isObject(value) || depth > 2) return false;
  const describes =
    "$schema" in value || isObject(value.properties) || (value.type === "array" && isObject(value.items));
  return (
    describes || (Object.keys(value).length > 0 && Object.values(value).some((inner) => isSchema(inner, depth + 1)))
  );
}

const placeholder =
  /^(?:\.{3}|…|string|str|<[^>]*>|\{[^}]*\}|(?:the )?(?:entity|mention|span)(?: (?:text|string|name|type|label))?|text|type|label)$/i;

/** Whether mentions are only an example of the form: each with a placeholder for its text. */
export function isPlaceholder(mentions: readonly Mention[]): boolean {
  return mentions.length > 0 && mentions.every(({ surface }) => placeholder.test(surface.trim()));
}

/** The first words of an answer, on one line. */
export function beginningOf(text: string): string {
  const line = text.slice(0, 200).trim().replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
