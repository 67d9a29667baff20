import { startCompletion } from '@codemirror/autocomplete';
import { forceLinting } from '@codemirror/lint';
import { EditorView, runScopeHandlers } from '@codemirror/view';
import type { MessageDoc } from '#app/contract/definition.ts';
import type { FieldShape } from '#app/contract/method-shape.ts';
import { fail, ok } from '#app/contract/result.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import type { OptionTexts } from '#app/contract/session.ts';
import { fakeMethod, fakeSchema, methodNamed } from '#renderer/bridge/fake-answers.ts';
import { connect, openMethod, type Stage, settled, type WindowState } from '../stage.ts';

const message = '{\n  "name": "Ada",\n  "id": "ten"\n}';
const kinds: readonly MethodKind[] = [
  'unary',
  'server-streaming',
  'client-streaming',
  'bidi-streaming',
];
const manyMethods = Array.from({ length: 24 }, (_, index) =>
  fakeMethod(`greeter.v1.Greeter/SayHelloTimes${index + 1}`, kinds[index % 4] ?? 'unary'),
);
const longMethod = fakeMethod(
  'com.example.platform.infrastructure.notifications.delivery.v1alpha1.NotificationDeliveryConfigurationService/CreateOrUpdateNotificationDeliveryConfigurationForTenant',
  'server-streaming',
);

/** Connects and opens a method, SayHello unless another is meant. */
async function open(stage: Stage, name = 'SayHello'): Promise<string> {
  await connect(stage);
  return openMethod(stage, methodNamed(name), message);
}

const name = { number: 1, name: 'name', type: 'string' };
const id = { number: 2, name: 'id', type: 'int64' };
const age = { number: 3, name: 'age', type: 'int32' };
const kind = { number: 4, name: 'kind', type: 'greeter.v1.Kind' };
const nick = { number: 5, name: 'nick_names', type: 'string', label: 'repeated' } as const;
const manyFields = Array.from({ length: 40 }, (_, index) => ({
  ...name,
  number: index + 1,
  name: index === 0 ? 'name' : `a_rather_long_name_of_a_field_with_number_${index + 1}`,
}));

function shapes(fields: readonly FieldShape[], methodKind: MethodKind = 'unary') {
  const { input, output } = methodNamed('SayHello');
  const messages = [{ name: input, fields: [...fields] }];
  return () => ok([{ kind: methodKind, input, output, messages, enums: [] }]);
}

const plain = { kind: 'scalar', repeated: false, rules: [] } as const;
const helloDoc: MessageDoc = {
  name: 'greeter.v1.SayHelloRequest',
  comment: 'Whom to greet.',
  fields: [
    {
      ...plain,
      ...name,
      jsonName: 'name',
      comment: 'As it is to be written in the greeting, with its title where it has one.',
      rules: ['required', 'length from 1 to 64'],
    },
    {
      ...plain,
      ...kind,
      jsonName: 'kind',
      kind: 'enum',
      typeName: 'greeter.v1.Kind',
      values: [
        { name: 'KIND_UNSPECIFIED', number: 0 },
        { name: 'KIND_WARM', number: 1 },
      ],
    },
    { ...plain, ...nick, type: 'repeated string', jsonName: 'nickNames', repeated: true },
    { ...plain, ...age, jsonName: 'age', comment: 'In years.', deprecated: true },
  ],
};

/** The editor of a message with the cursor at `|`, which stands in the place of its last name. */
async function editorAt(stage: Stage, marked: string): Promise<EditorView> {
  const text = message.replace('"name"', marked);
  const tabId = await open(stage);
  stage.store.getState().setMessage(tabId, text.replace('|', ''));
  await settled();
  const element = document.querySelector<HTMLElement>('.composer .cm-editor');
  const editor = element === null ? null : EditorView.findFromDOM(element);
  if (editor === null) throw new Error('There is no editor');
  editor.focus();
  editor.dispatch({ selection: { anchor: text.indexOf('|') } });
  return editor;
}

async function showOptions(stage: Stage, options: OptionTexts): Promise<void> {
  const tabId = await open(stage);
  stage.store.getState().setOptions(tabId, options);
  stage.store.getState().setRequestPart(tabId, 'options');
}

/** The server's schema anew, and what became of the open requests' methods. */
async function readAgain({ bridge, store }: Stage): Promise<void> {
  bridge.answer({ 'schema.read': () => ok({ ...fakeSchema }) });
  await store.getState().refreshSchema();
}

/** What is composed, and what keeps it from going out. */
export const requestStates: readonly WindowState[] = [
  { name: 'method-opened', prepare: async (stage) => void (await open(stage)) },
  { name: 'stream-opened', prepare: async (stage) => void (await open(stage, 'Converse')) },
  {
    name: 'message-fault',
    answers: {
      'calls.start': () =>
        fail({ code: 'message-invalid', message: '$.id: expected int64, got "ten"' }),
    },
    prepare: async (stage) => stage.store.getState().startCall(await open(stage)),
  },
  {
    name: 'call-fault',
    answers: {
      'calls.start': () =>
        fail({
          code: 'unknown-symbol',
          message: 'The schema has no method greeter.v1.Greeter/SayHello',
          hint: 'Refresh the schema, or add the .proto file that defines it',
        }),
    },
    prepare: async (stage) => stage.store.getState().startCall(await open(stage)),
  },
  {
    name: 'metadata-fault',
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().setMetadata(tabId, [
        { name: 'authorization', value: 'Bearer 3f786850e387550fdab836ed7e6dc881de23001b' },
        { name: 'x-off', value: 'kept, not sent', disabled: true },
        { name: 'grpc-timeout', value: '5S' },
      ]);
      await stage.store.getState().startCall(tabId);
    },
  },
  {
    name: 'metadata-empty',
    async prepare(stage) {
      stage.store.getState().setRequestPart(await open(stage), 'metadata');
    },
  },
  {
    name: 'deadline-fault',
    async prepare(stage) {
      const tabId = await open(stage);
      stage.store.getState().setDeadline(tabId, '5 parsecs');
      await stage.store.getState().startCall(tabId);
    },
  },
  {
    name: 'request-options',
    async prepare(stage) {
      stage.store.getState().setTargetOptions({ keepaliveMs: '30s', waitForReady: 'on' });
      await showOptions(stage, {
        compression: 'gzip',
        maxReceiveBytes: '4 MB',
        retries: 'off',
      });
    },
  },
  {
    name: 'request-options-fault',
    prepare: (stage) =>
      showOptions(stage, {
        maxReceiveBytes: '4 parsecs',
        serviceConfig: '{ "methodConfig": [ }',
        proxy: 'http://ada:secret@proxy.example.com:3128',
      }),
  },
  {
    name: 'message-completion',
    answers: { 'schema.message': () => ok(helloDoc) },
    async prepare(stage) {
      const editor = await editorAt(stage, '"|"');
      startCompletion(editor);
    },
  },
  {
    name: 'message-help',
    answers: { 'schema.message': () => ok(helloDoc) },
    async prepare(stage) {
      const editor = await editorAt(stage, '"na|me"');
      runScopeHandlers(editor, new KeyboardEvent('keydown', { key: 'F1' }), 'editor');
    },
  },
  {
    name: 'message-hints',
    answers: { 'schema.message': () => ok(helloDoc) },
    async prepare(stage) {
      const editor = await editorAt(stage, '"|nmae"');
      forceLinting(editor);
    },
  },
  {
    name: 'method-gone',
    async prepare(stage) {
      await open(stage);
      stage.bridge.answer({
        'schema.read': () => ok({ services: [], sources: [], diagnostics: [] }),
      });
      await stage.store.getState().refreshSchema();
    },
  },
  {
    name: 'method-changed',
    async prepare(stage) {
      stage.bridge.answer({ 'schema.shapes': shapes([name, id, age, kind]) });
      await open(stage);
      stage.bridge.answer({
        'schema.shapes': shapes([name, { ...id, type: 'string' }, nick], 'server-streaming'),
      });
      await readAgain(stage);
    },
  },
  {
    name: 'method-changed-much',
    async prepare(stage) {
      stage.bridge.answer({ 'schema.shapes': shapes(manyFields) });
      await open(stage);
      stage.bridge.answer({ 'schema.shapes': shapes([name]) });
      await readAgain(stage);
    },
  },
  {
    name: 'many-tabs',
    answers: {
      'schema.read': () =>
        ok({ ...fakeSchema, services: [{ name: 'greeter.v1.Greeter', methods: manyMethods }] }),
    },
    async prepare(stage) {
      await connect(stage);
      for (const method of manyMethods) await openMethod(stage, method);
    },
  },
  {
    name: 'long-names',
    answers: {
      'schema.read': () =>
        ok({
          ...fakeSchema,
          services: [
            {
              name: longMethod.path.slice(0, longMethod.path.indexOf('/')),
              methods: [
                longMethod,
                {
                  ...longMethod,
                  name: `${longMethod.name}V0`,
                  path: `${longMethod.path}V0`,
                  deprecated: true,
                },
              ],
            },
            ...fakeSchema.services,
          ],
        }),
    },
    async prepare(stage) {
      await connect(
        stage,
        'grpcs://notification-delivery-configuration.internal.eu-central-1.prod.example.com:8443/a/rather/long/prefix',
      );
      await openMethod(stage, longMethod);
    },
  },
];
