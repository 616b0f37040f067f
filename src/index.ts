/** The public API: the core, and what Node programs have beside it. Taggers load when they are asked for. */
export * from "./core.ts";
export { renderText } from "./report/render/terminal.ts";
export type { BatchTagger, Passage, Tagged, Tagger, TagText } from "./taggers/tagger.ts";
