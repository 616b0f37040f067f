/** The prolog of XML: what comes before elements and says nothing of them. */
import { oncePerFile } from "../format.ts";

/** How XML begins behind its prolog; undefined of files that are none, by their ending and by how they begin. */
export const rootOf = oncePerFile(({ fileName, beginning }) => {
  const isXml = /\.(?:xml|sgml)$/.test(fileName) || beginning.startsWith("<?xml");
  return isXml ? withoutProlog(beginning).trimStart() : undefined;
});

/** The text without declarations, comments and document types, where they end; each character is looked at a few times. */
export function withoutProlog(text: string): string {
  const next = { ">": nextOf(text, ">"), "-->": nextOf(text, "-->"), "]": nextOf(text, "]") };
  /** Where what begins at a position ends; undefined where it is none of these, or has no end. */
  const endOf = (at: number): number | undefined => {
    if (text.startsWith("<?", at)) return after(next[">"](at), 1);
    if (text.startsWith("<!--", at)) return after(next["-->"](at + 4), 3);
    if (!text.startsWith("<!DOCTYPE", at)) return undefined;
    const plain = next[">"](at);
    const bracket = text.slice(at, plain < 0 ? text.length : plain).indexOf("[");
    const closed = bracket < 0 || plain < 0 ? -1 : next["]"](at + bracket);
    const whole = closed < 0 ? -1 : next[">"](closed);
    return after(whole < 0 ? plain : whole, 1);
  };
  let bare = "";
  let from = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const end = endOf(at);
    if (end === undefined) {
      at++;
      continue;
    }
    bare += text.slice(from, at);
    from = at = end;
  }
  return bare + text.slice(from);
}

function after(at: number, length: number): number | undefined {
  return at < 0 ? undefined : at + length;
}

/** Finds where a string is next, from positions that mostly grow; the text behind the last one found is not searched twice. */
function nextOf(text: string, string: string): (from: number) => number {
  let [searched, found] = [0, text.indexOf(string)];
  return (from) => {
    if (from < searched || (found >= 0 && from > found)) [searched, found] = [from, text.indexOf(string, from)];
    return found;
  };
}
