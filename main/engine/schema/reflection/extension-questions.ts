import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { wireFields } from '#engine/codec/wire-fields.ts';
import { bare, extensionsOf } from '../symbols.ts';
import { messagesOf, optionsOf } from './descriptor-parts.ts';

/** Extensions of options have numbers from here on. */
const firstCustomOption = 1000;

/** An extension as one can ask for it. */
export interface ExtensionNumber {
  readonly containingType: string;
  readonly extensionNumber: number;
}

export function extensionKey({ containingType, extensionNumber }: ExtensionNumber): string {
  return `${containingType}:${extensionNumber}`;
}

/** Full names of the messages that may be extended. Of options, those that are used are looked for. */
export function extendable(files: readonly IFileDescriptorProto[]): readonly string[] {
  return files.flatMap((file) =>
    [...messagesOf(file)].flatMap(({ name, message }) =>
      (message.extensionRange ?? []).length > 0 && !name.startsWith('google.protobuf.')
        ? [name]
        : [],
    ),
  );
}

/** The keys of all extensions that these files define. */
export function definedExtensions(files: readonly IFileDescriptorProto[]): ReadonlySet<string> {
  return new Set(
    files.flatMap((file) =>
      [...extensionsOf(file)].map(({ field }) =>
        extensionKey({
          containingType: bare(field.extendee ?? ''),
          extensionNumber: field.number ?? 0,
        }),
      ),
    ),
  );
}

/** The custom options that are set in these files. */
export function usedOptions(files: readonly IFileDescriptorProto[]): readonly ExtensionNumber[] {
  const found = new Map<string, ExtensionNumber>();
  for (const file of files) {
    for (const { type, options } of optionsOf(file)) {
      for (const extensionNumber of unknownNumbers(options)) {
        const extension = { containingType: type, extensionNumber };
        if (extensionNumber >= firstCustomOption) found.set(extensionKey(extension), extension);
      }
    }
  }
  return [...found.values()];
}

/** The numbers of the fields that protobufjs kept as they were. */
function unknownNumbers(message: object): readonly number[] {
  const kept: unknown = Object.getOwnPropertyDescriptor(message, '$unknowns')?.value;
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((bytes: unknown) => {
    try {
      return bytes instanceof Uint8Array ? wireFields(bytes).map(({ number }) => number) : [];
    } catch {
      return [];
    }
  });
}
