/** Messages about mentions without offsets, as language models give them: answers that cannot be read, and strings that are not in the text. */
import { byCount, counted, grouped, type Words } from "./words.ts";

/** Examples that were kept of `count`: the first few, and whether there are more. */
function examplesOf(examples: readonly string[], count: number): string {
  return `${examples.join(", ")}${count > examples.length ? ", …" : ""}`;
}

/** Answers without JSON that names mentions. `examples` are some of them, as an id and how the answer begins. */
export function answersUnread(count: number, examples: readonly string[]): Words {
  const have = `${counted(count, "answer")} ${byCount(count, "has", "have")} no JSON with mentions`;
  return {
    code: "answer-unread",
    message: `${have}, and ${byCount(count, "counts", "count")} as without predictions: ${examplesOf(examples, count)}`,
  };
}

/** Answers that are cut off. */
export function answersTruncated(count: number): Words {
  const are = `${counted(count, "answer")} ${byCount(count, "is", "are")} cut off`;
  return {
    code: "answer-truncated",
    message: `${are}; the complete mentions in ${byCount(count, "it", "them")} are scored`,
  };
}

/** Answers with the type in the place of the text. `examples` are some of them, as an id and its first mention. */
export function mentionsSwapped(count: number, examples: readonly string[]): Words {
  const have = `${counted(count, "answer")} ${byCount(count, "has", "have")} the type in place of the text and the text in place of the type`;
  const were = `${byCount(count, "it was", "they were")} read the other way round`;
  return { code: "mention-swapped", message: `${have}; ${were}: ${examplesOf(examples, count)}` };
}

/** Strings that are in the text with other characters. `examples` are some of `different` pairs. */
export function mentionsNormalized(count: number, examples: readonly string[], different: number): Words {
  const are = `${counted(count, "predicted string")} ${byCount(count, "is", "are")} in the text with other characters`;
  return { code: "normalized", message: `${are}: ${examplesOf(examples, different)}` };
}

/** Strings that are not in the text. `examples` are the most frequent of `different` ones. */
export function mentionsHallucinated(
  count: number,
  examples: readonly { readonly surface: string; readonly type: string; readonly count: number }[],
  different: number,
): Words {
  const named = examples.map(
    ({ surface, type, count }) => `${JSON.stringify(surface)} (${type})${count > 1 ? ` ×${grouped(count)}` : ""}`,
  );
  const are = `${counted(count, "predicted string")} ${byCount(count, "is", "are")} not in the text`;
  return {
    code: "mention-hallucinated",
    message: `${are} and ${byCount(count, "counts", "count")} as spurious: ${examplesOf(named, different)}`,
  };
}

/** Mentions of strings that the text has less often. */
export function mentionsRepeated(count: number, spurious: boolean): Words {
  const are = `${counted(count, "mention")} ${byCount(count, "repeats a string", "repeat strings")} more often than the text has it`;
  const fate = spurious
    ? byCount(count, "counts as spurious", "count as spurious")
    : byCount(count, "adds nothing", "add nothing");
  return { code: "mention-repeated", message: `${are} and ${fate}` };
}
