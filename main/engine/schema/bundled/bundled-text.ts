const PREFIX = './';

let texts: ReadonlyMap<string, string> | undefined;

function allTexts(): ReadonlyMap<string, string> {
  if (texts === undefined) {
    const files = import.meta.glob('./**/*.proto', {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    texts = new Map(Object.entries(files).map(([path, text]) => [path.slice(PREFIX.length), text]));
  }
  return texts;
}

/**
 * The text of a `.proto` file that comes with Duplex, by the name that files import it by, such as
 * `google/protobuf/timestamp.proto`: the well-known types, and what many files import besides.
 */
export function bundledFile(name: string): string | undefined {
  return allTexts().get(name);
}

/** The names of all bundled files, in byte order. */
export function bundledNames(): readonly string[] {
  return [...allTexts().keys()].sort();
}
