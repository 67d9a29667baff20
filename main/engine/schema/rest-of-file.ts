import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { SourceLocation } from './parse/parsed-file.ts';
import { bare, join, symbolsOf } from './symbols.ts';

/** What is defined already: no second definition of it can be used. */
export interface Taken {
  readonly symbol: (name: string) => boolean;
  readonly extension: (extendee: string, number: number) => boolean;
}

/** Field numbers in `FileDescriptorProto` of the lists of what a file defines. */
const LISTS = { 4: 'messageType', 5: 'enumType', 6: 'service', 7: 'extension' } as const;

type Definitions = Required<Pick<IFileDescriptorProto, (typeof LISTS)[keyof typeof LISTS]>>;

/**
 * A file without what is defined already, comments and all; `undefined` when nothing is left. What
 * stays may refer to what is gone: names are full.
 */
export function restOf(
  file: IFileDescriptorProto,
  { symbol, extension }: Taken,
): IFileDescriptorProto | undefined {
  const isFree = (name: string | undefined): boolean => !symbol(join(file.package ?? '', name));
  const rest: Definitions = {
    messageType: (file.messageType ?? []).filter(
      (message) =>
        ![...symbolsOf({ package: file.package ?? '', messageType: [message] })].some(({ name }) =>
          symbol(name),
        ),
    ),
    enumType: (file.enumType ?? []).filter(({ name }) => isFree(name)),
    service: (file.service ?? []).filter(({ name }) => isFree(name)),
    extension: (file.extension ?? []).filter(
      ({ extendee = '', number = 0 }) => !extension(bare(extendee), number),
    ),
  };
  if (Object.values(rest).every((list) => list.length === 0)) return undefined;
  return withPlacesOf(file, rest);
}

/** Places are told by the number of a definition in its list. */
function withPlacesOf(file: IFileDescriptorProto, rest: Definitions): IFileDescriptorProto {
  const info: { location?: readonly SourceLocation[] } | null | undefined = file.sourceCodeInfo;
  const location = (info?.location ?? []).flatMap((one): SourceLocation[] => {
    const [list, index, ...inside] = one.path;
    const name = LISTS[list as keyof typeof LISTS];
    if (name === undefined || index === undefined) return [one];
    const kept: readonly object[] = rest[name];
    const moved = kept.indexOf(file[name]?.[index] ?? {});
    return moved === -1 ? [] : [{ ...one, path: [list ?? 0, moved, ...inside] }];
  });
  return { ...file, ...rest, ...(info && { sourceCodeInfo: { location } }) };
}
