/** `ner-eval`: the core, and what Node programs have in addition. Taggers and formats load when they are used. */
export * from "./core.ts";
export {
  type EvaluateFilesOptions,
  evaluateFiles,
  type FileAnnotations,
  readGold,
  readPredictions,
} from "./files/read.ts";
export { loadTagger, tagDocuments } from "./files/taggers.ts";
export { renderText } from "./report/render/terminal.ts";
export type { BatchTagger, Tagger, TagText } from "./taggers/tagger.ts";
