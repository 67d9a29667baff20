/** A row of the editor. */
export interface MetadataRow {
  readonly name: string;
  readonly value: string;
  /** Kept, but not sent. */
  readonly disabled?: boolean | undefined;
}

/**
 * The rows of pasted `name: value` lines, or `undefined` when the text is not all such lines and is
 * to be pasted as it is. Names of metadata hold no colon, so the first one parts the line.
 */
export function rowsOfPaste(text: string): readonly MetadataRow[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const rows = lines.map((line) => {
    const [, name, value] = /^\s*([^\s:]+):\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? undefined : { name, value };
  });
  const known = rows.filter((row) => row !== undefined);
  return known.length > 0 && known.length === rows.length ? known : undefined;
}
