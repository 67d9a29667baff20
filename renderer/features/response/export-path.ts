/** A form of a file, what it has, and what such files are called, the usual ending first. */
export interface FileForm<Form extends string> {
  readonly id: Form;
  readonly label: string;
  readonly note: string;
  readonly endings: readonly string[];
}

type Endings<Form extends string> = readonly Pick<FileForm<Form>, 'id' | 'endings'>[];

/** What a file of a method's is called: `Market-Watch`. */
export function fileNameOf(method: string): string {
  return method.slice(method.lastIndexOf('.', method.indexOf('/')) + 1).replace('/', '-');
}

/** A path for a file of that name, beside what was written last. */
export function proposedPath(
  name: string,
  { last, home }: { readonly last: string | undefined; readonly home: string },
): string {
  const separator = home.includes('\\') ? '\\' : '/';
  const folder = last === undefined ? home : last.slice(0, last.lastIndexOf(separator));
  return `${folder}${separator}${name}`;
}

/** The usual ending of a form. */
export function endingOf<Form extends string>(forms: Endings<Form>, form: Form): string {
  return forms.find(({ id }) => id === form)?.endings[0] ?? '';
}

/** The path with the ending of another form, where it has that of one. */
export function withEnding<Form extends string>(
  path: string,
  forms: Endings<Form>,
  form: Form,
): string {
  const isOf = (one: string) => path.toLowerCase().endsWith(one);
  const now = forms.find(({ endings }) => endings.some(isOf));
  if (now === undefined || now.id === form) return path;
  const { length } = now.endings.find(isOf) ?? '';
  return path.slice(0, -length) + endingOf(forms, form);
}
