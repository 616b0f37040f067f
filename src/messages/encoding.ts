/** Messages about the encoding of files. */
import type { Words } from "./words.ts";

/** A file in another encoding than UTF-8; `encoding` is the one it is probably in. */
export function fileEncoding(encoding: string): Words {
  return {
    code: "file-encoding",
    message: "the file is not valid UTF-8",
    hint: `convert it first, for example: iconv -f ${encoding} -t utf-8`,
  };
}
