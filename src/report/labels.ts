/** Labels: the names of rows and columns that are of no single type, such as `ALL`, kept apart from types of that name. */

/** The label, in parentheses where a type has the same name. */
export function labelBeside(label: string, types: readonly string[]): string {
  let own = label;
  while (types.includes(own)) own = `(${own})`;
  return own;
}
