import { diagnosticText } from '#app/contract/schema.ts';
import { bundledFile } from '#engine/schema/bundled/bundled-files.ts';
import { composeSources } from '#engine/schema/compose.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import type { ParsedFile } from '#engine/schema/parse/parsed-file.ts';
import { Registry } from '#engine/schema/registry.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';

const PREFIX = './protos/';

/** The official test messages and the runner's own protocol, read by Duplex's parser and linker. */
export function testSchema(): Registry {
  const files = import.meta.glob('./protos/**/*.proto', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [path.slice(PREFIX.length), text]),
  );
  const parsed: ParsedFile[] = [];
  // Grows while imports bring further files.
  for (const [name, text] of texts) {
    const file = parseFile(name, text);
    parsed.push(file);
    for (const imported of file.imports) {
      const bundled = bundledFile(imported.name);
      if (bundled !== undefined && !texts.has(imported.name)) texts.set(imported.name, bundled);
    }
  }
  const linked = linkFiles(parsed);
  const { files: closed, diagnostics } = composeSources([
    { ...linked, files: linked.files.map((file) => SchemaFile.of(file)) },
  ]);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(diagnosticText).join('\n'));
  return new Registry(closed);
}
