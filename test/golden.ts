/** Goldens: what people see, kept in files. `UPDATE_GOLDEN=1 npm run unit` writes them anew, to be read as a diff. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

/** Holds `actual` against the golden file of this name. */
export function expectGolden(name: string, actual: string): void {
  const path = fileURLToPath(new URL(`golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  expect(existsSync(path), `there is no test/golden/${name}; UPDATE_GOLDEN=1 writes it`).to.equal(true);
  expect(actual).to.equal(readFileSync(path, "utf8"));
}
