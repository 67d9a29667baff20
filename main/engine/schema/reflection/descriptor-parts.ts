import type {
  IDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { join } from '../symbols.ts';

/** A message with its full name. */
interface NamedMessage {
  readonly name: string;
  readonly message: IDescriptorProto;
}

/** All messages of a file, nested ones included. */
export function* messagesOf(file: IFileDescriptorProto): Generator<NamedMessage> {
  yield* below(file.package ?? '', file.messageType ?? []);
}

function* below(scope: string, messages: readonly IDescriptorProto[]): Generator<NamedMessage> {
  for (const message of messages) {
    const name = join(scope, message.name);
    yield { name, message };
    yield* below(name, message.nestedType ?? []);
  }
}

/** All fields of a file, extensions included, with the scope in which their types are looked for. */
export function* fieldsOf(
  file: IFileDescriptorProto,
): Generator<{ readonly scope: string; readonly field: IFieldDescriptorProto }> {
  for (const field of file.extension ?? []) yield { scope: file.package ?? '', field };
  for (const { name, message } of messagesOf(file)) {
    for (const field of message.field ?? []) yield { scope: name, field };
    for (const field of message.extension ?? []) yield { scope: name, field };
  }
}

/** What is set of all options of a file, each with the full name of its message. */
export function* optionsOf(
  file: IFileDescriptorProto,
): Generator<{ readonly type: string; readonly options: object }> {
  const of = (type: string, things: readonly { readonly options?: unknown }[] | undefined) =>
    (things ?? []).flatMap(({ options }) =>
      typeof options === 'object' && options !== null
        ? [{ type: `google.protobuf.${type}`, options }]
        : [],
    );
  yield* of('FileOptions', [file]);
  for (const { field } of fieldsOf(file)) yield* of('FieldOptions', [field]);
  const messages = [...messagesOf(file)].map(({ message }) => message);
  yield* of('MessageOptions', messages);
  for (const message of messages) {
    yield* of('OneofOptions', message.oneofDecl);
    yield* of('ExtensionRangeOptions', message.extensionRange as readonly { options?: unknown }[]);
  }
  for (const found of [file, ...messages].flatMap(({ enumType }) => enumType ?? [])) {
    yield* of('EnumOptions', [found]);
    yield* of('EnumValueOptions', found.value);
  }
  yield* of('ServiceOptions', file.service);
  for (const { method } of file.service ?? []) yield* of('MethodOptions', method);
}
