import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { decodeFile, encodeFile } from './file-bytes.ts';

it('a copy of a decoded file keeps the fields and values that are not known here', () => {
  const written = protobuf.Writer.create();
  written.uint32((1 << 3) | 2).string('new.proto');
  written.uint32((12 << 3) | 2).string('editions');
  written.uint32(14 << 3).uint32(9999);
  written.uint32((100 << 3) | 2).string('of the future');
  const bytes = Buffer.from(written.finish());
  const file = decodeFile(bytes);
  for (const sourceInfo of [true, false])
    expect(Buffer.from(encodeFile({ ...file }, sourceInfo))).toEqual(bytes);
  expect(Buffer.from(encodeFile({ ...file, dependency: [] }, true))).toEqual(bytes);
});
