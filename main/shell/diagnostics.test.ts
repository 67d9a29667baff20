import { expect, it } from 'vitest';
import { type DiagnosticsFacts, diagnosticsText } from './diagnostics.ts';

const facts: DiagnosticsFacts = {
  version: '1.2.3',
  versions: { electron: '45.4.1', chrome: '150.0.7000.12', node: '24.1.0' },
  platform: 'linux',
  release: '6.1.0-18-amd64',
  arch: 'x64',
  locale: 'en-GB',
  display: 'wayland',
  packaged: true,
  windows: 1,
  log: ['2026-01-02T03:04:05.678Z info  the app started'],
};

it('is short and readable', () => {
  expect(diagnosticsText(facts, '/home/ada')).toBe(`### Duplex diagnostics

- Duplex: 1.2.3, packaged
- Electron: 45.4.1
- Chrome: 150.0.7000.12
- Node: 24.1.0
- System: linux 6.1.0-18-amd64, x64, wayland, en-GB
- Windows: 1

Last lines of the log:

    2026-01-02T03:04:05.678Z info  the app started
`);
});

it('leaves out what is not known', () => {
  const { locale: _locale, display: _display, ...rest } = facts;
  const text = diagnosticsText({ ...rest, packaged: false, log: [] }, '/home/ada');
  expect(text).toContain('- Duplex: 1.2.3, from its sources\n');
  expect(text).toContain('- System: linux 6.1.0-18-amd64, x64\n');
  expect(text).toMatch(/\nThe log is empty\.\n$/);
});

it('has the last fifty lines of the log', () => {
  const log = Array.from({ length: 80 }, (_, index) => `line ${index}`);
  const shown = diagnosticsText({ ...facts, log }, '').match(/^ {4}line \d+$/gm);
  expect(shown).toEqual(log.slice(30).map((line) => `    ${line}`));
});

it('tells no secret, no address and no home, and a bad line spoils no other', () => {
  const text = diagnosticsText(
    {
      ...facts,
      display: 'x11 /home/ada',
      log: [
        'token: "s3cr3t',
        'cannot reach grpc://u:s3cr3t@api.corp.example:443 or api.corp.example:443',
        'cannot read /home/ada/x\n- forged',
        'the last',
      ],
    },
    '/home/ada',
  );
  expect(text).not.toMatch(/s3cr3t|corp|ada|^- forged/m);
  expect(text).toContain('\n    the last\n');
});
