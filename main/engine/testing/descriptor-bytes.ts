import { bundledFile } from '#engine/schema/bundled/bundled-files.ts';
import { encodeFile } from '#engine/schema/file-bytes.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';

/** The descriptors of `.proto` texts in binary by name, those of standard files that they import included. */
export function descriptorBytes(
  texts: Readonly<Record<string, string>>,
  withSourceInfo = false,
): ReadonlyMap<string, Uint8Array> {
  const all = new Map(Object.entries(texts));
  for (const [name, text] of all) {
    for (const imported of parseFile(name, text).imports) {
      const bundled = bundledFile(imported.name);
      if (bundled !== undefined && !all.has(imported.name)) all.set(imported.name, bundled);
    }
  }
  const { files, diagnostics } = linkFiles([...all].map(([name, text]) => parseFile(name, text)));
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return new Map(files.map((file) => [file.name ?? '', encodeFile(file, withSourceInfo)]));
}
