import { type AppError, failureOf } from '#app/contract/result.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import { type OptionName, optionFault } from '#app/core/option-text.ts';
import { checkAuthority, checkServerName } from '#app/core/tls-name.ts';
import { sentences } from '#renderer/features/connection/index.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { rowFault } from '#renderer/ui/metadata-rows.ts';

/*
 * What is wrong with what a folder gives, whoever inherits it. A variable may be anything: which value it
 * has is known with the request.
 */

export function folderOptionFault(name: OptionName, text: string): AppError | undefined {
  return hasVariable(text) ? undefined : optionFault(name, text);
}

export function folderRowFault(row: MetadataRow): string | undefined {
  return hasVariable(row.name) || hasVariable(row.value) ? undefined : rowFault(row);
}

const checks = {
  deadline: parseDeadline,
  authority: checkAuthority,
  serverName: checkServerName,
} as const;

/** As a sentence. */
export function folderTextFault(what: keyof typeof checks, text: string): string | undefined {
  const said = text.trim();
  if (said === '' || hasVariable(said)) return undefined;
  const fault = failureOf(() => checks[what](said));
  return fault && sentences([fault.message, fault.hint]);
}

function hasVariable(text: string): boolean {
  return text.includes('{{');
}
