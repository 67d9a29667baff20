import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import { join } from '../symbols.ts';
import { settleImports } from './settle-imports.ts';

export interface SettledFiles {
  readonly files: readonly IFileDescriptorProto[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The files that a server gave as a set that holds each definition once: the first that came stays. A
 * server may know one file by two names, one of its own and one by which it is imported; of these, imports
 * of the one that goes lead to the other.
 */
export function settleFiles(given: readonly IFileDescriptorProto[]): SettledFiles {
  const first = new Map<string, { readonly file: string; readonly definition: object }>();
  const copies = new Map<string, string>();
  const differing: Diagnostic[] = [];
  const files = given.flatMap((file) => {
    const name = file.name ?? '';
    let left = 0;
    let original: string | undefined;
    const once = <T extends { readonly name?: unknown }>(definitions: readonly T[] | undefined) =>
      (definitions ?? []).filter((definition) => {
        const symbol = join(file.package ?? '', String(definition.name));
        const before = first.get(symbol);
        if (before === undefined) {
          first.set(symbol, { file: name, definition });
          left += 1;
          return true;
        }
        original ??= before.file;
        if (JSON.stringify(before.definition) !== JSON.stringify(definition))
          differing.push(differs(symbol, before.file, name));
        return false;
      });
    const kept = {
      messageType: once(file.messageType),
      enumType: once(file.enumType),
      service: once(file.service),
      extension: once(file.extension),
    };
    if (original === undefined) return [file];
    if (left === 0) {
      copies.set(name, original);
      return [];
    }
    // Places are counted, so those of what remains are no longer right.
    const { sourceCodeInfo: _, ...rest } = file;
    return [{ ...rest, ...kept }];
  });
  const settled = settleImports(files, copies);
  return { files: settled.files, diagnostics: [...differing, ...settled.diagnostics] };
}

function differs(symbol: string, first: string, second: string): Diagnostic {
  return {
    severity: 'warning',
    message: `The server's reflection defines ${symbol} in ${first} and otherwise in ${second}; the first is used`,
  };
}
