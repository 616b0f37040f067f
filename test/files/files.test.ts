import { mkdirSync } from "node:fs";
import * as zlib from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { NerEvalError } from "../../src/corpus/error.ts";
import { fileSource, fileSources, standardInput, textOf } from "../../src/files/files.ts";
import { Workplace } from "../cli/fake-io.ts";

/** The error that is thrown. */
async function failure(work: () => Promise<unknown>): Promise<NerEvalError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof NerEvalError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("files", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ "gold/b.txt": "b", "gold/a.txt": "a", "gold/deep/c.txt": "c", "[x].txt": "x" });
  });
  afterEach(() => place.remove());

  const idsOf = async (given: string) => (await fileSources(given, place.io())).sources.map(({ id }) => id);
  const textIn = async (name: string) => {
    let text = "";
    for await (const chunk of textOf(await fileSource(name, place.io()), place.io())) text += chunk;
    return text;
  };

  describe("that the user names", () => {
    it("are all files of a folder, at any depth, in the order of their names", async () => {
      expect(await idsOf("gold")).to.deep.equal(["a.txt", "b.txt", "deep/c.txt"]);
      const { sources, folder } = await fileSources("gold/", place.io());
      expect(folder).to.equal(true);
      expect(sources.map(({ name }) => name)).to.deep.equal(["gold/a.txt", "gold/b.txt", "gold/deep/c.txt"]);
    });

    it("are what a glob matches", async () => {
      expect(await idsOf("gold/*.txt")).to.deep.equal(["gold/a.txt", "gold/b.txt"]);
      expect((await failure(() => idsOf("gold/*.conll"))).message).to.equal("no file matches gold/*.conll");
    });

    it("are a file itself, also where its name looks like a glob", async () => {
      expect(await idsOf("gold/a.txt")).to.deep.equal(["a.txt"]);
      expect(await idsOf("[x].txt")).to.deep.equal(["[x].txt"]);
    });

    it("are standard input where the name is a dash", async () => {
      expect(await fileSource("-", place.io())).to.equal(standardInput);
    });

    it("are refused where they are missing, or a folder where a file is needed", async () => {
      const missing = await failure(() => fileSource("gold/z.txt", place.io()));
      expect([missing.code, missing.message]).to.deep.equal([
        "file-unreadable",
        "cannot read gold/z.txt: no such file or folder",
      ]);
      expect((await failure(() => fileSource("gold", place.io()))).message).to.equal("gold is a folder");
    });
  });

  describe("read as text", () => {
    it("are decoded, unpacked where they are gzip whatever their names, and rid of a byte-order mark", async () => {
      const text = "Zoë 漢字 😀\r\nend";
      for (const content of [text, `\ufeff${text}`, zlib.gzipSync(text), zlib.gzipSync(`\ufeff${text}`)]) {
        place.write("t.txt", content);
        expect(await textIn("t.txt")).to.equal(text);
      }
    });

    it("are whole however many chunks they come in", async () => {
      const text = "😀漢é\n".repeat(60000);
      place.write("long.txt", text);
      expect((await textIn("long.txt")) === text).to.equal(true);
      place.write("long.gz", zlib.gzipSync(text));
      expect((await textIn("long.gz")) === text).to.equal(true);
    });

    it("may come from standard input, cut anywhere", async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.array(fc.nat(20)), async (text, sizes) => {
          const bytes = Buffer.from(text);
          const io = place.io({
            stdin: (async function* () {
              let at = 0;
              for (const size of sizes) yield bytes.subarray(at, (at += size));
              yield bytes.subarray(at);
            })(),
          });
          let read = "";
          for await (const chunk of textOf(standardInput, io)) read += chunk;
          expect(read).to.equal(text.replace(/^\ufeff/, ""));
        }),
      );
    });

    it("tell how many bytes were read", async () => {
      place.write("t.txt", "漢字");
      let bytes = 0;
      for await (const _ of textOf(await fileSource("t.txt", place.io()), place.io(), (n) => (bytes += n)));
      expect(bytes).to.equal(6);
    });

    it("are refused where they are not UTF-8, with the line", async () => {
      const damage = Buffer.concat([Buffer.from("fine\nalso 漢\n"), Buffer.from("caf\u00e9\n", "latin1")]);
      const long = Buffer.concat([Buffer.from("漢字\n".repeat(90000)), damage]);
      for (const [content, line] of [
        [damage, 3],
        [long, 90003],
        [zlib.gzipSync(long), 90003],
        [Buffer.from([0x61, 0x0a, 0xe6, 0xbc]), 2],
      ] as const) {
        place.write("t.txt", content);
        const { code, issues } = await failure(() => textIn("t.txt"));
        expect([code, issues[0]!.line]).to.deep.equal(["file-encoding", line]);
      }
    });

    it("are unpacked where they are zstd, cut anywhere, and refused where they are damaged", async function () {
      const { zstdCompressSync: pack } = zlib as { zstdCompressSync?: (text: string) => Buffer };
      if (!pack) this.skip();
      const text = "Zoë 漢字 😀\n".repeat(9000);
      place.write("t.zst", pack(text));
      expect((await textIn("t.zst")) === text).to.equal(true);
      place.write("t.zst", pack(text).subarray(0, 40));
      expect((await failure(() => textIn("t.zst"))).message).to.equal("cannot read t.zst: it is damaged zstd");
      place.write("t.zst", Buffer.concat([pack("one\n"), pack("two\n")]));
      expect((await failure(() => textIn("t.zst"))).message).to.equal(
        "cannot read t.zst: it is several zstd files in one",
      );
    });

    it("are refused where they are zstd and this Node has none, with what has", async function () {
      if ("createZstdDecompress" in zlib) this.skip();
      // What zstd makes of "Osk\n".
      place.write("t.jsonl.zst", Buffer.from("KLUv/QRYIQAAT3NrCrHNyuI=", "base64"));
      const { code, message, hint } = await failure(() => textIn("t.jsonl.zst"));
      expect(code).to.equal("file-unreadable");
      expect(message).to.match(/^cannot read t\.jsonl\.zst: Node \d+\.\d+\.\d+ cannot unpack zstd$/);
      expect(hint).to.contain("use Node 22.15 or later").and.contain("zstd -d FILE");
    });

    it("are refused where the gzip is damaged", async () => {
      const packed = zlib.gzipSync("Ada Moen".repeat(1000));
      place.write("t.gz", packed.subarray(0, packed.length - 20));
      expect((await failure(() => textIn("t.gz"))).message).to.match(/^cannot read t\.gz: /);
      packed[20]! ^= 0xff;
      place.write("t.gz", packed);
      expect((await failure(() => textIn("t.gz"))).code).to.equal("file-unreadable");
    });

    it("are refused where the name is a folder's", async () => {
      mkdirSync(place.path("empty"));
      const source = { name: "empty", path: place.path("empty"), id: "empty" };
      const read = async () => {
        for await (const _ of textOf(source, place.io()));
      };
      expect((await failure(read)).code).to.equal("file-unreadable");
    });
  });
});
