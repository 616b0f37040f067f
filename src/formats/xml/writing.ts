/** Writing XML: what has a meaning in it is escaped, and what it cannot hold is refused. */

import { characterForeign } from "../../messages/convert.ts";
import { impossible, type Written } from "../writing.ts";

/** The first line of a file. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Text between tags. A carriage return is written by number, for a plain one would be read as a line break. */
export function xmlText(text: string, document: Written): string {
  refuseForeign(text, document);
  return text.replace(/[&<>\r]/g, (character) => entities.get(character)!);
}

/** The value of an attribute, in quotation marks. */
export function xmlAttribute(value: string, document: Written): string {
  refuseForeign(value, document);
  return `"${value.replace(/[&<>"\t\n\r]/g, (character) => entities.get(character)!)}"`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\t", "&#9;"],
  ["\n", "&#10;"],
  ["\r", "&#13;"],
]);

/** Control characters, and the like, have no place in XML, not even by number. */
export function refuseForeign(text: string, document: Written): void {
  const [found] = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text) ?? [];
  if (found === undefined) return;
  throw impossible(document, characterForeign(found.codePointAt(0)!));
}
