import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import type { Suggestion } from '#renderer/ui/code-editor/editor-help.ts';
import { fieldHelp } from './field-help.ts';
import { hasOwnJson, type MessageSource } from './message-source.ts';

const fieldMask = 'google.protobuf.FieldMask';

export function isFieldMask({ typeName }: FieldDoc): boolean {
  return typeName === fieldMask;
}

/**
 * The paths that can follow in a mask as far as it is typed. A mask is about the one message beside it,
 * as in `UpdateThingRequest`, or else about the message that it is in; beside several nobody knows.
 */
export async function maskPaths(
  source: MessageSource,
  doc: MessageDoc,
  typed: string,
): Promise<readonly Suggestion[]> {
  const begin = typed.slice(0, Math.max(typed.lastIndexOf(','), typed.lastIndexOf('.')) + 1);
  const steps = begin
    .slice(begin.lastIndexOf(',') + 1)
    .split('.')
    .slice(0, -1);
  let here = await messageOf(source, doc);
  for (const step of steps) {
    const field = here?.fields.find((one) => stepOf(one) === step);
    here = field && isInside(field) ? await source.message(field.typeName) : undefined;
  }
  const taken = new Set(typed.split(',').slice(0, -1));
  const prefix = steps.map((step) => `${step}.`).join('');
  return (here?.fields ?? [])
    .filter((field) => !taken.has(prefix + stepOf(field)))
    .map((field) => ({
      label: begin + stepOf(field),
      detail: field.type,
      help: () => fieldHelp(field),
      insert: JSON.stringify(begin + stepOf(field)),
    }));
}

async function messageOf(source: MessageSource, doc: MessageDoc): Promise<MessageDoc | undefined> {
  const [beside, ...others] = doc.fields.filter(isInside);
  if (others.length > 0) return undefined;
  return beside === undefined ? doc : source.message(beside.typeName);
}

/** A mask leads into messages, but not into those of lists and maps. */
function isInside(field: FieldDoc): field is FieldDoc & { readonly typeName: string } {
  const { kind, repeated, typeName } = field;
  return kind === 'message' && !repeated && typeName !== undefined && !hasOwnJson(typeName);
}

/** In JSON a mask has its names in lower camel case, whatever the fields' names in JSON are. */
function stepOf({ name }: FieldDoc): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
