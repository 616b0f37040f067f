/** Style: how text is set off on a terminal. */

/** How text is set off; the plain style returns it as it is. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** No colours, nothing but characters. */
export const plain: Style = { strong: (text) => text, faint: (text) => text };
