/** What the peers read: the same documents as IOB2 tags, and as spans whose last character is in them. */
import { createWriteStream } from "node:fs";
import { join } from "node:path";

/** A span of the text, half-open, in UTF-16 code units. */
export interface Entity {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Writes one side of documents as `side.conll` and `side.spans.jsonl`. Words are parted by single blanks, and spans are flat. */
export async function writeInputs(
  folder: string,
  side: "gold" | "pred",
  documents: Iterable<{ readonly text: string; readonly spans: readonly Entity[] }>,
): Promise<void> {
  const files = [
    createWriteStream(join(folder, `${side}.conll`)),
    createWriteStream(join(folder, `${side}.spans.jsonl`)),
  ];
  for (const { text, spans } of documents) {
    files[0]!.write(`${taggedLines(text, spans)}\n\n`);
    const dicts = spans.map(({ start, end, type }) => ({ label: type, start, end: end - 1 }));
    files[1]!.write(`${JSON.stringify(dicts)}\n`);
  }
  await Promise.all(files.map((file) => new Promise<void>((done) => file.end(done))));
}

function taggedLines(text: string, spans: readonly Entity[]): string {
  let at = 0;
  let next = 0;
  return text
    .split(" ")
    .map((word) => {
      const start = at;
      at += word.length + 1;
      while (next < spans.length && spans[next]!.end <= start) next++;
      const span = spans[next];
      if (!span || start < span.start) return `${word} O`;
      return `${word} ${start === span.start ? "B" : "I"}-${span.type}`;
    })
    .join("\n");
}
