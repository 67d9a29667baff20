import type { MetadataPairs } from '#app/contract/calls.ts';
import { rowFault } from '#app/core/metadata.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { metadataPairs } from '#renderer/ui/metadata-rows.ts';

/** What goes with the reflection calls to one address, and to no other: it may hold secrets. */
interface AddressMetadata {
  /** As they are typed. */
  readonly rows: readonly MetadataRow[];
  /** What the schema is read with. */
  readonly used: MetadataPairs;
}

/** Metadata of reflection. */
export interface ReflectionMetadata {
  /** By address, as it is typed. */
  readonly reflectionMetadata: ReadonlyMap<string, AddressMetadata>;

  setReflectionMetadata(address: string, rows: readonly MetadataRow[]): void;
  /** The address's schema is to be read with what was typed, unless something is wrong with that. */
  takeReflectionMetadata(address: string): void;
  restoreReflectionMetadata(
    kept: readonly { readonly address: string; readonly rows: readonly MetadataRow[] }[],
  ): void;
}

const none: AddressMetadata = { rows: [], used: [] };

type State = Pick<ReflectionMetadata, 'reflectionMetadata'>;

/** What the target's reflection is asked with. */
export function usedMetadata({ reflectionMetadata }: State, address: string): MetadataPairs {
  return (reflectionMetadata.get(address) ?? none).used;
}

export function metadataRows(
  { reflectionMetadata }: State,
  address: string,
): readonly MetadataRow[] {
  return (reflectionMetadata.get(address) ?? none).rows;
}

/** Whether something was typed that the schema has not been read with. */
export function isMetadataUnused({ reflectionMetadata }: State, address: string): boolean {
  const { rows, used } = reflectionMetadata.get(address) ?? none;
  return JSON.stringify(metadataPairs(rows)) !== JSON.stringify(used);
}

export function createReflectionMetadata({ set, get }: SliceTools): ReflectionMetadata {
  function put(address: string, metadata: AddressMetadata): void {
    set(({ reflectionMetadata }) => ({
      reflectionMetadata: new Map(reflectionMetadata).set(address, metadata),
    }));
  }

  return {
    reflectionMetadata: new Map(),
    setReflectionMetadata: (address, rows) =>
      put(address, { rows, used: usedMetadata(get(), address) }),
    takeReflectionMetadata(address) {
      const rows = metadataRows(get(), address);
      if (isMetadataUnused(get(), address) && rows.every((row) => rowFault(row) === undefined))
        put(address, { rows, used: metadataPairs(rows) });
    },
    restoreReflectionMetadata: (kept) =>
      set({
        reflectionMetadata: new Map(
          kept.map(({ address, rows }) => [address, { rows, used: metadataPairs(rows) }]),
        ),
      }),
  };
}
