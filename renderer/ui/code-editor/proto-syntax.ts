import {
  HighlightStyle,
  StreamLanguage,
  type StringStream,
  syntaxHighlighting,
} from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const keywords = new Set(
  `syntax edition package import public weak option message enum service rpc returns stream extend
  oneof map group reserved extensions to max optional required repeated export local true false
  inf nan`.split(/\s+/),
);

const scalars = new Set(
  `double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string
  bytes`.split(/\s+/),
);

interface Place {
  inComment: boolean;
}

/** Colours of `.proto` text, from its words alone: text with faults in it is coloured as well. */
const language = StreamLanguage.define<Place>({
  name: 'proto',
  startState: () => ({ inComment: false }),
  token(stream, place) {
    if (place.inComment || stream.match('/*')) {
      place.inComment = !endsComment(stream);
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/)) return 'string';
    if (stream.match(/^(?:0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)/)) return 'number';
    if (stream.match(/^[A-Za-z_]\w*/)) return wordColour(stream);
    stream.next();
    return null;
  },
});

function endsComment(stream: StringStream): boolean {
  if (stream.skipTo('*/')) {
    stream.match('*/');
    return true;
  }
  stream.skipToEnd();
  return false;
}

/** The word that was just read; a name before `=`, `:` or `{` is a field's, whatever else it means. */
function wordColour(stream: StringStream): string | null {
  const word = stream.current();
  if (stream.match(/^\s*[=:{]/, false) !== null && !isDeclaration(word)) return null;
  if (keywords.has(word)) return 'keyword';
  return scalars.has(word) ? 'typeName' : null;
}

function isDeclaration(word: string): boolean {
  return word === 'syntax' || word === 'edition';
}

const colours = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--text-2)' },
  { tag: tags.string, color: 'var(--received)' },
  { tag: tags.keyword, color: 'var(--sent)' },
  { tag: tags.typeName, color: 'var(--text-1)' },
]);

export const protoSyntax: Extension = [language, syntaxHighlighting(colours)];
