/** Text from data, made safe for where it is shown. */

/**
 * Control characters, line breaks, halves of characters, and what shows nothing but reorders or hides text. Joiners and
 * variation selectors stay: scripts and emoji need them.
 */
const UNSAFE =
  /(?!\p{Variation_Selector}|\p{Join_Control})[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Text for a terminal or a text file: nothing in it moves the cursor, changes a colour or turns the line around. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** Text for a Markdown cell or paragraph: it shows as it is, cannot end the cell, and nothing in it becomes a link. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/:(?=\/\/)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\./gi, "\\$&")
    .replace(/(?<=[\w.+-])@(?=[\w-]+\.[\w.-]*[a-z])|(?<!\w)(?:@(?=\w)|#(?=\d))/gi, "$&<!-- -->");
}

/** The label, in parentheses where a type has the same name. */
export function labelBeside(label: string, types: readonly string[]): string {
  let own = label;
  while (types.includes(own)) own = `(${own})`;
  return own;
}
