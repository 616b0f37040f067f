/** Writes Label Studio JSON: a list of tasks with one annotation each, as it is imported and exported. */
import { codePointsOf } from "./codepoints.ts";
import { heldBy } from "./held.ts";
import { listFrame } from "./json-list.ts";
import type { DocumentWriter } from "./writer.ts";

/** Text, scores and mentions of any kind in one piece, in code points, with their surfaces. Lost are tokens. */
export const labelStudioWriter: DocumentWriter = {
  name: "label-studio",
  extensions: [],
  frame: listFrame,
  write(document, _, losses) {
    const { id, text } = document;
    const place = codePointsOf(document);
    const result = heldBy(document, losses, { scores: true }).map(({ start, end, type, score }, i) => ({
      id: `r${i + 1}`,
      ...{ from_name: "label", to_name: "text", type: "labels" },
      value: { ...place({ start, end }), text: text.slice(start, end), labels: [type] },
      ...(score !== undefined && { score }),
    }));
    // The id of a task is Label Studio's own, a number.
    return JSON.stringify({ data: { text }, meta: { id }, annotations: [{ result }] });
  },
};
