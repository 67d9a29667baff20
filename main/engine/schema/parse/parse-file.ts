import { nearWord } from '#app/core/near-word.ts';
import { parseEnum } from './parse-enum.ts';
import { parseExtend } from './parse-extend.ts';
import { declares, parseBody, parseMessage } from './parse-message.ts';
import { parseOptionStatement } from './parse-option.ts';
import { parseService } from './parse-service.ts';
import type { ParsedFile, SourceInfo } from './parsed-file.ts';
import { Parsing } from './parsing.ts';

const PATH = {
  package: 2,
  dependency: 3,
  messageType: 4,
  enumType: 5,
  service: 6,
  extension: 7,
  options: 8,
  publicDependency: 10,
  weakDependency: 11,
  syntax: 12,
  optionDependency: 15,
};

const STATEMENTS = [
  'message',
  'enum',
  'service',
  'extend',
  'import',
  'package',
  'option',
  'syntax',
  'edition',
];

/** Editions by name, with their number in `google.protobuf.Edition`. */
const EDITIONS: ReadonlyMap<string, number> = new Map([
  ['2023', 1000],
  ['2024', 1001],
  ['2026', 1002],
]);

/** What only protobuf's own files may use, as protoc has it. */
const UNSTABLE = 9999;

/**
 * Reads one `.proto` file. Its imports are not followed. What is wrong is told in `diagnostics`, and
 * what could be read nevertheless is in the descriptor. Never throws for anything in the text.
 *
 * @param name relative to the import root, as other files import it
 * @param shownAs how diagnostics name the file
 * @param sourceInfo the whole of it is some four times as much
 */
export function parseFile(
  name: string,
  text: string,
  shownAs: string = name,
  sourceInfo: SourceInfo = 'declarations',
): ParsedFile {
  const parsing = new Parsing(name, shownAs, text, sourceInfo);
  const { cursor } = parsing;
  const whole = parsing.beginPart([]);
  if (cursor.at('syntax') || cursor.at('edition')) parsing.statement(() => parseSyntax(parsing));
  while (!cursor.atEnd) parsing.statement(() => parseStatement(parsing));
  parsing.finish(whole);
  const { file, imports, places, options, defaults, diagnostics, lost } = parsing;
  return { name, shownAs, file, imports, places, options, defaults, diagnostics, lost };
}

function parseSyntax(parsing: Parsing): void {
  const { cursor, file } = parsing;
  const edition = cursor.at('edition');
  // protoc counts an edition's comments among those of the syntax.
  const location = parsing.begin([PATH.syntax]);
  cursor.next();
  cursor.expect('=');
  const token = cursor.peek();
  const value = cursor.text('a name in quotes');
  parsing.endHead(';', location);
  parsing.finish(location);
  if (edition) {
    const isOwn = value === 'UNSTABLE' && file.name.startsWith('google/protobuf/');
    const number = isOwn ? UNSTABLE : EDITIONS.get(value);
    parsing.syntax = 'editions';
    file.syntax = 'editions';
    file.edition = number ?? 1000;
    if (number === undefined) {
      parsing.report({
        place: token,
        message: `edition "${value}" is not known here`,
        hint: 'Known are 2023, 2024 and 2026; it is read as 2023.',
      });
    }
  } else if (value === 'proto3') {
    parsing.syntax = 'proto3';
    file.syntax = 'proto3';
  } else if (value !== 'proto2') {
    parsing.report({
      place: token,
      message: `syntax "${value}" is not known`,
      hint: 'Known are "proto2" and "proto3"; it is read as proto2.',
    });
  }
}

function parseStatement(parsing: Parsing): void {
  const { cursor, file } = parsing;
  if (cursor.at(';')) {
    parsing.endHead(';');
  } else if (declares(parsing, 'message')) {
    parseMessage(parsing, file.messageType, {
      path: [PATH.messageType, file.messageType.length],
      depth: 1,
    });
  } else if (declares(parsing, 'enum')) {
    parseEnum(parsing, file.enumType, { path: [PATH.enumType, file.enumType.length], depth: 1 });
  } else if (cursor.at('service')) {
    parseService(parsing, file.service, { path: [PATH.service, file.service.length], depth: 1 });
  } else if (cursor.at('extend')) {
    parseExtend(parsing, file.extension, {
      at: 'extend',
      path: [PATH.extension],
      depth: 0,
      nested: file.messageType,
      nestedPath: [PATH.messageType],
      body: parseBody,
    });
  } else if (cursor.at('import')) {
    parseImport(parsing);
  } else if (cursor.at('package')) {
    parsePackage(parsing);
  } else if (cursor.at('option')) {
    parseOptionStatement(parsing, file, [PATH.options]);
  } else {
    const hint = nearWord(cursor.peek().text, STATEMENTS);
    throw cursor.unexpected('a statement such as "message", "service" or "import"', hint);
  }
}

function parsePackage(parsing: Parsing): void {
  const { cursor, file } = parsing;
  const location = parsing.begin([PATH.package]);
  const keyword = cursor.next();
  let name = cursor.identifier('the name of the package').text;
  while (cursor.accept('.')) name += `.${cursor.identifier('a name').text}`;
  parsing.endHead(';', location);
  parsing.finish(location);
  if (file.package !== undefined) {
    parsing.report({ place: keyword, message: 'this file names its package twice' });
  }
  if (file.package === undefined) parsing.place(file, 'name', keyword);
  file.package ??= name;
}

const IMPORT_KINDS = ['public', 'weak', 'option'] as const;

function parseImportKind(parsing: Parsing): (typeof IMPORT_KINDS)[number] | undefined {
  const { cursor, file } = parsing;
  const kind = IMPORT_KINDS.find((word) => cursor.at(word));
  const part =
    kind === 'public'
      ? parsing.beginPart([PATH.publicDependency], file.publicDependency.length)
      : kind === 'weak'
        ? parsing.beginPart([PATH.weakDependency], file.weakDependency.length)
        : undefined;
  if (kind !== undefined) cursor.next();
  parsing.finish(part);
  return kind;
}

function parseImport(parsing: Parsing): void {
  const { cursor, file } = parsing;
  const index = file.dependency.length;
  const location = parsing.begin([]);
  const place = cursor.expect('import');
  const imported = cursor.peek();
  const kind = parseImportKind(parsing);
  if (kind === 'option' && !parsing.isFrom2024)
    parsing.report({ place, message: '"import option" is of edition 2024 and later' });
  if (kind !== 'option' && file.optionDependency.length > 0)
    parsing.report({
      place: imported,
      message: 'an import stands behind those for options',
      hint: 'Write it before the first "import option".',
    });
  if (kind === 'weak' && parsing.isFrom2024)
    parsing.report({
      place: imported,
      message: '"import weak" is not used from edition 2024 on',
      hint: 'Where it is for the sake of options, write "import option".',
    });
  const name = cursor.text('the file to import in quotes');
  parsing.endHead(';', location);
  parsing.finish(location);
  if (file.dependency.includes(name) || file.optionDependency.includes(name)) {
    parsing.report({ place, message: `"${name}" is imported twice` });
    return;
  }
  if (kind === 'option') {
    location.path = [PATH.optionDependency, file.optionDependency.length];
    file.optionDependency.push(name);
  } else {
    location.path = [PATH.dependency, index];
    file.dependency.push(name);
  }
  if (kind === 'public') file.publicDependency.push(index);
  if (kind === 'weak') file.weakDependency.push(index);
  const { line, column } = place;
  parsing.imports.push({ name, place: { line, column }, isOption: kind === 'option' });
}
