import type { AppError } from '#app/contract/result.ts';
import type { Variable } from '#app/contract/workspace.ts';
import { variableName } from './template.ts';

/** Whether anything was typed of a variable. */
export function isSaid({ name, value }: Variable): boolean {
  return name !== '' || value !== '';
}

/** Why a file cannot say these variables as they are typed: the first that is wrong. */
export function unwritable(variables: readonly Variable[]): AppError | undefined {
  const repeated = repeatedNames(variables);
  for (const variable of variables) {
    const fault = unwritableOne(variable, repeated);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What is wrong with each variable as it is typed: what no file can say, or nothing can use. */
export function variableFaults(variables: readonly Variable[]): readonly (AppError | undefined)[] {
  const repeated = repeatedNames(variables);
  return variables.map((variable) => {
    const { name } = variable;
    if (!isSaid(variable)) return undefined;
    if (name === '') return fault('This variable has no name', 'Give it one, or remove it');
    if (!variableName.test(name) || name.startsWith('env.'))
      return fault(
        `${name} cannot be written in {{…}}`,
        'A name begins with a letter or _, has digits, dots and - besides, and is not env.…',
      );
    return unwritableOne(variable, repeated);
  });
}

function unwritableOne(
  { name, value, type }: Variable,
  repeated: ReadonlySet<string>,
): AppError | undefined {
  if (repeated.has(name))
    return fault(`There are two variables ${name}`, 'Rename one of them, or remove it');
  if (type !== 'json') return undefined;
  const parsed = parsedJson(value);
  if (parsed === undefined)
    return fault(
      `The variable ${name} is no JSON`,
      'Choose Text for it, or write a number, true, false, null, a list or a map',
    );
  return typeof parsed === 'string'
    ? fault(`The variable ${name} is a text`, 'Choose Text for it, and write it without quotes')
    : undefined;
}

function repeatedNames(variables: readonly Variable[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of variables) {
    if (name !== '' && seen.has(name)) repeated.add(name);
    seen.add(name);
  }
  return repeated;
}

function fault(message: string, hint: string): AppError {
  return { code: 'usage', message, hint };
}

/** `undefined` for what is no JSON. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
