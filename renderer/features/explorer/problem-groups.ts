import { type Diagnostic, diagnosticText } from '#app/contract/schema.ts';
import { counted } from '#app/core/counted.ts';

/** The problems of one file. */
export interface ProblemGroup {
  /** As a person knows it; absent for what concerns no file. */
  readonly file: string | undefined;
  readonly problems: readonly Diagnostic[];
}

/** Problems by file, in the order in which files have their first; those without a file come first. */
export function problemGroups(problems: readonly Diagnostic[]): readonly ProblemGroup[] {
  const groups = new Map<string | undefined, Diagnostic[]>();
  for (const problem of problems) {
    const group = groups.get(problem.file);
    if (group === undefined) groups.set(problem.file, [problem]);
    else group.push(problem);
  }
  return [...groups]
    .map(([file, own]) => ({ file, problems: own }))
    .toSorted((one, other) => Number(one.file !== undefined) - Number(other.file !== undefined));
}

/** Problems in whose text every part of the filter is found, whatever its case. */
export function filterProblems(
  problems: readonly Diagnostic[],
  filter: string,
): readonly Diagnostic[] {
  const parts = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return problems;
  return problems.filter((problem) => {
    const text = `${problem.severity} ${diagnosticText(problem)} ${problem.hint ?? ''}`;
    return parts.every((part) => text.toLowerCase().includes(part));
  });
}

/**
 * The error to tell of all: one that was not there before, else the one told last while it is there,
 * else the first. Errors of a file that only moved in it are not new.
 */
export function newestError(
  problems: readonly Diagnostic[],
  before: readonly Diagnostic[] | undefined,
  told: Diagnostic | undefined,
): Diagnostic | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const known = new Set(before?.map(identityOf));
  const isNew =
    before === undefined ? () => false : (one: Diagnostic) => !known.has(identityOf(one));
  const wasTold = (one: Diagnostic) => told !== undefined && identityOf(one) === identityOf(told);
  return errors.find(isNew) ?? errors.find(wasTold) ?? errors[0];
}

function identityOf({ file, message }: Diagnostic): string {
  return JSON.stringify([file, message]);
}

/** A folder that would mend some problems as an import path. */
export interface Proposal {
  readonly importPath: string;
  readonly mends: number;
}

/** What is proposed, most useful first. */
export function proposals(problems: readonly Diagnostic[]): readonly Proposal[] {
  const counts = new Map<string, number>();
  for (const { importPath, otherImportPaths = [] } of problems) {
    for (const one of importPath === undefined ? [] : [importPath, ...otherImportPaths])
      counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return [...counts]
    .map(([importPath, mends]) => ({ importPath, mends }))
    .toSorted((one, other) => other.mends - one.mends);
}

/** `31 errors, 9 warnings`. */
export function problemCounts(problems: readonly Diagnostic[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return [
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
  ].join(', ');
}
