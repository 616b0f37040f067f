/** Writes nested TSV: a token and a tag for each level of nesting, an empty line behind every document. */
import { compareSpans, type Span } from "../../corpus/span.ts";
import { encodeSpans } from "../columns/encoding.ts";
import { columnsOf } from "./columns.ts";
import type { DocumentWriter } from "./writer.ts";

/** From so many levels on, the format is told by its columns. */
const LEAST_LEVELS = 3;

/** Tokens and mentions that may nest, cross and repeat, in IOB2. Lost are ids, blanks between tokens, and edges within tokens. */
export const nestedWriter: DocumentWriter = {
  name: "nested-tsv",
  extensions: [],
  write(document, number, losses) {
    const tokenized = columnsOf(document, number, losses);
    if (tokenized === undefined) return undefined;
    const { words } = tokenized;
    const levels = levelsOf(tokenized.spans).map((spans) => encodeSpans(spans, words.length, "iob2"));
    return `${words.map((word, i) => `${[word, ...levels.map((tags) => tags[i])].join("\t")}\n`).join("")}\n`;
  },
};

/** The spans on levels of which each is flat, the outermost first. */
function levelsOf(spans: readonly Span[]): Span[][] {
  const levels: Span[][] = Array.from({ length: LEAST_LEVELS }, () => []);
  for (const span of [...spans].sort(compareSpans)) {
    const free = levels.find((level) => (level.at(-1)?.end ?? 0) <= span.start);
    if (free) free.push(span);
    else levels.push([span]);
  }
  return levels;
}
