/** Text from data, made safe for where it is shown. */

/** Control characters and the ones that reorder or hide text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** Text for a terminal or a text file: nothing in it moves the cursor, changes a colour or turns the line around. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Text for a Markdown cell or paragraph: it shows as it is, and cannot end the cell. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;");
}
