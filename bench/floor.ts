/**
 * The floor: the least a program in JavaScript does to look at the two files. It reads them piece by piece, cuts them into
 * lines, parses each as JSON, and counts. Nothing is checked, kept or compared.
 *
 * `node floor.mjs gold.jsonl preds.jsonl`
 */
import { closeSync, openSync, readSync } from "node:fs";

/** How much is read at once, in bytes. Larger pieces were slower. */
const PIECE = 1 << 16;

/** Hands every line of a file to `take`. Only whole lines are decoded, so no character is cut in two. */
function eachLine(path: string, take: (line: string) => void): void {
  const file = openSync(path, "r");
  let buffer = Buffer.allocUnsafe(2 * PIECE);
  let kept = 0;
  for (let read = 0; (read = readSync(file, buffer, kept, buffer.length - kept, null)) > 0; ) {
    const filled = kept + read;
    const whole = buffer.lastIndexOf(10, filled - 1) + 1;
    const text = buffer.toString("utf8", 0, whole);
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      take(text.slice(from, end));
      from = end + 1;
    }
    kept = filled - whole;
    const larger = kept + PIECE > buffer.length ? Buffer.allocUnsafe(2 * buffer.length) : buffer;
    buffer.copy(larger, 0, whole, filled);
    buffer = larger;
  }
  if (kept > 0) take(buffer.toString("utf8", 0, kept));
  closeSync(file);
}

const [gold = "", preds = ""] = process.argv.slice(2);
const counts = { documents: 0, characters: 0, predictions: 0, spans: 0 };
eachLine(gold, (line) => {
  counts.documents++;
  counts.characters += (JSON.parse(line) as { text: string }).text.length;
});
eachLine(preds, (line) => {
  counts.predictions++;
  counts.spans += (JSON.parse(line) as { entities: unknown[] }).entities.length;
});
console.log(JSON.stringify(counts));
