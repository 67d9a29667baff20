import type { ReadPhase } from '#app/contract/schema.ts';
import type { FileIndex } from '../file-index.ts';
import type { ProtoFilesOptions } from '../proto-files/given-files.ts';
import type { ReadTree } from '../proto-files/proto-tree.ts';
import type { TreeLayout } from '../proto-files/tree-layout.ts';

/** What the reading thread is asked. */
export type Question =
  /** `basis`: what was last answered to these options is held, and none of it is needed again. */
  | {
      readonly ask: 'read';
      readonly id: number;
      readonly options: ProtoFilesOptions;
      readonly basis: ProtoFilesOptions | undefined;
      readonly changed: readonly string[] | undefined;
    }
  /** The files that were sent last are taken in. */
  | { readonly ask: 'more' }
  | { readonly ask: 'cancel'; readonly id: number };

/** What it answers: progress, then files in portions, each when it is asked for, then the rest, or why there is nothing. */
export type Answer = { readonly id: number } & (
  | {
      readonly tell: 'progress';
      readonly phase: ReadPhase;
      readonly done: number;
      readonly total: number;
    }
  | { readonly tell: 'files'; readonly files: readonly SentFile[]; readonly bytes: Uint8Array }
  /** Of files that were not sent, and without a layout of that too, what was sent before still holds. */
  | {
      readonly tell: 'tree';
      readonly tree: Omit<ReadTree, 'files' | 'layout'>;
      readonly laidOut: SentLayout | undefined;
    }
  | { readonly tell: 'failure'; readonly reason: unknown }
);

/** A file whose bytes are the next so many of those beside it. */
interface SentFile {
  readonly index: FileIndex;
  readonly size: number;
}

interface SentLayout {
  readonly layout: TreeLayout;
  /** Of all files, in order. */
  readonly names: readonly string[];
}
