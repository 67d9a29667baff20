import type protobuf from 'protobufjs';
import { typeOfUrl } from '../json-tree.ts';
import { anyOfUnknownType } from '../unknown-any.ts';
import { closeObject } from './json-bytes.ts';
import type { Writing } from './writing.ts';

const urlSlot = 0;
const valueSlot = 1;

/** Writes an `Any` by the type that it names; its bytes where no source defines that. */
export function writeAny(any: protobuf.Type, writing: Writing, base: number): void {
  const { wire, out, bytes } = writing;
  out.open(closeObject);
  const url = writing.goTo(base + urlSlot) ? pieceOf(writing) : '';
  if (url.length > 0) {
    out.next();
    out.key('"@type":');
    out.string(bytes, wire.pos - url.length, wire.pos);
    const type = typeOfUrl(any, url.toString());
    const isThere = writing.goTo(base + valueSlot);
    if (isThere) wire.tag();
    const end = isThere ? writing.sizedEnd() : wire.pos;
    if (type === anyOfUnknownType(any.root)) writeUnknown(writing, end);
    else {
      const plan = writing.planOf(type);
      if (plan.hasOwnForm) {
        out.next();
        out.key('"value":');
      }
      writing.message(plan, end, !plan.hasOwnForm);
    }
  }
  out.close(closeObject);
}

function pieceOf(writing: Writing): Buffer {
  const { wire, bytes } = writing;
  wire.tag();
  const end = writing.sizedEnd();
  const start = wire.pos;
  wire.pos = end;
  return bytes.subarray(start, end);
}

/** As its stand-in has it: the bytes, where there are some. */
function writeUnknown({ wire, out, bytes }: Writing, end: number): void {
  if (end === wire.pos) return;
  out.next();
  out.key('"value":');
  out.base64(bytes, wire.pos, end);
}
