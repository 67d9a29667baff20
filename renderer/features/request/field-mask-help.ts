import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import type { Suggestion } from '#renderer/ui/code-editor/editor-help.ts';
import { fieldHelp } from './field-help.ts';
import { hasOwnJson, type MessageSource } from './message-source.ts';

const fieldMask = 'google.protobuf.FieldMask';

export function isFieldMask({ typeName }: FieldDoc): boolean {
  return typeName === fieldMask;
}

/** Where a mask stands. */
interface MaskPlace {
  readonly doc: MessageDoc;
  readonly mask: FieldDoc;
  /** The type of what is answered to the message. */
  readonly reply: string | undefined;
}

/** The paths that can follow in a mask as far as it is typed, in either spelling. */
export async function maskPaths(
  source: MessageSource,
  place: MaskPlace,
  typed: string,
): Promise<readonly Suggestion[]> {
  const written = typed.slice(0, Math.max(typed.lastIndexOf(','), typed.lastIndexOf('.')) + 1);
  const path = written.lastIndexOf(',') + 1;
  const steps = written.slice(path).split('.').slice(0, -1);
  let here = await messageOf(source, place);
  for (const step of steps) {
    const field = here?.fields.find((one) => stepOf(one) === stepOf({ name: step }));
    here = field && isInside(field) ? await source.message(field.typeName) : undefined;
  }
  const taken = new Set(typed.split(',').slice(0, -1));
  const prefix = steps.map((step) => `${stepOf({ name: step })}.`).join('');
  return (here?.fields ?? [])
    .filter((field) => field !== place.mask && !taken.has(prefix + stepOf(field)))
    .map((field) => {
      const label = written.slice(0, path) + prefix + stepOf(field);
      return {
        label,
        spellings: [written + stepOf(field), written + field.name],
        detail: field.type,
        help: () => fieldHelp(field),
        insert: JSON.stringify(label),
      };
    });
}

/**
 * What a mask is about. One for reading: what the one list in the answer has, or else the answer. Any other: the one message beside it, as in `UpdateThingRequest`; beside several or none,
 * the message that it is in.
 */
async function messageOf(
  source: MessageSource,
  { doc, mask, reply }: MaskPlace,
): Promise<MessageDoc | undefined> {
  if (reply !== undefined && /^(?:read|view|response)_?mask$/i.test(mask.name)) {
    const answered = await source.message(reply);
    const [list, ...others] = answered?.fields.filter(isList) ?? [];
    const isEnvelope = /(?:response|reply|result|res)$/i.test(reply);
    return !isEnvelope || list?.typeName === undefined || others.length > 0
      ? answered
      : source.message(list.typeName);
  }
  const [beside, ...others] = doc.fields.filter(isInside);
  return beside === undefined || others.length > 0 ? doc : source.message(beside.typeName);
}

/** A mask leads into messages, but not into those of lists and maps. */
function isInside(field: FieldDoc): field is FieldDoc & { readonly typeName: string } {
  const { kind, repeated, typeName } = field;
  return kind === 'message' && !repeated && typeName !== undefined && !hasOwnJson(typeName);
}

/** A list of messages, as in `ListThingsResponse`. */
function isList({ kind, repeated, typeName }: FieldDoc): boolean {
  return kind === 'message' && repeated && typeName !== undefined && !hasOwnJson(typeName);
}

/** In JSON a mask has its names in lower camel case, whatever the fields' names in JSON are. */
function stepOf({ name }: Pick<FieldDoc, 'name'>): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
