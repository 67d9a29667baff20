import { expect, it } from 'vitest';
import type { ImportRoot, SchemaSummary, SourceState } from '#app/contract/schema.ts';
import { rootList } from './root-list.ts';
import { nothingText, sourceList, unwatchedText } from './source-list.ts';

const given = {
  protos: ['/p', '/image.bin'],
  importPaths: ['/i'],
  descriptorSets: ['/d'],
  bufDirs: ['/buf'],
  reflection: true,
};

const state = (kind: SourceState['kind'], paths: string[], roots: ImportRoot[] = []) =>
  ({ kind, paths, roots, title: '', state: 'read', files: 1, services: 1, ms: 1 }) as const;

const read = (...sources: SourceState[]): SchemaSummary => ({
  services: [],
  diagnostics: [],
  sources,
});

const paths = (summary?: SchemaSummary) =>
  sourceList(given, summary).map((source) => [
    source.kind,
    ...source.paths.map(({ path }) => path),
  ]);

it('lists all that is given, before it was read and after', () => {
  expect(paths()).toEqual([['files', '/p', '/image.bin', '/buf', '/d']]);
  const summary = read(
    state('files', ['/p', '/buf']),
    state('descriptor-sets', ['/image.bin', '/d']),
    state('reflection', []),
  );
  expect(paths(summary)).toEqual([
    ['files', '/p', '/buf'],
    ['descriptor-sets', '/image.bin', '/d'],
  ]);
});

it('what was added since stands with the files, and what was taken away is gone', () => {
  const before = read(state('files', ['/p', '/gone']), state('descriptor-sets', ['/d']));
  expect(paths(before)).toEqual([
    ['files', '/p', '/image.bin', '/buf'],
    ['descriptor-sets', '/d'],
  ]);
  expect(paths(read(state('descriptor-sets', ['/d', '/image.bin'])))).toEqual([
    ['files', '/p', '/buf'],
    ['descriptor-sets', '/image.bin', '/d'],
  ]);
});

it('lists given roots first, in their order, then found ones with why, then those not used', () => {
  const root = (path: string, how: ImportRoot['how']) => ({ path, how, reason: `why ${path}` });
  const summary = read(
    state('files', ['/p'], [root('/i', 'given'), root('/x', 'found'), root('/was', 'given')]),
    state('files', ['/q'], [root('/x', 'found'), root('/o', 'own'), root('/no', 'found')]),
  );
  const sources = { ...given, importPaths: ['/i', '/new'], ignoredRoots: ['/no'] };
  expect(rootList(sources, summary)).toEqual([
    { path: '/i', how: 'given' },
    { path: '/new', how: 'given' },
    { path: '/x', how: 'found', reason: 'why /x' },
    { path: '/o', how: 'own', reason: 'why /o' },
    { path: '/no', how: 'ignored' },
  ]);
});

it('each path says how many files it gave, where that is known', () => {
  const files = { ...state('files', ['/gone', '/p', '/buf']), filesOfPaths: [1, 20, 300] };
  expect(sourceList(given, read(files))[0]?.paths).toEqual([
    { path: '/p', files: 20 },
    { path: '/buf', files: 300 },
    { path: '/image.bin' },
    { path: '/d' },
  ]);
});

it('says why a path gave nothing, where that is known', () => {
  expect(nothingText({ path: '/a.proto', files: 0 })).toContain('the same file is there already');
  expect(nothingText({ path: '/a', files: 0 })).toContain('no file that is not there already');
  expect(nothingText({ path: '/a', files: 1 })).toBe('');
  expect(nothingText({ path: '/a' })).toBe('');
});

it('says where changes go unnoticed', () => {
  expect(unwatchedText(state('files', []))).toBe('');
  expect(unwatchedText({ ...state('files', []), unwatched: 2 })).toContain('2 folders');
});
