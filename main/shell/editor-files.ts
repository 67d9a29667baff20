import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#app/contract/result.ts';

/** Which files of a workspace each schema is for, as editors with the YAML language server say it. */
const schemaFiles = {
  request: '*.request.yaml',
  folder: '**/collections/**/folder.yaml',
  workspace: 'duplex.yaml',
  environment: 'environments/*.yaml',
} as const;
const associations = Object.fromEntries(
  Object.entries(schemaFiles).map(([name, files]) => [
    `.duplex/schemas/${name}.schema.json`,
    files,
  ]),
);

/**
 * Puts the JSON schemas of its files into a workspace, and where editors find them. Answers whether
 * `.vscode/settings.json` names them then: one that is written in a way of its own is left alone. Throws
 * a `Failure` for what cannot be written.
 * @param schemas folder of the schemas that come with Duplex
 */
export function addEditorFiles(workspace: string, schemas: string): boolean {
  try {
    const folder = folderWithin(workspace, '.duplex', 'schemas');
    for (const name of readdirSync(schemas))
      put(join(folder, name), readFileSync(join(schemas, name), 'utf8'));
    const settings = join(folderWithin(workspace, '.vscode'), 'settings.json');
    const before = textOf(settings);
    const text = before === undefined ? textWith({}, 2) : settingsWith(before);
    if (text !== undefined && text !== before) put(settings, text);
    return text !== undefined;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(
      'usage',
      `The schemas for editors were not written into ${workspace}: ${reason}`,
      'Look at the rights of the folder, and try again',
    );
  }
}

/** Made where it is not there. A link in its place may lead anywhere, and is not followed. */
function folderWithin(workspace: string, ...parts: readonly string[]): string {
  const folder = join(realpathSync(workspace), ...parts);
  mkdirSync(folder, { recursive: true });
  if (realpathSync(folder) === folder) return folder;
  throw new Failure(
    'usage',
    `${folder} is a link, and nothing is written where it leads`,
    'Make it a folder of the workspace',
  );
}

/** The whole file, in the place of a link too. */
function put(file: string, text: string): void {
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  writeFileSync(aside, text, { flag: 'wx' });
  renameSync(aside, file);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** With the schemas, where nothing else of it would change; comments could not be kept. */
function settingsWith(text: string): string | undefined {
  for (const indent of [2, 4, '\t']) {
    const settings = mapOf(parsed(text));
    if (settings === undefined) return undefined;
    if (JSON.stringify(settings, null, indent).trim() === text.trim())
      return textWith(settings, indent);
  }
  return undefined;
}

function textWith(settings: object, indent: string | number): string {
  const known = 'yaml.schemas' in settings ? mapOf(settings['yaml.schemas']) : {};
  const all = { ...settings, 'yaml.schemas': { ...known, ...associations } };
  return `${JSON.stringify(all, null, indent)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mapOf(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
