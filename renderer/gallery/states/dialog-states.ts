import { ok } from '#app/contract/result.ts';
import { fakeStart, methodNamed } from '#renderer/bridge/fake-answers.ts';
import { connect, openMethod, type Stage, settled, type WindowState } from '../stage.ts';

const orders = '/home/ada/src/shop/proto/shop/orders/v1/orders.proto';

/** What stands over the window. */
export const dialogStates: readonly WindowState[] = [
  { name: 'add-schema', prepare: ({ store }) => store.getState().openAddSchema() },
  {
    name: 'add-schema-faults',
    answers: {
      'schema.read': () =>
        ok({
          services: [],
          sources: [],
          diagnostics: [
            {
              severity: 'error',
              file: orders,
              line: 3,
              column: 8,
              message: 'cannot find "google/type/money.proto", imported here',
              hint: 'Add the folder it is in as an import path: /home/ada/src/googleapis',
            },
            {
              severity: 'error',
              file: orders,
              line: 41,
              column: 12,
              message: 'there is no type "Money": did you mean "shop.v1.MoneyAmount"?',
            },
          ],
        }),
    },
    async prepare({ store }) {
      store.getState().openAddSchema();
      await store.getState().addSources([orders], ['/home/ada/src/shop/proto']);
    },
  },
  { name: 'commands', prepare: (stage) => show(stage, 'commands') },
  {
    name: 'connection-options',
    async prepare(stage) {
      stage.store.getState().setTargetOptions({
        maxSendBytes: '64 MB',
        proxy: 'socks5://localhost:1080',
        keepaliveMs: 'soon',
      });
      await show(stage, 'connectionOptions');
    },
  },
  { name: 'settings', prepare: (stage) => show(stage, 'settings') },
  {
    name: 'settings-proxy-password',
    async prepare(stage) {
      const url = 'http://ada@proxy.example.com:3128';
      const proxy = { mode: 'manual', url, noProxy: '' } as const;
      stage.store.getState().changeSettings({ proxy });
      stage.store.getState().setProxyPassword(url, 'hunter2');
      stage.store.getState().showDialog('settings');
      await settled();
      document.querySelector('#settings-proxy')?.scrollIntoView();
    },
  },
  {
    name: 'settings-proxy-password-known',
    answers: {
      'app.start': () =>
        ok({ ...fakeStart, knownProxyPasswords: ['http://ada@proxy.example.com:3128'] }),
    },
    async prepare(stage) {
      const proxy = { mode: 'manual', url: 'ada@proxy.example.com:3128', noProxy: '' } as const;
      stage.store.getState().changeSettings({ proxy });
      stage.store.getState().showDialog('settings');
      await settled();
      document.querySelector('#settings-proxy')?.scrollIntoView();
    },
  },
  {
    name: 'settings-proxy-without-address',
    async prepare(stage) {
      const proxy = { mode: 'manual', url: '', noProxy: '' } as const;
      stage.store.getState().changeSettings({ proxy });
      stage.store.getState().showDialog('settings');
      await settled();
      document.querySelector('#settings-proxy')?.scrollIntoView();
    },
  },
  {
    name: 'settings-proxy',
    async prepare(stage) {
      const proxy = {
        mode: 'manual',
        url: 'http://ada:secret@proxy.example.com:3128',
        noProxy: 'localhost, .internal.example.com',
      } as const;
      stage.store.getState().changeSettings({ proxy });
      await show(stage, 'settings');
      await settled();
      document.querySelector('#settings-proxy')?.scrollIntoView();
    },
  },
  { name: 'about', prepare: (stage) => show(stage, 'about') },
  {
    name: 'context-menu',
    async prepare(stage) {
      await connect(stage);
      const method = methodNamed('SayHello');
      await openMethod(stage, method);
      stage.store.getState().openContextMenu({
        x: 120,
        y: 190,
        symbol: method.path,
        method,
        commands: [
          'openMethod',
          'openMethodInNewTab',
          'showDefinition',
          'copyName',
          'copyDefinition',
        ],
      });
    },
  },
  {
    name: 'hidden-sidebar',
    async prepare(stage) {
      await connect(stage);
      await openMethod(stage, methodNamed('SayHello'));
      stage.store.getState().showSidebar(false);
    },
  },
  {
    name: 'files-over-the-window',
    async prepare(stage) {
      await connect(stage);
      await settled();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'orders.proto'));
      document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true }));
    },
  },
];

async function show(
  stage: Stage,
  dialog: 'commands' | 'settings' | 'connectionOptions' | 'about',
): Promise<void> {
  await connect(stage);
  await openMethod(stage, methodNamed('SayHello'));
  stage.store.getState().showDialog(dialog);
}
