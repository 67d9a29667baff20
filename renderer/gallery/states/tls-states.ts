import { ok } from '#app/contract/result.ts';
import { defaultSettings } from '#app/contract/settings.ts';
import type { Certificate, TlsFacts } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { fakeStart } from '#renderer/bridge/fake-answers.ts';
import type { Answers } from '#renderer/bridge/fake-bridge.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const address = 'grpcs://api.example.com:8443';

const own: Certificate = {
  subject: 'C=DE\nO=Example GmbH\nCN=api.example.com',
  issuer: 'C=DE\nO=Example GmbH\nCN=Example Issuing CA 3',
  names: ['api.example.com', '*.internal.example.com', '10.0.0.17'],
  validFrom: '2026-01-04T09:00:00.000Z',
  validTo: '2027-03-03T09:00:00.000Z',
  serialNumber: '3A4F00C1D2E97B',
  fingerprint:
    '7E:1B:0C:93:52:AA:41:F0:6D:88:2B:E4:17:CC:90:5F:3A:D1:64:8E:0B:77:29:FE:C5:13:9A:40:D8:6F:21:B3',
};

const issuing: Certificate = {
  ...own,
  subject: own.issuer,
  issuer: 'C=DE\nO=Example GmbH\nCN=Example Root CA',
  names: [],
  validTo: '2026-12-20T00:00:00.000Z',
  fingerprint: own.fingerprint.split(':').reverse().join(':'),
};

/** What a server may show: its own first. */
export const exampleChain: readonly Certificate[] = [own, issuing];

const facts: TlsFacts = {
  version: 'TLSv1.3',
  insecure: false,
  cipher: 'TLS_AES_256_GCM_SHA384',
  alpn: 'h2',
  certificates: exampleChain,
};

const profiles = [
  { name: 'staging', tls: { caPaths: ['/home/ada/ca/staging.pem'] } },
  {
    name: 'production, read only',
    tls: {
      caPaths: ['/home/ada/.config/duplex/certificates/example-root-ca-2026.pem', '/etc/ssl/own'],
      certFile: '/home/ada/keys/reader.p12',
    },
  },
];

const withProfiles: Answers = {
  'app.start': () => ok({ ...fakeStart, settings: { ...defaultSettings, tlsProfiles: profiles } }),
};

function agreeing(tls: TlsFacts): Answers {
  return {
    ...withProfiles,
    'targets.connect': ({ target }) =>
      ok({
        connection: {
          key: targetKey(target),
          state: 'connected',
          ms: { name: 0.4, connect: 1.1, tls: 6.2, total: 7.9 },
          tls,
          peer: '10.0.0.17:8443',
          proxy: 'http://proxy.example.com:3128',
        },
        recentAddresses: [target.address],
      }),
  };
}

/** How TLS is spoken, and what came of it. */
export const tlsStates: readonly WindowState[] = [
  {
    name: 'tls-settings',
    async prepare(stage) {
      await connect(stage);
      await openTlsSettings();
    },
  },
  {
    name: 'tls-accepting-any',
    async prepare({ store }) {
      store.getState().setAddress(address);
      store.getState().setTls({
        insecure: true,
        caPaths: ['/home/ada/.config/duplex/certificates/example-root-ca-2026.pem'],
      });
      await openTlsSettings();
    },
  },
  {
    name: 'tls-profile',
    answers: withProfiles,
    async prepare({ store }) {
      store.getState().setAddress(address);
      store.getState().chooseTlsProfile('production, read only');
      await openTlsSettings();
    },
  },
  {
    name: 'tls-profile-named-anew',
    answers: withProfiles,
    async prepare({ store }) {
      store.getState().setAddress(address);
      store.getState().chooseTlsProfile('staging');
      await openTlsSettings();
      await press('Rename…');
    },
  },
  {
    name: 'tls-agreed',
    answers: agreeing(facts),
    async prepare(stage) {
      await connectByProfile(stage);
    },
  },
  {
    name: 'tls-failed',
    answers: {
      'targets.connect': ({ target }) =>
        ok({
          connection: {
            key: targetKey(target),
            state: 'failed',
            message: 'The certificate of api.example.com:8443 expired on 2026-11-23',
            hint: 'Have the server give a newer one',
            tls: { ...facts, certificates: [{ ...own, validTo: '2026-11-23T09:00:00.000Z' }] },
          },
          recentAddresses: [],
        }),
    },
    async prepare({ store }) {
      store.getState().setAddress(address);
      await store.getState().connect();
      await openTlsSettings();
    },
  },
  {
    name: 'tls-certificate-expired',
    answers: agreeing({
      ...facts,
      insecure: true,
      certificates: [{ ...own, validTo: '2026-11-23T09:00:00.000Z' }, issuing],
    }),
    async prepare(stage) {
      stage.store.getState().setAddress(address);
      stage.store.getState().setTls({ insecure: true });
      await stage.store.getState().connect();
      await openTlsSettings();
    },
  },
];

async function connectByProfile({ store }: Stage): Promise<void> {
  store.getState().setAddress(address);
  store.getState().chooseTlsProfile('staging');
  await store.getState().connect();
  await openTlsSettings();
}

/** Only a press opens them. */
async function openTlsSettings(): Promise<void> {
  await settled();
  document.querySelector<HTMLElement>('.tls-button button')?.click();
}

async function press(label: string): Promise<void> {
  await settled();
  const buttons = [...document.querySelectorAll<HTMLElement>('.tls-dialog button')];
  buttons.find(({ textContent }) => textContent === label)?.click();
}
