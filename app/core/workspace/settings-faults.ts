import { type AppError, failureOf } from '#app/contract/result.ts';
import type { FolderSettings } from '#app/contract/workspace.ts';
import { parseDeadline } from '../deadline.ts';
import { type MetadataRow, rowFault } from '../metadata.ts';
import { type OptionName, optionFault, optionsFault } from '../option-text.ts';
import { parseTarget } from '../target.ts';
import { checkAuthority, checkServerName } from '../tls-name.ts';
import { unwritable } from '../variables/variable-fault.ts';
import { isSameContent } from './three-way.ts';

/*
 * What is wrong with what a folder gives, whoever inherits it. A variable may be anything: which value it
 * has is known with the request.
 */

export function settingsOptionFault(name: OptionName, text: string): AppError | undefined {
  return hasVariable(text) ? undefined : optionFault(name, text);
}

/** As a sentence. */
export function settingsRowFault(row: MetadataRow): string | undefined {
  return hasVariable(row.name) || hasVariable(row.value) ? undefined : rowFault(row);
}

const checks = {
  target: parseTarget,
  deadline: (text: string) => text === 'none' || parseDeadline(text),
  authority: checkAuthority,
  serverName: checkServerName,
} as const;

export function settingsTextFault(what: keyof typeof checks, text: string): AppError | undefined {
  const said = text.trim();
  if (said === '' || hasVariable(said)) return undefined;
  return failureOf(() => checks[what](said));
}

/** The first that is wrong of what a person changed; `base` is what the file said. */
export function settingsFault(now: FolderSettings, base: FolderSettings): AppError | undefined {
  const changed = (key: keyof FolderSettings) => !isSameContent(now[key], base[key]);
  for (const key of ['target', 'authority', 'deadline'] as const) {
    const fault = changed(key) ? settingsTextFault(key, now[key] ?? '') : undefined;
    if (fault !== undefined) return fault;
  }
  const ofTls = changed('tls')
    ? settingsTextFault('serverName', now.tls?.serverName ?? '')
    : undefined;
  if (ofTls !== undefined) return ofTls;
  const ofVariable = changed('variables') ? unwritable(now.variables ?? []) : undefined;
  if (ofVariable !== undefined) return ofVariable;
  const rows = changed('metadata') ? (now.metadata ?? []) : [];
  const message = rows.map(settingsRowFault).find((one) => one !== undefined);
  if (message !== undefined) return { code: 'usage', message };
  const options = Object.entries(changed('options') ? (now.options ?? {}) : {});
  return optionsFault(Object.fromEntries(options.filter(([, text]) => !hasVariable(text ?? ''))));
}

function hasVariable(text: string): boolean {
  return text.includes('{{');
}
