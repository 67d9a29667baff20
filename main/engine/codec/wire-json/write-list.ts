import type { Element } from './element.ts';
import { handOver } from './hand-over.ts';
import { closeList } from './json-bytes.ts';
import type { Writing } from './writing.ts';

/** Writes the items that follow each other on the wire, packed or not; whether there are none. */
export function writeList(writing: Writing, number: number, element: Element): boolean {
  const { wire, out } = writing;
  const single = ((number << 3) | element.wire) >>> 0;
  const packed = element.isPackable ? ((number << 3) | 2) >>> 0 : single;
  out.open(closeList);
  const before = out.mark;
  while (wire.pos < wire.len) {
    const start = wire.pos;
    const tag = wire.tag();
    if (tag === single) writeItem(writing, element);
    else if (tag === packed) writePacked(writing, element);
    else {
      wire.pos = start;
      break;
    }
  }
  const isEmpty = out.mark === before;
  out.close(closeList);
  return isEmpty;
}

/** One item, or those that are packed into one piece. */
export function checkItems(writing: Writing, element: Element, wireType: number): void {
  if (wireType === element.wire) {
    element.check(writing);
    return;
  }
  const { wire } = writing;
  const end = writing.sizedEnd();
  const outerEnd = wire.len;
  wire.len = end;
  while (wire.pos < end) element.check(writing);
  if (wire.pos !== end) throw handOver;
  wire.len = outerEnd;
}

function writePacked(writing: Writing, element: Element): void {
  const { wire } = writing;
  const end = writing.sizedEnd();
  const outerEnd = wire.len;
  wire.len = end;
  while (wire.pos < end) writeItem(writing, element);
  if (wire.pos !== end) throw handOver;
  wire.len = outerEnd;
}

function writeItem(writing: Writing, element: Element): void {
  writing.out.next();
  element.write(writing);
}
