import type { ExportForm } from './export.slice.ts';

/** What files of each form are called, the usual ending first. */
const endings: Readonly<Record<ExportForm, readonly string[]>> = {
  ndjson: ['.ndjson', '.jsonl'],
  binary: ['.binpb', '.pb', '.bin'],
  csv: ['.csv'],
};

/** A path for the timeline of a method, beside what was exported last. */
export function proposedPath(
  method: string,
  form: ExportForm,
  { last, home }: { readonly last: string | undefined; readonly home: string },
): string {
  const separator = home.includes('\\') ? '\\' : '/';
  const folder = last === undefined ? home : last.slice(0, last.lastIndexOf(separator));
  const name = method.slice(method.lastIndexOf('.', method.indexOf('/')) + 1).replace('/', '-');
  return `${folder}${separator}${name}${endings[form][0]}`;
}

/** The path with the ending of another form, where it has that of one. */
export function withEnding(path: string, form: ExportForm): string {
  const ending = Object.values(endings)
    .flat()
    .find((one) => path.toLowerCase().endsWith(one));
  const fits = endings[form].some((one) => one === ending);
  if (ending === undefined || fits) return path;
  return path.slice(0, -ending.length) + endings[form][0];
}
