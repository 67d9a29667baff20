import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addEditorFiles } from './editor-files.ts';
import { beginWorkspace } from './new-workspace.ts';

const schemas = fileURLToPath(new URL('docs/schemas', import.meta.resolve('#package')));
let folder = '';
const at = (path: string): string => join(folder, path);
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-editor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a workspace is begun in an empty folder alone', () => {
  mkdirSync(at('.git'));
  beginWorkspace(folder);
  expect(readFileSync(at('duplex.yaml'), 'utf8')).toBe('duplex: 1\n');
  expect(readFileSync(at('.gitignore'), 'utf8')).toContain('\n.env\n');
  expect(() => beginWorkspace(folder)).toThrow(
    `${folder} is not empty: .gitignore, duplex.yaml are in it`,
  );
});

it('editors find each schema in the workspace', () => {
  expect(addEditorFiles(folder, schemas)).toBe(true);
  const settings = json('.vscode/settings.json') as { 'yaml.schemas': object };
  expect(Object.values(settings['yaml.schemas'])).toContain('duplex.yaml');
  for (const schema of Object.keys(settings['yaml.schemas']))
    expect(json(schema)).toMatchObject({
      title: expect.any(String),
      properties: expect.anything(),
    });
  const before = readFileSync(at('.vscode/settings.json'));
  expect(addEditorFiles(folder, schemas)).toBe(true);
  expect(readFileSync(at('.vscode/settings.json'))).toEqual(before);
});

it('settings that are there keep what they say, and stay as they are where that cannot be', () => {
  mkdirSync(at('.vscode'));
  const own = { 'editor.tabSize': 8, 'yaml.schemas': { 'x.json': '*.x.yaml' } };
  writeFileSync(at('.vscode/settings.json'), JSON.stringify(own, null, 4));
  expect(addEditorFiles(folder, schemas)).toBe(true);
  expect(json('.vscode/settings.json')).toMatchObject(own);
  const commented = '{\n  // mine\n  "editor.tabSize": 8\n}\n';
  writeFileSync(at('.vscode/settings.json'), commented);
  expect(addEditorFiles(folder, schemas)).toBe(false);
  expect(readFileSync(at('.vscode/settings.json'), 'utf8')).toBe(commented);
});

it('a link that leads out of the workspace is not followed', () => {
  const outside = mkdtempSync(join(tmpdir(), 'duplex-outside-'));
  try {
    symlinkSync(outside, at('.duplex'));
    expect(() => addEditorFiles(folder, schemas)).toThrow('is a link');
    expect(existsSync(join(outside, 'schemas', 'request.schema.json'))).toBe(false);
  } finally {
    rmSync(outside, { recursive: true });
  }
});
