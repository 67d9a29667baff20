import { type AppError, Failure } from '#app/contract/result.ts';
import type { OptionTexts } from '#app/contract/session.ts';
import type { Settings } from '#app/contract/settings.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { rowFault } from '#app/core/metadata.ts';
import { type OptionName, optionLabels, optionsOf } from '#app/core/option-text.ts';
import { resolveJson, resolveText, type Values } from '#app/core/variables/resolve.ts';
import { fileOf, type Inherited, withSettings } from '#app/core/workspace/inherit.ts';
import { resolvedOptionFault, sentences } from '#renderer/features/connection/index.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { type Draft, type DraftFaults, deadlineFault, deadlineOf } from './draft.ts';

/** What a request comes to but for its messages: its texts with all that they inherit, and no variable left. */
interface Outgoing {
  readonly metadata: [string, string][];
  readonly deadline: string;
  readonly options: TransportOptions;
  /** What keeps it from going out, at its field. */
  readonly faults: DraftFaults;
}

/** What a text comes to, or why it comes to nothing. */
type Outcome = { readonly text: string } | { readonly error: AppError };

export function outgoing(
  draft: Draft,
  holds: Inherited,
  values: Values,
  settings: Pick<Settings, 'deadline'>,
): Outgoing {
  const metadata = metadataOut(draft, holds, values);
  const said = draft.deadline.trim() || (holds.deadline?.value ?? '');
  const deadline = outcomeOf(() => resolveText(said, values));
  const wrongDeadline = 'error' in deadline ? deadline.error : deadlineFault(deadline.text);
  const options = optionsOut(draft, holds, values);
  return {
    metadata: metadata.pairs,
    deadline: deadlineOf({ deadline: 'text' in deadline ? deadline.text : '' }, settings),
    options: optionsOf(options.texts),
    faults: {
      ...(metadata.fault && { metadata: metadata.fault }),
      ...(wrongDeadline && { deadline: wrongDeadline }),
      // The part Options shows what is typed there alone.
      ...(options.fault && { [options.isInherited ? 'call' : 'options']: options.fault }),
    },
  };
}

/** A message as it goes out. Throws a {@link Failure} that is about the message. */
export function messageOut(text: string, values: Values): string {
  const outcome = outcomeOf(() => resolveJson(text, values));
  if ('text' in outcome) return outcome.text;
  const { message, hint } = outcome.error;
  throw new Failure('message-invalid', message, hint);
}

/** All texts of a request that may have variables, what it inherits included. */
export function textsOf(draft: Draft, holds: Inherited): readonly string[] {
  const rows = rowsOut(draft, holds).flatMap(({ value: { name, value } }) => [name, value]);
  return [...rows, ...textsBesideMetadata(draft, holds)];
}

export function textsBesideMetadata(draft: Draft, holds: Inherited): readonly string[] {
  const options = Object.entries({ ...optionTextsOf(holds), ...draft.options });
  return [
    ...draft.messages,
    draft.deadline.trim() || (holds.deadline?.value ?? ''),
    ...options.map(([, text]) => text ?? ''),
  ];
}

/** What is wrong with a row of metadata once its variables have their values. */
export function resolvedRowFault(values: Values): (row: MetadataRow) => string | undefined {
  return (row) => {
    const name = outcomeOf(() => resolveText(row.name, values));
    const value = outcomeOf(() => resolveText(row.value, values));
    if ('error' in name) return inOneLine(name.error);
    if ('error' in value) return inOneLine(value.error);
    return rowFault({ ...row, name: name.text, value: value.text });
  };
}

function metadataOut(draft: Draft, holds: Inherited, values: Values) {
  const pairs: [string, string][] = [];
  const faultOf = resolvedRowFault(values);
  let fault: AppError | undefined;
  let number = 0;
  for (const { value: row, from } of rowsOut(draft, holds)) {
    const isOwn = from === own;
    if (isOwn) number += 1;
    const wrong = faultOf(row);
    if (wrong === undefined)
      pairs.push([resolveText(row.name, values).trim(), resolveText(row.value, values)]);
    else
      fault ??= {
        code: 'usage',
        message: isOwn
          ? `Row ${placeOf(draft, number)}: ${wrong}`
          : `${row.name}, inherited from ${fileOf(from)}: ${wrong}`,
      };
  }
  return { pairs, fault };
}

/** Stands for the request itself among the files that say something. */
const own = '(request)';

/** The rows of metadata that go out: those that are inherited first. */
export function rowsOut(draft: Draft, holds: Inherited): Inherited['metadata'] {
  const rows = draft.metadata
    .filter(({ name, value }) => name.trim() !== '' || value !== '')
    .map(({ name, value, disabled = false }) => ({ name, value, disabled }));
  return withSettings(holds, own, { metadata: rows }).metadata;
}

/** From 1, the row of the editor that is the so-and-so-many-th to be sent. */
function placeOf({ metadata }: Draft, number: number): number {
  let sent = 0;
  const index = metadata.findIndex(({ name, value, disabled }) => {
    if (disabled !== true && (name.trim() !== '' || value !== '')) sent += 1;
    return sent === number;
  });
  return index + 1;
}

function optionsOut(draft: Draft, holds: Inherited, values: Values) {
  const said = Object.entries(draft.options).filter(([, text]) => text?.trim() !== '');
  const typed: OptionTexts = Object.fromEntries(said);
  const texts: { [Name in OptionName]?: string } = {};
  const faultOf = resolvedOptionFault(values);
  let fault: AppError | undefined;
  let isInherited = false;
  for (const name of Object.keys(optionLabels).filter((one) => one in optionLabels)) {
    if (!isOption(name)) continue;
    const text = typed[name] ?? holds.options[name]?.value;
    if (text === undefined) continue;
    const wrong = faultOf(name, text);
    const from = typed[name] === undefined ? holds.options[name]?.from : undefined;
    const where = from === undefined ? '' : `, inherited from ${fileOf(from)}`;
    if (wrong === undefined) texts[name] = resolveText(text, values);
    else if (fault === undefined) {
      fault = { ...wrong, message: `${optionLabels[name]}${where}: ${wrong.message}` };
      isInherited = from !== undefined;
    }
  }
  return { texts, fault, isInherited };
}

function optionTextsOf({ options }: Inherited): OptionTexts {
  return Object.fromEntries(
    Object.entries(options).map(([name, said]) => [name, said?.value ?? '']),
  );
}

function isOption(name: string): name is OptionName {
  return name in optionLabels;
}

function outcomeOf(work: () => string): Outcome {
  try {
    return { text: work() };
  } catch (error) {
    if (error instanceof Failure) return { error: error.error };
    throw error;
  }
}

/** A row has but one line. */
function inOneLine({ message, hint }: AppError): string {
  return sentences([message.replace('at line 1, column', 'at column'), hint]);
}
