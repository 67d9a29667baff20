import { inflateRawSync } from 'node:zlib';
import { Plain } from './progress.mjs';

/**
 * Finds one file in an (already gunzipped) tar archive.
 * @param {Buffer} tar @param {string} name
 * @returns {Buffer}
 */
export const fileInTar = (tar, name) => {
  const text = (/** @type {number} */ from, /** @type {number} */ length) =>
    tar.toString('latin1', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length; ) {
    const entry = text(at, 100);
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    if (entry === name) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Plain(`The downloaded archive has no ${name}.`);
};

/** @typedef {{ name: string, mode: number, read: () => Buffer }} ZipEntry mode: Unix permissions and file type */

/**
 * The entries of a zip archive, from its central directory. No zip64: the archives read here are
 * far below 4 GB.
 * @param {Buffer} zip
 * @returns {ZipEntry[]}
 */
export const entriesOfZip = (zip) => {
  const endOfDirectory = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (endOfDirectory < 0) throw new Plain('The downloaded archive is not a zip file.');
  const count = zip.readUInt16LE(endOfDirectory + 10);
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = zip.readUInt32LE(endOfDirectory + 16);
  for (let index = 0; index < count; index += 1) {
    const method = zip.readUInt16LE(at + 10);
    const packed = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const header = zip.readUInt32LE(at + 42);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      mode: zip.readUInt32LE(at + 38) >>> 16,
      read: () => {
        const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
        const bytes = zip.subarray(start, start + packed);
        return method === 0 ? bytes : inflateRawSync(bytes);
      },
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
};

/**
 * Writes files as an asar archive: two Chromium pickles (the header's length, the header as JSON),
 * then the files' bytes.
 * @param {Readonly<Record<string, string>>} files by name, no folders
 */
export const asarOf = (files) => {
  /** @type {Record<string, { size: number, offset: string }>} */
  const listed = {};
  /** @type {Buffer[]} */
  const bodies = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text);
    listed[name] = { size: body.length, offset: String(offset) };
    bodies.push(body);
    offset += body.length;
  }
  const json = Buffer.from(JSON.stringify({ files: listed }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(padded + 8, 4);
  head.writeUInt32LE(padded + 4, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...bodies]);
};
