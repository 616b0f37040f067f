/** Names: ids without what tools put around them, so that `out/kabul.pred.json` is the prediction for `news/kabul`. */

/** How two ids differ that name the same document. */
export type Difference = "folder" | "ending" | "case" | "spelling";

/** What tools add to a name to say which side it is. */
const suffix =
  /(?<=.)[._-](?:gold|ref|reference|true|pred|preds|prediction|predictions|predicted|out|output|sys|system|auto|ner|entities|annotated)$/i;

/** An id without folders, endings, the usual suffixes and case, in composed characters. */
export function nameOf(id: string): string {
  return bare(id).toLowerCase();
}

/** How two ids of one name differ; nothing where they are the same. */
export function differencesOf(one: string, other: string): Difference[] {
  if (one === other) return [];
  const differences: Difference[] = [];
  const [first, second] = [partsOf(one), partsOf(other)];
  if (first.folder !== second.folder) differences.push("folder");
  if (first.ending !== second.ending) differences.push("ending");
  if (first.name !== second.name) differences.push(alike(first.name, second.name) ? "case" : "spelling");
  return differences.length > 0 ? differences : ["spelling"];
}

const alike = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function partsOf(id: string): { folder: string; name: string; ending: string } {
  const [, folder = "", file = ""] = /^(.*[/\\])?(.*)$/s.exec(id.normalize("NFC").trim())!;
  const name = bare(id);
  return { folder, name, ending: file.slice(name.length) };
}

function bare(id: string): string {
  let name = id
    .normalize("NFC")
    .trim()
    .replace(/^.*[/\\]/s, "");
  for (let before = ""; before !== name; ) {
    before = name;
    name = name.replace(/(?<=.)\.(?=[a-z0-9]{0,7}[a-z])[a-z0-9]{1,8}$/i, "").replace(suffix, "");
  }
  return name;
}
