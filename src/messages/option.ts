/** Options in sentences: the core calls an option by its key, in backticks; `cli/messages.ts` writes it as it is typed. */

/** An option by its key, with the value to give it: `` `offsets` ``, `` `offsets: utf8` ``. */
export function option(key: string, value?: string): string {
  return value === undefined ? `\`${key}\`` : `\`${key}: ${value}\``;
}
