/** The public declarations, as the compiler knows them: every exported name of an entry, with its kind, text and docstring. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));

/** An exported name. */
export interface Declaration {
  readonly name: string;
  readonly kind: "function" | "class" | "value" | "type";
  /** Its signature, its members, or what it stands for, on one line each. */
  readonly text: string;
  readonly doc: string;
  /** Whether the docstring has these tags. */
  readonly tags: readonly string[];
}

/** The declarations of entries of the package, `core.ts` for one, in the order of their names. */
export function declarationsOf(...entries: readonly string[]): Map<string, Declaration[]> {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = entries.map((entry) => join(root, "src", entry));
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  return new Map(
    entries.map((entry, i) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(files[i]!)!)!;
      const names = checker.getExportsOfModule(module).map((symbol) => declarationOf(symbol, checker));
      return [entry, names.sort((a, b) => (a.name < b.name ? -1 : 1))];
    }),
  );
}

function declarationOf(exported: ts.Symbol, checker: ts.TypeChecker): Declaration {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const [node] = symbol.declarations!;
  const doc = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags().map(({ name }) => name);
  const type = checker.getTypeOfSymbolAtLocation(symbol, node!);
  const named = (kind: Declaration["kind"], text: string) => ({ name: exported.name, kind, text, doc, tags });
  if (symbol.flags & ts.SymbolFlags.Class) return named("class", `class ${symbol.name}`);
  if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
    const printed = node!.getText().replace(/\/\*\*[\s\S]*?\*\//g, "");
    return named("type", printed.replace(/^export /, "").replace(/\s+/g, " "));
  }
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const calls = type.getCallSignatures().map((call) => checker.signatureToString(call, node, flags));
  if (calls.length > 0) return named("function", calls.join("; "));
  return named("value", checker.typeToString(type, node, flags));
}
