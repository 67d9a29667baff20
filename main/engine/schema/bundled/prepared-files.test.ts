import { expect, it } from 'vitest';
import { alwaysKnown } from '../compose.ts';
import { linkedClosure } from './bundled-files.ts';
import type { PreparedFile } from './prepared-files.ts';

it('are what the linker makes of the bundled texts now (`npm run test:unit -- -u prepared` writes them)', async () => {
  const lines = linkedClosure([...alwaysKnown, 'google/protobuf/descriptor.proto']).map(
    ({ index, bytes }): PreparedFile => ({ index, bytes: Buffer.from(bytes).toString('base64') }),
  );
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await expect(text).toMatchFileSnapshot('./prepared-files.ndjson');
});
