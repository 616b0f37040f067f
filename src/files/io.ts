/** Where files are read from: the folder the user is in, and standard input. */
export interface FileIo {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** The real paths of the files that were opened to be read; none of them is ever replaced. */
  readonly opened?: Set<string>;
}
